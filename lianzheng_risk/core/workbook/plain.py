"""Any tables as a workbook, in the look of the register's: what reports are exported with."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Literal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.vocabulary import YES_NO
from lianzheng_risk.core.workbook.cells import LAST_ROW, TOO_LONG, DoesNotFit
from lianzheng_risk.core.workbook.names import AUTHOR
from lianzheng_risk.core.workbook.printing import print_on_a4
from lianzheng_risk.core.workbook.rows import Pen, RowSheet
from lianzheng_risk.core.workbook.styles import PARAGRAPH, REQUIRED, add_styles, data_style, named_style, styled_cell
from lianzheng_risk.core.workbook.text import MAX_LENGTH, display_width, escape, lines_needed

Kind = Literal["text", "integer", "number", "amount", "percent", "date", "datetime"]
Cell = tuple[Kind, object]

TOO_MANY_ROWS = Text(
	"“{table}”有{rows}行，一张 Excel 工作表最多容纳{most}行，请用筛选条件分几次导出",
	"“{table}” has {rows} rows and an Excel sheet holds {most}; filter it and export it in parts",
)
ROW = Text("第 {row} 行", "row {row}")

# Number format and alignment of what a register has no kind for; percentages are stored as people say them, 45 for 45%.
_NUMBERS = {
	"number": ("廉政-数", "General", "right"),
	"percent": ("廉政-百分数", '0.0"%"', "right"),
	"datetime": ("廉政-时间", "yyyy-mm-dd hh:mm:ss", "center"),
}
_STYLES = {kind: style for kind, (style, _, _) in _NUMBERS.items()}
_STYLES |= {"text": data_style("longtext"), **{kind: data_style(kind) for kind in ("integer", "amount", "date")}}

# Up to here Excel counts a 29 February 1900 that never was.
_FIRST_DAY = datetime.date(1900, 3, 1)
# A number keeps fifteen digits in Excel; longer ones, such as identity numbers, would be rounded.
_MOST_EXACT = 10**15

_MEASURED = 1000  # rows that the widths of the columns are taken from
_NARROWEST, _WIDEST = 8, 60
_HEADER_HEIGHT, _LINE_HEIGHT, _PADDING, _TALLEST = 30, 16.5, 3, 409
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d{6})?)?)?")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31


@dataclass(frozen=True)
class Column:
	"""One column: its header, and the kind its values are meant to be. Values of another kind are shown as what they are."""

	header: str
	kind: Kind = "text"


@dataclass(frozen=True)
class Sheet:
	"""Rows under a header that stays in sight. `above` are lines that stand over it. A row shorter than the header ends early."""

	title: str
	columns: Sequence[Column]
	rows: Sequence[Sequence[object]]
	above: Sequence[str] = ()


def write_table(
	columns: Sequence[Column],
	rows: Sequence[Sequence[object]],
	target: str | Path | BinaryIO,
	title: str,
	lang: Lang = "zh",
	above: Sequence[str] = (),
) -> None:
	"""A workbook of one sheet, see `write_sheets`."""
	write_sheets([Sheet(title, columns, rows, above)], target, title, lang)


def write_sheets(sheets: Sequence[Sheet], target: str | Path | BinaryIO, title: str, lang: Lang = "zh") -> None:
	"""Write sheets to a path or a binary file.

	Text is text whatever it begins with; numbers, dates and times are those of Excel, in a date's column also where they
	come as ISO text. What Excel cannot show as a date, or only rounded, is text.

	Raises DoesNotFit where the rows are too many for a sheet or a text too long for a cell, before anything is written.
	"""
	for sheet in sheets:
		_refuse_what_does_not_fit(sheet.columns, sheet.rows, sheet.title, len(sheet.above) + 1)
	workbook = Workbook(write_only=True)
	workbook.properties.creator = AUTHOR
	workbook.properties.title = title
	add_styles(workbook)
	for style, number_format, horizontal in _NUMBERS.values():
		look = {"number_format": number_format, "horizontal": horizontal, "vertical": "center"}
		workbook.add_named_style(named_style(style, **look))
	for sheet in sheets:
		_add(workbook, sheet, lang)
	workbook.save(target)


def _add(workbook: Workbook, given: Sheet, lang: Lang) -> None:
	sheet = _PlainSheet(workbook, given.columns, _sheet_title(given.title), lang)
	sheet.set_up(
		[_cells(row, given.columns, lang) for row in given.rows[:_MEASURED]], len(given.rows), len(given.above)
	)
	sheet.add_above(given.above)
	sheet.add_header()
	for row in given.rows:
		sheet.add_row(_cells(row, given.columns, lang))


def _sheet_title(title: str) -> str:
	return _NOT_IN_TITLES.sub(" ", escape(title))[:_LONGEST_TITLE].strip("' ") or AUTHOR


def _refuse_what_does_not_fit(columns: Sequence[Column], rows: Sequence, title: str, before: int) -> None:
	if len(rows) > LAST_ROW - before:
		raise DoesNotFit(TOO_MANY_ROWS, table=title, rows=len(rows), most=LAST_ROW - before)
	for number, row in enumerate(rows, start=before + 1):
		for column, value in zip(columns, row, strict=False):
			# Nothing grows more than sevenfold by escaping, so most texts need no closer look.
			if isinstance(value, str) and len(value) > MAX_LENGTH // 7:
				length = max(len(escape(value)), len(value.encode("utf-16-le", "replace")) // 2)
				if length > MAX_LENGTH:
					row_text = Text(ROW.format("zh", row=number), ROW.format("en", row=number))
					raise DoesNotFit(
						TOO_LONG, table=title, key=row_text, field=column.header, length=length, most=MAX_LENGTH
					)


class _PlainSheet:
	def __init__(self, workbook: Workbook, columns: Sequence[Column], title: str, lang: Lang) -> None:
		self.sheet = RowSheet(workbook, title)
		self.columns, self.lang = columns, lang
		self.last_letter = get_column_letter(max(len(columns), 1))
		# A cell in write-only mode is gone once it is taken from the row, so one of each kind serves them all.
		self._pens = {kind: styled_cell(self.sheet, style) for kind, style in _STYLES.items()}
		self._text = Pen(self.sheet, _STYLES["text"])
		self._row = 0

	def set_up(self, sample: Sequence[Sequence], rows: int, above: int) -> None:
		self.widths = [_width(column, values) for column, values in self._by_column(sample)]
		for number, width in enumerate(self.widths, start=1):
			self.sheet.column_dimensions[get_column_letter(number)].width = width
		header = above + 1
		self.sheet.freeze_panes = f"A{header + 1}"
		self.sheet.auto_filter.ref = f"A{header}:{self.last_letter}{header + max(rows, 1)}"
		print_on_a4(self.sheet, self.lang, "landscape", repeated_rows=f"{header}:{header}")

	def _by_column(self, sample: Sequence[Sequence]):
		for place, column in enumerate(self.columns):
			yield column, [row[place] for row in sample if place < len(row)]

	def add_above(self, lines: Sequence[str]) -> None:
		across = sum(self.widths)
		for line in lines:
			if len(self.columns) > 1:
				self.sheet.merged_cells.add(f"A{self._row + 1}:{self.last_letter}{self._row + 1}")
			self._append([styled_cell(self.sheet, PARAGRAPH, escape(line))], lines_needed(line, across))

	def add_header(self) -> None:
		self._row += 1
		self.sheet.row_dimensions[self._row].height = _HEADER_HEIGHT
		self.sheet.append([styled_cell(self.sheet, REQUIRED, escape(column.header)) for column in self.columns])

	def add_row(self, cells: Sequence[Cell | None]) -> None:
		pairs = zip(cells, self.widths, strict=False)
		lines = [lines_needed(cell[1], width) for cell, width in pairs if cell and cell[0] == "text"]
		self._append((cell and self._written(*cell) for cell in cells), max(lines, default=1))

	def _written(self, kind: Kind, value: str | float | datetime.datetime):
		if kind != "text":
			self._pens[kind].value = value
			return self._pens[kind]
		return self._text.cell(escape(value))

	def _append(self, cells: Iterable, lines: int) -> None:
		self._row += 1
		if lines > 1:
			self.sheet.row_dimensions[self._row].height = min(_TALLEST, _PADDING + _LINE_HEIGHT * lines)
		self.sheet.append(cells)
		# Written by now; kept, the heights of a large sheet would take more memory than anything else.
		self.sheet.row_dimensions.pop(self._row, None)


def _width(column: Column, cells: Sequence[Cell | None]) -> int:
	"""Wide enough for most of what stands in a column, within bounds; a Chinese character counts two."""
	header = max(map(display_width, column.header.split("\n")))
	longest = max((_cell_width(*cell) for cell in cells if cell), default=0)
	return max(_NARROWEST, min(_WIDEST, max(header, longest) + 2))


def _cell_width(kind: Kind, value: object) -> int:
	if kind == "text":
		return max(map(display_width, value.split("\n")))
	return {"date": 11, "datetime": 19}.get(kind) or len(f"{value:,}") + 2


def _cells(row: Sequence[object], columns: Sequence[Column], lang: Lang) -> list[Cell | None]:
	return [_cell(value, column.kind, lang) for column, value in zip(columns, row, strict=False)]


def _cell(value: object, kind: Kind, lang: Lang) -> Cell | None:
	"""The kind that a value is shown as, and the value as Excel has it; None for an empty cell."""
	if value is None or value == "":
		return None
	if isinstance(value, bool):
		return "text", YES_NO.label("yes" if value else "no", lang)
	if isinstance(value, int | float | Decimal):
		return _number(value, kind)
	if isinstance(value, str):
		day = _day_in(value) if kind in ("date", "datetime") else None
		return _day(day) if day else ("text", value)
	if isinstance(value, datetime.date):
		return _day(value)
	return "text", str(value)


def _number(value: float | Decimal, kind: Kind) -> Cell | None:
	if isinstance(value, int):
		exact = abs(value) < _MOST_EXACT
		return (
			(kind if kind in ("integer", "amount", "percent") else "number", value) if exact else ("text", str(value))
		)
	value = float(value)
	if not math.isfinite(value):
		return None if math.isnan(value) else ("text", str(value))
	return kind if kind in ("amount", "percent") else "number", value


def _day_in(text: str) -> datetime.date | None:
	"""The date or time that a text in ISO format is."""
	if not _ISO.fullmatch(text):
		return None
	try:
		moment = datetime.datetime.fromisoformat(text)
	except ValueError:
		return None
	return moment.date() if len(text) == len("2026-06-30") else moment


def _day(value: datetime.date) -> Cell:
	if not isinstance(value, datetime.datetime):
		return ("date", value) if value >= _FIRST_DAY else ("text", value.isoformat())
	if value.tzinfo or value.date() < _FIRST_DAY:
		return "text", value.isoformat(" ", "seconds")
	return "datetime", value.replace(microsecond=0)
