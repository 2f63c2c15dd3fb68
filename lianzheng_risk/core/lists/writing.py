"""A converted list as a register workbook that also tells where each row comes from and what became of the others."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.checks import check
from lianzheng_risk.core.findings import Place
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.lists.converting import Converted
from lianzheng_risk.core.lists.fields import LIST_FIELDS
from lianzheng_risk.core.lists.model import Account, ToSettle
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.core.workbook.cells import LAST_ROW
from lianzheng_risk.core.workbook.names import CONVERSION
from lianzheng_risk.core.workbook.printing import print_on_a4
from lianzheng_risk.core.workbook.styles import ENTRY, PARAGRAPH, REQUIRED, TITLE, severity_style, styled_cell
from lianzheng_risk.core.workbook.text import escape, lines_needed
from lianzheng_risk.core.workbook.writer import Annex, write_workbook

HEADING = Text("清单转换说明", "What Became of the List")
INTRODUCTION = Text(
	"本登记簿由单位原有的清单转换而成，各表“来源”一列是原清单的工作表和行。编码是临时的，导入系统时由系统编号。"
	"请先处理下面“待确定”和“清单没有”的各项。",
	"This register was made from a list of the unit's own; the column Source gives sheet and row of the list. The codes are "
	"provisional: the system gives its own on import. First settle what is to be settled below, and add what the list lacks.",
)
COLUMNS = (
	(Text("工作表", "Sheet"), 18),
	(Text("行", "Row"), 8),
	(Text("情况", "What"), 14),
	(Text("内容", "Content"), 40),
	(Text("说明", "Explanation"), 56),
)
READ = Text("已读取", "Read")
TO_SETTLE = Text("待确定", "To Settle")
LACKS = Text("清单没有", "Lacking")
LEFT_OUT = Text("不作登记", "Left Out")
HIDDEN = Text("隐藏的行", "Hidden Row")
UNUSED = Text("未用的列", "Unused Column")
UNREAD = Text("未读取", "Not Read")
COUNTS = Text(
	"读取{rows}行，登记风险点{risks}个、防控措施{measures}条，不作登记{left_out}行",
	"{rows} rows read: {risks} risk points and {measures} measures entered, {left_out} rows left out",
)
FILL_IN = Text(
	"登记簿必填，请补填，或转换时用 --set 一并填入", "the register requires it: fill it in, or convert with --set"
)
READ_ALL_THE_SAME = Text("照样读取", "read all the same")
NO_PLACE = Text("登记簿没有对应的一项", "the register has no place for it")
WHAT_IS_ASKED = {"total": Text("风险点总数", "Total"), "section": Text("小标题", "Heading")}

# How each kind of line is shown, and which come first.
_STYLES = {TO_SETTLE: severity_style("error"), LACKS: severity_style("warning")}
_HEADER_ROW, _LINE_HEIGHT, _TALLEST = 4, 16.5, 409
Line = tuple[str, int | None, Text, str, str]


def write_converted(converted: Converted, target: str | Path | BinaryIO, lang: Lang, scheme: Scheme) -> None:
	"""Write what a list was converted to as a register workbook, with a sheet 转换说明 and a column 来源.

	Raises DoesNotFit where a sheet or a cell cannot hold it, before anything is written.
	"""
	register = check(converted.raw, scheme, datetime.date.today()).register
	origins = {
		name: [_origin(converted, Place(name, row)) for row in table.frame.index]
		for name, table in converted.raw.tables.items()
	}
	annex = Annex(origins, partial(_add_sheet, converted=converted))
	write_workbook(register, target, lang, scheme, annex=annex)


def _origin(converted: Converted, place: Place) -> str:
	sheet, row, _letter = converted.origin(place)
	return escape(f"{sheet}!{row}" if sheet else str(row))


def _add_sheet(workbook: Workbook, lang: Lang, converted: Converted) -> None:
	sheet = workbook.create_sheet(CONVERSION.label(lang))
	sheet.sheet_view.showGridLines = False
	for letter, (_, width) in zip("ABCDE", COLUMNS, strict=True):
		sheet.column_dimensions[letter].width = width
	sheet.merged_cells.add("A1:E1")
	sheet.merged_cells.add("A2:E2")
	sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 36, 42
	sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
	print_on_a4(sheet, lang, "landscape", repeated_rows=f"{_HEADER_ROW}:{_HEADER_ROW}")
	sheet.append([styled_cell(sheet, TITLE, HEADING.label(lang))])
	sheet.append([styled_cell(sheet, PARAGRAPH, INTRODUCTION.label(lang))])
	sheet.append([])
	sheet.append([styled_cell(sheet, REQUIRED, text.label(lang)) for text, _ in COLUMNS])
	lines = list(_lines(converted, lang))[: LAST_ROW - _HEADER_ROW]
	sheet.auto_filter.ref = f"A{_HEADER_ROW}:E{_HEADER_ROW + max(1, len(lines))}"
	for number, line in enumerate(lines, start=_HEADER_ROW + 1):
		_append(sheet, number, line, lang)


def _append(sheet, number: int, line: Line, lang: Lang) -> None:
	title, row, what, content, why = line
	cells = (title, row, what.label(lang), content, why)
	styles = (ENTRY, ENTRY, _STYLES.get(what, ENTRY), ENTRY, ENTRY)
	shown = [escape(cell) if isinstance(cell, str) else cell for cell in cells]
	lines = max(
		lines_needed(text, width) for text, (_, width) in zip(shown, COLUMNS, strict=True) if isinstance(text, str)
	)
	if lines > 1:
		sheet.row_dimensions[number].height = min(_TALLEST, 3 + _LINE_HEIGHT * lines)
	sheet.append([styled_cell(sheet, style, cell) for style, cell in zip(styles, shown, strict=True)])


def _lines(converted: Converted, lang: Lang) -> Iterator[Line]:
	for account in converted.accounts:
		yield from _of_list(account, lang)
	for title, why in converted.unread:
		yield title, None, UNREAD, "", why.label(lang)


def _of_list(account: Account, lang: Lang) -> Iterator[Line]:
	title = account.table.sheet
	counts = {"rows": account.rows, "risks": account.risks, "measures": account.measures}
	yield title, None, READ, account.table.title, COUNTS.format(lang, **counts, left_out=len(account.left_out))
	for asked in account.to_settle:
		yield title, asked.row, TO_SETTLE, _question(asked, lang), asked.reason.label(lang)
	for name in account.lacks:
		yield title, None, LACKS, lacking(name, lang), FILL_IN.label(lang)
	for heading in account.unused:
		yield title, None, UNUSED, heading, NO_PLACE.label(lang)
	for left in account.left_out:
		yield title, left.row, LEFT_OUT, "", left.reason.label(lang)
	for row in account.hidden:
		yield title, row, HIDDEN, "", READ_ALL_THE_SAME.label(lang)


def _question(asked: ToSettle, lang: Lang) -> str:
	what = asked_about(asked.field, lang)
	if not asked.value:
		return what
	return f"{what}：{asked.value}" if lang == "zh" else f"{what}: {asked.value}"


def asked_about(field: str, lang: Lang) -> str:
	"""What a question is about, in words."""
	return (WHAT_IS_ASKED.get(field) or LIST_FIELDS[field]).label(lang)


def lacking(name: str, lang: Lang) -> str:
	"""A field of the register, given as "table.field", in words."""
	table, _dot, field = name.partition(".")
	shown = TABLES[table].text.label(lang), TABLES[table][field].text.label(lang)
	return "：".join(shown) if lang == "zh" else ": ".join(shown)
