"""What stands below the lanes: the key to the signs that occur, and what should be looked into."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.flow import shapes, words
from lianzheng_risk.core.flow.boxes import LEADING
from lianzheng_risk.core.flow.graph import Edge
from lianzheng_risk.core.flow.layout import Layout, Line
from lianzheng_risk.core.flow.model import Looks
from lianzheng_risk.core.flow.text import width, wrap
from lianzheng_risk.core.report import palette

_SIZE, _GAP = 12, 10
_SIGN, _SIGN_HEIGHT = 30, 15
_SHOWN_PROBLEMS = 8


class _Sign(NamedTuple):
	label: str
	drawn: Markup


class Foot:
	"""The foot of one diagram. What is wrong comes before the key."""

	def __init__(self, layout: Layout, looks: Looks, lang: Lang) -> None:
		self.room = layout.width
		self.problems = _problems(layout, lang, self.room)
		self.keys = list(_in_rows(_signs(layout, looks, lang), self.room))

	@property
	def height(self) -> float:
		return self._problems_height + _GAP * bool(self.keys) + len(self.keys) * _SIZE * 2

	@property
	def _problems_height(self) -> float:
		return _GAP + len(self.problems) * _SIZE * LEADING if self.problems else 0

	def drawn(self, left: float, top: float) -> Markup:
		problems = shapes.lines(self.problems, left, top + _GAP, _SIZE, palette.GRADE_FILL["I"], anchor="start")
		y = top + self._problems_height + _GAP + _SIZE
		keys = []
		for row in self.keys:
			x = left
			for sign in row:
				keys.append(Markup('<g transform="translate({:.1f} {:.1f})">{}</g>').format(x, y, sign.drawn))
				keys.append(shapes.text(sign.label, x + _SIGN + 6, y, _SIZE, palette.MUTED, anchor="start"))
				x += _taken(sign)
			y += _SIZE * 2
		return problems + shapes.joined(keys)


def _problems(layout: Layout, lang: Lang, room: float) -> list[str]:
	told = [problem.label(lang) for problem in layout.graph.problems]
	if not told:
		return []
	if not any(node.kind == "step" for node in layout.graph.nodes):
		return wrap(" ".join(told), room, _SIZE)
	if hidden := len(told[_SHOWN_PROBLEMS:]):
		told = [*told[:_SHOWN_PROBLEMS], words.MORE.format(lang, count=hidden)]
	told[0] = words.CHECK.label(lang) + ("" if lang == "zh" else " ") + told[0]
	return [line for one in told for line in wrap(one, room, _SIZE)]


def _signs(layout: Layout, looks: Looks, lang: Lang) -> Iterator[_Sign]:
	"""The signs that occur in this diagram."""
	steps = [node.step for node in layout.graph.nodes if node.step]
	for code, look in looks.items():
		if any(step.risks.get(code) for step in steps):
			swatch = shapes.rectangle(0, -_SIGN_HEIGHT / 2, _SIGN, _SIGN_HEIGHT, look.fill)
			yield _Sign(look.label, swatch)
	if any(step.external for step in steps):
		yield _Sign(words.EXTERNAL_STEP.label(lang), _outline(cut=False, dashed=True))
	if any(len(edges) > 1 for edges in layout.graph.ways_on.values()):
		yield _Sign(words.SEVERAL_WAYS.label(lang), _outline(cut=True, dashed=False))
	if any(edge.is_back for edge in layout.graph.edges):
		yield _Sign(words.WAY_BACK.label(lang), shapes.line(Line(Edge(1, 0), ((0, 0), (_SIGN, 0))), choice=False))


def _outline(*, cut: bool, dashed: bool) -> Markup:
	outline = shapes.outline_of(0, -_SIGN_HEIGHT / 2, _SIGN, _SIGN_HEIGHT, cut)
	return Markup('<path d="{}" fill="{}" stroke="{}" stroke-width="1.5"{}/>').format(
		outline, palette.PAPER, palette.ACCENT, Markup(' stroke-dasharray="5 3"') if dashed else ""
	)


def _taken(sign: _Sign) -> float:
	return _SIGN + 6 + width(sign.label, _SIZE) + 22


def _in_rows(signs: Iterator[_Sign], room: float) -> Iterator[list[_Sign]]:
	row, taken = [], 0.0
	for sign in signs:
		if row and taken + _taken(sign) > room:
			yield row
			row, taken = [], 0.0
		row.append(sign)
		taken += _taken(sign)
	if row:
		yield row
