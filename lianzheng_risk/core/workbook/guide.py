"""The 说明 sheet: what the workbook is for and how to fill it in."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.grading import GRADE_OF, Scheme
from lianzheng_risk.core.register import RISK_POINTS, TABLES
from lianzheng_risk.core.vocabulary import GRADE, HARM, PROBABILITY, Term
from lianzheng_risk.core.workbook import guide_texts as t
from lianzheng_risk.core.workbook.lists import offered_terms, used_vocabularies
from lianzheng_risk.core.workbook.names import GUIDE
from lianzheng_risk.core.workbook.printing import print_on_a4
from lianzheng_risk.core.workbook.styles import (
	ENTRY,
	EXAMPLE_ENTRY,
	HEADING,
	LINK,
	OPTIONAL,
	PARAGRAPH,
	REQUIRED,
	TITLE,
	data_style,
	styled_cell,
)
from lianzheng_risk.core.workbook.text import lines_needed

# Column A is the margin; text runs over B to G.
_WIDTHS = (2, 16, 16, 16, 16, 16, 16)
_LINE_HEIGHT = 16.5
# A column's width counts characters of the default font, which is a little larger than ours.
_CHARACTERS_PER_WIDTH = 1.05


@dataclass(frozen=True)
class _Block:
	"""Text over `span` columns; `target` is the sheet it links to."""

	text: str
	span: int = 6
	style: str = PARAGRAPH
	target: str | None = None


def add_guide(workbook: Workbook, lang: Lang, scheme: Scheme) -> None:
	"""The first sheet of a workbook in write-only mode."""
	sheet = workbook.create_sheet(GUIDE.label(lang))
	sheet.sheet_view.showGridLines = False
	for letter, width in zip("ABCDEFG", _WIDTHS, strict=True):
		sheet.column_dimensions[letter].width = width
	print_on_a4(sheet, lang, "portrait")
	for number, blocks in enumerate(_rows(lang, scheme), start=1):
		_append(sheet, number, blocks)


def _append(sheet, number: int, blocks: list[_Block]) -> None:
	"""One row. Excel does not fit the height of merged cells, so it is set here."""
	cells, lines, place = [None], 1, 2
	for block in blocks:
		cell = styled_cell(sheet, block.style, block.text)
		if block.target:
			cell.hyperlink = Hyperlink(ref="", location=f"{quote_sheetname(block.target)}!A1")
		cells += [cell, *(styled_cell(sheet, block.style) for _ in range(block.span - 1))]
		if block.span > 1:
			last = get_column_letter(place + block.span - 1)
			sheet.merged_cells.add(f"{get_column_letter(place)}{number}:{last}{number}")
		width = sum(_WIDTHS[place - 1 : place - 1 + block.span])
		lines = max(lines, lines_needed(block.text, width * _CHARACTERS_PER_WIDTH - 1))
		place += block.span
	style = blocks[0].style if blocks else None
	sheet.row_dimensions[number].height = {TITLE: 36, HEADING: 30}.get(style, 3 + _LINE_HEIGHT * lines)
	sheet.append(cells)


def _rows(lang: Lang, scheme: Scheme):
	"""The rows of the sheet, each a list of blocks."""
	yield [_Block(t.TITLE.label(lang), style=TITLE)]
	yield _heading(t.PURPOSE_HEADING, lang)
	yield [_Block(t.PURPOSE.label(lang))]
	yield _heading(t.STEPS_HEADING, lang)
	yield from ([_Block(f"{number}. {step.label(lang)}")] for number, step in enumerate(t.STEPS, start=1))
	yield _heading(t.SHEETS_HEADING, lang)
	yield from _sheet_rows(lang)
	yield _heading(t.GRADING_HEADING, lang)
	yield from _grading_rows(lang, scheme)
	yield _heading(t.WORDS_HEADING, lang)
	yield from _word_rows(lang, scheme)
	yield _heading(t.LEGEND_HEADING, lang)
	yield [
		_Block(t.LEGEND_REQUIRED.label(lang), 2, REQUIRED),
		_Block(t.LEGEND_OPTIONAL.label(lang), 2, OPTIONAL),
		_Block(t.LEGEND_EXAMPLE.label(lang), 2, EXAMPLE_ENTRY),
	]
	yield _heading(t.CONTACT_HEADING, lang)
	yield [_Block(t.CONTACT.label(lang))]


def _heading(text, lang: Lang) -> list[_Block]:
	return [_Block(text.label(lang), style=HEADING)]


def _header(texts, spans: tuple[int, ...], lang: Lang) -> list[_Block]:
	return [_Block(text.label(lang), span, OPTIONAL) for text, span in zip(texts, spans, strict=True)]


def _separator(lang: Lang) -> str:
	return "、" if lang == "zh" else ", "


def _sheet_rows(lang: Lang):
	yield _header(t.SHEETS_COLUMNS, (1, 2, 3), lang)
	for table in TABLES.values():
		title = table.text.label(lang)
		required = _separator(lang).join(column.text.label(lang) for column in table.fields if column.required)
		yield [_Block(title, 1, LINK, title), _Block(table.note.label(lang), 2, ENTRY), _Block(required, 3, ENTRY)]


def _grading_rows(lang: Lang, scheme: Scheme):
	yield [_Block(t.GRADING.format(lang, scheme=scheme.label(lang)))]
	axes = t.AXES.format(lang, probability=PROBABILITY.text.label(lang), harm=HARM.text.label(lang))
	yield [_Block(axes, 1, OPTIONAL), *(_Block(HARM.label(level.code, lang), 1, OPTIONAL) for level in scheme.harm)]
	for level, severities in zip(scheme.probability, scheme.table, strict=True):
		grades = [GRADE.label(GRADE_OF[severity], lang) for severity in severities.tolist()]
		yield [
			_Block(PROBABILITY.label(level.code, lang), 1, OPTIONAL),
			*(_Block(grade, 1, data_style("term")) for grade in grades),
		]
	for field, grade in scheme.vetoes.items():
		shown = {"field": RISK_POINTS[field].text.label(lang), "grade": GRADE.label(grade, lang)}
		yield [_Block(t.RAISES.format(lang, **shown))]


def _word_rows(lang: Lang, scheme: Scheme):
	yield _header(t.WORDS_COLUMNS, (1, 2, 3), lang)
	for vocabulary in used_vocabularies():
		for position, term in enumerate(offered_terms(vocabulary, scheme)):
			name = vocabulary.text.label(lang) if position == 0 else ""
			yield [
				_Block(name, 1, OPTIONAL),
				_Block(term.text.label(lang), 2, ENTRY),
				_Block(_separator(lang).join(_spellings(term, lang)), 3, ENTRY),
			]


def _spellings(term: Term, lang: Lang) -> tuple[str, ...]:
	"""What else is understood, first the word that government bodies use where it is not the one offered."""
	offered = term.text.label(lang)
	return tuple(spelling for spelling in (term.zh, *term.aliases) if spelling != offered)
