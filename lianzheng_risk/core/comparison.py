"""A register against a previous one: what is new, changed, removed, and which risk points are graded differently.

Regulation §3(3): new problems are to be analysed regularly and measures improved accordingly.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.facts import Links
from lianzheng_risk.core.grading import GRADE_OF, Scheme
from lianzheng_risk.core.register import RISK_POINTS, TABLES, Field, Register, Table

LISTED_AT_MOST = 200


@dataclass(frozen=True)
class FieldChange:
	field: Field
	old: object
	new: object

	def to_dict(self, lang: Lang = "zh") -> dict:
		return {
			"field": self.field.name,
			"label": self.field.text.label(lang),
			"old": _shown(self.field, self.old, lang),
			"new": _shown(self.field, self.new, lang),
		}


@dataclass(frozen=True)
class Row:
	"""A row that is new, changed or gone. `key` joins the parts of a key of several columns."""

	table: str
	key: str
	title: str
	fields: tuple[FieldChange, ...] = ()

	def to_dict(self) -> dict:
		return {"table": self.table, "key": self.key, "title": self.title}


@dataclass(frozen=True)
class Regrading:
	"""A risk point whose computed grade is no longer the one it was under the same scheme."""

	risk: str
	title: str
	unit: str
	before: str
	after: str

	def to_dict(self) -> dict:
		return {"risk": self.risk, "title": self.title, "unit": self.unit, "from": self.before, "to": self.after}


@dataclass(frozen=True)
class TableChanges:
	"""The changes in one table: full counts, and the first rows of each sort by key."""

	counts: dict[str, int]
	new: tuple[Row, ...]
	changed: tuple[Row, ...]
	removed: tuple[Row, ...]


@dataclass(frozen=True)
class Changes:
	"""All changes by table; lists are bounded, counts are full."""

	tables: dict[str, TableChanges]
	regraded: tuple[Regrading, ...]
	raised: int
	lowered: int

	def to_dict(self, lang: Lang = "zh") -> dict:
		"""The `changes` of assessment.json."""
		by_table = {name: changes.counts for name, changes in self.tables.items()}
		summary = {sort: sum(counts[sort] for counts in by_table.values()) for sort in ("new", "changed", "removed")}
		regraded = {"regraded": self.raised + self.lowered, "raised": self.raised, "lowered": self.lowered}
		return {
			"summary": summary | regraded,
			"by_table": by_table,
			"regraded": [regrading.to_dict() for regrading in self.regraded],
			"new": [row.to_dict() for row in self._listed("new")],
			"removed": [row.to_dict() for row in self._listed("removed")],
			"changed": [
				row.to_dict() | {"fields": [change.to_dict(lang) for change in row.fields]}
				for row in self._listed("changed")
			],
		}

	def _listed(self, sort: str) -> list[Row]:
		rows = [row for changes in self.tables.values() for row in getattr(changes, sort)]
		return rows[:LISTED_AT_MOST]


def compare(previous: Register, current: Register, scheme: Scheme, units: Collection[str] | None = None) -> Changes:
	"""What became of `previous` in `current`, row by row of each table, matched by key.

	Both are graded by the same scheme. With `units` only rows count that belong, before or after, to one of these units.
	"""
	before, after = Links(previous), Links(current)
	matches = {name: _match(table, previous[name], current[name]) for name, table in TABLES.items()}
	if units is not None:
		owners = before.owners(sorted(units)), after.owners(sorted(units))
		matches = {name: match.within(*(found[name] >= 0 for found in owners)) for name, match in matches.items()}
	tables = {
		name: _table_changes(TABLES[name], previous[name], current[name], match) for name, match in matches.items()
	}
	regraded, raised, lowered = _regraded(before, after, scheme, matches["risk_points"])
	return Changes(tables, regraded, raised, lowered)


@dataclass(frozen=True)
class Difference:
	"""How two frames of one table differ: positions of new and changed rows in the one, of removed rows in the other."""

	new: np.ndarray
	changed: np.ndarray
	removed: np.ndarray


def difference(table: Table, previous: pd.DataFrame, current: pd.DataFrame) -> Difference:
	"""Rows of `current` that `previous` lacks or has otherwise, and rows of `previous` that `current` lacks, by key."""
	match = _match(table, previous, current)
	old, new = _side_by_side(table, previous, current, match)
	return Difference(match.added, match.new[_changed(_differing(table, old, new))], match.removed)


@dataclass(frozen=True)
class _Match:
	"""Row positions: `old[i]` and `new[i]` have the same key; `removed` and `added` are in one register only."""

	old: np.ndarray
	new: np.ndarray
	removed: np.ndarray
	added: np.ndarray

	def within(self, old_inside: np.ndarray, new_inside: np.ndarray) -> _Match:
		"""Only the rows that are inside before or after."""
		both = old_inside[self.old] | new_inside[self.new]
		return _Match(
			self.old[both], self.new[both], self.removed[old_inside[self.removed]], self.added[new_inside[self.added]]
		)


def _match(table: Table, previous: pd.DataFrame, current: pd.DataFrame) -> _Match:
	old_keys, new_keys = keys_of(previous, table), keys_of(current, table)
	old_of_new = old_keys.get_indexer(new_keys)
	new = np.flatnonzero(old_of_new >= 0)
	old = old_of_new[new]
	removed = np.setdiff1d(np.arange(len(old_keys)), old)
	return _Match(old, new, removed, added=np.flatnonzero(old_of_new < 0))


def keys_of(frame: pd.DataFrame, table: Table) -> pd.Index:
	columns = [plain(frame[name]) for name in table.key]
	return pd.Index(columns[0], dtype=object) if len(columns) == 1 else pd.MultiIndex.from_arrays(columns)


def plain(values: pd.Series) -> pd.Series:
	"""Categories as their values: two frames need not have the same ones."""
	return values.astype(object) if isinstance(values.dtype, pd.CategoricalDtype) else values


def _table_changes(table: Table, previous: pd.DataFrame, current: pd.DataFrame, match: _Match) -> TableChanges:
	old, new = _side_by_side(table, previous, current, match)
	by_column = _differing(table, old, new)
	changed = _changed(by_column)
	counts = {"new": len(match.added), "changed": len(changed), "removed": len(match.removed)}
	changed_fields = {
		place: tuple(
			FieldChange(table[name], old[name].iloc[place], new[name].iloc[place])
			for name, rows in by_column.items()
			if rows[place]
		)
		for place in _first_by_key(pd.DataFrame(new), changed, table)
	}
	return TableChanges(
		counts,
		new=tuple(_row(table, current, row) for row in _first_by_key(current, match.added, table)),
		changed=tuple(_row(table, current, match.new[place], fields) for place, fields in changed_fields.items()),
		removed=tuple(_row(table, previous, row) for row in _first_by_key(previous, match.removed, table)),
	)


_Columns = dict[str, pd.Series]


def _side_by_side(
	table: Table, previous: pd.DataFrame, current: pd.DataFrame, match: _Match
) -> tuple[_Columns, _Columns]:
	"""The columns of the rows that both frames have, aligned."""
	old = {name: plain(previous[name]).iloc[match.old].reset_index(drop=True) for name in table.columns}
	new = {name: plain(current[name]).iloc[match.new].reset_index(drop=True) for name in table.columns}
	return old, new


def _differing(table: Table, old: _Columns, new: _Columns) -> dict[str, np.ndarray]:
	"""Per column, in which of the aligned rows the two differ."""
	return {name: differs(old[name], new[name]) for name in table.columns if name not in table.key}


def _changed(differing: dict[str, np.ndarray]) -> np.ndarray:
	"""The positions of the aligned rows that differ in any column."""
	return np.flatnonzero(np.logical_or.reduce(list(differing.values())))


def differs(old: pd.Series, new: pd.Series) -> np.ndarray:
	"""Where two aligned columns differ; two missing values are the same."""
	missing = old.isna() & new.isna()
	return (old.ne(new).astype("boolean").fillna(True) & ~missing).to_numpy(dtype=bool)


def _first_by_key(frame: pd.DataFrame, rows: np.ndarray, table: Table) -> list[int]:
	"""The first few of these rows, by position, in the order of the table's key."""
	keys = pd.DataFrame({name: plain(frame[name]).iloc[rows] for name in table.key}).set_axis(rows)
	return keys.sort_values(list(table.key)).index[:LISTED_AT_MOST].tolist()


