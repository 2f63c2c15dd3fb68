"""Which way each edge takes through the lanes, before anything has a size.

One box stands in each row, so the rest of its row is free, and so is the channel between two rows. Hence
- an edge to the next row runs through the channel between them;
- a way back leaves its box sideways, climbs outside the lanes and comes back sideways;
- an edge that skips rows runs down a lane that is empty there, between two lanes, or outside them.
No edge can meet a box that is not its own. Among the possible ways the one that crosses the fewest others is taken, and of
those the shortest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from lianzheng_risk.core.flow.graph import Edge, Graph

Side = Literal["top", "bottom", "left", "right"]

# From here on crossings are not counted any more: nobody could follow so many edges, and counting takes its time.
MANY_EDGES = 400
_CROSSING = 10
_BEND = 1


class Track(NamedTuple):
	"""Where an edge runs down or up. `at`: 2·lane + 1 is the middle of a lane, 2·n the gap before lane n.

	The first and the last gap are outside the lanes.
	"""

	at: int

	@property
	def is_gap(self) -> bool:
		return self.at % 2 == 0


class Route(NamedTuple):
	"""An edge's way: the side it leaves its box by, its track (None: straight down the channel), the side it enters by."""

	edge: Edge
	leaves: Side
	track: Track | None
	enters: Side


class _Line(NamedTuple):
	"""A straight piece in half lanes and half rows: from `start` to `end` along one axis, `at` on the other."""

	at: int
	start: int
	end: int


@dataclass
class _Taken:
	"""What the edges routed so far take up."""

	across: list[_Line] = field(default_factory=list)
	down: list[_Line] = field(default_factory=list)
	ends: set[tuple[int, Side]] = field(default_factory=set)

	def crossings(self, across: list[_Line], down: list[_Line]) -> int:
		met = [(a, d) for a in across for d in self.down] + [(a, d) for a in self.across for d in down]
		interlocked = sum(_interlock(one, other) for one in down for other in self.down)
		return sum(_cross(*pair) for pair in met) + interlocked


def _cross(across: _Line, down: _Line) -> bool:
	return across.start < down.at < across.end and down.start < across.at < down.end


def _interlock(one: _Line, other: _Line) -> bool:
	"""Whether two edges in the same gap cross there: each begins or ends between the ends of the other."""
	first, second = sorted((one, other), key=lambda line: line.start)
	return one.at == other.at and first.start < second.start < first.end < second.end


def route(graph: Graph) -> list[Route]:
	"""A route for every edge of the graph, in the order of its edges."""
	taken, routes = _Taken(), {}
	for edge in sorted(graph.edges, key=_ease):
		chosen = min(_ways(edge, graph, taken), key=lambda way: _cost(way, graph, taken))
		across, down = _lines(chosen, graph)
		taken.across += across
		taken.down += down
		taken.ends |= {(edge.source, chosen.leaves), (edge.target, chosen.enters)}
		routes[edge] = chosen
	return [routes[edge] for edge in graph.edges]


def _ease(edge: Edge) -> tuple[bool, int, int]:
	"""Edges to the next row first, then the shorter before the longer."""
	first, last = edge.rows
	return edge.is_back, last - first, first


def _ways(edge: Edge, graph: Graph, taken: _Taken) -> Iterator[Route]:
	outside = (Track(0), Track(2 * len(graph.lanes)))
	if edge.target == edge.source + 1:
		yield Route(edge, "bottom", None, "top")
		return
	if edge.source == edge.target:
		beside = Track(2 * graph.nodes[edge.source].lane + 2)
		yield Route(edge, "right", beside, "right")
		return
	if not edge.is_back:
		yield from _ways_in_lanes(edge, graph, taken)
	for track in outside if edge.is_back else map(Track, range(0, 2 * len(graph.lanes) + 1, 2)):
		yield Route(edge, _towards(edge.source, track, graph), track, _towards(edge.target, track, graph))


def _ways_in_lanes(edge: Edge, graph: Graph, taken: _Taken) -> Iterator[Route]:
	"""Down the middle of the lane that the edge comes from or goes to, where no box stands in between."""
	source, target = graph.nodes[edge.source], graph.nodes[edge.target]
	between = {node.lane for node in graph.nodes[edge.source + 1 : edge.target]}
	bottom_free = not graph.joins_next(edge.source) and (edge.source, "bottom") not in taken.ends
	top_free = not graph.joins_next(edge.target - 1) and (edge.target, "top") not in taken.ends
	if source.lane == target.lane:
		if bottom_free and top_free and source.lane not in between:
			yield Route(edge, "bottom", Track(2 * source.lane + 1), "top")
		return
	if top_free and target.lane not in between:
		track = Track(2 * target.lane + 1)
		yield from _unless_shared(Route(edge, _towards(edge.source, track, graph), track, "top"), taken)
	if bottom_free and source.lane not in between:
		track = Track(2 * source.lane + 1)
		yield from _unless_shared(Route(edge, "bottom", track, _towards(edge.target, track, graph)), taken)


def _unless_shared(way: Route, taken: _Taken) -> Iterator[Route]:
	"""The way, where no other edge runs down the middle of that lane in one of these rows."""
	first, last = (2 * row for row in way.edge.rows)
	if not any(line.at == way.track.at and line.start <= last and first <= line.end for line in taken.down):
		yield way


def _towards(row: int, track: Track, graph: Graph) -> Side:
	return "left" if track.at < 2 * graph.nodes[row].lane + 1 else "right"


def _cost(way: Route, graph: Graph, taken: _Taken) -> int:
	across, down = _lines(way, graph)
	crossings = taken.crossings(across, down) if len(graph.edges) <= MANY_EDGES else 0
	bends = sum(side in ("left", "right") for side in (way.leaves, way.enters))
	return _CROSSING * crossings + sum(line.end - line.start for line in across) + _BEND * bends


def _lines(way: Route, graph: Graph) -> tuple[list[_Line], list[_Line]]:
	"""The pieces of a way across and down. The middle of row r is at 2·r, the channel below it at 2·r + 1."""
	source, target = way.edge
	start, end = (2 * graph.nodes[row].lane + 1 for row in way.edge)
	if way.track is None:
		return [_Line(2 * source + 1, *sorted((start, end)))], []
	at = way.track.at
	across = [_Line(2 * row, *sorted((x, at))) for row, x in ((source, start), (target, end)) if x != at]
	return across, [_Line(at, *sorted((2 * source, 2 * target)))]
