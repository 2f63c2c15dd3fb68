"""The tree of units and the overdue funnel say what the counts say."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pandas as pd
import pytest

from lianzheng_risk.core.assessment import assess
from lianzheng_risk.core.demo import AS_OF, invent
from lianzheng_risk.core.overdue import KINDS, funnel
from lianzheng_risk.core.report.unit_map import FILL, LINES_AT_MOST, Box, unit_map
from lianzheng_risk.core.schemes import WORSE_OF_TWO
from lianzheng_risk.core.weakness import JUDGING, SOUND, STEPS, UNJUDGED, Weakness, weaknesses

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def whole():
	return assess(invent(), WORSE_OF_TWO, AS_OF)


def test_weak_indicators_are_those_of_the_assessment(whole) -> None:
	[found] = weaknesses(pd.DataFrame([whole.whole]))
	told = whole.to_dict()["indicators"]
	assert [it.code for it in found.weak] == [it["code"] for it in told if it["weak"]] != []
	assert found.judged == sum(it["target"] is not None and it["value"] is not None for it in told)


@pytest.mark.parametrize(
	("weak", "judged", "step"),
	[(0, 0, "unjudged"), (0, 8, "sound"), (1, 8, "slight"), (2, 8, "slight"), (3, 8, "marked"), (4, 8, "marked"), (5, 8, "severe")],
)  # fmt: skip
def test_steps(weak: int, judged: int, step: str) -> None:
	assert Weakness(JUDGING[:weak], judged).step.code == step


def test_every_step_has_a_colour_of_its_own() -> None:
	assert {step.code for step in (*STEPS, SOUND, UNJUDGED)} == set(FILL)
	assert len(set(FILL.values())) == len(FILL)


def test_a_funnel_only_narrows(whole) -> None:
	stages = funnel(whole.own.sum())
	assert [stage.kind for stage in stages] == list(KINDS)
	assert all(stage.there >= stage.due >= stage.overdue for stage in stages)
	[measures] = [stage for stage in stages if stage.kind.code == "measures"]
	assert measures.overdue == whole.own["measures_overdue"].sum() > 0
	assert measures.share == measures.overdue / measures.due


def _rects(boxes: list[Box]) -> dict[str, dict]:
	root = ElementTree.fromstring(str(unit_map(boxes, [("sound", "达标")], "图")))
	return {group.find(f"{SVG}title").text: group.find(f"{SVG}rect").attrib for group in root.iter(f"{SVG}g")}


def test_boxes_lie_over_what_is_below_them() -> None:
	boxes = [Box("局", 0, "slight", "1"), Box("甲科", 1, "sound", "2"), Box("乙科", 1, "severe", "3"), Box("乙组", 2, "sound", "4")]  # fmt: skip
	rects = _rects(boxes)
	top, first, second, below = (rects[f"{box.name}  {box.figure}"] for box in boxes)
	assert float(top["y"]) == float(first["y"])
	assert float(second["y"]) > float(first["y"])
	assert second["y"] == below["y"]
	assert float(top["height"]) > float(first["height"]) == float(second["height"])
	assert float(below["x"]) > float(second["x"]) > float(top["x"])


def test_names_are_escaped() -> None:
	assert list(_rects([Box("<script>&", 0, "sound", "")])) == ["<script>&  "]


def test_a_box_names_its_unit_where_somebody_leads_from_it() -> None:
	drawn = str(unit_map([Box("局", 0, "sound", "", 'A"-1'), Box("科", 1, "sound", "")], [], "图"))
	assert drawn.count("data-unit") == 1 and 'data-unit="A&#34;-1"' in drawn


def test_only_levels_that_stay_readable_are_drawn() -> None:
	many = [Box("局", 0, "sound", ""), *(Box(f"科{n}", 1, "sound", "") for n in range(LINES_AT_MOST + 1))]
	assert len(_rects(many)) == 1
	assert len(_rects(many[:-1])) == LINES_AT_MOST + 1
