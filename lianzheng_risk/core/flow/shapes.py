"""The pieces of a diagram as SVG markup. Everything that goes into it is escaped."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from lianzheng_risk.core.flow.boxes import BAND_HEIGHT, BAND_SIZE, INSET, LEADING, Words, row_height
from lianzheng_risk.core.flow.layout import Box, Line, Point
from lianzheng_risk.core.report import palette

FONTS = (
	"'Microsoft YaHei','PingFang SC','Noto Sans CJK SC','Source Han Sans SC','WenQuanYi Micro Hei',SimSun,sans-serif"
)
_CORNER, _ROUND, _ARROW, _HALF_ARROW = 8, 7, 9, 4.5
_LINE_COLOUR, _BACK_COLOUR = palette.ACCENT, palette.MUTED
_BASELINE = 0.36

joined = Markup("").join


def text(
	content: str, x: float, y: float, size: float, fill: str, *, anchor: str = "middle", bold: bool = False
) -> Markup:
	"""One line of text, `y` being its middle."""
	weight = Markup(' font-weight="bold"') if bold else ""
	return Markup('<text x="{:.1f}" y="{:.1f}" font-size="{:g}" fill="{}" text-anchor="{}"{}>{}</text>').format(
		x, y + size * _BASELINE, size, fill, anchor, weight, content
	)


def rectangle(x: float, y: float, width: float, height: float, fill: str, stroke: str = "none") -> Markup:
	return Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}" stroke="{}"/>').format(
		x, y, width, height, fill, stroke
	)


def lines(rows: Iterable[str], x: float, top: float, size: float, fill: str, **style) -> Markup:
	"""Lines of text below each other, the first one's upper edge at `top`."""
	leading = size * LEADING
	return joined(text(row, x, top + leading * (n + 0.5), size, fill, **style) for n, row in enumerate(rows))


def mark(box: Box) -> Markup:
	"""Where the flow starts or ends."""
	shape = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="{:.1f}" fill="{}"/>').format(
		box.x, box.y, box.width, box.height, box.height / 2, palette.ACCENT
	)
	(words,) = box.content.rows[0]
	return shape + text(words.text, box.middle, box.y + box.height / 2, words.size, palette.PAPER, bold=True)


def step(box: Box, *, branches: bool, external: bool, fill: str | None) -> Markup:
	"""The box of a step: its outline, its lines of text, and its risk points in a band of the colour `fill` at the foot."""
	outline = outline_of(box.x, box.y, box.width, box.height, branches)
	parts = [Markup('<path d="{}" fill="{}"/>').format(outline, palette.PAPER)]
	bands = box.content.bands
	foot = box.bottom - BAND_HEIGHT * len(bands)
	if bands:
		below = outline_of(box.x, foot, box.width, box.bottom - foot, branches, only_foot=True)
		parts.append(Markup('<path d="{}" fill="{}"/>').format(below, fill))
	parts.append(
		Markup('<path d="{}" fill="none" stroke="{}" stroke-width="{:g}"{}/>').format(
			outline, palette.ACCENT, 1.6, Markup(' stroke-dasharray="7 4"') if external else ""
		)
	)
	# A box may be higher than its lines, where many edges end at its sides.
	top = box.y + INSET + (box.height - box.content.height) / 2
	for row in box.content.rows:
		height = row_height(row)
		parts += [_words(one, box, top + height / 2) for one in row]
		top += height
	for n, (band, look) in enumerate(bands):
		parts.append(text(band, box.middle, foot + BAND_HEIGHT * (n + 0.5), BAND_SIZE, look.ink, bold=True))
	return joined(parts)


def _words(one: Words, box: Box, y: float) -> Markup:
	x = {"start": box.x + INSET, "middle": box.middle, "end": box.right - INSET}[one.at]
	return text(one.text, x, y, one.size, palette.MUTED if one.muted else palette.INK, anchor=one.at, bold=one.bold)


