"""The diagram as a picture: what is in it, that it is safe to show, and that it prints."""

import time
from xml.etree import ElementTree

import flow_sample
import pytest
from flow_sample import LICENCE
from hypothesis import given, settings
from hypothesis import strategies as st
from test_report_svg import contrast

from lianzheng_risk.core.flow import A4_PORTRAIT, Flow, GradeLook, Paper, Step, draw, draw_pages, is_wide
from lianzheng_risk.core.flow.tones import TONES
from lianzheng_risk.core.report import palette

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ElementTree.Element:
	return ElementTree.fromstring(svg)


def texts(svg: str) -> list[str]:
	return [element.text for element in parsed(svg).iter(f"{SVG}text")]


def boxes_drawn(svg: str) -> list[str]:
	"""The tooltips: one per step."""
	return [group.find(f"{SVG}title").text for group in parsed(svg).iter() if group.tag in (f"{SVG}g", f"{SVG}a") and group.find(f"{SVG}title") is not None]  # fmt: skip


def test_what_a_step_shows():
	shown = texts(draw(LICENCE))
	assert shown[:6] == ["施工许可", "审批科 · Q1", "外部", "窗口岗", "副局长岗", "科长岗"]
	second = shown.index("环节2")
	assert shown[second : second + 5] == ["环节2", "1个工作日", "受理", "裁量：材料是否齐全", "去向：3、返回1"]
	assert "一级×1 三级×2" in shown
	assert "二级×1 未定级×1" in shown


def test_the_same_in_english():
	shown = texts(draw(LICENCE, "en"))
	assert "Step 2" in shown
	assert "On to: 3, back to 1" in shown
	band = shown.index("Grade I ×1")
	assert shown[band + 1] == "Grade III ×2"


def test_the_key_explains_only_the_signs_that_occur():
	assert texts(draw(LICENCE))[-6:] == ["一级", "二级", "三级", "外部环节", "有多个去向", "返回"]
	assert texts(draw(Flow("职权", (Step(1, "甲"),))))[-1] == "结束"


def test_a_step_has_the_colour_of_its_worst_grade():
	markup = draw(LICENCE)
	assert markup.count(f'fill="{palette.GRADE_FILL["I"]}"') == 2  # the step and the key
	assert markup.count(f'fill="{palette.GRADE_FILL["III"]}"') == 1  # only the key
	own = {"I": GradeLook("高", "#123456", "#ffffff")}
	assert draw(LICENCE, looks=own).count('fill="#123456"') == 2


@pytest.mark.parametrize("name", TONES)
def test_text_on_every_tone_has_enough_contrast(name):
	assert contrast(TONES[name].ink, TONES[name].fill) >= 4.5


def test_only_steps_with_an_address_are_links():
	links = list(parsed(draw(LICENCE)).iter(f"{SVG}a"))
	assert [link.get("href") for link in links] == ["#3"]


def test_the_diagram_can_be_read_aloud():
	chart = parsed(draw(LICENCE))
	assert chart.find(f"{SVG}title").text == "施工许可"
	assert chart.find(f"{SVG}desc").text == (
		"共5个环节，涉及外部、窗口岗、副局长岗、科长岗。环节1 申请（外部）；环节2 受理（窗口岗；1个工作日；裁量：材料是否齐全；去向：3、返回1）；"
		"环节3 决定（副局长岗；去向：4、5；一级×1；三级×2）；环节4 不予许可（窗口岗）；环节5 送达（科长岗；二级×1；未定级×1）"
	)


def test_external_steps_are_broken_lines_and_so_are_ways_back():
	assert draw(LICENCE).count('stroke-dasharray="7 4"') == 1
	# One way back, one external step and one way back in the key.
	assert draw(LICENCE).count('stroke-dasharray="5 3"') == 3


def test_problems_are_told_below_and_never_more_than_a_few():
	broken = Flow("职权", tuple(Step(n, "步骤", "甲岗", next_steps="99") for n in range(1, 31)))
	shown = texts(draw(broken))
	assert "请核对：环节1指向的环节99不存在。" in shown
	# 30 lead nowhere, 29 are not reached; eight are shown.
	assert "另有51处。" in shown


def test_hostile_names_stay_text():
	hostile = '"><script>alert(1)</script><a href="javascript:x">&\x00\ud800'
	markup = draw(Flow(hostile, (Step(1, hostile, hostile, discretion=hostile, next_steps=hostile),), hostile))
	tags = {element.tag.removeprefix(SVG) for element in parsed(markup).iter()}
	assert tags <= {"svg", "title", "desc", "rect", "text", "path", "g"}
	assert parsed(markup).find(f"{SVG}title").text.startswith('"><script>alert(1)</script>')


@settings(max_examples=150, deadline=None)
@given(flow_sample.flows, st.sampled_from(["zh", "en"]))
def test_any_flow_gives_a_well_formed_picture_with_each_step_once(flow, lang):
	assert len(boxes_drawn(draw(flow, lang))) == len(flow.steps)


@settings(max_examples=60, deadline=None)
@given(flow_sample.flows)
def test_any_flow_is_printed_with_each_step_on_one_sheet(flow):
	sheets = draw_pages(flow, Paper(120, 70))
	assert sum(len(boxes_drawn(sheet)) for sheet in sheets) == len(flow.steps)


@pytest.mark.parametrize("flow", [LICENCE, flow_sample.large()], ids=["small", "large"])
def test_sheets_fit_the_paper(flow):
	paper = Paper(273, 176) if is_wide(flow) else A4_PORTRAIT
	for sheet in draw_pages(flow):
		chart = parsed(sheet)
		assert float(chart.get("width").removesuffix("mm")) <= paper.width + 0.01
		assert float(chart.get("height").removesuffix("mm")) <= paper.height + 0.01


def test_a_small_power_takes_one_sheet_upright_and_a_large_one_several_across():
	assert (len(draw_pages(LICENCE)), is_wide(LICENCE)) == (1, False)
	sheets = draw_pages(flow_sample.large())
	assert len(sheets) > 3
	assert is_wide(flow_sample.large())
	for number, sheet in enumerate(sheets, start=1):
		assert f"（第{number}页，共{len(sheets)}页）" in texts(sheet)
		assert "岗位7" in texts(sheet)  # the lanes are named on every sheet


def test_a_large_power_is_drawn_in_a_moment():
	started = time.perf_counter()
	draw(flow_sample.large())
	assert time.perf_counter() - started < 1


def test_every_step_leading_to_every_other_is_drawn_all_the_same():
	everywhere = ",".join(map(str, range(1, 41)))
	started = time.perf_counter()
	parsed(draw(Flow("职权", tuple(Step(n, "步骤", f"岗位{n % 5}", next_steps=everywhere) for n in range(1, 41)))))
	assert time.perf_counter() - started < 10
