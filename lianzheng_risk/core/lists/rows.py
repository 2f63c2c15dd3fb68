"""The rows of a list: what stands in each cell, whether or not it is merged, and which rows are no part of the list itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl.utils import column_index_from_string, get_column_letter

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.lists import titles
from lianzheng_risk.core.lists.fields import OF_MEASURES
from lianzheng_risk.core.lists.model import ListTable
from lianzheng_risk.core.lists.sheets import Cell, Grid, is_blank, text_of
from lianzheng_risk.core.vocabulary import normalise

BLANK = Text("空白行", "a blank row")
HEADER = Text("重复的表头", "the headings again")
TITLE = Text("标题", "a title")
FOOTER = Text("表尾、说明或页码", "a footer, a note or a page number")
TOTAL = Text("合计或小计，不是风险点", "a total and no risk point")
SECTION = Text("小标题，下面各行归入其中", "a heading; the rows below belong to it")

_AS_ABOVE = frozenset(("同上", "同上。", "同前", "〃", "″", "”", "“", "〞", '"', "如上"))
_HAN_NUMBER = re.compile("[(（]?[一二三四五六七八九十]{1,3}[)）、.．]?")
_DATES = ("due_date",)
# A line of one text over so much of the list's width is a heading, not a value.
_ACROSS = 0.5


@dataclass(frozen=True, slots=True)
class Value:
	"""What a cell says, and which cell of the sheet that is (column as a number). `cell` is what it holds."""

	text: str
	row: int
	column: int
	cell: Cell = None

	def joined(self, other: Value) -> Value:
		"""This value going on in another cell."""
		return Value(f"{self.text}\n{other.text}", self.row, self.column)


@dataclass(slots=True)
class Row:
	"""The cells of one row by field: its own, and those that a merged cell brings down from above.

	`void` are the fields in whose cells people wrote that there is nothing, `as_above` those that repeat the row above.
	"""

	number: int
	own: dict[str, Value] = field(default_factory=dict)
	merged: dict[str, Value] = field(default_factory=dict)
	void: set[str] = field(default_factory=set)
	as_above: set[str] = field(default_factory=set)

	def get(self, name: str) -> Value | None:
		return self.own.get(name) or self.merged.get(name)


class Rows:
	"""The rows of one list in its grid."""

	def __init__(self, grid: Grid, table: ListTable) -> None:
		self.grid = grid
		self.table = table
		self.columns = {column_index_from_string(letter): name for letter, _, name in table.columns if name}
		self._headings = {column_index_from_string(letter): normalise(text) for letter, text, _ in table.columns}
		self._first_column = min(self._headings, default=1)
		self._width = max(1, max(self._headings, default=1) - self._first_column + 1)

	def __iter__(self) -> Iterator[int]:
		return iter(range(self.table.first_row, self.table.last_row + 1))

	def __contains__(self, number: int) -> bool:
		return self.table.first_row <= number <= self.table.last_row

	def row(self, number: int) -> Row:
		"""The cells of a row that belong to a field."""
		row = Row(number)
		for column, name in self.columns.items():
			cell = self.grid.cell(number, column)
			if cell is None:
				self._bring_down(row, column, name)
			elif is_blank(cell):
				row.void.add(name)
			else:
				text = text_of(cell)
				row.own[name] = Value(text, number, column, cell)
				if text in _AS_ABOVE:
					row.as_above.add(name)
		return row

	def _bring_down(self, row: Row, column: int, name: str) -> None:
		top = self.grid.anchors.get(column, {}).get(row.number, 0)
		if top >= self.table.first_row:
			cell = self.grid.cell(top, column)
			if is_blank(cell):
				row.void.add(name)
			else:
				row.merged[name] = Value(text_of(cell), top, column, cell)

	def apart(self, number: int) -> Text | None:
		"""Why a row is no part of the list itself; None where it may be one of its rows, or a heading across it."""
		cells = self._cells(number)
		if not cells:
			return None if self._merged_into(number) else BLANK
		if self._repeats_headings(cells):
			return HEADER
		texts = [text_of(cell) for cell in cells.values()]
		if titles.is_total(texts[0]):
			return TOTAL
		if len(cells) == 1 and self._is_title(next(iter(cells)), number, texts[0]):
			return TITLE
		return FOOTER if self._is_footer(cells, texts) else None

	def is_page(self, number: int) -> bool:
		"""Whether a row holds nothing but the number of a page."""
		return all(titles.is_page(text_of(cell)) for cell in self._cells(number).values())

	def heading_across(self, number: int) -> tuple[str, Value] | None:
		"""What a heading across the list is about (a field, "" where that cannot be known) and its name; None if it is no heading."""
		cells = self._cells(number)
		mark = next((column for column, cell in cells.items() if self._is_mark(column, cell)), None)
		cells.pop(mark, None)
		if len(cells) != 1:
			return None
		((column, cell),) = cells.items()
		text = text_of(cell)
		name = titles.bare_section(text)
		across = self._is_across(number, column)
		numbered = mark is not None or (titles.has_numbering(text) and column == self._first_column)
		about = titles.section_field(name) if across or numbered else ""
		if about or (across and not self._may_be_value(column)):
			return about, Value(titles.bare_grade(name) if about == "grade" else name, number, column, cell)
		return None

	def _is_mark(self, column: int, cell: Cell) -> bool:
		"""Whether the number of a heading stands in a column of its own, as in 一 | 办公室."""
		return self.columns.get(column) == "number" and bool(_HAN_NUMBER.fullmatch(text_of(cell)))

	def texts_above(self, first: int) -> Iterator[Value]:
		"""What stands above the headings, from a row on."""
		for number in range(max(first, self.grid.first_row), self.table.header_row):
			for column, cell in self._cells(number).items():
				yield Value(text_of(cell), number, column, cell)

	def cells(self, number: int) -> dict[int, Value]:
		"""What is written in a row, by column."""
		return {column: Value(text_of(cell), number, column, cell) for column, cell in self._cells(number).items()}

	def unused(self) -> list[str]:
		"""The headings of the columns that hold something and are no field; the letter where there is no heading."""
		headings = {column_index_from_string(letter): text for letter, text, _ in self.table.columns}
		filled = {column for number in self for column in self._cells(number) if column not in self.columns}
		return [headings.get(column) or get_column_letter(column) for column in sorted(filled)]

	def _cells(self, number: int) -> dict[int, Cell]:
		cells = enumerate(self.grid.row(number), start=self.grid.first_column)
		return {column: cell for column, cell in cells if not is_blank(cell)}

	def _merged_into(self, number: int) -> bool:
		"""Whether a merged cell of a risk point reaches into a row in which nothing is written."""
		reached = {name for column, name in self.columns.items() if number in self.grid.anchors.get(column, {})}
		return bool(reached & {"title", "manifestation"})

	def _repeats_headings(self, cells: dict[int, Cell]) -> bool:
		same = sum(self._headings.get(column) == normalise(text_of(cell)) for column, cell in cells.items())
		return same >= 2 and 2 * same >= len(cells)

	def _is_title(self, column: int, number: int, text: str) -> bool:
		if self._may_be_value(column) and not self._is_across(number, column):
			return False
		return titles.is_title(text) or bool(self.table.title and text.startswith(self.table.title))

	def _is_footer(self, cells: dict[int, Cell], texts: list[str]) -> bool:
		if titles.is_note(texts[0]) or titles.is_footer(texts[0]):
			return True
		plain = [
			text
			for column, text in zip(cells, texts, strict=True)
			if not (titles.is_footer(text) or titles.is_page(text))
			and not (titles.is_date(text) and self.columns.get(column) not in _DATES)
		]
		signed = len(plain) < len(texts)
		return not plain or (signed and all(map(titles.is_organisation, plain)))

	def _is_across(self, number: int, column: int) -> bool:
		for left, right in self.grid.across.get(number, ()):
			if left == column and (right - left + 1) >= self._width * _ACROSS:
				return True
		return False

	def _may_be_value(self, column: int) -> bool:
		"""Whether the text of a row that has only this one could go on what stands in the row above."""
		return self.columns.get(column) in (*OF_MEASURES, "manifestation")