def outline_of(x: float, y: float, width: float, height: float, cut: bool, only_foot: bool = False) -> str:
	"""A box with round corners, or with cut ones where there is a choice; of the foot only the lower ones."""
	right, bottom, c = x + width, y + height, min(_CORNER + 3 * cut, height / 2)
	corner = "L{2:.1f},{3:.1f}" if cut else "Q{0:.1f},{1:.1f} {2:.1f},{3:.1f}"
	lower = f"V{bottom - c:.1f}{corner.format(right, bottom, right - c, bottom)}H{x + c:.1f}{corner.format(x, bottom, x, bottom - c)}"
	if only_foot:
		return f"M{x:.1f},{y:.1f}H{right:.1f}{lower}Z"
	upper = (
		f"M{x:.1f},{y + c:.1f}{corner.format(x, y, x + c, y)}H{right - c:.1f}{corner.format(right, y, right, y + c)}"
	)
	return f"{upper}{lower}Z"


def line(drawn: Line, *, choice: bool) -> Markup:
	"""An edge with its arrow head, a way back broken; a small diamond at its beginning where it is one of several ways."""
	colour = _BACK_COLOUR if drawn.edge.is_back else _LINE_COLOUR
	dashes = Markup(' stroke-dasharray="5 3"') if drawn.edge.is_back else ""
	parts = [
		Markup('<path d="{}" fill="none" stroke="{}" stroke-width="1.6"{}/>').format(
			_path(drawn.points), colour, dashes
		),
		Markup('<path d="{}" fill="{}"/>').format(_head(*drawn.points[-2:]), colour),
	]
	if choice:
		parts.append(
			Markup('<path d="{}" fill="{}" stroke="{}" stroke-width="1.4"/>').format(
				_diamond(*drawn.points[:2]), palette.PAPER, colour
			)
		)
	return joined(parts)


def _path(points: tuple[Point, ...]) -> str:
	"""The way along the points, with round corners, ending behind the arrow head."""
	commands = [f"M{points[0][0]:.1f},{points[0][1]:.1f}"]
	for before, corner, after in zip(points, points[1:], points[2:], strict=False):
		start, end = _moved(corner, before), _moved(corner, after)
		commands.append(f"L{start[0]:.1f},{start[1]:.1f}Q{corner[0]:.1f},{corner[1]:.1f} {end[0]:.1f},{end[1]:.1f}")
	last = _moved(points[-1], points[-2], _ARROW - 1)
	commands.append(f"L{last[0]:.1f},{last[1]:.1f}")
	return "".join(commands)


def _moved(point: Point, towards: Point, by: float = _ROUND) -> Point:
	"""The point moved along the piece that leads to another, by no more than half of it."""
	length = abs(towards[0] - point[0]) + abs(towards[1] - point[1])
	share = min(by, length / 2) / length
	return point[0] + (towards[0] - point[0]) * share, point[1] + (towards[1] - point[1]) * share


def _head(before: Point, end: Point) -> str:
	x, y = _direction(before, end)
	back = end[0] - x * _ARROW, end[1] - y * _ARROW
	return (
		f"M{end[0]:.1f},{end[1]:.1f}L{back[0] + y * _HALF_ARROW:.1f},{back[1] + x * _HALF_ARROW:.1f}"
		f"L{back[0] - y * _HALF_ARROW:.1f},{back[1] - x * _HALF_ARROW:.1f}Z"
	)


def _diamond(start: Point, after: Point) -> str:
	x, y = _direction(start, after)
	long, half = 11, 4
	middle, end = (start[0] + x * long / 2, start[1] + y * long / 2), (start[0] + x * long, start[1] + y * long)
	return (
		f"M{start[0]:.1f},{start[1]:.1f}L{middle[0] + y * half:.1f},{middle[1] + x * half:.1f}"
		f"L{end[0]:.1f},{end[1]:.1f}L{middle[0] - y * half:.1f},{middle[1] - x * half:.1f}Z"
	)


def _direction(start: Point, end: Point) -> tuple[float, float]:
	"""One step from start towards end along the axis on which they differ."""
	return tuple((end[axis] > start[axis]) - (end[axis] < start[axis]) for axis in (0, 1))
