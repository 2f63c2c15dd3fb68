"""Whatever the steps are: boxes in their lanes and apart, edges from box to box and through none."""

from collections import Counter
from itertools import combinations, pairwise

import flow_sample
import pytest
from flow_sample import LICENCE
from hypothesis import given, settings

from lianzheng_risk.core.demo.catalogue.flows import STEPS
from lianzheng_risk.core.flow import Flow, Step, report_looks
from lianzheng_risk.core.flow.graph import build
from lianzheng_risk.core.flow.layout import Layout, lay_out

CATALOGUE = [
	Flow(name, tuple(Step(s.step_no, s.name, None if s.by == "outside" else s.by, s.by == "outside", s.discretion, s.days, s.next_steps) for s in STEPS if s.flow == name))
	for name in sorted({step.flow for step in STEPS})
]  # fmt: skip


def laid_out(flow: Flow) -> Layout:
	return lay_out(build(flow), report_looks(), "zh")


def pieces(line):
	"""The straight pieces of a line as (x1, y1, x2, y2), smaller values first."""
	for (x1, y1), (x2, y2) in pairwise(line.points):
		yield min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def crossings(layout: Layout) -> int:
	"""How often two edges cross: a piece across meets a piece down, inside both."""
	count = 0
	for one, other in combinations(layout.lines, 2):
		for ax1, ay1, ax2, ay2 in pieces(one):
			for bx1, by1, bx2, by2 in pieces(other):
				count += ax1 < bx1 == bx2 < ax2 and by1 < ay1 == ay2 < by2
				count += bx1 < ax1 == ax2 < bx2 and ay1 < by1 == by2 < ay2
	return count


def check_boxes(layout: Layout):
	assert [box.node for box in layout.boxes] == list(layout.graph.nodes)
	for above, below in pairwise(layout.boxes):
		assert above.bottom < below.y
	for box in layout.boxes:
		lane = layout.columns[box.node.lane]
		assert lane.x < box.x
		assert box.right < lane.right
		assert box.y > 0
		assert box.bottom < layout.height
		assert box.content.height <= box.height or box.node.kind != "step"
	for left, right in pairwise(layout.columns):
		assert left.right == pytest.approx(right.x)


def check_edges(layout: Layout):
	assert [line.edge for line in layout.lines] == list(layout.graph.edges)
	for line in layout.lines:
		source, target = (layout.boxes[row] for row in line.edge)
		assert on_border(line.points[0], source)
		assert on_border(line.points[-1], target)
		for x1, y1, x2, y2 in pieces(line):
			assert x1 == x2 or y1 == y2
			assert (x1, y1) != (x2, y2)
			assert x1 >= 0
			assert x2 <= layout.width
			for box in layout.boxes:
				assert not (x1 < box.right and x2 > box.x and y1 < box.bottom and y2 > box.y), (line.edge, box.node.row)


def on_border(point, box) -> bool:
	x, y = point
	on_side = x in (box.x, box.right) and box.y < y < box.bottom
	return on_side or (y in (box.y, box.bottom) and box.x < x < box.right)


def check_ways_back(layout: Layout):
	for line in layout.lines:
		if line.edge.is_back and line.edge.source != line.edge.target:
			((x, *_),) = (piece for piece in pieces(line) if piece[0] == piece[2])
			assert x < layout.columns[0].x or x > layout.columns[-1].right


def check_lines_apart(layout: Layout):
	"""No two edges share a stretch, so that each can be followed."""
	for one, other in combinations(layout.lines, 2):
		for ax1, ay1, ax2, ay2 in pieces(one):
			for bx1, by1, bx2, by2 in pieces(other):
				if ax1 == ax2 == bx1 == bx2:
					assert min(ay2, by2) <= max(ay1, by1), (one.edge, other.edge)
				if ay1 == ay2 == by1 == by2:
					assert min(ax2, bx2) <= max(ax1, bx1), (one.edge, other.edge)


CHECKS = (check_boxes, check_edges, check_ways_back, check_lines_apart)


@settings(max_examples=200, deadline=None)
@given(flow_sample.flows)
def test_any_flow_is_laid_out_cleanly(flow):
	layout = laid_out(flow)
	for check in CHECKS:
		check(layout)
	drawn = Counter(id(box.node.step) for box in layout.boxes if box.node.step)
	assert drawn == Counter(map(id, flow.steps))


@pytest.mark.parametrize("check", CHECKS)
def test_a_large_flow_is_laid_out_cleanly(check):
	check(laid_out(flow_sample.large()))


@pytest.mark.parametrize("flow", CATALOGUE, ids=lambda flow: flow.title)
def test_in_everyday_flows_nothing_crosses(flow):
	assert crossings(laid_out(flow)) == 0


def test_a_flow_straight_on_has_no_crossing_and_no_bend_in_one_lane():
	layout = laid_out(Flow("", tuple(Step(n, "步骤", "甲岗") for n in range(1, 9))))
	assert crossings(layout) == 0
	assert all(len(line.points) == 2 for line in layout.lines)


def test_a_way_that_skips_a_step_runs_where_no_box_stands():
	layout = laid_out(LICENCE)
	(skipping,) = (line for line in layout.lines if tuple(line.edge) == (3, 5))
	# Down the lane of 科长岗, which is empty until 送达, would meet the edge 4 → 5 at its top; so it enters from the side.
	assert skipping.points[-1][0] in (layout.boxes[5].x, layout.boxes[5].right)
	assert crossings(layout) == 0


def test_ways_back_that_overlap_by_halves_take_different_sides():
	# On one side they would cross once.
	layout = laid_out(
		Flow(
			"",
			(
				Step(1, "一", "甲"),
				Step(2, "二", "甲"),
				Step(3, "三", "甲", next_steps="1,4"),
				Step(4, "四", "甲", next_steps="2"),
			),
		)
	)
	assert crossings(layout) == 0
	sides = {line.points[1][0] < layout.columns[0].x for line in layout.lines if line.edge.is_back}
	assert sides == {True, False}


def test_three_ways_back_that_overlap_by_halves_cross_once():
	back = {4: "1,5", 5: "2,6", 6: "3"}
	flow = Flow("", tuple(Step(n, "步骤", "甲岗", next_steps=back.get(n)) for n in range(1, 7)))
	assert crossings(laid_out(flow)) == 1
