"""Lines over time: drawn where there is a value, broken where there is none."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from lianzheng_risk.core.report.line_chart import Line, line_chart
from lianzheng_risk.core.workbook.text import display_width

QUARTERS = [f"2024年第{ordinal}季度" for ordinal in "一二三四"]


def points(svg: str) -> list[str]:
	return re.findall(r"<circle[^>]*><title>([^<]*)</title>", svg)


def test_nothing_is_drawn_where_there_is_no_value():
	svg = line_chart(QUARTERS, [Line("按期", [None, 0.5, None, 0.0])], "趋势")
	assert points(svg) == ["2024年第二季度 按期 50.0%", "2024年第四季度 按期 0.0%"]
	assert "<polyline" not in svg, "nothing to join"


def test_a_line_goes_on_after_a_gap():
	svg = line_chart([*QUARTERS, "五"], [Line("按期", [1.0, 0.5, None, 0.25, 0.5])], "趋势")
	assert [len(one.split()) for one in re.findall(r'<polyline points="([^"]*)"', svg)] == [2, 2]


def test_more_is_higher():
	svg = line_chart(QUARTERS, [Line("按期", [0.0, 0.5, 0.75, 1.0])], "趋势")
	heights = [float(one) for one in re.findall(r'cy="([\d.]+)"', svg)]
	assert heights == sorted(heights, reverse=True)


@pytest.mark.parametrize("labels", [QUARTERS * 2, [f"{2022 + n // 12}年{n % 12 + 1}月" for n in range(36)]])
def test_labels_are_left_out_rather_than_written_over_each_other(labels):
	svg = line_chart(labels, [Line("按期", [1.0] * len(labels))], "趋势")
	below = re.findall(r'<text x="([\d.]+)"[^>]*text-anchor="middle"[^>]*>([^<]*)<', svg)
	places = [float(place) for place, _ in below]
	apart = min(after - before for before, after in pairwise(places))
	assert apart >= max(map(display_width, labels)) * 7
	assert below[-1][1] == labels[-1]
	assert len(below) >= 8, "as many as there is room for"


def test_each_line_has_its_name_and_dashes_of_its_own():
	svg = line_chart(QUARTERS, [Line("按期", [1.0] * 4), Line("<b>", [0.5] * 4)], "趋势")
	assert "&lt;b&gt;" in svg and "<b>" not in svg
	assert len(set(re.findall(r'stroke-dasharray="([^"]*)"', svg))) == 2
