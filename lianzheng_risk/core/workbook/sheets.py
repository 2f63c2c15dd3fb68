"""One table as a sheet, in write-only mode: set-up and header first, then rows as they come."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.register import Field, Table
from lianzheng_risk.core.workbook.cells import TEXTUAL
from lianzheng_risk.core.workbook.comments import comment
from lianzheng_risk.core.workbook.names import ORIGIN
from lianzheng_risk.core.workbook.printing import print_on_a4
from lianzheng_risk.core.workbook.rows import Pen, RowSheet, Value
from lianzheng_risk.core.workbook.styles import OPTIONAL, REQUIRED, data_style, example_style, styled_cell
from lianzheng_risk.core.workbook.text import lines_needed
from lianzheng_risk.core.workbook.validations import validation

NOTE_AUTHOR = Text("填写说明", "How to fill in")
MUST = Text("必填。", "Required.")
MAY = Text("选填。", "Optional.")
KINDS = {
	"date": Text("日期，例如 2026-06-30。", "A date, as in 2026-06-30."),
	"integer": Text("整数。", "A whole number."),
	"amount": Text("金额，最多两位小数。", "An amount, with two decimals at most."),
	"boolean": Text("填“是”，不是的留空。", "Yes, or empty."),
	"term": Text("从下拉列表中选择。", "Choose from the list."),
}
EXAMPLE_NOTE = Text(
	"以“示例：”开头的行只供参考，系统不读取，可以删除。",
	"A row that begins with “Example:” only shows how; it is not read and may be deleted.",
)

_HEADER_HEIGHT = 33
_ORIGIN_WIDTH = 18
_LINE_HEIGHT, _PADDING, _TALLEST = 16.5, 3, 409


class TableSheet:
	"""The sheet of one table, ready for its rows. `rows` is how many there will be, examples included.

	`with_origins` adds a column that says where each row comes from.
	"""

	def __init__(
		self,
		workbook: Workbook,
		table: Table,
		rows: int,
		formulas: dict[str, str],
		lang: Lang,
		with_origins: bool = False,
	) -> None:
		self.table = table
		self.lang = lang
		self.sheet = RowSheet(workbook, table.text.label(lang))
		self._set_up(rows, formulas)
		self._row = 1
		headers = [self._header_cell(column) for column in table.fields]
		if with_origins:
			self.sheet.column_dimensions[get_column_letter(len(headers) + 1)].width = _ORIGIN_WIDTH
			headers.append(styled_cell(self.sheet, OPTIONAL, ORIGIN.label(lang)))
		self.sheet.append(headers)

	def _set_up(self, rows: int, formulas: dict[str, str]) -> None:
		sheet = self.sheet
		for letter, column in zip(_letters(self.table), self.table.fields, strict=True):
			dimension = sheet.column_dimensions[letter]
			dimension.width = column.width
			# The style of cells that nobody has filled in yet.
			dimension._style = copy(styled_cell(sheet, data_style(column.kind))._style)
			if rule := validation(column, letter, formulas, self.lang):
				sheet.data_validations.append(rule)
		sheet.row_dimensions[1].height = _HEADER_HEIGHT
		sheet.freeze_panes = "B2"
		sheet.auto_filter.ref = f"A1:{letter}{max(rows, 1) + 1}"
		width = sum(column.width for column in self.table.fields)
		print_on_a4(sheet, self.lang, "landscape", repeated_rows="1:1", width=width)

	def _header_cell(self, column: Field):
		cell = styled_cell(self.sheet, REQUIRED if column.required else OPTIONAL, column.text.label(self.lang))
		cell.comment = comment(_header_note(column, self.lang), NOTE_AUTHOR.label(self.lang))
		return cell

	def add_example(self, values: Sequence[Value]) -> None:
		"""One row in the style of examples."""
		cells = [
			styled_cell(self.sheet, example_style(column.kind), value)
			for column, value in zip(self.table.fields, values, strict=True)
		]
		cells[0].comment = comment(EXAMPLE_NOTE.label(self.lang), NOTE_AUTHOR.label(self.lang))
		self._append(cells, *self._lines([[value] for value in values]))

	def add_rows(self, columns: Sequence[Sequence[Value]], origins: Sequence[str] | None = None) -> None:
		"""Rows given as columns; a row is in the file before the next one is looked at."""
		pens = [Pen(self.sheet, data_style(column.kind)) for column in self.table.fields]
		lines_of_rows = self._lines(columns)
		if origins is not None:
			pens.append(Pen(self.sheet, data_style("text")))
			columns = [*columns, origins]
		for row, lines in zip(zip(*columns, strict=True), lines_of_rows, strict=True):
			self._append([pen.cell(value) for pen, value in zip(pens, row, strict=True)], lines)

	def _lines(self, columns: Sequence[Sequence[Value]]) -> list[int]:
		"""The lines each row needs: those of its longest text."""
		per_column = [
			[_lines(value, column.width) for value in values]
			for column, values in zip(self.table.fields, columns, strict=True)
			if column.kind in TEXTUAL
		]
		return [max(lines) for lines in zip(*per_column, strict=True)]

	def _append(self, cells: list, lines: int) -> None:
		"""One row. Not every program fits rows to wrapped text when it opens a file, so tall ones say their height."""
		self._row += 1
		if lines == 1:
			self.sheet.append(cells)
			return
		height = min(_TALLEST, _PADDING + _LINE_HEIGHT * lines)
		# The attributes of the row as they are written; an object of openpyxl's for each would cost as much as its cells.
		self.sheet.row_dimensions[self._row] = {"ht": f"{height:g}", "customHeight": "1"}
		self.sheet.append(cells)
		# Written by now; kept, the heights of a large sheet would take more memory than anything else.
		del self.sheet.row_dimensions[self._row]


def _lines(value: Value, width: int) -> int:
	"""Lines that a value takes in a column; most need no counting."""
	if value.__class__ is not str or (2 * len(value) <= width and "\n" not in value):
		return 1
	return lines_needed(value, width)


def _letters(table: Table) -> list[str]:
	return [get_column_letter(place) for place in range(1, len(table.fields) + 1)]


def _header_note(column: Field, lang: Lang) -> str:
	texts = [MUST if column.required else MAY, column.note, KINDS.get(column.kind)]
	return "\n".join(text.label(lang) for text in texts if text)
