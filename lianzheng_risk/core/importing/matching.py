"""Which record of the site a row of a file means: that of its code, or the one that people would call the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from lianzheng_risk.core.checks.found import found, listed
from lianzheng_risk.core.checks.values import shown
from lianzheng_risk.core.findings import Finding
from lianzheng_risk.core.importing.rules import SAME_RECORD, SEVERAL_ON_SITE
from lianzheng_risk.core.register import Field, Table
from lianzheng_risk.core.vocabulary import normalise


class NaturalKey(NamedTuple):
	"""Fields by which people tell records apart; with `lacking` it holds for rows of a file without that field only."""

	columns: tuple[str, ...]
	lacking: str | None = None


# What a record without a code is known by, the finest key first: a record that the first does not find may still be the
# only one that the next finds.
NATURAL_KEYS: dict[str, tuple[NaturalKey, ...]] = {
	"units": (NaturalKey(("parent_unit", "unit_name")), NaturalKey(("unit_name",), lacking="parent_unit")),
	"people": (NaturalKey(("unit", "person_name")),),
	"posts": (NaturalKey(("unit", "post_name")),),
	"powers": (NaturalKey(("unit", "power_name")),),
	"risk_points": (NaturalKey(("unit", "post", "power", "title")), NaturalKey(("unit", "post", "title"))),
	"measures": (NaturalKey(("risk", "description")),),
	"activities": (NaturalKey(("unit", "kind", "held_on", "title")),),
	"rectifications": (NaturalKey(("unit", "ordered_on", "title")),),
	"inspections": (NaturalKey(("unit", "held_on", "title")), NaturalKey(("unit", "planned_on", "title"))),
	"warnings": (NaturalKey(("unit", "issued_on", "title")),),
	"waivers": (NaturalKey(("post", "person", "until")),),
	"decisions": (
		NaturalKey(("unit", "meeting_date", "matter")),
		NaturalKey(("unit", "matter"), lacking="meeting_date"),
	),
}
# What a record may lack and still be known by the rest.
OPTIONAL = frozenset(("parent_unit", "post", "power"))
_SEPARATOR = "\x1f"


def as_spelled_on_site(codes: pd.Series, on_site: pd.Series) -> pd.Series:
	"""The codes; one that differs from a code of the site only by case, width or spaces becomes that code."""
	strange = codes.notna() & ~codes.isin(on_site)
	if not strange.any() or on_site.empty:
		return codes
	spellings = dict(zip(map(normalise, on_site), on_site, strict=True))
	spelled = codes[strange].map(lambda code: spellings.get(normalise(code), code))
	return codes.where(~strange, spelled.reindex(codes.index))


def natural_keys(frame: pd.DataFrame, table: Table, columns: Sequence[str]) -> pd.Series:
	"""One text per row that is the same for what people would call the same record; None where a part is missing."""
	key, complete = None, pd.Series(True, index=frame.index)
	for name in columns:
		values = frame[name]
		if name not in OPTIONAL:
			complete &= values.notna()
		folded = _folded(values) if name == table.title else _as_text(values, table[name])
		key = folded if key is None else key + _SEPARATOR + folded
	return key.where(complete, None).astype(object)


def _as_text(values: pd.Series, column: Field) -> pd.Series:
	days = values.dt.strftime("%Y-%m-%d") if column.kind == "date" else values
	return days.astype(object).fillna("")


def _folded(texts: pd.Series) -> pd.Series:
	positions, distinct = pd.factorize(texts.to_numpy(dtype=object))
	folded = np.array([*map(normalise, distinct), ""], dtype=object)
	return pd.Series(folded[positions], index=texts.index, dtype=object)


def match(table: Table, rows: pd.DataFrame, coded: pd.DataFrame, site: pd.DataFrame) -> tuple[pd.Series, list[Finding]]:
	"""The site's codes for `rows`, which have none that counts; None where the site has no such record.

	`coded` are the rows of the same file that have their final code. A row whose record cannot be known for certain, or
	that means the same record as another row, is a finding and has no code.
	"""
	matching = _Matching(table, rows, coded, site)
	matching.refuse_repeated()
	for key in NATURAL_KEYS[table.name]:
		matching.look_for(key)
	matching.refuse_rivals_of_coded()
	return matching.codes, matching.findings


class _Matching:
	def __init__(self, table: Table, rows: pd.DataFrame, coded: pd.DataFrame, site: pd.DataFrame) -> None:
		self.table, self.rows, self.coded, self.site = table, rows, coded, site
		(self.key,) = table.key
		self.codes = pd.Series(None, index=rows.index, dtype=object)
		self.open = pd.Series(True, index=rows.index)
		self.findings: list[Finding] = []

	def refuse_repeated(self) -> None:
		"""A row that says the same as an earlier row, or as one with a code."""
		finest = NATURAL_KEYS[self.table.name][0].columns
		parts = [frame for frame in (self.coded, self.rows) if len(frame)]
		keys = pd.concat([natural_keys(frame, self.table, finest) for frame in parts]).dropna()
		again = keys.index[keys.duplicated()].intersection(self.rows.index)
		if len(again):
			first = keys.index.to_series().groupby(keys, sort=False).transform("first")
			self._refuse(again, first[again].tolist())

	def look_for(self, natural: NaturalKey) -> None:
		"""Settle the open rows of which the site has one record with the same natural key, or several."""
		columns = natural.columns
		theirs = self.site.loc[~self.site[self.key].isin(self.codes.dropna()), [self.key, *columns]]
		on_site = pd.Series(theirs[self.key].array, index=natural_keys(theirs, self.table, columns).array)
		on_site = on_site[on_site.index.notna()]
		candidates = self.rows[self.open]
		if natural.lacking:
			candidates = candidates[candidates[natural.lacking].isna()]
		own = natural_keys(candidates, self.table, columns).dropna()
		own = own[own.isin(on_site.index)]
		several = own.isin(on_site.index[on_site.index.duplicated()])
		self._refuse_several(own[several], on_site)
		own = own[~several]
		rivals = own[own.duplicated(keep=False)]
		self._refuse(rivals.index, _other_rows(rivals))
		own = own.drop(rivals.index)
		self.codes[own.index] = own.map(on_site[~on_site.index.duplicated()])
		self.open[own.index] = False

	def refuse_rivals_of_coded(self) -> None:
		"""A row that means the record whose code another row bears."""
		taken = self.codes[self.codes.isin(self.coded[self.key])]
		if len(taken):
			rows = self.coded.drop_duplicates(self.key)
			first = pd.Series(rows.index, index=rows[self.key].array)
			self.codes[taken.index] = None
			self._refuse(taken.index, first[taken].tolist())

	def _refuse(self, rows: pd.Index, first: list[int]) -> None:
		titles = self.rows.loc[rows, self.table.title].map(shown).tolist()
		self.findings += found(SAME_RECORD, self.table.name, rows, self.key, first=first, title=titles)
		self.open[rows] = False

	def _refuse_several(self, own: pd.Series, on_site: pd.Series) -> None:
		if own.empty:
			return
		codes = on_site[on_site.index.isin(own)].groupby(level=0).agg(lambda its: listed(sorted(its)))
		titles = self.rows.loc[own.index, self.table.title].map(shown).tolist()
		self.findings += found(
			SEVERAL_ON_SITE, self.table.name, own.index, self.key, title=titles, codes=own.map(codes).tolist()
		)
		self.open[own.index] = False


def _other_rows(rivals: pd.Series) -> list[int]:
	"""For each of several rows with one key another of them: the first, and for the first the second."""
	if rivals.empty:
		return []
	rows = rivals.index.to_series()
	groups = rows.groupby(rivals, sort=False)
	first, second = groups.transform("first"), groups.transform(lambda its: its.iloc[1])
	return first.where(first != rows, second).tolist()
