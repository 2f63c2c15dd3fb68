"""Reading a workbook: which sheet is which table, which column which field, and the cells as they stand.

Nothing is interpreted here (dates, terms and references are the checks' business), so a large sheet costs little more
than calamine needs to parse it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
from openpyxl.utils.cell import coordinate_from_string
from python_calamine import SheetTypeEnum, SheetVisibleEnum

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.findings import NAMELESS, Finding, Layout, Place
from lianzheng_risk.core.profile import Profile, spellings
from lianzheng_risk.core.register import TABLES, Table
from lianzheng_risk.core.vocabulary import normalise
from lianzheng_risk.core.workbook.guard import GuardedWorkbook
from lianzheng_risk.core.workbook.headers import ROWS_SEARCHED, Header, find_header
from lianzheng_risk.core.workbook.names import EXAMPLE_MARKS, FOOTER, OWN_SHEETS
from lianzheng_risk.core.workbook.remembered import remembered
from lianzheng_risk.core.workbook.rules import (
	DUPLICATE_SHEET,
	ERROR_VALUE,
	FOOTER_ROW,
	MISSING_SHEET,
	NO_HEADER,
	UNCALCULATED,
	UNKNOWN_SHEET,
)
from lianzheng_risk.core.workbook.source import Source, UnreadableFile, calamine_errors, content, open_calamine

NO_TABLE = Text(
	"没有找到登记用的工作表；工作表应命名为：{zh}。可用 lianzheng-risk template 生成模板",
	"no sheet of a register was found; sheets are named {en}. Make a template with: lianzheng-risk template",
)
# How people number and name sheets: "3.防控措施", "附表一 岗位", "任职表", "职权目录".
_AROUND_TITLE = re.compile(r"^附?表?[\d一二三四五六七八九十]+[.、_-]?|(?:登记|一览|明细|情况)?(?:表|清单|目录)$")
_SHOWN = 30
_TROUBLES = {"error": ERROR_VALUE, "uncalculated": UNCALCULATED}


@dataclass(frozen=True)
class RawTable:
	"""One table's cells as they stand.

	`frame` holds the recognised columns by field name (dtype object, None where a cell is blank), indexed by Excel row
	number, without blank rows and examples. `letters` are the column letters by field name.
	"""

	name: str
	frame: pd.DataFrame
	letters: dict[str, str]


@dataclass(frozen=True)
class RawWorkbook:
	"""A workbook's tables by name, what reading it found, where everything stands, and whose words it is written in."""

	tables: dict[str, RawTable]
	findings: list[Finding]
	layout: Layout
	profile: Profile | None = None


def read(source: Source) -> RawWorkbook:
	"""Read a register workbook (.xlsx, .xls, .ods) from a path, bytes or a binary file.

	Raises UnreadableFile, and nothing else, where the content is not such a workbook.
	"""
	data = content(source)
	workbook = open_calamine(data)
	titles, findings = _titles_by_table(workbook)
	tables, sheets, letters = {}, {}, {}
	for name, table in TABLES.items():
		sheets[name] = titles.get(name, table.text.label("zh"))
		if name not in titles:
			if not table.may_lack:
				findings.append(Finding(MISSING_SHEET, Place(name), {"sheet": table.text}))
			continue
		with calamine_errors(data):
			sheet = workbook.get_sheet_by_name(titles[name])
			rows = sheet.to_python()
		header = find_header(table, rows)
		if header is None:
			findings.append(Finding(NO_HEADER, Place(name), {"rows": ROWS_SEARCHED}))
			continue
		first_row, first_column = sheet.start
		tables[name], footers = _table(header, rows, first_row, first_column)
		findings += [*header.findings(first_row + header.position + 1, first_column), *footers]
		findings += _troubles(tables[name], workbook.cell_troubles(titles[name]), first_row + header.position + 1)
		letters[name] = header.unknown_letters(first_column) | tables[name].letters
	return RawWorkbook(tables, findings, Layout(sheets, letters), remembered(data))


