"""The sheets of the further pictures: categories across powers, the overdue funnel, weak units, and what became of it over time."""

from __future__ import annotations

from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from lianzheng_risk.core.report import analysis, palette
from lianzheng_risk.core.report.beyond import Beyond
from lianzheng_risk.core.report.svg_analysis import STAGE_FILL
from lianzheng_risk.core.report.texts import Words
from lianzheng_risk.core.report.xlsx import charts, styles
from lianzheng_risk.core.report.xlsx.cells import (
	Column,
	filter_and_freeze,
	outline,
	set_widths,
	write_paragraph,
	write_table,
)
from lianzheng_risk.core.workbook.printing import print_on_a4

_TITLE_HEIGHT = 34
_LINES_SIZE, _ROWS_OF_LINES = (9, 15.5), 19
# So many columns of times fit an upright page.
_UPRIGHT_TIMES = 5


def matrix(sheet: Worksheet, picture: dict, beyond: Beyond, words: Words) -> None:
	"""Risk categories down, categories of powers across; the darker, the more."""
	across, rows = analysis.matrix(picture, beyond, words)
	columns = [
		Column(words("by_category"), 14, lambda row: row.label),
		*(
			Column(label, 10.5, lambda row, place=place: row.cells[place], styles.COUNT)
			for place, label in enumerate(across)
		),
		Column(words("no_power"), 10.5, lambda row: row.without, styles.COUNT),
		Column(words("sum"), 9, lambda row: row.total, styles.COUNT),
	]
	top = _title(sheet, words("matrix"), columns)
	last = write_table(sheet, top, columns, rows)
	cells = f"B{top + 1}:{get_column_letter(1 + len(across))}{last}"
	light, dark = (styles.hexadecimal(colour) for colour in (palette.PAPER, palette.SHADES[2][0]))
	sheet.conditional_formatting.add(
		cells, ColorScaleRule(start_type="num", start_value=0, start_color=light, end_type="max", end_color=dark)
	)
	_paragraph(sheet, last + 2, words("def_power"), columns)
	print_on_a4(sheet, words.lang, "landscape")


def overdue(sheet: Worksheet, picture: dict, beyond: Beyond, words: Words) -> None:
	"""Of each kind how much there is, how much is bound to a date, and how much overdue, with a chart."""
	columns = [
		Column(words("matter"), 18, lambda stage: stage.kind.text.label(words.lang)),
		Column(words("there"), 11, lambda stage: stage.there, styles.COUNT),
		Column(words("due"), 13, lambda stage: stage.due, styles.COUNT),
		Column(words("overdue_now"), 11, lambda stage: stage.overdue, styles.COUNT),
		Column(words("overdue_share"), 11, lambda stage: stage.share, styles.SHARE),
	]
	stages = analysis.overdue(picture)
	top = _title(sheet, words("overdue"), columns)
	last = write_table(sheet, top, columns, stages)
	chart = charts.clusters(sheet, words("overdue"), (top, last), (2, 4), list(STAGE_FILL.values()))
	sheet.add_chart(chart, f"A{last + 2}")
	_paragraph(sheet, last + 21, words("overdue_note"), columns)
	print_on_a4(sheet, words.lang, "portrait")


def unit_map(sheet: Worksheet, picture: dict, beyond: Beyond, words: Words) -> None:
	"""The unit tree with the step in which each unit is, coloured, and the indicators that put it there."""
	columns = [
		Column(words("unit"), 34, lambda one: one.unit["name"]),
		Column(
			words("weakness"), 12, lambda one: one.step(words), lambda one: styles.step_style(one.weakness.step.code)
		),
		Column(words("off_of_judged"), 12, lambda one: one.figure, styles.TERM),
		Column(words("which_off"), 76, lambda one: one.which(words)),
	]
	set_widths(sheet, [column.width for column in columns])
	units = analysis.weak_units(picture)
	last = write_table(sheet, 1, columns, units)
	outline(sheet, [one.unit["level"] for one in units], first=2, column=1)
	filter_and_freeze(sheet, 1, last, len(columns), frozen=1)
	print_on_a4(sheet, words.lang, "landscape", "1:1")


def trend(sheet: Worksheet, picture: dict, beyond: Beyond, words: Words) -> None:
	"""Lines for the main indicators, and below them all, time by time with the last change; the main ones stand first."""
	times, rows = analysis.trend(picture, beyond)
	rows = sorted(rows, key=lambda row: row.code not in analysis.DRAWN)
	columns = [
		Column(words("indicator"), 30, lambda row: row.label),
		*(Column(label, 13, lambda row, at=at: row.values[at], styles.IN_CHART) for at, label in enumerate(times)),
		Column(words("change_in_points"), 14, lambda row: row.change, _change_style),
	]
	drawn = sum(row.code in analysis.DRAWN for row in rows)
	top = _title(sheet, words("trend"), columns) + (_ROWS_OF_LINES if drawn else 0)
	last = write_table(sheet, top, columns, rows)
	if drawn:
		chart = charts.lines(sheet, words("trend"), (top, top + drawn), (1, 1 + len(times)), palette.SERIES)
		chart.height, chart.width = _LINES_SIZE
		sheet.add_chart(chart, "A3")
	_paragraph(sheet, last + 2, words("trend_note"), columns)
	print_on_a4(sheet, words.lang, "portrait" if len(times) <= _UPRIGHT_TIMES else "landscape", f"{top}:{top}")


def _change_style(row: analysis.TrendRow) -> str:
	return styles.WORSE if row.is_worse else styles.CHANGE


def _title(sheet: Worksheet, text: str, columns: list[Column]) -> int:
	"""A heading in row 1; the row in which the table begins."""
	set_widths(sheet, [column.width for column in columns])
	write_paragraph(sheet, 1, text, len(columns), sum(column.width for column in columns), styles.TITLE)
	sheet.row_dimensions[1].height = _TITLE_HEIGHT
	return 3


def _paragraph(sheet: Worksheet, row: int, text: str, columns: list[Column]) -> None:
	write_paragraph(sheet, row, text, len(columns), sum(column.width for column in columns), styles.NOTE)


def has_matrix(picture: dict, beyond: Beyond) -> bool:
	return beyond.matrix is not None


def has_trend(picture: dict, beyond: Beyond) -> bool:
	return bool(beyond.earlier)


def has_changes(picture: dict, beyond: Beyond) -> bool:
	return picture["changes"] is not None


def has_units(picture: dict, beyond: Beyond) -> bool:
	return bool(picture["units"])
