"""Shares over time as one SVG: a line for each, broken where there is no value, so that nothing unknown looks like nothing.

Lines differ in colour and in their dashes, and each point says in words what it is. Everything that goes into the markup is
escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lianzheng_risk.core.report import palette
from lianzheng_risk.core.workbook.text import display_width

WIDTH, HEIGHT = 1080, 260
# Narrower than that its text is too small: whoever shows it lets it be moved sideways.
NARROWEST = 760
LEFT, RIGHT, BELOW = 52, 24, 34
LEGEND_HEIGHT, SWATCH, CHARACTER_WIDTH = 26, 26, 7.2
GRID = (0.0, 0.25, 0.5, 0.75, 1.0)
# One for each line, from the first on: told apart in grey print as well.
DASHES = ("none", "8 4", "2 4", "12 4 2 4", "6 2", "4 6", "1 3")


@dataclass(frozen=True)
class Line:
	"""`values` are shares, one for each label; None where there is none."""

	name: str
	values: Sequence[float | None]


def line_chart(labels: Sequence[str], lines: Sequence[Line], title: str) -> Markup:
	"""The labels from left to right; as many of them are written as there is room for, the last in any case."""
	legend, top = _legend(lines)
	places = [LEFT + (WIDTH - LEFT - RIGHT) * (place + 0.5) / len(labels) for place in range(len(labels))]
	parts = [legend, _grid(top), _below(labels, places, top)]
	parts += [_line(line, number, labels, places, top) for number, line in enumerate(lines)]
	spoken = "; ".join(f"{line.name}: {_spoken(labels, line)}" for line in lines)
	return Markup(
		'<svg role="img" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" '
		'style="width:100%;min-width:{}px;max-width:{}px;height:auto;print-color-adjust:exact" font-size="13">'
		"<title>{}</title><desc>{}</desc>{}</svg>"
	).format(WIDTH, top + HEIGHT + BELOW, NARROWEST, WIDTH, title, spoken, Markup("").join(parts))


def _legend(lines: Sequence[Line]) -> tuple[Markup, float]:
	"""As many names in a row as fit; and how high all of it is."""
	parts, x, y = [], float(LEFT), LEGEND_HEIGHT / 2
	for number, line in enumerate(lines):
		width = SWATCH + 8 + display_width(line.name) * CHARACTER_WIDTH + 24
		if x > LEFT and x + width > WIDTH:
			x, y = float(LEFT), y + LEGEND_HEIGHT
		parts.append(
			Markup('<path d="M{:g} {:g}h{}" {}/>').format(x, y, SWATCH, _stroke(number))
			+ _text(line.name, x + SWATCH + 8, y + 5)
		)
		x += width
	return Markup("").join(parts), y + LEGEND_HEIGHT


def _grid(top: float) -> Markup:
	parts = [
		Markup('<path d="M{} {:g}H{}" stroke="{}"/>').format(LEFT, _y(share, top), WIDTH - RIGHT, palette.LINE)
		+ _text(f"{share:.0%}", LEFT - 8, _y(share, top) + 5, "end")
		for share in GRID
	]
	return Markup("").join(parts)


def _below(labels: Sequence[str], places: Sequence[float], top: float) -> Markup:
	widest = max(display_width(label) for label in labels) * CHARACTER_WIDTH + 16
	step = max(1, -(-int(widest * len(labels)) // (WIDTH - LEFT - RIGHT)))
	written = range(len(labels) - 1, -1, -step)
	return Markup("").join(_text(labels[one], places[one], top + HEIGHT + 24, "middle") for one in reversed(written))


def _line(line: Line, number: int, labels: Sequence[str], places: Sequence[float], top: float) -> Markup:
	parts = [Markup('<g class="line">')]
	for run in _runs(line.values):
		points = " ".join(f"{places[one]:.1f},{_y(line.values[one], top):.1f}" for one in run)
		if len(run) > 1:
			parts.append(Markup('<polyline points="{}" {}/>').format(points, _stroke(number)))
		parts += [_point(line, one, number, labels[one], places[one], top) for one in run]
	return Markup("").join([*parts, Markup("</g>")])


def _point(line: Line, place: int, number: int, label: str, x: float, top: float) -> Markup:
	"""Smaller than those of the lines before it, so that of two in one place both are seen."""
	value, colour, radius = line.values[place], _colour(number), max(3, 6.5 - 0.8 * number)
	return Markup('<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}" fill="{}"><title>{}</title></circle>').format(
		x, _y(value, top), radius, colour, f"{label} {line.name} {value:.1%}"
	)


def _runs(values: Sequence[float | None]) -> Iterator[list[int]]:
	"""The positions that lie beside each other and have a value."""
	run: list[int] = []
	for place, value in enumerate([*values, None]):
		if value is not None:
			run.append(place)
		elif run:
			yield run
			run = []


def _spoken(labels: Sequence[str], line: Line) -> str:
	return ", ".join(
		f"{label} {value:.1%}" for label, value in zip(labels, line.values, strict=True) if value is not None
	)


def _y(share: float, top: float) -> float:
	return top + HEIGHT * (1 - share)


def _colour(number: int) -> str:
	return palette.SERIES[number % len(palette.SERIES)]


def _stroke(number: int) -> Markup:
	return Markup('fill="none" stroke="{}" stroke-width="2.5" stroke-dasharray="{}"').format(
		_colour(number), DASHES[number % len(DASHES)]
	)


def _text(content: str, x: float, y: float, anchor: str = "start") -> Markup:
	return Markup('<text x="{:g}" y="{:g}" text-anchor="{}" fill="{}">{}</text>').format(
		x, y, anchor, palette.INK, content
	)
