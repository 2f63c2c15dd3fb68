"""Writing loses nothing: what is read back and checked is the register that was written."""

from __future__ import annotations

import datetime
from io import BytesIO

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbook_sample import AS_OF, opened, register, written

from lianzheng_risk.core.checks import check
from lianzheng_risk.core.demo import invent
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.workbook import DoesNotFit, read, write_register, write_template
from lianzheng_risk.core.workbook.cells import column_values

# Text as a register holds it: no white space around it, and only what are characters.
TEXTS = st.text(
	st.one_of(
		st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"),
		st.sampled_from("=+-@'\"_x0041\r\n\t\x00\x0b廉政风险😀"),
	),
	max_size=40,
).map(str.strip)


def read_back(original: Register, lang: str = "zh") -> Register:
	return check(read(written(write_register, original, ..., lang)), DEFAULT, AS_OF).register


def assert_same(left: Register, right: Register) -> None:
	for name in TABLES:
		pd.testing.assert_frame_equal(left[name].reset_index(drop=True), right[name].reset_index(drop=True))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_register_comes_back_the_same(lang: str) -> None:
	assert_same(read_back(register(), lang), register())


def test_an_invented_bureau_comes_back_the_same() -> None:
	original = invent(units=8, seed=1)
	assert_same(read_back(original), original)


def test_an_empty_register_comes_back_empty() -> None:
	assert_same(read_back(Register()), Register())


def test_categorical_columns_are_written_like_any_others() -> None:
	original = register()
	risks = original["risk_points"].astype({"category": "category", "unit": "category", "post": "category"})
	assert_same(read_back(Register({**original, "risk_points": risks})), original)


@settings(max_examples=15, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=60))
def test_any_text_comes_back_as_it_was(texts: list[str]) -> None:
	posts = [{"post": f"G{number}", "duties": text} for number, text in enumerate(texts)]
	raw = read(written(write_register, Register.of(posts=posts), ...))
	assert raw.tables["posts"].frame["duties"].tolist() == [text or None for text in texts]


def test_terms_flags_and_dates_are_written_for_people() -> None:
	workbook = opened(written(write_register, register(), ...))
	assert [cell.value for cell in workbook["岗位"][2]] == ["G1", "局长岗", "001", "主要领导", "是", None]
	assert [cell.value for cell in workbook["岗位"][3]][3:] == ["一般工作人员", None, "收付现金\n登记日记账"]
	start = workbook["任职"]["C2"]
	assert (start.value, start.number_format) == (datetime.datetime(2023, 3, 1), "yyyy-mm-dd")
	limit = workbook["职权"]["I2"]
	assert (limit.value, limit.data_type) == (10, "n")
	english = opened(written(write_register, register(), ..., "en"))
	assert [cell.value for cell in english["Posts"][2]][3:5] == ["Principal Leader", "Yes"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=", "#N/A", "001", "1e5", "TRUE", "2026-06-30"])
def test_text_stays_text(text: str) -> None:
	units = [{"unit": text, "unit_name": text, "unit_type": "unit"}]
	cell = opened(written(write_register, Register.of(units=units), ...))["单位"]["A2"]
	assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
	assert cell.quotePrefix == (text[0] in "=+-@")


def test_a_date_that_excel_cannot_count_is_written_as_text() -> None:
	days = pd.Series(pd.to_datetime(["1850-01-02", "1900-02-28", "1900-03-01", None])).astype("datetime64[s]")
	assert column_values(TABLES["tenures"]["start_date"], days) == ["1850-01-02", "1900-02-28", 61, None]


def test_what_is_no_character_becomes_the_replacement_character() -> None:
	units = [{"unit": "a\ud800b", "unit_name": "甲\uffff", "unit_type": "unit"}]
	row = read(written(write_register, Register.of(units=units), ...)).tables["units"].frame.iloc[0]
	assert (row["unit"], row["unit_name"]) == ("a\ufffdb", "甲\ufffd")


def test_the_look_is_that_of_the_template() -> None:
	full, empty = opened(written(write_register, register(), ...)), opened(written(write_template, ...))
	assert full.sheetnames == empty.sheetnames
	for table in TABLES.values():
		ours, template = full[table.zh], empty[table.zh]
		assert [cell.style for cell in ours[1]] == [cell.style for cell in template[1]]
		assert ours.data_validations.count == template.data_validations.count
		assert (ours.freeze_panes, ours.print_title_rows) == (template.freeze_panes, template.print_title_rows)
	assert full["岗位"].auto_filter.ref == "A1:F3"
	assert full["岗位"]["B3"].style == "廉政-文本"


def test_rows_of_long_text_are_tall_enough_to_be_read() -> None:
	"""40 columns hold 20 Chinese characters: 50 of them take three lines of 16.5 points and 3 points of padding."""
	posts = [
		{"post": "G1", "duties": "责" * 50},
		{"post": "G2", "duties": "责" * 20},
		{"post": "G3", "duties": "责\n" * 90},
	]
	heights = opened(written(write_register, Register.of(posts=posts), ...))["岗位"].row_dimensions
	assert [heights[row].height for row in (2, 3, 4)] == [52.5, None, 409]


def test_a_text_too_long_for_a_cell_is_refused_before_anything_is_written() -> None:
	target = BytesIO()
	units = [{"unit": "NJ", "unit_name": "责" * 32_768}]
	with pytest.raises(DoesNotFit) as caught:
		write_register(Register.of(units=units), target)
	assert caught.value.text.zh == "“单位”NJ的“单位名称”有32768个字符，一个单元格最多容纳32767个，请缩短"
	assert target.getvalue() == b""


def test_the_longest_text_that_fits_comes_back_whole() -> None:
	duties = "责" * 32_767
	posts = Register.of(posts=[{"post": "G1", "duties": duties}])
	assert read(written(write_register, posts, ...)).tables["posts"].frame["duties"].tolist() == [duties]


def test_excel_counts_an_emoji_as_two_characters() -> None:
	with pytest.raises(DoesNotFit, match="has 40000 characters"):
		write_register(Register.of(posts=[{"post": "G1", "duties": "😀" * 20_000}]), BytesIO())


def test_more_rows_than_a_sheet_holds_are_refused() -> None:
	column = pd.Series([None], dtype=object).repeat(1_048_576).reset_index(drop=True)
	frame = pd.DataFrame(dict.fromkeys(TABLES["people"].columns, column))
	with pytest.raises(DoesNotFit) as caught:
		write_register(Register({"people": frame}), BytesIO())
	assert caught.value.text.zh == "“人员”有1048576行，一张 Excel 工作表最多容纳1048575行，请按单位分开导出"
