"""What stands in the box of a step, line by line, and how much room it takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.flow import words
from lianzheng_risk.core.flow.graph import Graph, Node
from lianzheng_risk.core.flow.model import GradeLook, Looks, Step
from lianzheng_risk.core.flow.text import clean, width, wrap
from lianzheng_risk.core.report import palette

SMALL, NORMAL = 11.5, 14.5
LEADING = 1.34
INSET = 9
BAND_HEIGHT, BAND_SIZE = 22, 12
MARK_WIDTH, MARK_HEIGHT = 72, 27

# The most lines of a name, and of what may be left to the tooltip.
_NAME_LINES, _NOTE_LINES = 6, 3
_UNGRADED = GradeLook("", palette.BAND, palette.INK)


class Words(NamedTuple):
	"""One line of text in a box. `at` is where it is anchored: start, middle or end of the box."""

	text: str
	size: float
	at: str
	bold: bool = False
	muted: bool = False


@dataclass(frozen=True)
class Content:
	"""The rows of a box (each one or more texts side by side) and, below them, the bands of its risk points."""

	rows: tuple[tuple[Words, ...], ...]
	bands: tuple[tuple[str, GradeLook], ...]

	@property
	def height(self) -> float:
		return 2 * INSET + sum(row_height(row) for row in self.rows) + BAND_HEIGHT * len(self.bands)


def row_height(row: tuple[Words, ...]) -> float:
	return max(one.size for one in row) * LEADING


def content(node: Node, graph: Graph, box_width: float, looks: Looks, lang: Lang) -> Content:
	"""What the box of a node shows."""
	if node.kind != "step":
		text = (words.START if node.kind == "start" else words.END).label(lang)
		return Content(((Words(text, NORMAL, "middle", bold=True),),), ())
	room = box_width - 2 * INSET
	rows = [*_head(node.step, room, lang)]
	rows += [(Words(line, NORMAL, "middle", bold=True),) for line in wrap(node.step.name, room, NORMAL, _NAME_LINES)]
	for note in filter(None, (_discretion(node.step, lang), ways_on(node, graph, lang))):
		rows += [(Words(line, SMALL, "middle", muted=True),) for line in wrap(note, room, SMALL, _NOTE_LINES)]
	return Content(tuple(rows), tuple(_bands(node.step, room, looks, lang)))


def _head(step: Step, room: float, lang: Lang) -> list[tuple[Words, ...]]:
	"""The number and the time limit, side by side where there is room."""
	first = Words(number(step, lang), SMALL, "start", bold=True, muted=True)
	if not step.time_limit_days:
		return [(first,)]
	limit = Words(days(step, lang), SMALL, "end", muted=True)
	if width(first.text, SMALL) + width(limit.text, SMALL) + SMALL <= room:
		return [(first, limit)]
	return [(first,), (limit._replace(at="start"),)]


def number(step: Step, lang: Lang) -> str:
	if step.number is None:
		return words.UNNUMBERED_STEP.label(lang)
	return words.STEP.format(lang, number=step.number)


def days(step: Step, lang: Lang) -> str:
	return words.DAYS.format(lang, days=step.time_limit_days)


def _discretion(step: Step, lang: Lang) -> str:
	text = clean(step.discretion)
	return words.DISCRETION.format(lang, text=text) if text else ""


def ways_on(node: Node, graph: Graph, lang: Lang) -> str:
	"""Where the flow may go from here, in words, where there is a choice."""
	edges = graph.ways_on[node.row]
	if len(edges) < 2:
		return ""
	return words.ONWARD.format(lang, numbers=words.LISTED.label(lang).join(_way(edge, graph, lang) for edge in edges))


def _way(edge, graph: Graph, lang: Lang) -> str:
	target = graph.nodes[edge.target]
	if target.kind == "end":
		return words.END.label(lang)
	return words.BACK_TO.format(lang, number=target.step.number) if edge.is_back else str(target.step.number)


def risks_by_grade(step: Step, looks: Looks, lang: Lang) -> list[tuple[str, GradeLook]]:
	"""How many risk points of which grade, worst first, those without a grade last."""
	counted = [
		(words.COUNTED.format(lang, label=look.label, count=step.risks[code]), look)
		for code, look in looks.items()
		if step.risks.get(code)
	]
	if others := sum(count for code, count in step.risks.items() if code not in looks):
		counted.append((words.COUNTED.format(lang, label=words.NOT_GRADED.label(lang), count=others), _UNGRADED))
	return counted


def worst(step: Step, looks: Looks, lang: Lang) -> GradeLook | None:
	counted = risks_by_grade(step, looks, lang)
	return counted[0][1] if counted else None


def _bands(step: Step, room: float, looks: Looks, lang: Lang) -> list[tuple[str, GradeLook]]:
	"""The lines of the band at the foot of the box, all in the colour of the worst grade."""
	counted = risks_by_grade(step, looks, lang)
	if not counted:
		return []
	look = counted[0][1]
	lines = [""]
	for text, _ in counted:
		longer = f"{lines[-1]} {text}".strip()
		if width(longer, BAND_SIZE) <= room:
			lines[-1] = longer
		else:
			lines.append(text)
	return [(line, look) for line in lines if line]
