"""From steps as filled in to rows, lanes, edges and what is wrong with them."""

import pytest
from flow_sample import LICENCE

from lianzheng_risk.core.flow import Flow, Step, post_labels
from lianzheng_risk.core.flow.graph import build
from lianzheng_risk.core.next_steps import next_numbers


def steps(*next_steps: str | None) -> Flow:
	return Flow("职权", tuple(Step(n, f"步骤{n}", "甲岗", next_steps=to) for n, to in enumerate(next_steps, start=1)))


def edges(flow: Flow) -> list[tuple[int, int]]:
	"""From row to row: 0 is the start, and the row after the last step the end."""
	return [tuple(edge) for edge in build(flow).edges]


def told(flow: Flow, lang="zh") -> list[str]:
	return [problem.label(lang) for problem in build(flow).problems]


@pytest.mark.parametrize(
	("text", "numbers"),
	[
		("2", [2]), ("2,3", [2, 3]), (" 2 ， 3 ", [2, 3]), ("2、3；4", [2, 3, 4]), ("１２", [12]),
		("2,", None), ("结束", None), ("2-3", None), ("", None), ("1234567890", None),
	],
)  # fmt: skip
def test_next_steps_are_numbers_with_any_comma(text, numbers):
	assert next_numbers(text) == numbers


def test_lanes_stand_in_the_order_of_their_first_step():
	labels = [lane.label("zh") for lane in build(LICENCE).lanes]
	assert labels == ["外部", "窗口岗", "副局长岗", "科长岗"]


def test_a_step_without_a_post_is_nobodys_unless_it_is_external():
	graph = build(Flow("", (Step(1, "甲"), Step(2, "乙", external=True), Step(3, "丙", "外部"))))
	assert [lane.label("en") for lane in graph.lanes] == ["No Post Given", "External", "外部"]


def test_empty_next_steps_mean_the_next_in_order_whatever_the_numbers():
	flow = Flow("", (Step(30, "丙"), Step(10, "甲"), Step(20, "乙", next_steps="30，10")))
	assert edges(flow) == [(0, 1), (1, 2), (2, 3), (2, 1), (3, 4)]
	assert told(flow) == []


def test_the_last_step_ends_the_flow_even_where_it_goes_back():
	assert edges(steps(None, None, "2")) == [(0, 1), (1, 2), (2, 3), (3, 2), (3, 4)]


def test_the_same_way_is_drawn_once():
	assert edges(steps("2,2、2", None)) == [(0, 1), (1, 2), (2, 3)]


def test_what_is_wrong_is_told_in_words():
	flow = Flow(
		"",
		(
			Step(1, "甲", "甲岗", next_steps="9"),
			Step(2, "乙", "甲岗", next_steps="到3"),
			Step(2, "乙二", "甲岗", next_steps="4"),
			Step(4, "丁", "甲岗"),
			Step(None, "戊"),
		),
	)
	assert told(flow) == [
		"环节序号2用了不止一次，箭头只连到第一个。",
		"环节1指向的环节9不存在。",
		"环节2的下一环节“到3”无法识别，请填序号，用逗号分开。",
		"没有箭头通到环节2。",
		"“戊”没有环节序号，单独列在最后。",
	]
	assert [node.kind for node in build(flow).nodes] == ["start", "step", "step", "step", "step", "end", "step"]


def test_without_steps_there_is_nothing_but_a_word_about_it():
	graph = build(Flow("职权", ()))
	assert (graph.nodes, graph.edges) == ((), ())
	assert told(Flow("职权", ()), "en") == ["No steps yet; the diagram is drawn from them."]


def test_posts_of_the_same_name_are_told_apart_by_their_codes():
	names = {"G1": "科长岗", "G2": "科长岗", "G3": "出纳岗"}
	assert post_labels(names) == {"G1": "科长岗（G1）", "G2": "科长岗（G2）", "G3": "出纳岗"}
