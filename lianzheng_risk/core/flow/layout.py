"""Where everything stands: lanes as columns, one row per step, every edge with its corners. Nothing is drawn here.

General layout libraries (Graphviz, ELK, grandalf) choose the order of lanes and rows themselves; here both are given, and what
is left to decide is only which way the edges take. Units are pixels, from the top left corner of the lanes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.flow.boxes import MARK_HEIGHT, MARK_WIDTH, Content, content
from lianzheng_risk.core.flow.graph import Edge, Graph, Node
from lianzheng_risk.core.flow.model import Looks
from lianzheng_risk.core.flow.routing import Route, Side, Track, route

CHANNEL = 38
LEAST_WIDTH = 400
# Of a channel, where the page may end: below the piece across, above the arrow head.
_CUT = 0.72
_PORT = 13
_PAD, _OUTSIDE = 16, 12
_NEXT_TRACK, _FROM_LINE = 10, 8
# The width of a box, by the number of lanes up to which it is used: many lanes have to fit a sheet of paper.
_BOX_WIDTHS = ((2, 204), (3, 184), (4, 160), (6, 136))
_NARROW_BOX = 120

Point = tuple[float, float]


class Box(NamedTuple):
	node: Node
	content: Content
	middle: float
	y: float
	width: float
	height: float

	@property
	def x(self) -> float:
		return self.middle - self.width / 2

	@property
	def right(self) -> float:
		return self.middle + self.width / 2

	@property
	def bottom(self) -> float:
		return self.y + self.height


class Column(NamedTuple):
	"""A lane from side to side."""

	x: float
	width: float

	@property
	def middle(self) -> float:
		return self.x + self.width / 2

	@property
	def right(self) -> float:
		return self.x + self.width


class Line(NamedTuple):
	"""An edge with its corners, from box to box, each piece across or down."""

	edge: Edge
	points: tuple[Point, ...]


@dataclass(frozen=True)
class Layout:
	"""`boxes` by row. `cuts` are the heights between two rows, where a page may end."""

	graph: Graph
	columns: tuple[Column, ...]
	boxes: tuple[Box, ...]
	lines: tuple[Line, ...]
	cuts: tuple[float, ...]
	width: float
	height: float


def lay_out(graph: Graph, looks: Looks, lang: Lang) -> Layout:
	"""The places of all lanes, boxes and lines."""
	routes = route(graph)
	tracks = _share_gaps(routes)
	box_width = next((width for lanes, width in _BOX_WIDTHS if len(graph.lanes) <= lanes), _NARROW_BOX)
	columns, width = _columns(len(graph.lanes), box_width, tracks)
	at = {one: _track_x(one.track, place, columns) for one, place in tracks.items()}
	ports = _ports(routes, at, graph, columns)
	boxes = _boxes(graph, columns, box_width, ports, looks, lang)
	height = boxes[-1].bottom + CHANNEL / 2 if boxes else CHANNEL
	lines = tuple(Line(one.edge, _points(one, at.get(one), boxes, ports)) for one in routes)
	cuts = tuple(box.bottom + CHANNEL * _CUT for box in boxes[:-1])
	return Layout(graph, columns, boxes, lines, cuts, width, height)


def _share_gaps(routes: Iterable[Route]) -> dict[Route, int]:
	"""For each route with a track its place among those of the same gap, 0 nearest; what overlaps stands apart."""
	placed: dict[Route, int] = {}
	rows_taken: dict[tuple[Track, int], list[tuple[int, int]]] = defaultdict(list)
	for one in sorted((one for one in routes if one.track), key=lambda one: one.edge.rows[1] - one.edge.rows[0]):
		first, last = one.edge.rows
		place = 0
		while any(first <= end and start <= last for start, end in rows_taken[one.track, place]):
			place += 1
		rows_taken[one.track, place].append((first, last))
		placed[one] = place
	return placed


def _columns(lanes: int, box_width: float, tracks: dict[Route, int]) -> tuple[tuple[Column, ...], float]:
	"""The lanes and the width of everything, with room for the tracks between and outside them."""
	in_gap = defaultdict(int)
	for one, place in tracks.items():
		in_gap[one.track.at] = max(in_gap[one.track.at], place + 1)
	left, right = (_OUTSIDE + _NEXT_TRACK * in_gap[at] for at in (0, 2 * lanes))
	widths = []
	for lane in range(lanes):
		# Tracks in a gap stand by turns on either side of the line between the lanes.
		before = in_gap[2 * lane] // 2 if lane else 0
		after = -(-in_gap[2 * lane + 2] // 2) if lane + 1 < lanes else 0
		most = max(before, after)
		pad = _PAD + (_FROM_LINE + _NEXT_TRACK * (most - 1) if most else 0)
		widths.append(box_width + 2 * pad)
	if widths:
		stretch = max(0.0, LEAST_WIDTH - left - right - sum(widths)) / len(widths)
		widths = [width + stretch for width in widths]
	columns, x = [], left
	for width in widths:
		columns.append(Column(x, width))
		x += width
	return tuple(columns), max(x + right, LEAST_WIDTH)


def _track_x(track: Track, place: int, columns: tuple[Column, ...]) -> float:
	if not track.is_gap:
		return columns[track.at // 2].middle
	gap = track.at // 2
	if gap == 0:
		return columns[0].x - _OUTSIDE - _NEXT_TRACK * place
	if gap == len(columns):
		return columns[-1].right + _OUTSIDE + _NEXT_TRACK * place
	away = _FROM_LINE + _NEXT_TRACK * (place // 2)
	return columns[gap].x + (away if place % 2 else -away)


# The end of a route at a box: the route, and whether it comes in there.
_End = tuple[Route, bool]


def _ports(
	routes: Iterable[Route], at: dict[Route, float], graph: Graph, columns: tuple[Column, ...]
) -> dict[tuple[int, Side], list[_End]]:
	"""The route ends on the left and right side of each row's box, from top to bottom so that they do not cross.

	Of those that go up the nearest track is uppermost, of those that go down it is lowest.
	"""
	ends: dict[tuple[int, Side], list[_End]] = defaultdict(list)
	for one in routes:
		for row, side, entering in ((one.edge.source, one.leaves, False), (one.edge.target, one.enters, True)):
			if side in ("left", "right"):
				ends[row, side].append((one, entering))

	def order(row: int, end: _End) -> tuple[int, float]:
		one, entering = end
		far = abs(at[one] - columns[graph.nodes[row].lane].middle)
		if one.edge.source == one.edge.target:
			return 1, -entering
		other = one.edge.source if entering else one.edge.target
		return (0, far) if other < row else (2, -far)

	return {(row, side): sorted(found, key=lambda end: order(row, end)) for (row, side), found in ends.items()}


def _boxes(
	graph: Graph,
	columns: tuple[Column, ...],
	box_width: float,
	ports: dict[tuple[int, Side], list[_End]],
	looks: Looks,
	lang: Lang,
) -> tuple[Box, ...]:
	boxes, y = [], CHANNEL / 2
	for node in graph.nodes:
		shown = content(node, graph, box_width, looks, lang)
		most = max(len(ports.get((node.row, side), ())) for side in ("left", "right"))
		wide, high = (box_width, shown.height) if node.kind == "step" else (MARK_WIDTH, MARK_HEIGHT)
		high = max(high, (most + 1) * _PORT)
		boxes.append(Box(node, shown, columns[node.lane].middle, y, wide, high))
		y += high + CHANNEL
	return tuple(boxes)


def _points(
	one: Route, x: float | None, boxes: tuple[Box, ...], ports: dict[tuple[int, Side], list[_End]]
) -> tuple[Point, ...]:
	start = _port(boxes[one.edge.source], one.leaves, (one, False), ports)
	end = _port(boxes[one.edge.target], one.enters, (one, True), ports)
	if x is None:
		between = boxes[one.edge.source].bottom + CHANNEL / 2
		corners = [start, (start[0], between), (end[0], between), end]
	else:
		corners = [start, (x, start[1]), (x, end[1]), end]
	return _without_needless(corners)


def _port(box: Box, side: Side, end: _End, ports: dict[tuple[int, Side], list[_End]]) -> Point:
	if side in ("top", "bottom"):
		return box.middle, box.y if side == "top" else box.bottom
	along = ports[box.node.row, side]
	share = (along.index(end) + 1) / (len(along) + 1)
	return (box.x if side == "left" else box.right), box.y + box.height * share


def _without_needless(points: list[Point]) -> tuple[Point, ...]:
	"""The points without repetitions and without those in the middle of a straight piece."""
	kept: list[Point] = []
	for point in points:
		if kept and point == kept[-1]:
			continue
		if len(kept) > 1 and any(kept[-2][axis] == kept[-1][axis] == point[axis] for axis in (0, 1)):
			kept.pop()
		kept.append(point)
	return tuple(kept)
