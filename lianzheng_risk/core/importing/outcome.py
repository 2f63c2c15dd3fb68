"""The outcome of an import for every row of its file, as findings and terms decide it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from lianzheng_risk.core.checks.found import order
from lianzheng_risk.core.checks.skip import skip_bad, unusable
from lianzheng_risk.core.comparison import FieldChange, differs
from lianzheng_risk.core.findings import Finding, Layout, Place, has_errors
from lianzheng_risk.core.importing.around import Around
from lianzheng_risk.core.importing.beside import CHILDREN, beside, beside_in, replaced
from lianzheng_risk.core.importing.changes import changes_of
from lianzheng_risk.core.importing.overlay import aligned
from lianzheng_risk.core.importing.terms import Terms
from lianzheng_risk.core.register import TABLES, Register

OUTCOMES = ("new", "changed", "unchanged", "refused", "left_alone")


@dataclass(frozen=True)
class TablePlan:
	"""What becomes of each row of one table, as row numbers of the file; every row read is in exactly one of them.

	`left_alone` are the rows that the mode of the import passes over. A row of a document whose child rows are new, change
	or go has changed. `removed` counts the site's child rows whose place the file's rows take.
	"""

	new: tuple[int, ...] = ()
	changed: tuple[int, ...] = ()
	unchanged: tuple[int, ...] = ()
	refused: tuple[int, ...] = ()
	left_alone: tuple[int, ...] = ()
	removed: int = 0

	def counts(self) -> dict[str, int]:
		return {name: len(getattr(self, name)) for name in OUTCOMES} | {"removed": self.removed}


@dataclass(frozen=True)
class Draft:
	"""The rows of a file that the mode of the import lets through, settled but not judged.

	`positions` leads from each row to the row of the site that it means (-1: none); `left_alone` are the rows not here.
	`errors_not_kept` are, by table and field, the rows of errors that are too many to be findings.
	"""

	frames: Mapping[str, pd.DataFrame]
	positions: Mapping[str, np.ndarray]
	left_alone: Mapping[str, Sequence[int]]
	around: Around
	terms: Terms
	layout: Layout
	errors_not_kept: Mapping[tuple[str, str | None], np.ndarray] = field(default_factory=dict)

	def places_not_kept(self) -> Iterator[Place]:
		for (name, column), rows in self.errors_not_kept.items():
			left_alone = frozenset(self.left_alone[name])
			yield from (Place(name, row, column) for row in rows.tolist() if row not in left_alone)


@dataclass(frozen=True)
class Plan:
	"""What an import would do.

	`register` holds the rows that stand, by row number of the file: typed, with their final codes, references as codes,
	and the values that the site has where the file says nothing. Rows that the mode leaves alone are not there, nor, where
	bad rows are skipped, those refused. `children` holds, by child table, all rows of the documents whose child rows are
	new, change or go, as they are to be in the end: those of the file and, numbered below zero, those of the site that stay.
	`owners` holds, by table, the site's rows of those documents that have no row of their own in the register; their
	numbers too are below zero.
	"""

	register: Register
	findings: list[Finding]
	layout: Layout
	tables: dict[str, TablePlan]
	children: dict[str, pd.DataFrame]
	owners: dict[str, pd.DataFrame]
	draft: Draft

	@property
	def terms(self) -> Terms:
		return self.draft.terms

	@property
	def ready(self) -> bool:
		"""Whether it may be written: nothing refused, or the good rows asked for and some left."""
		if self.terms.bad_rows == "skip":
			return any(not frame.empty for frame in self.register.values())
		return not has_errors(self.findings) and not any(it.refused for it in self.tables.values())

	def counts(self) -> dict[str, dict[str, int]]:
		"""By table, how many rows have which outcome."""
		return {name: table.counts() for name, table in self.tables.items()}

	def refuse(self, findings: Iterable[Finding]) -> Plan:
		"""The plan with more findings; where bad rows are skipped, without what they refuse and what rests on that."""
		in_file = (replace(finding, place=self.in_file(finding.place)) for finding in findings)
		return settle(self.draft, [*self.findings, *in_file])

	def in_file(self, place: Place) -> Place:
		"""The place itself, or for a row of `owners` the first row of the file that changes the document."""
		if place.row >= 0:
			return place
		(key,) = TABLES[place.table].key
		code = self.owners[place.table].at[place.row, key]
		for name, (owner, table) in CHILDREN.items():
			if table == place.table:
				rows = self.register[name].index[self.register[name][owner] == code]
				if len(rows):
					return Place(name, int(rows[0]), owner)
		return place

	def of_good_rows(self) -> Plan:
		"""The same plan as if bad rows were skipped: what holds for rows without errors can be asked of it."""
		if self.terms.bad_rows == "skip" or not has_errors(self.findings):
			return self
		return settle(replace(self.draft, terms=replace(self.terms, bad_rows="skip")), self.findings)

	def changes(self, limit: int) -> list[tuple[Place, str, str, list[FieldChange]]]:
		"""The first changed rows, at most `limit`: place, code, title, and what changes in them, in words."""
		return changes_of(self, limit)


def settle(draft: Draft, findings: Iterable[Finding]) -> Plan:
	"""The plan of a draft with these findings. Findings on rows that are left alone do not count."""
	passed_over = {name: frozenset(rows) for name, rows in draft.left_alone.items()}
	counting = [
		it for it in findings if it.severity != "error" or it.place.row not in passed_over.get(it.place.table, ())
	]
	frames, refused = _judged(draft, counting)
	standing = {name: frame.index.isin(frames[name].index) for name, frame in draft.frames.items()}
	positions = {name: at[standing[name]] for name, at in draft.positions.items()}
	gone = replaced(frames, draft.around, draft.terms, _spared(draft, refused))
	outcome = _Outcome(draft, frames, positions, refused, gone)
	return Plan(
		Register(frames),
		sorted(counting, key=lambda finding: order(finding.place)),
		draft.layout,
		{name: outcome.table(name) for name in TABLES},
		{name: outcome.children(name) for name in CHILDREN},
		{owners: outcome.owners(owners) for _, owners in CHILDREN.values()},
		draft,
	)


def _judged(draft: Draft, findings: list[Finding]) -> tuple[dict[str, pd.DataFrame], dict[str, np.ndarray]]:
	"""The frames as they stand, and by table the rows refused."""
	if draft.terms.bad_rows == "refuse":
		bad = unusable(
			draft.frames, {it.place for it in findings if it.severity == "error"}.union(draft.places_not_kept())
		)
		return dict(draft.frames), _by_table(bad)
	gone = replaced(draft.frames, draft.around, draft.terms, {})
	carrying = beside(draft.frames, draft.around, gone, matched=True)
	register, left_out = skip_bad(Register(dict(draft.frames)), findings, carrying, draft.places_not_kept())
	emptied = [place for place in left_out if place.field]
	frames = {name: _restored(draft, name, register[name], emptied) for name in TABLES}
	return frames, _by_table(place for place in left_out if not place.field)


def _by_table(places: Iterable[Place]) -> dict[str, np.ndarray]:
	rows: dict[str, list[int]] = {name: [] for name in TABLES}
	for place in places:
		rows[place.table].append(place.row)
	return {name: np.array(sorted(its), dtype=np.int64) for name, its in rows.items()}


def _restored(draft: Draft, name: str, frame: pd.DataFrame, emptied: list[Place]) -> pd.DataFrame:
	"""The frame with the site's own values in the cells that were emptied."""
	places = [place for place in emptied if place.table == name]
	if not places:
		return frame
	whole = draft.frames[name]
	stored = aligned(draft.around.site[name], draft.positions[name], whole.index)
	known = frozenset(whole.index[draft.positions[name] >= 0])
	frame = frame.copy()
	for place in places:
		frame.at[place.row, place.field] = stored.at[place.row, place.field] if place.row in known else None
	return frame


