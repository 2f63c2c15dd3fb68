"""Codes for all rows of a file, and its references as codes.

Table by table, those first that others refer to: a row keeps the code it was given, takes that of the record it means, or
gets a new one. The units come in rounds, from the top down, because what a unit's name means depends on the unit above.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from lianzheng_risk.core.checks.found import Problem
from lianzheng_risk.core.checks.references import references_of
from lianzheng_risk.core.importing.around import Around
from lianzheng_risk.core.importing.matching import as_spelled_on_site, match
from lianzheng_risk.core.importing.naming import Names, resolve
from lianzheng_risk.core.importing.tally import Tally
from lianzheng_risk.core.register import TABLES, UNITS, Table
from lianzheng_risk.core.vocabulary import normalise

# In the place of a parent that is not known: no code is like this.
_UNKNOWN = "\x00"

NextCodes = Callable[[str, int], list[str]]


def identify(
	frames: dict[str, pd.DataFrame],
	around: Around,
	next_codes: NextCodes,
	provisional: bool,
	home: str | None,
	tally: Tally,
) -> dict[str, pd.DataFrame]:
	"""The frames with a final code in every row and every reference as a code; `tally` gets what could not be settled.

	With `provisional` the codes of the file only tie its rows together; what they stand for is settled by name. Units that
	such a file puts nowhere are where the site has them, new ones directly below `home`.
	"""
	identifying = _Identifying(frames, around, next_codes, provisional, home, tally)
	identifying.run()
	return identifying.frames


class _Identifying:
	def __init__(
		self, frames, around: Around, next_codes: NextCodes, provisional: bool, home: str | None, tally: Tally
	) -> None:
		self.frames: dict[str, pd.DataFrame] = dict(frames)
		self.around, self.next_codes, self.provisional, self.home = around, next_codes, provisional, home
		self.names: dict[str, Names] = {}
		self.tally = tally

	def run(self) -> None:
		for name, table in TABLES.items():
			own, others = _own_and_other_references(table)
			if table is not UNITS:
				self._resolve(table, *others)
			if len(table.key) == 1:
				written = self.frames[name][table.key[0]]
				self._give_codes(table, written)
				self._close(table, written)
				if table is not UNITS:
					self._resolve(table, *own)
		# A unit's parent is one of the units, and the people it names are known only by now.
		self._resolve(UNITS, *(column.name for column in references_of(UNITS)))
		if self.provisional:
			self._place_units()

	def _resolve(self, table: Table, *columns: str) -> None:
		for name in columns:
			frame = self.frames[table.name]
			series, findings = resolve(frame, table, table[name], self.names[table[name].reference])
			self.frames[table.name] = frame.assign(**{name: series})
			self.tally.tell(findings)

	def _give_codes(self, table: Table, written: pd.Series) -> None:
		(key,) = table.key
		on_site = self.around.site[table.name][key]
		codes = pd.Series(None, index=written.index, dtype=object)
		if not self.provisional:
			codes = as_spelled_on_site(written, on_site)
		self._set(table, codes)
		if codes.isna().any():
			for rows, parents in self._rounds(table, written):
				self._match(table, rows, parents)

	def _place_units(self) -> None:
		units = self.frames["units"]
		on_site = self.around.site["units"].set_index("unit")["parent_unit"]
		known = units["unit"].isin(on_site.index)
		homeless = units["parent_unit"].isna() & (units["unit"] != self.home)
		parents = units["unit"].map(on_site).where(known, self.home)
		self.frames["units"] = units.assign(parent_unit=units["parent_unit"].where(~homeless, parents).astype(object))

	def _rounds(self, table: Table, written: pd.Series):
		"""The rows without a code, those together that can be told apart by what is known."""
		if table is UNITS:
			yield from _Rounds(self, written)
		else:
			frame = self.frames[table.name]
			yield frame.index[frame[table.key[0]].isna()], None

	def _match(self, table: Table, rows: pd.Index, parents: pd.Series | None) -> None:
		"""Codes for `rows`. Of units the parents as far as they are known are told, for all units of the file."""
		(key,) = table.key
		frame = self.frames[table.name]
		if parents is not None:
			frame = frame.assign(parent_unit=parents)
		coded = frame[frame[key].notna()]
		codes, findings = match(table, frame.loc[rows], coded, self.around.site[table.name])
		self.tally.tell(findings)
		new = codes.index[codes.isna()]
		codes[new] = self._fresh(table, len(new))
		self._set(table, self.frames[table.name][key].where(~frame.index.isin(rows), codes.reindex(frame.index)))

	def _fresh(self, table: Table, count: int) -> list[str]:
		"""Codes that neither the site nor the file has."""
		taken = set(self.frames[table.name][table.key[0]].dropna().map(normalise))
		fresh: list[str] = []
		while len(fresh) < count:
			offered = self.next_codes(table.name, count - len(fresh))
			fresh += [code for code in offered if normalise(code) not in taken]
		return fresh

	def _set(self, table: Table, codes: pd.Series) -> None:
		self.frames[table.name] = self.frames[table.name].assign(**{table.key[0]: codes.astype(object)})

	def _close(self, table: Table, written: pd.Series) -> None:
		"""From now on rows of this table can be referred to."""
		given = {}
		if self.provisional:
			pairs = zip(written, self.frames[table.name][table.key[0]], strict=True)
			for code, final in pairs:
				if code is not None:
					given.setdefault(normalise(code), final)
		self.names[table.name] = Names(table, self.frames[table.name], self.around, given)


def _own_and_other_references(table: Table) -> tuple[list[str], list[str]]:
	"""The fields that name rows of the table itself, and those that name rows of others."""
	sides: tuple[list[str], list[str]] = ([], [])
	for column in references_of(table):
		sides[column.reference != table.name].append(column.name)
	return sides


class _Rounds:
	"""Units without a code, level by level: those whose parent is known by now."""

	def __init__(self, identifying: _Identifying, written: pd.Series) -> None:
		self.identifying = identifying
		units = identifying.frames["units"]
		# In the file a parent is meant by its code there, or by a name that only one row bears.
		own = units.assign(unit=written)
		self.row_of = _rows_by_spelling(own["unit_name"], once=True) | _rows_by_spelling(own["unit"], once=False)
		self.on_site = Names(UNITS, units.iloc[:0], identifying.around, {})

	def __iter__(self):
		open_rows = self._open()
		while len(open_rows):
			parents = self.parents()
			unknown = parents.isna() & self._units["parent_unit"].notna()
			ready = open_rows[~unknown[open_rows]]
			# Units in a circle, or below one that cannot be found, mean no unit of the site; in the end all have a code.
			yield (ready if len(ready) else open_rows), parents.mask(unknown, _UNKNOWN)
			open_rows = self._open()

	@property
	def _units(self) -> pd.DataFrame:
		return self.identifying.frames["units"]

	def _open(self) -> pd.Index:
		return self._units.index[self._units["unit"].isna()]

	def parents(self) -> pd.Series:
		"""The codes of the parents as far as they are known, None where they are not."""
		codes = self._units["unit"]
		known = {}
		for written in self._units["parent_unit"].dropna().unique():
			row = self.row_of.get(normalise(written))
			code = self.on_site.code_of(written) if row is None else codes[row]
			known[written] = None if isinstance(code, Problem) else code
		return self._units["parent_unit"].map(known).astype(object)


def _rows_by_spelling(texts: pd.Series, once: bool) -> dict[str, int]:
	spelled = texts.dropna().map(normalise)
	spelled = spelled[~spelled.duplicated(keep=False if once else "first")]
	return dict(zip(spelled.array, spelled.index.to_numpy(dtype=np.int64).tolist(), strict=True))
