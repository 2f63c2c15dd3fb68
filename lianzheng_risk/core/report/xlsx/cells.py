"""Cells and tables of the assessment's workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from openpyxl.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lianzheng_risk.core.report.texts import NOTHING
from lianzheng_risk.core.report.xlsx import styles
from lianzheng_risk.core.workbook.text import escape, lines_needed

LINE_HEIGHT = 16

# Excel knows no deeper outline.
_DEEPEST_OUTLINE = 7

# Excel takes what begins like this for a formula as soon as somebody edits the cell.
_FORMULA_MARKS = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Column:
	"""One column of a table: `value` takes an item to what its cell holds, `style` may depend on the item."""

	header: str
	width: float
	value: Callable[[object], object]
	style: str | Callable[[object], str] = styles.TEXT

	def style_of(self, item: object) -> str:
		return self.style(item) if callable(self.style) else self.style


def put(sheet: Worksheet, row: int, column: int, value: object, style: str) -> Cell:
	"""Write one cell in a named style. Text stays text whatever it begins with; None in a figure shows as a dash."""
	cell = sheet.cell(row, column)
	cell.style = style
	if value is None and style in (styles.COUNT, styles.SHARE):
		value = NOTHING
	if isinstance(value, str):
		cell.value = escape(value)
		cell.data_type = "s"
		if value.startswith(_FORMULA_MARKS):
			cell.quotePrefix = True
	else:
		cell.value = value
	return cell


def write_table(sheet: Worksheet, top: int, columns: Sequence[Column], items: Iterable[object]) -> int:
	"""A header in row `top` and a row per item from column A on. Returns the last row written."""
	for place, column in enumerate(columns, start=1):
		put(sheet, top, place, column.header, styles.HEADER)
	sheet.row_dimensions[top].height = _height(max(lines_needed(one.header, one.width) for one in columns))
	row = top
	for row, item in enumerate(items, start=top + 1):
		lines = 1
		for place, column in enumerate(columns, start=1):
			value = column.value(item)
			put(sheet, row, place, value, column.style_of(item))
			if isinstance(value, str):
				lines = max(lines, lines_needed(value, column.width))
		sheet.row_dimensions[row].height = _height(lines)
	return row


def _height(lines: int) -> int:
	return LINE_HEIGHT * lines + 4


def set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
	for place, width in enumerate(widths, start=1):
		sheet.column_dimensions[get_column_letter(place)].width = width


def filter_and_freeze(sheet: Worksheet, top: int, last: int, columns: int, frozen: int = 0) -> None:
	"""Filter buttons on the header in row `top`; it and the first `frozen` columns stay in sight."""
	sheet.auto_filter.ref = f"A{top}:{get_column_letter(columns)}{max(last, top)}"
	sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{top + 1}"


def outline(sheet: Worksheet, levels: Sequence[int], first: int, column: int) -> None:
	"""Rows from `first` on fold as a tree; what stands in `column` is indented by its level."""
	sheet.sheet_properties.outlinePr.summaryBelow = False
	indents = {
		level: Alignment(horizontal="left", indent=1 + 2 * level, vertical="center", wrap_text=True)
		for level in set(levels)
	}
	for row, level in enumerate(levels, start=first):
		sheet.cell(row, column).alignment = indents[level]
		sheet.row_dimensions[row].outlineLevel = min(level, _DEEPEST_OUTLINE)


def write_paragraph(sheet: Worksheet, row: int, text: str, columns: int, width: float, style: str) -> None:
	"""Text across the first `columns` columns, together `width` wide, in a row high enough for it."""
	put(sheet, row, 1, text, style)
	if columns > 1:
		sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
	sheet.row_dimensions[row].height = _height(lines_needed(text, width * 0.9))
