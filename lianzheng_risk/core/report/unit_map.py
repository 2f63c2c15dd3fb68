"""A tree of units as one SVG: a column for each level, a box for each unit as high as what lies below it.

The steps differ in lightness first, and each box says in figures what its colour says, so it can be read in grey print.
Everything that goes into the markup is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lianzheng_risk.core.report import palette
from lianzheng_risk.core.workbook.text import display_width

WIDTH, ROW_HEIGHT, GAP = 1080, 30, 2
LINES_AT_MOST, LEVELS_AT_MOST = 60, 4
CHARACTER_WIDTH, PADDING = 7.2, 10
LEGEND_HEIGHT, SWATCH = 34, 14

FILL = {
	"severe": palette.GRADE_FILL["I"],
	"marked": palette.GRADE_FILL["II"],
	"slight": palette.GRADE_FILL["III"],
	"sound": palette.BAND,
	"unjudged": palette.PAPER,
}
INK = {**dict.fromkeys(FILL, palette.INK), "severe": palette.GRADE_INK["I"]}


@dataclass(frozen=True)
class Box:
	"""A unit: its place in the tree (in preorder), the step it is in, and the figure behind its name.

	With its code in `unit` whoever shows the picture can lead from the box to the unit.
	"""

	name: str
	level: int
	step: str
	figure: str
	unit: str | None = None


def unit_map(boxes: Sequence[Box], legend: Sequence[tuple[str, str]], title: str) -> Markup:
	"""`boxes` in preorder; as many levels are drawn as stay readable. `legend` names the steps."""
	deepest = _levels_drawn(boxes)
	drawn = [box for box in boxes if box.level <= deepest]
	heights = _lines(drawn)
	width = WIDTH / (deepest + 1)
	parts, line = [], 0
	for place, box in enumerate(drawn):
		parts.append(
			_box(box, width * box.level, line * ROW_HEIGHT + LEGEND_HEIGHT, width, heights[place] * ROW_HEIGHT)
		)
		# Whoever has nobody below takes up a line; those above lie over the lines of theirs.
		line += _is_leaf(drawn, place)
	height = LEGEND_HEIGHT + line * ROW_HEIGHT
	spoken = "; ".join(f"{box.name} {box.figure}" for box in drawn)
	return Markup(
		'<svg role="img" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" '
		'style="width:100%;max-width:{}px;height:auto;print-color-adjust:exact" font-size="13">'
		"<title>{}</title><desc>{}</desc>{}{}</svg>"
	).format(WIDTH, height, WIDTH, title, spoken, _legend(legend), Markup("").join(parts))


def _levels_drawn(boxes: Sequence[Box]) -> int:
	"""The deepest level with which no more lines are drawn than stay readable; the topmost always is."""
	deepest = min(max((box.level for box in boxes), default=0), LEVELS_AT_MOST - 1)
	while deepest and _line_count([box for box in boxes if box.level <= deepest]) > LINES_AT_MOST:
		deepest -= 1
	return deepest


def _line_count(boxes: Sequence[Box]) -> int:
	return sum(_is_leaf(boxes, place) for place in range(len(boxes)))


def _is_leaf(boxes: Sequence[Box], place: int) -> bool:
	return place + 1 == len(boxes) or boxes[place + 1].level <= boxes[place].level


def _lines(boxes: Sequence[Box]) -> list[int]:
	"""Of each box how many lines it covers: those of everything below it, itself where that is nothing."""
	lines = [0] * len(boxes)
	above: list[int] = []
	for place, box in enumerate(boxes):
		del above[box.level :]
		above.append(place)
		if _is_leaf(boxes, place):
			for one in above:
				lines[one] += 1
	return lines


def _box(box: Box, x: float, y: float, width: float, height: float) -> Markup:
	shown = _fitting(f"{box.name}  {box.figure}", width) if box.figure else _fitting(box.name, width)
	return Markup(
		'<g{}><title>{}  {}</title><rect x="{:g}" y="{:g}" width="{:g}" height="{:g}" fill="{}" stroke="{}"/>'
		'<text x="{:g}" y="{:g}" fill="{}">{}</text></g>'
	).format(
		_leading(box), box.name, box.figure, x, y, width - GAP, height - GAP, FILL[box.step], palette.LINE,
		x + PADDING, y + height / 2 + 4, INK[box.step], shown,
	)  # fmt: skip


def _leading(box: Box) -> Markup:
	return Markup(' data-unit="{}" style="cursor:pointer"').format(box.unit) if box.unit else Markup("")


def _fitting(text: str, width: float) -> str:
	room = (width - 2 * PADDING) / CHARACTER_WIDTH
	if display_width(text) <= room:
		return text
	while text and display_width(text) + 1 > room:
		text = text[:-1]
	return f"{text}…"


def _legend(legend: Sequence[tuple[str, str]]) -> Markup:
	parts, x = [], 0.0
	for step, label in legend:
		parts.append(
			Markup(
				'<rect x="{:g}" y="4" width="{}" height="{}" fill="{}" stroke="{}"/><text x="{:g}" y="16" fill="{}">{}</text>'
			).format(x + 1, SWATCH, SWATCH, FILL[step], palette.LINE, x + SWATCH + 8, palette.INK, label)
		)
		x += SWATCH + 8 + display_width(label) * CHARACTER_WIDTH + 24
	return Markup("").join(parts)
