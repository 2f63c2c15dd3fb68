"""The findings of a file within bounds: all of them in any ordinary file, the first of each kind in one that is all wrong.

A million findings help nobody and fill the memory. Which rows have an error is known of all of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.findings import Finding, Place
from lianzheng_risk.core.importing.rules import MORE_OF_THE_SAME

KEPT = 100_000
KEPT_OF_EACH_KIND = 1_000

Cell = tuple[str, str | None]


class Tally:
	"""`findings` are those kept: all until there are KEPT, beyond that KEPT_OF_EACH_KIND of a rule in a column."""

	def __init__(self) -> None:
		self.findings: list[Finding] = []
		self._seen: Counter[tuple[str, Cell]] = Counter()
		self._first: dict[tuple[str, Cell], Finding] = {}
		self._not_kept: Counter[tuple[str, Cell]] = Counter()
		self._told: dict[Cell, bytearray] = {}
		self._errors_not_kept: dict[Cell, bytearray] = {}

	def tell(self, findings: Iterable[Finding]) -> None:
		"""Note what is wrong with single cells: of each cell only what was found first."""
		for finding in findings:
			place = finding.place
			if place not in self:
				_mark(self._told.setdefault((place.table, place.field), bytearray()), place.row)
				self.add((finding,))

	def add(self, findings: Iterable[Finding]) -> None:
		"""Note what else was found; of that a cell may have more than one."""
		for finding in findings:
			place = finding.place
			cell = place.table, place.field
			kind = finding.rule.code, cell
			self._seen[kind] += 1
			if len(self.findings) < KEPT or self._seen[kind] <= KEPT_OF_EACH_KIND:
				self.findings.append(finding)
				continue
			self._not_kept[kind] += 1
			self._first.setdefault(kind, finding)
			if finding.severity == "error":
				_mark(self._errors_not_kept.setdefault(cell, bytearray()), place.row)

	def __contains__(self, place: Place) -> bool:
		"""Whether the cell was told of."""
		rows = self._told.get((place.table, place.field), b"")
		return 0 <= place.row < len(rows) and bool(rows[place.row])

	def rows(self) -> dict[Cell, np.ndarray]:
		"""By table and field, the rows of the cells that were told of."""
		return {cell: _rows(marks) for cell, marks in self._told.items()}

	def errors_not_kept(self) -> dict[Cell, np.ndarray]:
		"""By table and field, the rows of the errors that are not among the findings."""
		return {cell: _rows(marks) for cell, marks in self._errors_not_kept.items()}

	def summaries(self) -> Iterator[Finding]:
		"""For each kind of which some were not kept one finding, which says of how many."""
		for kind, count in self._not_kept.items():
			first = self._first[kind]
			problem = Text(first.message("zh"), first.message("en"), quoted=True)
			place = Place(first.place.table, 0, first.place.field)
			yield Finding(MORE_OF_THE_SAME[first.severity], place, {"count": count, "problem": problem})


def _mark(marks: bytearray, row: int) -> None:
	if row >= len(marks):
		marks.extend(bytes(max(row + 1, 2 * len(marks)) - len(marks)))
	marks[row] = 1


def _rows(marks: bytearray) -> np.ndarray:
	return np.flatnonzero(np.frombuffer(marks, dtype=np.uint8))
