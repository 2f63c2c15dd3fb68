"""The sheets of a list as grids of cells, with what the cells alone do not tell: merges and hidden rows.

Rows and columns are counted from 1 as in Excel; a grid's own lists from 0.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from python_calamine import SheetTypeEnum, SheetVisibleEnum

from lianzheng_risk.core.lists.hidden import hidden_rows
from lianzheng_risk.core.lists.ods_merges import OdsSheet, ods_sheets
from lianzheng_risk.core.lists.text_files import is_text, text_rows
from lianzheng_risk.core.vocabulary import normalise
from lianzheng_risk.core.workbook.guard import GuardedWorkbook
from lianzheng_risk.core.workbook.names import OWN_SHEETS
from lianzheng_risk.core.workbook.source import Source, calamine_errors, content, open_calamine

Cell = str | int | float | datetime.date | datetime.time | bool | None
# What people write where there is nothing to write.
BLANKS = frozenset(("/", "\\", "-", "—", "——", "－", "／", "无", "―", "–", "*"))
# A merge costs one entry per row; a sheet with more than this has been made by a machine, not for people.
_MOST_MERGED_ROWS = 2_000_000


@dataclass
class Grid:
	"""One sheet: `rows[i][j]` is the cell in Excel row `first_row + i` and column `first_column + j`.

	A text has no white space around it, a whole number is an int, a blank is None. `merges` are (top, left, bottom,
	right) in Excel's numbers; `hidden` are the rows that nobody sees. A text file does not know of either. `troubles` are
	cells that read as blank but are not, as ("B12", "error") or ("B12", "uncalculated").
	"""

	title: str
	rows: list[list[Cell]]
	first_row: int = 1
	first_column: int = 1
	merges: list[tuple[int, int, int, int]] = field(default_factory=list)
	hidden: frozenset[int] = frozenset()
	merges_known: bool = True
	troubles: list[tuple[str, str]] = field(default_factory=list)

	@property
	def last_row(self) -> int:
		return self.first_row + len(self.rows) - 1

	def row(self, number: int) -> list[Cell]:
		"""The cells of an Excel row, none where the sheet has no such row."""
		place = number - self.first_row
		return self.rows[place] if 0 <= place < len(self.rows) else []

	def cell(self, number: int, column: int) -> Cell:
		cells = self.row(number)
		place = column - self.first_column
		return cells[place] if 0 <= place < len(cells) else None

	@cached_property
	def anchors(self) -> dict[int, dict[int, int]]:
		"""By column, the row where the value of a vertically merged cell stands, for each row below that one."""
		found: dict[int, dict[int, int]] = {}
		left_over = _MOST_MERGED_ROWS
		for top, left, bottom, _right in self.merges:
			bottom = min(bottom, self.last_row)
			left_over -= max(0, bottom - top)
			if left_over < 0:
				break
			found.setdefault(left, {}).update(dict.fromkeys(range(top + 1, bottom + 1), top))
		return found

	@cached_property
	def across(self) -> dict[int, list[tuple[int, int]]]:
		"""By row, the first and last columns of cells merged sideways; where the value stands only."""
		found: dict[int, list[tuple[int, int]]] = {}
		for top, left, _bottom, right in self.merges:
			if right > left:
				found.setdefault(top, []).append((left, right))
		return found


def grids(source: Source) -> Iterator[Grid]:
	"""The visible sheets of a file that may hold lists, one after the other. Raises UnreadableFile."""
	data = content(source)
	if is_text(data):
		yield Grid("", [_cleaned(row) for row in text_rows(data)], merges_known=False)
		return
	workbook = open_calamine(data)
	with calamine_errors(data):
		of_ods = ods_sheets(data)
	for sheet in workbook.sheets_metadata:
		if sheet.typ != SheetTypeEnum.WorkSheet or sheet.visible != SheetVisibleEnum.Visible:
			continue
		if normalise(sheet.name) in OWN_SHEETS:
			continue
		yield _grid(workbook, data, sheet.name, of_ods)


def unseen_sheets(source: Source) -> list[str]:
	"""The titles of the sheets that somebody hid, which are not read."""
	data = content(source)
	if is_text(data):
		return []
	sheets = open_calamine(data).sheets_metadata
	return [
		sheet.name
		for sheet in sheets
		if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible != SheetVisibleEnum.Visible
	]


def _grid(workbook: GuardedWorkbook, data: bytes, title: str, of_ods: dict[str, OdsSheet]) -> Grid:
	with calamine_errors(data):
		sheet = workbook.get_sheet_by_name(title)
		row, column = sheet.start or (0, 0)
		rows = list(map(_cleaned, sheet.to_python()))
		if of_ods:
			known = of_ods.get(title, OdsSheet())
			return Grid(title, rows, row + 1, column + 1, sorted(known.merges), frozenset(known.hidden))
		merges = [
			(top + 1, left + 1, bottom + 1, right + 1)
			for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
		]
		hidden, troubles = hidden_rows(data, workbook, title), workbook.cell_troubles(title)
		return Grid(title, rows, row + 1, column + 1, sorted(merges), hidden, troubles=troubles)


def _cleaned(row: list) -> list[Cell]:
	return [_plain(value) if value.__class__ is not str else value.strip() or None for value in row]


def _plain(value: Cell) -> Cell:
	if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
		return int(value)
	return value


def is_blank(value: Cell) -> bool:
	"""Whether there is nothing in a cell, or only what people write for nothing."""
	return value is None or (value.__class__ is str and value in BLANKS)


def text_of(value: Cell) -> str:
	"""What a cell shows; a blank shows nothing."""
	if value is None:
		return ""
	if isinstance(value, datetime.datetime):
		return value.date().isoformat()
	return value if value.__class__ is str else str(value)
