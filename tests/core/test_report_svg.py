import re
from xml.etree import ElementTree

import pytest
import report_sample as sample

from lianzheng_risk.core import schemes
from lianzheng_risk.core.report import palette, svg, views
from lianzheng_risk.core.report.texts import Words

ZH = Words("zh")


def parsed(markup) -> ElementTree.Element:
	return ElementTree.fromstring(str(markup))


def texts(markup) -> list[str]:
	return [element.text for element in parsed(markup).iter("text")]


def luminance(colour: str) -> float:
	channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
	linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
	return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
	lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
	return (lighter + 0.05) / (darker + 0.05)


def test_the_heat_map_names_the_grade_of_every_cell():
	shown = texts(svg.heat_map(sample.picture(), ZH))
	assert shown == [
		"危害程度 →", "发生机率 ↑", "一般", "较为严重", "严重",
		"高", "2", "一级", "5", "一级", "6", "一级",
		"较高", "7", "二级", "12", "二级", "9", "一级",
		"较小", "16", "三级", "2", "二级", "7", "一级",
	]  # fmt: skip


def test_the_heat_map_of_a_bigger_scheme_has_a_cell_for_every_pair():
	heat_map = sample.heat_map(schemes.MATRIX_5X5, [[0] * 5] * 5)
	chart = parsed(svg.heat_map({"heat_map": heat_map}, ZH))
	fills = [cell.get("fill") for cell in chart.iter("rect")]
	assert len(fills) == 25
	# The table of the scheme, mirrored: mildest harm first.
	assert fills[:5] == [palette.GRADE_FILL["I"]] * 5
	assert fills[20:] == [palette.GRADE_FILL[grade] for grade in ("III", "III", "II", "I", "I")]


def test_every_chart_can_be_read_aloud():
	picture = sample.picture()
	rows = views.distribution(picture, "category", ZH)
	strip = svg.grade_strip(views.ranking(picture["units"])[0], ZH)
	for markup in (svg.heat_map(picture, ZH), svg.grade_bar(picture, ZH), svg.bars("类别", rows, ZH), strip):
		chart = parsed(markup)
		assert chart.get("role") == "img"
		assert chart.find("title").text
		assert chart.find("desc").text
	assert parsed(svg.grade_bar(picture, ZH)).find("desc").text == (
		"共66个风险点：一级 22 (33.3%)、二级 28 (42.4%)、三级 16 (24.2%)。"
	)


def test_the_grade_bar_is_divided_by_share():
	chart = svg.grade_bar({"totals": {"risk_points": 100}, "by_grade": {"I": 5, "II": 0, "III": 95}}, ZH)
	segments = list(parsed(chart).iter("rect"))[1:]
	assert [(one.get("x"), one.get("width")) for one in segments] == [("0.00%", "5.00%"), ("5.00%", "95.00%")]
	assert texts(chart) == ["5", "三级 95"]


def test_a_segment_too_narrow_for_its_count_leaves_it_to_the_legend():
	chart = svg.grade_bar({"totals": {"risk_points": 1000}, "by_grade": {"I": 10, "II": 90, "III": 900}}, ZH)
	assert texts(chart) == ["90", "三级 900"]


def test_the_longest_bar_is_full_and_nothing_is_empty():
	rows = [views.Row("a", "甲", 4, 0.8), views.Row("b", "乙", 1, 0.2)]
	widths = [rect.get("width") for rect in parsed(svg.bars("数", rows, ZH)).iter("rect")]
	assert widths == ["100%", "100.00%", "100%", "25.00%"]
	nothing = svg.bars("数", [views.Row("a", "甲", 0, None)], ZH)
	assert texts(nothing) == ["甲", "0 · —"]


def test_text_from_people_is_escaped():
	rows = [views.Row("a", '<script>"&', 1, 1.0)]
	markup = svg.bars("<b>", rows, ZH)
	assert "<script>" not in markup
	assert texts(markup)[0] == '<script>"&'


@pytest.mark.parametrize("grade", ["I", "II", "III"])
def test_text_on_a_grade_has_enough_contrast(grade):
	assert contrast(palette.GRADE_INK[grade], palette.GRADE_FILL[grade]) >= 4.5


def test_grades_stay_apart_without_colour():
	lightness = [luminance(palette.GRADE_FILL[grade]) for grade in ("I", "II", "III")]
	assert lightness[1] / lightness[0] > 2
	assert lightness[2] / lightness[1] > 1.5


def test_muted_text_has_enough_contrast_on_paper_and_band():
	for ground in (palette.PAPER, palette.BAND):
		assert contrast(palette.MUTED, ground) >= 4.5
	assert all(re.fullmatch("#[0-9A-Fa-f]{6}", colour) for colour in palette.css_variables().values())