def _row(table: Table, frame: pd.DataFrame, row: int, fields: tuple[FieldChange, ...] = ()) -> Row:
	parts = (_shown(table[name], frame[name].iloc[row], "zh") for name in table.key)
	return Row(table.name, " / ".join(str(part) for part in parts), frame[table.title].iloc[row], fields)


def _shown(column: Field, value, lang: Lang) -> str | int | None:
	"""A value as people read it: a term by its label, a date as YYYY-MM-DD, None where it is missing."""
	if pd.isna(value):
		return None
	show = _SHOWN.get(column.kind)
	return show(column, value, lang) if show else str(value)


_SHOWN = {
	"boolean": lambda column, value, lang: column.vocabulary.label("yes" if value else "no", lang),
	"term": lambda column, value, lang: column.vocabulary.label(value, lang),
	"date": lambda column, value, lang: value.date().isoformat(),
	"integer": lambda column, value, lang: int(value),
	"amount": lambda column, value, lang: f"{value:,.2f}",
}


def _regraded(before: Links, after: Links, scheme: Scheme, match: _Match) -> tuple[tuple[Regrading, ...], int, int]:
	"""The first regraded risk points by code, and how many were raised and lowered in all."""
	old = before.severities(scheme)[match.old]
	new = after.severities(scheme)[match.new]
	graded = (old > 0) & (new > 0)
	raised, lowered = int((graded & (new > old)).sum()), int((graded & (new < old)).sum())
	risks = after.register["risk_points"]
	place_of = {match.new[place]: place for place in np.flatnonzero(graded & (new != old))}
	listed = tuple(
		Regrading(
			risks["risk"].iloc[row],
			risks["title"].iloc[row],
			risks["unit"].iloc[row],
			GRADE_OF[int(old[place_of[row]])],
			GRADE_OF[int(new[place_of[row]])],
		)
		for row in _first_by_key(risks, np.array(list(place_of), dtype=np.intp), RISK_POINTS)
	)
	return listed, raised, lowered