def _spared(draft: Draft, refused: Mapping[str, np.ndarray]) -> dict[str, set[str]]:
	"""The documents of which a child row is refused: it may have been meant for any row they have."""
	return {name: set(draft.frames[name].loc[refused[name], owner].dropna()) for name, (owner, _) in CHILDREN.items()}


class _Outcome:
	def __init__(self, draft: Draft, frames, positions, refused, gone) -> None:
		self.draft, self.frames, self.positions = draft, frames, positions
		self.refused, self.gone = refused, gone
		self.changed = {name: self._changed(name) for name in TABLES}
		self.touched = {name: self._touched(name) for name in CHILDREN}
		for name, (_, owners) in CHILDREN.items():
			(key,) = TABLES[owners].key
			existing = self.positions[owners] >= 0
			self.changed[owners] |= existing & self.frames[owners][key].isin(self.touched[name]).to_numpy()

	def table(self, name: str) -> TablePlan:
		rows = self.frames[name].index.to_numpy()
		stands = ~np.isin(rows, self.refused[name])
		new = self.positions[name] < 0
		changed = self.changed[name]
		return TablePlan(
			new=_numbers(rows[stands & new]),
			changed=_numbers(rows[stands & changed]),
			unchanged=_numbers(rows[stands & ~new & ~changed]),
			refused=_numbers(self.refused[name]),
			left_alone=_numbers(self.draft.left_alone[name]),
			removed=len(self.gone.get(name, ())),
		)

	def children(self, name: str) -> pd.DataFrame:
		owner, _ = CHILDREN[name]
		rows = beside_in(name, self.frames, self.draft.around, self.gone)
		whole = pd.concat([self.frames[name], rows])
		whole = whole[whole[owner].isin(self.touched[name])]
		return whole.sort_values(list(TABLES[name].key), kind="stable")

	def owners(self, table: str) -> pd.DataFrame:
		"""The site's rows of documents that are touched through their child tables only."""
		(key,) = TABLES[table].key
		rows = self.draft.around.site[table]
		touched = set().union(*(self.touched[name] for name, (_, owners) in CHILDREN.items() if owners == table))
		return rows[rows[key].isin(touched.difference(self.frames[table][key]))]

	def _changed(self, name: str) -> np.ndarray:
		frame, at = self.frames[name], self.positions[name]
		changed = np.zeros(len(frame), dtype=bool)
		rows = np.flatnonzero(at >= 0)
		if not len(rows):
			return changed
		stored, own = self.draft.around.site[name].iloc[at[rows]], frame.iloc[rows]
		for column in TABLES[name].columns:
			old, new = (values[column].reset_index(drop=True) for values in (stored, own))
			changed[rows] |= differs(old, new)
		return changed

	def _touched(self, name: str) -> set[str]:
		"""The documents whose child rows are new, change or go."""
		owner, _ = CHILDREN[name]
		frame = self.frames[name]
		moves = ((self.positions[name] < 0) | self.changed[name]) & ~frame.index.isin(self.refused[name])
		return set(frame.loc[moves, owner].dropna()) | set(self.gone[name][owner])


def _numbers(rows: Iterable[int]) -> tuple[int, ...]:
	return tuple(int(row) for row in rows)
