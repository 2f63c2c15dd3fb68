"""A workbook written anew from its values, row by row: what openpyxl cannot change, or is too large for it to load."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from python_calamine import SheetTypeEnum

from lianzheng_risk.core.workbook.guard import GuardedWorkbook
from lianzheng_risk.core.workbook.source import UnreadableFile
from lianzheng_risk.core.workbook.text import escape

_NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]]")
_LONGEST_TITLE = 31
_COLUMN_WIDTH = 16
# What openpyxl would take for a formula or an error.
_NOT_PLAIN = ("=", "#")

Pen = Callable[[Cell], None]
"""Marks a cell before it is written."""


def new_title(title: str) -> str:
	"""The title as Excel allows it."""
	return _NOT_IN_TITLES.sub("_", title)[:_LONGEST_TITLE]


def add_sheets(
	workbook: Workbook,
	source: GuardedWorkbook,
	pens: Mapping[str, Mapping[str, Pen]],
	skipped: Callable[[object], bool],
) -> None:
	"""Write all sheets of `source` that can be read to a workbook in write-only mode.

	`pens` marks cells, by sheet title and cell as in B12. A sheet for whose first cell `skipped` holds is left out.
	"""
	for metadata in source.sheets_metadata:
		if metadata.typ != SheetTypeEnum.WorkSheet:
			continue
		try:
			values = source.get_sheet_by_name(metadata.name)
		except UnreadableFile:
			continue
		rows, (top, left) = values.to_python(), values.start or (0, 0)
		if rows and top == left == 0 and skipped(rows[0][0]):
			continue
		sheet = workbook.create_sheet(new_title(metadata.name))
		sheet.sheet_format.defaultColWidth = _COLUMN_WIDTH
		_add_rows(sheet, rows, top, left, _by_row(pens.get(metadata.name, {})))


def _by_row(pens: Mapping[str, Pen]) -> dict[int, dict[int, Pen]]:
	by_row: dict[int, dict[int, Pen]] = {}
	for coordinate, pen in pens.items():
		letters, row = coordinate_from_string(coordinate)
		by_row.setdefault(row, {})[column_index_from_string(letters)] = pen
	return by_row


def _add_rows(sheet, rows: list[list], top: int, left: int, pens: Mapping[int, Mapping[int, Pen]]) -> None:
	"""The rows in their places, and as many blank ones around them as the marks need."""
	for number in range(1, max(top + len(rows), *pens, 0) + 1):
		values = rows[number - 1 - top] if 0 < number - top <= len(rows) else []
		cells = [None] * left + [_cell(sheet, value) for value in values] if values else []
		for column, pen in pens.get(number, {}).items():
			cells += [None] * (column - len(cells))
			marked = cells[column - 1]
			if not isinstance(marked, Cell):
				marked = cells[column - 1] = WriteOnlyCell(sheet, marked)
			pen(marked)
		sheet.append(cells)


def _cell(sheet, value: object) -> object:
	if value == "":
		return None
	if not isinstance(value, str):
		return value
	value = escape(value)
	if not value.startswith(_NOT_PLAIN):
		return value
	cell = WriteOnlyCell(sheet, value)
	cell.data_type = "s"
	return cell
