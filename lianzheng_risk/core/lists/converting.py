"""Converting the lists in a file: each read, registered, held against its own totals, and accounted for row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.findings import Place
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.lists.drafts import FIRST_ROW, Drafts
from lianzheng_risk.core.lists.entries import read_entries
from lianzheng_risk.core.lists.filling import fill, refuse_unknown
from lianzheng_risk.core.lists.model import Account, Choices, ListTable, SavedLayout
from lianzheng_risk.core.lists.organisation import Organisation
from lianzheng_risk.core.lists.recognising import tables_in
from lianzheng_risk.core.lists.refusals import NO_LIST, NO_SUCH_SHEET
from lianzheng_risk.core.lists.registering import Registering
from lianzheng_risk.core.lists.rows import Rows, Value
from lianzheng_risk.core.lists.settling import Settling
from lianzheng_risk.core.lists.sheets import Grid, grids, unseen_sheets
from lianzheng_risk.core.lists.totals import check_sections, check_titles, check_totals
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.workbook.reader import RawWorkbook, read
from lianzheng_risk.core.workbook.source import Source, UnreadableFile, content

NO_CHOICES = Choices()
HIDDEN_SHEET = Text("隐藏的工作表，没有读取", "a hidden sheet, not read")
_TROUBLES = {
	"error": Text(
		"单元格显示公式错误，没有读取内容，请改正或直接填写",
		"the cell shows an error of its formula; correct it or fill it in",
	),
	"uncalculated": Text(
		"公式从未计算，没有读取内容；请用 Excel 或 WPS 打开并保存一次",
		"the formula was never calculated; open the file in Excel and save it once",
	),
}
NO_LIST_HERE = Text("没有风险清单", "no list of risk points")


@dataclass
class Converted:
	"""What became of the lists in a file.

	`raw` is the register as a reader gives it, with provisional codes, in the rows of the workbook that `write_converted`
	makes. `unread` are the sheets that hold no list that is read, each with the reason.
	"""

	raw: RawWorkbook
	accounts: list[Account]
	unread: list[tuple[str, Text]]
	_drafts: Drafts

	@property
	def settled(self) -> bool:
		"""Whether nothing is left for a person to settle."""
		return not any(account.to_settle for account in self.accounts)

	def origin(self, place: Place) -> tuple[str, int, str]:
		"""Sheet, row and column letter of the list from which a place of the register comes. Raises IndexError."""
		record = self._drafts.tables[place.table][place.row - FIRST_ROW]
		row, column = record.cells.get(place.field or "", record.cell)
		return record.sheet, row, get_column_letter(column)


def recognise(source: Source, saved: Sequence[SavedLayout] = ()) -> list[ListTable]:
	"""The lists in a file (.xlsx, .xls, .ods, .csv), from its first sheet on, at least one.

	A layout of `saved` whose headings are those of a list says what its columns mean. Raises UnreadableFile.
	"""
	found = [table for grid in grids(content(source)) for table in tables_in(grid, saved)]
	if not found:
		raise UnreadableFile(NO_LIST)
	return found


def is_register(source: Source) -> bool:
	"""Whether a file is a register workbook rather than somebody's own list: it has at least two of its sheets."""
	try:
		tables = read(source).tables.values()
	except UnreadableFile:
		return False
	return sum(len(table.frame.columns) > 0 for table in tables) > 1


def convert(
	source: Source,
	tables: Sequence[ListTable] | None = None,
	choices: Choices = NO_CHOICES,
	unit: str = "",
	scheme: Scheme = DEFAULT,
) -> Converted:
	"""Read the lists in a file into a register, every row accounted for; nothing is guessed.

	`tables` are the lists as somebody corrected them (None: as they are recognised); `unit` is whose list it is where the
	list itself does not say; `scheme` is the one by which the levels are chosen where the grade is to stand for them.

	Raises UnreadableFile where the file holds no list or not the sheets of `tables`, UnknownChoice.
	"""
	refuse_unknown(choices, scheme)
	data = content(source)
	drafts, accounts, unread = Drafts(), [], []
	wanted = None if tables is None else list(tables)
	for grid in grids(data):
		here = tables_in(grid) if wanted is None else [table for table in wanted if table.sheet == grid.title]
		for place, table in enumerate(here):
			first = here[place - 1].last_row + 1 if place else grid.first_row
			accounts.append(_convert(drafts, grid, table, first, choices, unit, scheme))
		if not here:
			unread.append((grid.title, NO_LIST_HERE))
	if wanted and (missing := {table.sheet for table in wanted} - {account.table.sheet for account in accounts}):
		raise UnreadableFile(NO_SUCH_SHEET, sheet=min(missing))
	if not accounts:
		raise UnreadableFile(NO_LIST)
	unread += [(title, HIDDEN_SHEET) for title in unseen_sheets(data)]
	return Converted(drafts.raw(), accounts, unread, drafts)


def _convert(
	drafts: Drafts, grid: Grid, table: ListTable, first: int, choices: Choices, unit: str, scheme: Scheme
) -> Account:
	before = {name: len(records) for name, records in drafts.tables.items()}
	rows = Rows(grid, table)
	read = read_entries(rows)
	settling = Settling(read.to_settle)
	_ask_about_troubles(settling, rows)
	titles = list(rows.texts_above(first))
	organisation = Organisation(drafts, table.sheet, settling, _owner(table, unit, titles))
	registering = Registering(drafts, rows, organisation, read)
	registering.register()
	check_titles(registering, titles)
	check_totals(registering, read.totals)
	check_sections(registering, read.sections)
	new = {name: records[before[name] :] for name, records in drafts.tables.items()}
	return Account(
		table,
		rows=len(list(rows)),
		risks=len(new["risk_points"]),
		measures=len(new["measures"]),
		left_out=read.left_out,
		to_settle=settling.all(),
		lacks=fill(new, registering.fields, choices, scheme),
		hidden=sorted(row for row in grid.hidden if table.first_row <= row <= table.last_row),
		unused=rows.unused(),
	)


def _ask_about_troubles(settling: Settling, rows: Rows) -> None:
	"""Ask about each cell that looks blank because of its formula, before it is asked for as a blank one."""
	for coordinate, kind in rows.grid.troubles:
		letters, row = coordinate_from_string(coordinate)
		name = rows.columns.get(column_index_from_string(letters))
		if name not in (None, "number") and row in rows:
			settling.ask(row, name, "", _TROUBLES[kind])


def _owner(table: ListTable, unit: str, titles: Sequence[Value]) -> Value | None:
	"""Whose list it is, with the cell that says so; the headings where somebody else said so."""
	name = table.unit or unit
	if not name:
		return None
	told = next((title for title in titles if name in "".join(title.text.split())), None)
	return Value(name, told.row, told.column) if told else Value(name, table.header_row, _first_column(table))


def _first_column(table: ListTable) -> int:
	return min((column_index_from_string(letter) for letter, _, _ in table.columns), default=1)
