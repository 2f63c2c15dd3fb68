"""The diagram as SVG: whole, or in pages of a given size. No script, and nothing from elsewhere."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.flow import shapes, words
from lianzheng_risk.core.flow.boxes import LEADING, worst
from lianzheng_risk.core.flow.describing import description, step_told
from lianzheng_risk.core.flow.foot import Foot
from lianzheng_risk.core.flow.graph import build
from lianzheng_risk.core.flow.layout import CHANNEL, Box, Layout, lay_out
from lianzheng_risk.core.flow.model import Flow, Looks, report_looks
from lianzheng_risk.core.flow.text import clean, wrap
from lianzheng_risk.core.report import palette

MM = 25.4 / 96
# A diagram that nearly fits a sheet is made smaller rather than cut.
LEAST_SCALE = 0.72

_MARGIN = 12
_TITLE, _SUBTITLE, _LANE = 18, 12.5, 14
_HEADER_PAD = 8
_TITLE_LINES, _LANE_LINES = 3, 4


class Paper(NamedTuple):
	"""What there is room for on a sheet, in millimetres."""

	width: float
	height: float


# With margins of 12 mm at the sides, 14 above and 16 below, and a little to spare.
A4_PORTRAIT, A4_LANDSCAPE = Paper(186, 263), Paper(273, 176)


class _Window(NamedTuple):
	"""A stretch of the lanes from one height to another, as a page shows it."""

	top: float
	bottom: float


def draw(flow: Flow, lang: Lang = "zh", looks: Looks | None = None) -> str:
	"""The whole diagram as one SVG document in its natural size. Never fails, whatever the steps are."""
	diagram = _Diagram(flow, lang, looks)
	return diagram.svg(diagram.whole, Markup('width="{:.0f}" height="{:.0f}"').format(*diagram.size(diagram.whole)))


def draw_pages(flow: Flow, paper: Paper | None = None, lang: Lang = "zh", looks: Looks | None = None) -> list[str]:
	"""The diagram as SVG documents in millimetres that each fit a sheet, the lanes named on each.

	Without `paper` A4 is taken the way the diagram is better read, see `is_wide`.
	"""
	diagram = _Diagram(flow, lang, looks)
	paper = paper or (A4_LANDSCAPE if diagram.is_wide else A4_PORTRAIT)
	scale = min(1.0, paper.width / (diagram.width * MM))
	whole = diagram.size(diagram.whole)[1] * MM * scale
	if whole * LEAST_SCALE <= paper.height:
		return [diagram.printed(diagram.whole, scale * min(1.0, paper.height / whole))]
	windows = diagram.windows(paper.height / MM / scale)
	return [diagram.printed(window, scale, (n, len(windows))) for n, window in enumerate(windows, start=1)]


def is_wide(flow: Flow) -> bool:
	"""Whether the diagram is better printed on A4 across."""
	return _Diagram(flow, "zh", None).is_wide


class _Diagram:
	"""A flow laid out, of which any stretch can be drawn."""

	def __init__(self, flow: Flow, lang: Lang, looks: Looks | None) -> None:
		self.flow, self.lang = flow, lang
		self.looks = report_looks(lang) if looks is None else looks
		self.layout: Layout = lay_out(build(flow), self.looks, lang)
		self.width = self.layout.width + 2 * _MARGIN
		self.title = wrap(flow.title, self.layout.width, _TITLE, _TITLE_LINES)
		self.subtitle = [
			row for line in flow.subtitle.split("\n") for row in wrap(line, self.layout.width, _SUBTITLE, _TITLE_LINES)
		]
		self.lanes = [
			wrap(lane.label(lang), column.width - 2 * _HEADER_PAD, _LANE, _LANE_LINES)
			for lane, column in zip(self.layout.graph.lanes, self.layout.columns, strict=True)
		]
		self.foot = Foot(self.layout, self.looks, lang)
		self.whole = _Window(0, self.layout.height)

	@property
	def is_wide(self) -> bool:
		return self.width * MM * LEAST_SCALE > A4_PORTRAIT.width

	@property
	def title_height(self) -> float:
		lines = len(self.title) * _TITLE + len(self.subtitle) * _SUBTITLE
		return _MARGIN + lines * LEADING + _MARGIN / 2

	@property
	def lanes_height(self) -> float:
		return max(map(len, self.lanes), default=0) * _LANE * LEADING + 2 * _HEADER_PAD if self.lanes else 0

	def size(self, window: _Window) -> tuple[float, float]:
		return self.width, self._above(window) + window.bottom - window.top + self._below(window) + _MARGIN

	def windows(self, room: float) -> list[_Window]:
		"""The stretches that fit pages of this height; a row that is higher has a page of its own."""
		windows, top = [], 0.0
		for cut, further in pairwise([*self.layout.cuts, self.layout.height]):
			if cut > top and self.size(_Window(top, further))[1] > room:
				windows.append(_Window(top, cut))
				top = cut
		return [*windows, _Window(top, self.layout.height)]

	def printed(self, window: _Window, scale: float, page: tuple[int, int] = (1, 1)) -> str:
		width, height = (length * MM * scale for length in self.size(window))
		return self.svg(window, Markup('width="{:.2f}mm" height="{:.2f}mm"').format(width, height), page)

	def svg(self, window: _Window, size: Markup, page: tuple[int, int] = (1, 1)) -> str:
		width, height = self.size(window)
		return str(
			Markup(
				'<svg xmlns="http://www.w3.org/2000/svg" role="img" {} viewBox="0 0 {:.1f} {:.1f}" font-family="{}">'
				"<title>{}</title><desc>{}</desc>{}</svg>"
			).format(
				size,
				width,
				height,
				shapes.FONTS,
				clean(self.flow.title),
				description(self.layout.graph, self.looks, self.lang),
				shapes.joined(self._parts(window, page, width, height)),
			)
		)

	def _parts(self, window: _Window, page: tuple[int, int], width: float, height: float) -> list[Markup]:
		parts = [shapes.rectangle(0, 0, width, height, palette.PAPER)]
		if not window.top:
			parts += self._headline(width / 2)
		if page[1] > 1:
			parts.append(self._page_mark(page))
		above = self._above(window)
		parts += [self._lanes(above), self._body(window, above)]
		if window.bottom == self.layout.height:
			parts.append(self.foot.drawn(_MARGIN, above + window.bottom - window.top))
		return parts

	def _headline(self, middle: float) -> list[Markup]:
		below = _MARGIN + len(self.title) * _TITLE * LEADING
		return [
			shapes.lines(self.title, middle, _MARGIN, _TITLE, palette.INK, bold=True),
			shapes.lines(self.subtitle, middle, below, _SUBTITLE, palette.MUTED),
		]

	def _page_mark(self, page: tuple[int, int]) -> Markup:
		told = words.CONTINUES.format(self.lang, page=page[0], pages=page[1]).strip()
		return shapes.text(told, self.width - _MARGIN, _MARGIN + 3, 11, palette.MUTED, anchor="end")

	def _above(self, window: _Window) -> float:
		title = _MARGIN * 1.5 if window.top else self.title_height
		return title + self.lanes_height

	def _below(self, window: _Window) -> float:
		return self.foot.height if window.bottom == self.layout.height else 0

	def _lanes(self, bottom: float) -> Markup:
		"""The row that names the lanes, ending at `bottom`."""
		top = bottom - self.lanes_height
		parts = []
		for column, label in zip(self.layout.columns, self.lanes, strict=True):
			x = _MARGIN + column.x
			parts.append(shapes.rectangle(x, top, column.width, self.lanes_height, palette.ACCENT, palette.PAPER))
			height = len(label) * _LANE * LEADING
			first = top + (self.lanes_height - height) / 2
			parts.append(shapes.lines(label, x + column.width / 2, first, _LANE, palette.PAPER, bold=True))
		return shapes.joined(parts)

	def _body(self, window: _Window, above: float) -> Markup:
		"""The lanes themselves, cut off at the ends of the window."""
		height = window.bottom - window.top
		frame = Markup('x="{:g}" y="{:.1f}" width="{:.1f}" height="{:.1f}" viewBox="0 {:.1f} {:.1f} {:.1f}"').format(
			_MARGIN, above, self.layout.width, height, window.top, self.layout.width, height
		)
		columns = (
			shapes.rectangle(
				column.x, window.top, column.width, height, palette.BAND if n % 2 else palette.PAPER, palette.LINE
			)
			for n, column in enumerate(self.layout.columns)
		)
		shown = [box for box in self.layout.boxes if box.bottom > window.top and box.y < window.bottom]
		lines = (
			shapes.line(line, choice=len(self.layout.graph.ways_on[line.edge.source]) > 1)
			for line in self.layout.lines
			if self._spans(line.edge.rows, window)
		)
		parts = (shapes.joined(part) for part in (columns, lines, map(self._box, shown)))
		return Markup("<svg {}>{}</svg>").format(frame, shapes.joined(parts))

	def _spans(self, rows: tuple[int, int], window: _Window) -> bool:
		first, last = (self.layout.boxes[row] for row in rows)
		return last.bottom + CHANNEL > window.top and first.y - CHANNEL < window.bottom

	def _box(self, box: Box) -> Markup:
		step = box.node.step
		if step is None:
			return shapes.mark(box)
		look = worst(step, self.looks, self.lang)
		drawn = shapes.step(
			box,
			branches=len(self.layout.graph.ways_on[box.node.row]) > 1,
			external=step.external,
			fill=look and look.fill,
		)
		told = Markup("<title>{}</title>").format(step_told(box.node, self.layout.graph, self.looks, self.lang))
		if not step.href:
			return Markup("<g>{}{}</g>").format(told, drawn)
		return Markup('<a href="{}">{}{}</a>').format(clean(step.href), told, drawn)
