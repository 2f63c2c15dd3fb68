"""The 检查结果 sheet: every finding, with a link to its cell."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from openpyxl import Workbook
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.findings import Finding, Layout, count_by_severity
from lianzheng_risk.core.profile import spellings
from lianzheng_risk.core.vocabulary import SEVERITY
from lianzheng_risk.core.workbook.cells import LAST_ROW
from lianzheng_risk.core.workbook.names import RESULTS
from lianzheng_risk.core.workbook.printing import print_on_a4
from lianzheng_risk.core.workbook.styles import (
	ENTRY,
	LINK,
	PARAGRAPH,
	REQUIRED,
	TITLE,
	add_styles,
	severity_style,
	styled_cell,
)
from lianzheng_risk.core.workbook.text import escape, lines_needed

HEADING = Text("廉政风险防控登记簿检查结果", "What the Check of the Register Found")
SUMMARY = Text(
	"共{total}条：{counts}。点击“单元格”可转到相应位置；请先改正错误，再处理警告和提示，改后重新检查。",
	"{total} in all: {counts}. Click a cell to go there. Correct the errors first, then see to warnings and hints, "
	"and check again.",
)
NOTHING = Text("没有发现问题。", "Nothing was found.")
# Header and width of each column.
COLUMNS = (
	(Text("序号", "No"), 8),
	(Text("工作表", "Sheet"), 16),
	(Text("单元格", "Cell"), 10),
	(Text("程度", "Severity"), 10),
	(Text("问题和处理办法", "What is wrong and what to do"), 92),
)

_HEADER_ROW = 4
_LINE_HEIGHT, _TALLEST = 16.5, 409
# Excel repairs a sheet that has more than 65,530 links.
_MOST_LINKS = 65_000


def add_results(
	workbook: Workbook, findings: Sequence[Finding], layout: Layout, lang: Lang, titles: Collection[str]
) -> None:
	"""Put the list in front of the other sheets and show it when the workbook is opened.

	`titles` are those sheets that findings can lead to. The workbook may be in write-only mode.
	"""
	add_styles(workbook)
	sheet = workbook.create_sheet(RESULTS.label(lang), 0)
	_show_first(workbook, sheet)
	_set_up(sheet, len(findings), lang)
	sheet.append([styled_cell(sheet, TITLE, HEADING.label(lang))])
	sheet.append([styled_cell(sheet, PARAGRAPH, _summary(findings, lang))])
	sheet.append([])
	sheet.append([styled_cell(sheet, REQUIRED, text.label(lang)) for text, _ in COLUMNS])
	present = frozenset(titles)
	for number, finding in enumerate(findings[: LAST_ROW - _HEADER_ROW], start=1):
		_add_finding(sheet, number, finding, layout, present, lang)


def is_heading(value: object) -> bool:
	"""Whether the first cell of a sheet says that an earlier check left it."""
	return value in (*spellings(HEADING.zh), HEADING.en)


def remove_results(workbook: Workbook) -> bool:
	"""Remove the list that an earlier check left; whether there was one."""
	earlier = [sheet for sheet in workbook.worksheets if is_heading(sheet["A1"].value)]
	for sheet in earlier:
		workbook.remove(sheet)
	return bool(earlier)


def _show_first(workbook: Workbook, sheet) -> None:
	for other in workbook.worksheets:
		other.sheet_view.tabSelected = False
	workbook.active = sheet


def _set_up(sheet, rows: int, lang: Lang) -> None:
	for letter, (_, width) in zip("ABCDE", COLUMNS, strict=True):
		sheet.column_dimensions[letter].width = width
	sheet.sheet_view.showGridLines = False
	sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 36, 22
	sheet.row_dimensions[_HEADER_ROW].height = 24
	sheet.merged_cells.add("A1:E1")
	sheet.merged_cells.add("A2:E2")
	sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
	sheet.auto_filter.ref = f"A{_HEADER_ROW}:E{_HEADER_ROW + max(rows, 1)}"
	print_on_a4(sheet, lang, "landscape", repeated_rows=f"{_HEADER_ROW}:{_HEADER_ROW}")


def _summary(findings: Sequence[Finding], lang: Lang) -> str:
	if not findings:
		return NOTHING.label(lang)
	counts = [f"{SEVERITY.label(code, lang)} {count}" for code, count in count_by_severity(findings).items()]
	return SUMMARY.format(lang, total=len(findings), counts=("、" if lang == "zh" else ", ").join(counts))


def _add_finding(sheet, number: int, finding: Finding, layout: Layout, present: frozenset[str], lang: Lang) -> None:
	row = _HEADER_ROW + number
	title, coordinate, message = layout.sheet(finding.place), layout.cell(finding.place), finding.message(lang)
	place = styled_cell(sheet, ENTRY, coordinate)
	if title in present and number <= _MOST_LINKS:
		place.style = LINK
		place.hyperlink = Hyperlink(ref="", location=f"{quote_sheetname(title)}!{coordinate}")
		place.hyperlink.ref = f"C{row}"
	lines = lines_needed(message, COLUMNS[-1][1])
	if lines > 1:
		sheet.row_dimensions[row].height = min(_TALLEST, 3 + _LINE_HEIGHT * lines)
	sheet.append(
		[
			styled_cell(sheet, ENTRY, number),
			styled_cell(sheet, ENTRY, escape(title)),
			place,
			styled_cell(sheet, severity_style(finding.severity), SEVERITY.label(finding.severity, lang)),
			styled_cell(sheet, ENTRY, escape(message)),
		]
	)
