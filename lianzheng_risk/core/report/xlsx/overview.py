"""The sheets a leader looks at first: the overview with its charts, and the heat map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from lianzheng_risk.core.report import palette, scheme_words, views
from lianzheng_risk.core.report.texts import Words
from lianzheng_risk.core.report.xlsx import charts, styles
from lianzheng_risk.core.report.xlsx.cells import Column, put, set_widths, write_paragraph, write_table
from lianzheng_risk.core.workbook.printing import print_on_a4

_WIDTHS = (23, 11, 12, 3, 12, 12, 12, 12, 12)
# Rows that a distribution takes with the chart beside it.
_BLOCK = 13


@dataclass(frozen=True)
class _Block:
	"""A distribution with its chart. Terms without a colour of their own get the accent."""

	group: str
	colours: Mapping[str, str] = field(default_factory=dict)
	on_new_page: bool = False


_BLOCKS = (
	_Block("grade", palette.GRADE_FILL),
	_Block("category"),
	_Block("power"),
	_Block("status", palette.STATUS_FILL, on_new_page=True),
	_Block("phase"),
	_Block("layer"),
)


def overview(sheet: Worksheet, picture: dict, words: Words) -> None:
	"""Title, key figures, and each distribution as a table with its chart."""
	set_widths(sheet, _WIDTHS)
	row = _head(sheet, picture, words)
	row = _key_figures(sheet, row + 2, picture, words) + 1
	for block in _BLOCKS:
		if block.on_new_page:
			sheet.row_breaks.append(Break(id=row))
		_distribution(sheet, row + 1, block, picture, words)
		row += _BLOCK
	print_on_a4(sheet, words.lang, "portrait")


def _head(sheet: Worksheet, picture: dict, words: Words) -> int:
	lines = (
		(words("title"), styles.TITLE),
		(views.subject(picture, words), styles.HEADING),
		(words("as_of", date=picture["as_of"]), styles.NOTE),
		(scheme_words.sentences(picture["scheme"], words)[0], styles.NOTE),
	)
	for row, (text, style) in enumerate(lines, start=1):
		write_paragraph(sheet, row, text, len(_WIDTHS), sum(_WIDTHS), style)
	sheet.row_dimensions[1].height = 34
	return len(lines)


def _key_figures(sheet: Worksheet, top: int, picture: dict, words: Words) -> int:
	put(sheet, top, 1, words("key_figures"), styles.HEADING)
	columns = (
		Column(words("item"), _WIDTHS[0], lambda one: one.label),
		Column(words("value"), _WIDTHS[1], lambda one: one.value, lambda one: _figure_style(one)),
		Column(words("remark"), _WIDTHS[2] + 15, lambda one: one.more, styles.TERM),
	)
	last = write_table(sheet, top + 1, columns, views.key_figures(picture, words))
	for row in range(top + 1, last + 1):
		sheet.merge_cells(start_row=row, start_column=3, end_row=row, end_column=5)
	return last


def _figure_style(figure: views.Figure) -> str:
	return styles.SHARE if figure.is_share else styles.COUNT


def _distribution(sheet: Worksheet, top: int, block: _Block, picture: dict, words: Words) -> None:
	title = words(f"by_{block.group}")
	put(sheet, top, 1, title, styles.HEADING)
	rows = views.distribution(picture, block.group, words)
	columns = (
		Column(words("item"), _WIDTHS[0], lambda row: row.label),
		Column(words("count"), _WIDTHS[1], lambda row: row.count, styles.COUNT),
		Column(words("share"), _WIDTHS[2], lambda row: row.share, styles.SHARE),
	)
	write_table(sheet, top + 1, columns, rows)
	colours = [block.colours.get(row.code, palette.ACCENT) for row in rows]
	sheet.add_chart(charts.bars(sheet, title, top + 1, colours), f"E{top}")


def heat_map(sheet: Worksheet, picture: dict, words: Words) -> None:
	"""Probability by harm as a matrix of counts, each cell in the colour of its grade and naming it."""
	columns, rows = views.heat_rows(picture["heat_map"])
	widths = (16, *[16] * len(columns))
	set_widths(sheet, widths)
	write_paragraph(sheet, 1, words("heat_map"), len(widths), sum(widths), styles.TITLE)
	sheet.row_dimensions[1].height = 34
	put(sheet, 3, 1, f"{words('probability')} ↓  {words('harm')} →", styles.GROUP)
	for place, label in enumerate(columns, start=2):
		put(sheet, 3, place, label, styles.AXIS)
	sheet.row_dimensions[3].height = 34
	for row, line in enumerate(rows, start=4):
		put(sheet, row, 1, line.label, styles.AXIS)
		for place, (grade, count) in enumerate(line.cells, start=2):
			put(sheet, row, place, count, styles.heat_style(grade))
		sheet.row_dimensions[row].height = 46
	below = len(rows) + 5
	sentences = [*scheme_words.sentences(picture["scheme"], words), words("heat_note")]
	for row, sentence in enumerate(sentences, start=below):
		write_paragraph(sheet, row, sentence, len(widths), sum(widths), styles.PARAGRAPH)
	print_on_a4(sheet, words.lang, "landscape" if len(columns) > 3 else "portrait")
