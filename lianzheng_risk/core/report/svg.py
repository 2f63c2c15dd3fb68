"""Charts as inline SVG: no script, no font or file from elsewhere, a title and a description for screen readers.

Bars are laid out in per cent of the width, so they fit a phone and a sheet of paper without shrinking their text.
Everything that goes into the markup is escaped.
"""

from __future__ import annotations

from markupsafe import Markup

from lianzheng_risk.core.report import palette, views
from lianzheng_risk.core.report.texts import Words, number, percent
from lianzheng_risk.core.workbook.text import display_width

CELL_WIDTH, CELL_HEIGHT = 104, 68
ROW_LABELS, COLUMN_LABELS = 104, 54
BAR_HEIGHT = 44
ROW_PITCH = 42
# The width of the bar on a phone and of a narrow character on it: what does not fit there is left to the legend.
PHONE_WIDTH, CHARACTER_WIDTH = 350, 8.5


def heat_map(picture: dict, words: Words) -> Markup:
	"""Probability by harm, worst at top right; each cell tells its grade in words and the number of risk points."""
	columns, rows = views.heat_rows(picture["heat_map"])
	width = ROW_LABELS + CELL_WIDTH * len(columns)
	height = COLUMN_LABELS + CELL_HEIGHT * len(rows)
	parts = [_axes(words, width)]
	for j, label in enumerate(columns):
		x = ROW_LABELS + CELL_WIDTH * (j + 0.5)
		parts.append(text(label, x, COLUMN_LABELS - 10, anchor="middle"))
	for i, row in enumerate(rows):
		top = COLUMN_LABELS + CELL_HEIGHT * i
		parts.append(text(row.label, ROW_LABELS - 10, top + CELL_HEIGHT / 2 + 5, anchor="end"))
		for j, (grade, count) in enumerate(row.cells):
			parts.append(_cell(ROW_LABELS + CELL_WIDTH * j, top, grade, count, words))
	spoken = words.join(
		words("heat_cell", probability=row.label, harm=harm, grade=words.term("grade", grade), count=number(count))
		for row in rows
		for harm, (grade, count) in zip(columns, row.cells, strict=True)
	)
	size = Markup('viewBox="0 0 {} {}" class="heat" style="max-width:{}px"').format(width, height, round(width * 1.15))
	return frame(size, words("heat_map"), words("heat_desc", cells=spoken), parts)


def _axes(words: Words, width: int) -> Markup:
	across = text(f"{words('harm')} →", (ROW_LABELS + width) / 2, 18, anchor="middle", css="axis")
	return across + text(f"{words('probability')} ↑", ROW_LABELS - 10, 18, anchor="end", css="axis")


def _cell(x: float, y: float, grade: str, count: int, words: Words) -> Markup:
	box = Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="2"/>').format(
		x, y, CELL_WIDTH, CELL_HEIGHT, palette.GRADE_FILL[grade], palette.PAPER
	)
	ink = palette.GRADE_INK[grade]
	middle = x + CELL_WIDTH / 2
	return (
		box
		+ text(number(count), middle, y + 36, anchor="middle", css="figure", fill=ink)
		+ text(words.term("grade", grade), middle, y + 56, anchor="middle", fill=ink)
	)


def grade_bar(picture: dict, words: Words) -> Markup:
	"""One bar for all risk points, divided by grade; each segment carries as much of its label as fits."""
	rows = views.distribution(picture, "grade", words)
	spoken = words.enumerate(f"{row.label} {number(row.count)} ({percent(row.share)})" for row in rows)
	description = words("grade_desc", count=number(picture["totals"]["risk_points"]), parts=spoken)
	size = Markup('width="100%" height="{}"').format(BAR_HEIGHT)
	outline = Markup('<rect width="100%" height="{}" fill="{}"/>').format(BAR_HEIGHT, palette.BAND)
	return frame(size, words("by_grade"), description, [outline, *_segments(rows, BAR_HEIGHT, labelled=True)])


def grade_strip(ranked: views.Ranked, words: Words) -> Markup:
	"""The small divided bar of one unit in the ranking."""
	rows = [
		views.Row(grade, words.term("grade", grade), count, count / ranked.risk_points)
		for grade, count in ranked.grades.items()
	]
	spoken = words.enumerate(f"{row.label} {number(row.count)}" for row in rows)
	size = Markup('width="100%" height="14"')
	return frame(size, ranked.name, words("bars_desc", parts=spoken), _segments(rows, 14, labelled=False))


def _segments(rows: list[views.Row], height: int, labelled: bool) -> list[Markup]:
	parts = []
	left = 0.0
	for row in rows:
		if not row.share:
			continue
		parts.append(
			Markup('<rect x="{:.2f}%" width="{:.2f}%" height="{}" fill="{}" stroke="{}" stroke-width="1"/>').format(
				left * 100, row.share * 100, height, palette.GRADE_FILL[row.code], palette.PAPER
			)
		)
		if labelled and (label := _fitting_label(row)):
			x = f"{(left + row.share / 2) * 100:.2f}%"
			parts.append(text(label, x, height / 2 + 6, anchor="middle", css="label", fill=palette.GRADE_INK[row.code]))
		left += row.share
	return parts


def _fitting_label(row: views.Row) -> str:
	"""Grade and count, or only the count, or nothing: as much as there is room for."""
	count = number(row.count)
	room = row.share * PHONE_WIDTH / CHARACTER_WIDTH
	return next((label for label in (f"{row.label} {count}", count) if display_width(label) <= room), "")


def bars(title: str, rows: list[views.Row], words: Words, fills: dict[str, str] | None = None) -> Markup:
	"""One bar per row, label and figures above it, the longest across the whole width."""
	longest = max((row.count for row in rows), default=0) or 1
	parts = []
	for i, row in enumerate(rows):
		top = i * ROW_PITCH
		parts.append(text(row.label, 0, top + 16))
		parts.append(text(f"{number(row.count)} · {percent(row.share)}", "100%", top + 16, anchor="end", css="value"))
		parts.append(Markup('<rect y="{}" width="100%" height="10" fill="{}"/>').format(top + 23, palette.BAND))
		fill = (fills or {}).get(row.code, palette.ACCENT)
		parts.append(
			Markup('<rect y="{}" width="{:.2f}%" height="10" fill="{}"/>').format(
				top + 23, row.count / longest * 100, fill
			)
		)
	spoken = words.enumerate(f"{row.label} {number(row.count)}" for row in rows)
	size = Markup('width="100%" height="{}"').format(ROW_PITCH * len(rows))
	return frame(size, title, words("bars_desc", parts=spoken), parts)


def frame(size: Markup, title: str, description: str, parts: list[Markup]) -> Markup:
	return Markup('<svg role="img" {}><title>{}</title><desc>{}</desc>{}</svg>').format(
		size, title, description, Markup("").join(parts)
	)


def text(content: str, x, y, anchor: str = "start", css: str = "", fill: str = palette.INK) -> Markup:
	return Markup('<text x="{}" y="{:g}" text-anchor="{}" class="{}" fill="{}">{}</text>').format(
		x, y, anchor, css, fill, content
	)
