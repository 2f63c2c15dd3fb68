"""From steps as filled in to what is drawn: nodes in rows and lanes, edges between them, and what is wrong in words.

The steps stand in the order of their numbers, one to a row. An empty cell of next steps means the next step in order.
The last step in order is where the flow ends, whatever it may also go back to. What has no number stands after the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.flow import words
from lianzheng_risk.core.flow.model import Flow, Step
from lianzheng_risk.core.flow.text import clean
from lianzheng_risk.core.next_steps import next_numbers

Kind = Literal["start", "step", "end"]


class Lane(NamedTuple):
	"""A column: a post by its label, or one of the two lanes for steps without a post."""

	post: str | None
	text: Text | None = None

	def label(self, lang: Lang) -> str:
		return self.text.label(lang) if self.text else self.post


EXTERNAL_LANE, NO_POST_LANE = Lane(None, words.EXTERNAL), Lane(None, words.NO_POST)


@dataclass(frozen=True)
class Node:
	"""What stands in one row: a step, or the mark where the flow starts or ends."""

	row: int
	lane: int
	kind: Kind
	step: Step | None = None


class Edge(NamedTuple):
	"""From one row to another; `target` above or at `source` is a way back."""

	source: int
	target: int

	@property
	def is_back(self) -> bool:
		return self.target <= self.source

	@property
	def rows(self) -> tuple[int, int]:
		return min(self), max(self)


class Problem(NamedTuple):
	text: Text
	values: dict

	def label(self, lang: Lang) -> str:
		return self.text.format(lang, **self.values)


@dataclass(frozen=True)
class Graph:
	"""`nodes` by row; `problems` in the order of the steps."""

	lanes: tuple[Lane, ...]
	nodes: tuple[Node, ...]
	edges: tuple[Edge, ...]
	problems: tuple[Problem, ...]

	@cached_property
	def ways_on(self) -> dict[int, list[Edge]]:
		"""The edges that leave each row."""
		leaving: dict[int, list[Edge]] = {node.row: [] for node in self.nodes}
		for edge in self.edges:
			leaving[edge.source].append(edge)
		return leaving

	def joins_next(self, row: int) -> bool:
		"""Whether an edge leads from this row to the one below it."""
		return Edge(row, row + 1) in self.ways_on[row]


def build(flow: Flow) -> Graph:
	"""The graph of a flow. Never fails: what cannot be drawn is among the problems."""
	numbered = sorted((step for step in flow.steps if step.number is not None), key=lambda step: step.number)
	loose = [step for step in flow.steps if step.number is None]
	lanes = tuple(dict.fromkeys(_lane(step) for step in (*numbered, *loose)))
	nodes = _nodes(numbered, loose, lanes)
	problems: list[Problem] = []
	if not flow.steps:
		problems.append(Problem(words.NO_STEPS, {}))
	edges = _edges(numbered, problems)
	problems += _unreached(numbered, edges)
	problems += [Problem(words.UNNUMBERED, {"name": clean(step.name)}) for step in loose]
	return Graph(lanes, nodes, tuple(edges), tuple(problems))


def _lane(step: Step) -> Lane:
	if post := clean(step.post):
		return Lane(post)
	return EXTERNAL_LANE if step.external else NO_POST_LANE


def _nodes(numbered: list[Step], loose: list[Step], lanes: tuple[Lane, ...]) -> tuple[Node, ...]:
	place = {lane: position for position, lane in enumerate(lanes)}
	drawn: list[tuple[Kind, Step]] = [("step", step) for step in (*numbered, *loose)]
	if numbered:
		drawn.insert(len(numbered), ("end", numbered[-1]))
		drawn.insert(0, ("start", numbered[0]))
	return tuple(
		Node(row, place[_lane(step)], kind, step if kind == "step" else None) for row, (kind, step) in enumerate(drawn)
	)


def _edges(numbered: list[Step], problems: list[Problem]) -> list[Edge]:
	"""The edges, from the start (row 0) over the steps (from row 1) to the end; adds to the problems."""
	if not numbered:
		return []
	row_of: dict[int, int] = {}
	for row, step in enumerate(numbered, start=1):
		if row_of.setdefault(step.number, row) != row:
			problems.append(Problem(words.DUPLICATE, {"number": step.number}))
	edges = [Edge(0, 1)]
	for row, step in enumerate(numbered, start=1):
		targets = list(_targets(row, step, row_of, problems))
		if row == len(numbered):
			targets.append(row + 1)
		edges += [Edge(row, target) for target in dict.fromkeys(targets)]
	return edges


def _targets(row: int, step: Step, row_of: dict[int, int], problems: list[Problem]) -> Iterator[int]:
	typed = clean(step.next_steps)
	if not typed:
		yield row + 1
		return
	numbers = next_numbers(typed)
	if numbers is None:
		problems.append(Problem(words.UNREADABLE, {"number": step.number, "value": typed}))
	for number in dict.fromkeys(numbers or ()):
		if number in row_of:
			yield row_of[number]
		else:
			problems.append(Problem(words.NOWHERE, {"number": step.number, "next": number}))


def _unreached(numbered: list[Step], edges: list[Edge]) -> Iterator[Problem]:
	"""A number that is used twice has been told of already."""
	reached = {edge.target for edge in edges if edge.source != edge.target}
	earlier: set[int] = set()
	for row, step in enumerate(numbered, start=1):
		if row not in reached and step.number not in earlier:
			yield Problem(words.UNREACHED, {"number": step.number})
		earlier.add(step.number)
