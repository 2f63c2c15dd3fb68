"""The further pictures as inline SVG: the overdue funnel and the lines of the trend. What tells lines apart in grey print are
their dashes and the name at the end of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from lianzheng_risk.core.overdue import Stage
from lianzheng_risk.core.report import palette
from lianzheng_risk.core.report.analysis import DRAWN, TrendRow
from lianzheng_risk.core.report.campaign_words import STATUS_FILL, statuses
from lianzheng_risk.core.report.svg import frame, text
from lianzheng_risk.core.report.texts import Words, number, percent

# From what there is to what is overdue: the darker, the worse.
STAGE_FILL = {"there": palette.GRADE_FILL["III"], "due": palette.GRADE_FILL["II"], "overdue": palette.GRADE_FILL["I"]}
_PITCH, _BAR_TOP, _BAR = 46, 25, 12
_DASHES = ("none", "7 4", "2 3", "9 3 2 3", "4 2")
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 760, 280, 52, 190, 14, 34
_BETWEEN_NAMES = 19


def overdue_bars(stages: Sequence[Stage], words: Words) -> Markup:
	"""A bar for each kind: as long as what there is, over it what is bound to a date, over that what is overdue."""
	parts = []
	for row, stage in enumerate(stages):
		top = row * _PITCH
		parts.append(text(stage.kind.text.label(words.lang), 0, top + 17))
		parts.append(text(_in_figures(stage), "100%", top + 17, anchor="end", css="value"))
		parts.append(_bar(top, 1.0, palette.BAND))
		for name, fill in STAGE_FILL.items():
			if stage.there:
				parts.append(_bar(top, min(getattr(stage, name) / stage.there, 1.0), fill))
	spoken = words.join(
		words("overdue_row", kind=stage.kind.text.label(words.lang), there=number(stage.there), due=number(stage.due),
			overdue=number(stage.overdue), share=percent(stage.share))
		for stage in stages
	)  # fmt: skip
	return frame(Markup('width="100%" height="{}"').format(_PITCH * len(stages)), words("overdue"), spoken, parts)


def campaign_strip(name: str, counts: Mapping[str, int], words: Words) -> Markup:
	"""A small bar of the posts of a unit, divided by how far they are; the furthest first."""
	parts, left = [], 0.0
	for status in reversed(list(STATUS_FILL)):
		share = counts[status] / counts["posts"]
		if share:
			parts.append(
				Markup('<rect x="{:.2f}%" width="{:.2f}%" height="14" fill="{}" stroke="{}"/>').format(
					left * 100, share * 100, STATUS_FILL[status], palette.PAPER
				)
			)
		left += share
	spoken = words.enumerate(f"{label} {number(counts[code])}" for code, label in statuses(words))
	return frame(Markup('width="100%" height="14"'), name, words("bars_desc", parts=spoken), parts)


def _in_figures(stage: Stage) -> str:
	counts = " → ".join(number(count) for count in (stage.there, stage.due, stage.overdue))
	return f"{counts} · {percent(stage.share)}"


def _bar(top: float, share: float, fill: str) -> Markup:
	return Markup('<rect y="{}" width="{:.2f}%" height="{}" fill="{}"/>').format(
		top + _BAR_TOP, share * 100, _BAR, fill
	)


def trend_lines(labels: Sequence[str], rows: Sequence[TrendRow], words: Words) -> Markup:
	"""The main indicators from 0 to 100 %, each named at its end; a gap where one had no value."""
	drawn = [row for row in rows if row.code in DRAWN]
	parts = [_grid(), *_times(labels)]
	ends = []
	for place, row in enumerate(drawn):
		colour, dash = palette.SERIES[place % len(palette.SERIES)], _DASHES[place % len(_DASHES)]
		points = [(_x(at, len(labels)), _y(value)) for at, value in enumerate(row.values) if value is not None]
		parts.append(_line(_stretches(row.values, len(labels)), colour, dash))
		parts += [Markup('<circle cx="{:.1f}" cy="{:.1f}" r="3.5" fill="{}"/>').format(x, y, colour) for x, y in points]
		last = next(value for value in reversed(row.values) if value is not None)
		ends.append((_y(last), f"{row.label} {percent(last)}", colour, dash, points[-1]))
	parts += _names(ends)
	spoken = words.join(f"{row.label} " + words.enumerate(map(percent, row.values)) for row in drawn)
	size = Markup('viewBox="0 0 {} {}" class="trend" style="width:100%;max-width:{}px"').format(
		_WIDTH, _HEIGHT, _WIDTH + 120
	)
	return frame(size, words("trend"), spoken, parts)


def _x(at: int, count: int) -> float:
	return _LEFT + (_WIDTH - _LEFT - _RIGHT) * at / max(count - 1, 1)


def _y(value: float) -> float:
	return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - min(max(value, 0.0), 1.0))


def _grid() -> Markup:
	lines = Markup("")
	for value in (0, 0.25, 0.5, 0.75, 1):
		y = _y(value)
		lines += Markup('<line x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}" stroke="{}"/>').format(
			_LEFT, _WIDTH - _RIGHT, y, y, palette.LINE
		)
		lines += text(f"{value:.0%}", _LEFT - 8, y + 4, anchor="end", css="small", fill=palette.MUTED)
	return lines


def _times(labels: Sequence[str]) -> list[Markup]:
	return [
		text(label, _x(at, len(labels)), _HEIGHT - 10, anchor="middle", css="small") for at, label in enumerate(labels)
	]


def _stretches(values: Sequence[float | None], count: int) -> str:
	"""The path, begun anew after each gap."""
	path, pen = [], "M"
	for at, value in enumerate(values):
		if value is None:
			pen = "M"
			continue
		path.append(f"{pen}{_x(at, count):.1f} {_y(value):.1f}")
		pen = "L"
	return " ".join(path)


def _line(path: str, colour: str, dash: str) -> Markup:
	return Markup('<path d="{}" fill="none" stroke="{}" stroke-width="2.5" stroke-dasharray="{}"/>').format(
		path, colour, dash
	)


def _names(ends: list[tuple]) -> list[Markup]:
	"""Beside the end of each line, moved apart where ends lie close, and tied to it by a thin line."""
	parts, free = [], 0.0
	ordered = sorted(ends, key=lambda end: end[0])
	lowest = _HEIGHT - _BOTTOM
	for left, (y, name, colour, _dash, (x, at)) in enumerate(ordered):
		below = (len(ordered) - 1 - left) * _BETWEEN_NAMES
		place = max(min(y, lowest - below), free)
		free = place + _BETWEEN_NAMES
		start = _WIDTH - _RIGHT + 16
		parts.append(
			Markup('<line x1="{:.1f}" x2="{}" y1="{:.1f}" y2="{:.1f}" stroke="{}"/>').format(
				x + 5, start - 3, at, place, colour
			)
		)
		parts.append(text(name, start, place + 4, css="small"))
	return parts
