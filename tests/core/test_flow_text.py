"""Text in a picture is broken into lines that fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianzheng_risk.core.flow.text import clean, width, wrap


@pytest.mark.parametrize(
	("text", "room", "lines"),
	[
		("现场勘验", 50, ["现场勘验"]),
		("现场勘验和审查", 40, ["现场勘验", "和审查"]),
		# A closing mark takes the character before it along, an opening one goes to the next line.
		("现场勘验，审查", 40, ["现场勘", "验，审查"]),
		("现场勘（审查）", 40, ["现场勘", "（审查）"]),
		("review by hand", 60, ["review by", "hand"]),
		("审查ABCDEFGHIJ", 40, ["审查", "ABCDE", "FGHIJ"]),
		("", 40, []),
	],
)
def test_lines_break_where_they_may(text, room, lines):
	assert wrap(text, room, 10) == lines


def test_what_is_left_out_is_marked():
	assert wrap("一二三四五六七八九十", 40, 10, most=2) == ["一二三四", "五六七…"]
	assert wrap("一二三四五六七八", 40, 10, most=2) == ["一二三四", "五六七八"]


def test_a_chinese_character_is_as_wide_as_the_font_and_a_capital_wider_than_a_small_letter():
	assert width("审查", 10) == 20
	assert width("a", 10) < width("A", 10) < 10


def test_what_xml_cannot_hold_is_replaced():
	assert clean("甲\x00乙\ud800\n\t 丙") == "甲\ufffd乙\ufffd 丙"


@given(st.text(max_size=60), st.floats(15, 200))
def test_lines_fit_and_nothing_is_lost(text, room):
	lines = wrap(text, room, 10)
	assert all(width(line, 10) <= room or len(line) == 1 for line in lines)
	assert "".join("".join(lines).split()) == "".join(clean(text).split())
