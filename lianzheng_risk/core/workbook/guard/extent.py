"""How far a sheet's filled cells reach, and what is the matter with some of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from openpyxl.utils import get_column_letter

from lianzheng_risk.core.workbook.guard.limits import MOST_TROUBLES

Trouble = Literal["error", "uncalculated", "external"]

_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383


@dataclass
class Extent:
	"""The rectangle that a sheet's filled cells span, counted from 0, and what is the matter with some of them.

	`text` is the bytes of text in them at most.
	"""

	cells: int = 0
	text: int = 0
	top: int = 0
	left: int = 0
	bottom: int = -1
	right: int = -1
	troubles: list[tuple[str, Trouble]] = field(default_factory=list)

	@property
	def columns(self) -> int:
		return self.right - self.left + 1

	@property
	def area(self) -> int:
		return (self.bottom - self.top + 1) * self.columns

	@property
	def range(self) -> str:
		"""The rectangle as Excel writes it, as in A1:XFD1048576."""
		return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"

	def with_text(self, text: int) -> Extent:
		return replace(self, text=text)

	def add(self, row: int, column: int, rows: int = 1, columns: int = 1, count: int | None = None) -> None:
		"""Count a filled cell, or a block with so many of them, or all of it."""
		if self.cells == 0:
			self.top, self.left = row, column
		self.cells += rows * columns if count is None else count
		self.top, self.bottom = min(self.top, row), max(self.bottom, row + rows - 1)
		self.left, self.right = min(self.left, column), max(self.right, column + columns - 1)

	def trouble(self, cell: str, kind: Trouble) -> None:
		if len(self.troubles) < MOST_TROUBLES:
			self.troubles.append((cell, kind))


def address(row: int, column: int) -> str:
	"""A cell as Excel writes it, as in B12, row and column counted from 0; what lies beyond is put on the edge."""
	return f"{get_column_letter(min(column, _LAST_COLUMN) + 1)}{min(row, _LAST_ROW) + 1}"
