"""A copy of a checked workbook in which the cells with findings are coloured and say what is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeVar

from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.findings import Finding, Layout
from lianzheng_risk.core.vocabulary import SEVERITY
from lianzheng_risk.core.workbook.comments import comment, fit
from lianzheng_risk.core.workbook.copying import editable_copy
from lianzheng_risk.core.workbook.names import AUTHOR
from lianzheng_risk.core.workbook.results import add_results, is_heading, remove_results
from lianzheng_risk.core.workbook.rewriting import Pen, add_sheets, new_title
from lianzheng_risk.core.workbook.source import Source, content, open_calamine
from lianzheng_risk.core.workbook.styles import SEVERITY_FILL, fill
from lianzheng_risk.core.workbook.text import escape

# Excel draws every comment when it opens a sheet; beyond this many it takes its time. All cells are coloured and all
# findings listed, the worst get a comment.
MOST_COMMENTS = 2000
_LONGEST_COMMENT = 2000
# Between our comment and one that a person had put on the cell before.
_SEPARATOR = "\n――――――――\n"
_Key = TypeVar("_Key", bound=Hashable)
_WORST_FIRST = {code: rank for rank, code in enumerate(SEVERITY.codes)}


def write_marked(
	source: Source, findings: Sequence[Finding], layout: Layout, target: str | Path | BinaryIO, lang: Lang = "zh"
) -> None:
	"""Write a copy of the workbook `source` to a path or a binary file, with `findings` marked at their cells.

	A first sheet lists all findings. Formatting is kept; an .xls or .ods, and what is too large to be changed in place,
	is written anew as .xlsx from its values. Marks of an earlier check are removed first (the fill that a marked cell had
	before is not known any more).

	Raises UnreadableFile where `source` is no workbook.
	"""
	data = content(source)
	workbook = editable_copy(data) or _rewritten(data, findings, layout, lang)
	if not workbook.write_only:
		_mark_in_place(workbook, findings, layout, lang)
	workbook.save(target)


def _mark_in_place(workbook: Workbook, findings: Sequence[Finding], layout: Layout, lang: Lang) -> None:
	checked_before = remove_results(workbook)
	for sheet in workbook.worksheets:
		if checked_before:
			_remove_marks(sheet)
		_fit_comments(sheet)
	for title, marks in _by_sheet_and_cell(findings, layout).items():
		if title in workbook.sheetnames:
			_mark(workbook[title], marks, lang)
	add_results(workbook, findings, layout, lang, workbook.sheetnames)


def _rewritten(data: bytes, findings: Sequence[Finding], layout: Layout, lang: Lang) -> Workbook:
	source = open_calamine(data)
	workbook = Workbook(write_only=True)
	add_results(workbook, findings, layout, lang, [new_title(title) for title in source.sheet_names])
	pens = {title: _pens(marks, lang) for title, marks in _by_sheet_and_cell(findings, layout).items()}
	add_sheets(workbook, source, pens, is_heading)
	return workbook


def _by_sheet_and_cell(findings: Sequence[Finding], layout: Layout) -> dict[str, dict[str, list[Finding]]]:
	"""Findings by sheet title and cell, the worst first everywhere."""
	marks: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
	for finding in sorted(findings, key=lambda finding: _WORST_FIRST[finding.severity]):
		marks[layout.sheet(finding.place)][layout.cell(finding.place)].append(finding)
	return marks


def _mark(sheet, marks: dict[str, list[Finding]], lang: Lang) -> None:
	by_cell = defaultdict(list)
	for coordinate, findings in marks.items():
		by_cell[_writable(sheet, coordinate)] += findings
	for cell, pen in _pens(by_cell, lang).items():
		pen(cell)


def _pens(marks: Mapping[_Key, list[Finding]], lang: Lang) -> dict[_Key, Pen]:
	"""What colours each cell and says what is wrong with it, given the cells with the worst findings first."""
	fills = {severity: fill(colour) for severity, colour in SEVERITY_FILL.items()}
	return {
		key: partial(_colour, fills[findings[0].severity], findings if number < MOST_COMMENTS else [], lang)
		for number, (key, findings) in enumerate(marks.items())
	}


def _colour(background: PatternFill, findings: list[Finding], lang: Lang, cell) -> None:
	cell.fill = background
	if findings:
		cell.comment = _comment(findings, cell.comment, lang)


def _writable(sheet, coordinate: str):
	"""The cell itself, or the top left one of the merged cells that it belongs to."""
	cell = sheet[coordinate]
	if not isinstance(cell, MergedCell):
		return cell
	merged = next(cells for cells in sheet.merged_cells.ranges if coordinate in cells)
	return sheet.cell(merged.min_row, merged.min_col)


def _comment(findings: list[Finding], earlier: Comment | None, lang: Lang) -> Comment:
	lines = [f"【{SEVERITY.label(finding.severity, lang)}】{finding.message(lang)}" for finding in findings]
	text = escape("\n".join(lines))[:_LONGEST_COMMENT]
	if earlier:
		text += _SEPARATOR + earlier.text
	return comment(text, AUTHOR)


def _remove_marks(sheet) -> None:
	colours = {f"00{colour}" for colour in SEVERITY_FILL.values()}
	for cell in _cells(sheet):
		if cell.has_style and cell.fill.start_color.rgb in colours:
			cell.fill = PatternFill()
		if cell.comment and cell.comment.author == AUTHOR:
			_, _, earlier = cell.comment.text.partition(_SEPARATOR)
			cell.comment = comment(earlier, "") if earlier else None


def _fit_comments(sheet) -> None:
	for cell in _cells(sheet):
		if cell.comment:
			fit(cell.comment)


def _cells(sheet) -> list:
	"""The cells that there are; openpyxl's own way makes all the others of the rectangle, out to a stray last one."""
	return list(sheet._cells.values())
