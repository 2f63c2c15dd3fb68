"""The sheets to work on with: indicators, units, their ranking, weak links, notes."""

from __future__ import annotations

from openpyxl.formatting.rule import DataBarRule
from openpyxl.worksheet.worksheet import Worksheet

from lianzheng_risk.core.report import palette, scheme_words, views
from lianzheng_risk.core.report.texts import NOTES, NOTHING, Words
from lianzheng_risk.core.report.xlsx import charts, styles
from lianzheng_risk.core.report.xlsx.cells import (
	Column,
	filter_and_freeze,
	outline,
	put,
	set_widths,
	write_paragraph,
	write_table,
)
from lianzheng_risk.core.vocabulary import GRADE
from lianzheng_risk.core.workbook.printing import print_on_a4

# As many bars as can be told apart in one chart.
_CHARTED = 20


def indicators(sheet: Worksheet, picture: dict, words: Words) -> None:
	"""Every indicator with numerator, denominator, value (as a bar, too) and judgement."""
	columns = (
		Column(words("indicator"), 34, lambda one: one["label"]),
		Column(words("numerator"), 11, lambda one: one["numerator"], styles.COUNT),
		Column(words("denominator"), 11, lambda one: one["denominator"], styles.COUNT),
		Column(words("value"), 18, lambda one: one["value"], styles.SHARE),
		Column(words("aim"), 20, lambda one: views.aim(one, words), styles.TERM),
		Column(words("judgement"), 13, lambda one: views.judgement(one, words), _judgement_style),
	)
	last = _whole_sheet(sheet, columns, picture["indicators"], words, "portrait")
	bar = DataBarRule("num", 0, "num", 1, color=styles.hexadecimal(palette.STATUS_FILL["in_progress"]))
	sheet.conditional_formatting.add(f"D2:D{max(last, 2)}", bar)


def _judgement_style(indicator: dict) -> str:
	return styles.OFF_TARGET if indicator["weak"] else styles.TERM


def units(sheet: Worksheet, picture: dict, words: Words) -> None:
	"""The unit tree, indented and outlined, with the figures of each unit in total and by itself."""
	columns = [
		Column(words("unit_code"), 14, lambda unit: unit["unit"]),
		Column(words("unit"), 27, lambda unit: unit["name"]),
		Column(words("unit_type"), 10, lambda unit: views.unit_type(unit, words), styles.TERM),
	]
	leading = len(columns)
	for scope in ("total", "own"):
		columns += _figures(scope, words)
	width = (len(columns) - leading) // 2
	for place, scope in enumerate(("total", "own")):
		first = leading + 1 + place * width
		put(sheet, 1, first, words(f"{scope}_group"), styles.GROUP)
		sheet.merge_cells(start_row=1, start_column=first, end_row=1, end_column=first + width - 1)
	set_widths(sheet, [column.width for column in columns])
	last = write_table(sheet, 2, columns, picture["units"])
	outline(sheet, [unit["level"] for unit in picture["units"]], first=3, column=2)
	filter_and_freeze(sheet, 2, last, len(columns), frozen=2)
	print_on_a4(sheet, words.lang, "landscape", "1:2")


def _figures(scope: str, words: Words) -> list[Column]:
	"""The columns of the total or the own figures of a unit."""

	def counted(name: str, header: str) -> Column:
		return Column(header, 7.5, lambda unit: unit[scope][name], styles.COUNT)

	def shared(header: str, *numerators: str, of: str) -> Column:
		def value(unit: dict) -> float | None:
			return views.share(sum(unit[scope][name] for name in numerators), unit[scope][of])

		return Column(header, 9.5, value, styles.SHARE)

	return [
		counted("posts", words("posts")),
		counted("posts_screened", words("posts_screened")),
		shared(words("coverage"), "posts_screened", of="posts"),
		counted("risk_points", words("risk_points")),
		*(counted(f"grade_{grade}", words.term("grade", grade)) for grade in GRADE.codes),
		shared(words("serious_share"), "grade_I", "grade_II", of="risk_points"),
		counted("measures", words("measures")),
	]


def ranking(sheet: Worksheet, picture: dict, words: Words) -> None:
	"""Every ranked unit, and a chart of those at the head of the list."""
	columns = (
		Column(words("place"), 5, lambda one: one.place, styles.COUNT),
		Column(words("unit"), 20, lambda one: one.name),
		Column(words("parent"), 16, lambda one: one.parent_name),
		*(
			Column(words.term("grade", grade), 7, lambda one, grade=grade: one.grades[grade], styles.COUNT)
			for grade in GRADE.codes
		),
		Column(words("risk_points"), 8, lambda one: one.risk_points, styles.COUNT),
		Column(words("serious_share"), 11, lambda one: one.serious, styles.SHARE),
		Column(words("coverage"), 9, lambda one: one.coverage, styles.SHARE),
	)
	ranked = views.ranking(picture["units"])
	_whole_sheet(sheet, columns, ranked, words, "landscape")
	if ranked:
		shown = min(len(ranked), _CHARTED)
		chart = charts.stacked_shares(
			sheet,
			words("ranking_chart", count=shown),
			rows=(1, 1 + shown),
			labels=2,
			columns=(4, 6),
			colours=[(palette.GRADE_FILL[grade], palette.GRADE_INK[grade]) for grade in GRADE.codes],
		)
		sheet.add_chart(chart, "K1")


def weak_links(sheet: Worksheet, picture: dict, words: Words) -> None:
	"""The weak links, worst first."""
	links = picture["weak_links"]
	columns = (
		Column(words("grade"), 10, lambda link: _grade(link, words), _link_style),
		Column(words("unit"), 24, lambda link: link["unit_name"]),
		Column(words("problem"), 34, lambda link: link["label"]),
		Column(words("count"), 8, lambda link: link["count"], styles.COUNT),
		Column(words("subjects"), 60, lambda link: views.subjects(link, words)),
	)
	last = _whole_sheet(sheet, columns, links, words, "landscape")
	if not links:
		put(sheet, last + 1, 1, words("no_weak_links"), styles.NOTE)
	elif len(links) < picture["weak_links_total"]:
		bounded = words("list_bounded", count=picture["weak_links_total"], shown=len(links))
		put(sheet, last + 2, 1, bounded, styles.NOTE)


def _grade(link: dict, words: Words) -> str:
	return words.term("grade", link["grade"]) if link["grade"] else NOTHING


def _link_style(link: dict) -> str:
	return styles.grade_style(link["grade"]) if link["grade"] else styles.TERM


def notes(sheet: Worksheet, picture: dict, words: Words) -> None:
	"""How the figures come about."""
	width = 90
	set_widths(sheet, [width])
	write_paragraph(sheet, 1, words("method"), 1, width, styles.TITLE)
	sheet.row_dimensions[1].height = 34
	sentences = [
		words("as_of", date=picture["as_of"]),
		*scheme_words.sentences(picture["scheme"], words),
		words("ranking_note", ranked=len(views.ranking(picture["units"]))),
		*(words(key) for key in NOTES),
	]
	for row, sentence in enumerate(sentences, start=3):
		write_paragraph(sheet, row, sentence, 1, width, styles.PARAGRAPH)
	print_on_a4(sheet, words.lang, "portrait")


def _whole_sheet(sheet: Worksheet, columns, items, words: Words, orientation) -> int:
	"""A sheet that is one table, its header in row 1. Returns the last row."""
	set_widths(sheet, [column.width for column in columns])
	last = write_table(sheet, 1, columns, items)
	filter_and_freeze(sheet, 1, last, len(columns))
	print_on_a4(sheet, words.lang, orientation, "1:1")
	return last
