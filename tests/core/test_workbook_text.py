"""Text for Excel: escapes, widths and heights."""

from __future__ import annotations

import pytest

from lianzheng_risk.core.workbook.text import display_width, escape, escape_all, lines_needed


@pytest.mark.parametrize(
	("text", "in_the_file"),
	[
		("廉政\t风险\n防控", "廉政\t风险\n防控"),
		("a\x01b", "a_x0001_b"),
		("a\r\nb", "a_x000D_\nb"),
		("_x0041_", "_x005F_x0041_"),
		("_x00e9_x0041_", "_x005F_x00e9_x005F_x0041_"),
		("_x41_ _X0041_", "_x41_ _X0041_"),
		("\ud800\ufffe\uffff😀", "\ufffd\ufffd\ufffd😀"),
	],
)
def test_what_xml_cannot_hold_is_escaped(text: str, in_the_file: str) -> None:
	assert escape(text) == in_the_file


def test_a_column_is_escaped_only_where_it_must_be() -> None:
	plain = ["甲", None, "乙"]
	assert escape_all(plain) is plain
	assert escape_all(["甲", None, "\x02", ""]) == ["甲", None, "_x0002_", ""]


def test_a_chinese_character_is_two_columns_wide() -> None:
	assert [display_width(text) for text in ("", "abc", "廉政", "（A）")] == [0, 3, 4, 5]


def test_lines_of_wrapped_text() -> None:
	assert lines_needed("", 10) == 1
	assert lines_needed("廉政风险防", 10) == 1
	assert lines_needed("廉政风险防控", 10) == 2
	assert lines_needed("廉\n\n政风险防控点", 10) == 4