def _titles_by_table(workbook: GuardedWorkbook) -> tuple[dict[str, str], list[Finding]]:
	"""Which sheet is which table, and what is wrong with the sheets. Raises UnreadableFile where none is a table."""
	names = {normalise(title): table.name for table in TABLES.values() for title in _sheet_titles(table)}
	titles: dict[str, str] = {}
	findings = []
	# A sheet that bears a table's very name goes before one that merely resembles it, such as a list of one's own.
	for sheet in sorted(workbook.sheets_metadata, key=lambda it: normalise(it.name) not in names):
		title = normalise(sheet.name)
		if sheet.typ != SheetTypeEnum.WorkSheet or title in OWN_SHEETS:
			continue
		resembled = names.get(_AROUND_TITLE.sub("", title))
		name = names.get(title) or (resembled if resembled not in titles else None)
		if name is None:
			if sheet.visible == SheetVisibleEnum.Visible:
				findings.append(Finding(UNKNOWN_SHEET, Place(sheet.name), {"sheet": sheet.name or NAMELESS}))
		elif name in titles:
			findings.append(Finding(DUPLICATE_SHEET, Place(sheet.name), {"sheet": sheet.name, "first": titles[name]}))
		else:
			titles[name] = sheet.name
	if not titles:
		raise UnreadableFile(
			NO_TABLE,
			zh="、".join(table.text.label("zh") for table in TABLES.values()),
			en=", ".join(table.text.en for table in TABLES.values()),
		)
	return titles, findings


def _sheet_titles(table: Table) -> tuple[str, ...]:
	return *spellings(table.text.zh), table.text.en, table.name


def _table(header: Header, rows: list[list], first_row: int, first_column: int) -> tuple[RawTable, list[Finding]]:
	columns = list(zip(*rows[header.position + 1 :], strict=True)) or [()] * len(rows[header.position])
	first_data_row = first_row + header.position + 2
	frame = pd.DataFrame(
		{name: _cleaned(columns[place]) for name, place in header.fields.items()},
		index=range(first_data_row, first_data_row + len(columns[0])),
		dtype=object,
	)
	leftmost = min(header.fields, key=header.fields.__getitem__)
	# The template marks its example in the first field, wherever people have moved that to since.
	marked = {leftmost, header.table.columns[0]} & header.fields.keys()
	footers = _each(frame[leftmost], FOOTER.match)
	kept = frame.notna().any(axis=1) & ~footers
	for name in marked:
		kept &= ~_each(frame[name], _is_example)
	table = RawTable(header.table.name, frame[kept], header.letters(first_column))
	return table, [
		Finding(FOOTER_ROW, Place(table.name, row, leftmost), {"value": text[:_SHOWN]})
		for row, text in frame[leftmost][footers].items()
	]


def _troubles(table: RawTable, troubles: list[tuple[str, str]], header_row: int) -> list[Finding]:
	"""Cells that look blank but are not, in the columns and rows that were read."""
	fields = {letter: name for name, letter in table.letters.items()}
	places = [(*coordinate_from_string(cell), _TROUBLES.get(kind)) for cell, kind in troubles]
	return [
		Finding(rule, Place(table.name, row, fields[letter]))
		for letter, row, rule in places
		if rule and letter in fields and row > header_row
	]


def _cleaned(values: Sequence[object]) -> list:
	"""Cells with the white space around text removed; a blank is None."""
	return [value.strip() or None if value.__class__ is str else value for value in values]


def _is_example(text: str) -> bool:
	return text.startswith(EXAMPLE_MARKS)


def _each(values: pd.Series, holds: Callable[[str], object]) -> pd.Series:
	"""Whether each of `values` is a text for which `holds`."""
	return values.map(lambda value: value.__class__ is str and bool(holds(value))).astype(bool)
