"""Rows of cells into a sheet in write-only mode, at the speed of plain values.

openpyxl looks at whatever is appended, and for a cell with a style that costs as much again as writing it: the value is
bound twice, the style looked up in the workbook, and a cell made anew. Here a row consists of cells that are ready.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from lianzheng_risk.core.workbook.styles import styled_cell

Value = str | int | float | None

# Excel would take text that begins so for a formula as soon as somebody edits the cell.
_FORMULA_BEGINNINGS = frozenset("=+-@")


class RowSheet(WriteOnlyWorksheet):
	"""A sheet in write-only mode whose rows are lists of cells, with None where there is none."""

	def __init__(self, workbook: Workbook, title: str) -> None:
		super().__init__(workbook, title)
		workbook._add_sheet(self)

	def _values_to_row(self, values: Sequence[Cell | None], row_idx: int) -> Iterator[Cell]:
		for column, cell in enumerate(values, start=1):
			if cell is not None:
				cell.row, cell.column = row_idx, column
				yield cell


class Pen:
	"""Writes one column's cells in one style. A row is in the file once appended, so one cell serves them all."""

	def __init__(self, sheet: RowSheet, style: str) -> None:
		self._cell = _InkedCell(sheet, style)
		self._quoted = _InkedCell(sheet, style, quoted=True)

	def cell(self, value: Value) -> Cell | None:
		"""The cell with a value; text has to be escaped and stays text, whatever it begins with."""
		if value is None:
			return None
		if value.__class__ is not str:
			self._cell._value, self._cell.data_type = value, "n"
			return self._cell
		cell = self._quoted if value[:1] in _FORMULA_BEGINNINGS else self._cell
		cell._value, cell.data_type = value, "s"
		return cell


class _InkedCell(Cell):
	"""A cell whose style was looked up once."""

	__slots__ = ("_number",)
	has_style = True

	def __init__(self, sheet: RowSheet, style: str, quoted: bool = False) -> None:
		super().__init__(sheet, row=1, column=1)
		model = styled_cell(sheet, style)
		model.quotePrefix = quoted
		self._style = model._style
		self._number = model.style_id

	@property
	def style_id(self) -> int:
		return self._number
