"""Any table as a workbook: text stays text, dates are dates, numbers numbers."""

from __future__ import annotations

import datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from lianzheng_risk.core.workbook import DoesNotFit
from lianzheng_risk.core.workbook.plain import Column, write_table

COLUMNS = [Column("风险点"), Column("个数", "integer"), Column("完成率", "percent"), Column("期限", "date")]


def written(columns, rows, **more):
	target = BytesIO()
	write_table(columns, rows, target, **{"title": "风险点清单", **more})
	return openpyxl.load_workbook(target).active


def column(kind: str, *values, lang: str = "zh") -> list:
	sheet = written([Column("值", kind)], [[value] for value in values], lang=lang)
	return [sheet.cell(row, 1) for row in range(2, len(values) + 2)]


@pytest.mark.parametrize("text", ["=1+1", "+86 25 1234", "-5", "@示例", '=HYPERLINK("http://x")'])
def test_text_stays_text_whatever_it_begins_with(text):
	(cell,) = column("text", text)
	assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_text_is_kept_to_the_letter():
	texts = ["审批权限过于集中，缺少复核\n第二行", "ＡＢＣ１２３　全角", "a < b & c > d", "_x0041_", "长" * 30_000]
	assert [cell.value for cell in column("text", *texts)][:3] == texts[:3]
	assert column("text", *texts)[4].value == texts[4]


def test_what_looks_like_an_escape_is_escaped():
	(cell,) = column("text", "_x0041_")
	assert cell.value == "_x005F_x0041_"


def test_numbers_are_numbers():
	cells = column("integer", 12, 1_234_567)
	assert [(cell.value, cell.data_type, cell.number_format) for cell in cells] == [
		(12, "n", "0"),
		(1_234_567, "n", "0"),
	]
	(amount,) = column("amount", Decimal("1234.50"))
	assert (amount.value, amount.number_format) == (1234.5, "#,##0.00")
	(percent,) = column("percent", 45.5)
	assert (percent.value, percent.number_format) == (45.5, '0.0"%"')


def test_numbers_in_a_text_column_are_numbers_still():
	assert [(cell.value, cell.data_type) for cell in column("text", 3, 2.5)] == [(3, "n"), (2.5, "n")]


def test_what_excel_would_round_is_text():
	(cell,) = column("integer", 320102199001011234)
	assert (cell.value, cell.data_type) == ("320102199001011234", "s")


def test_what_is_no_number_is_empty():
	assert [cell.value for cell in column("number", float("nan"), None, "")] == [None, None, None]


def test_dates_are_dates():
	day, moment = datetime.date(2026, 6, 30), datetime.datetime(2026, 6, 30, 9, 5, 7, 250)
	cells = column("date", day, moment, "2026-06-30", "2026-06-30 09:05:07.000250")
	assert all(cell.is_date for cell in cells)
	assert [cell.number_format for cell in cells] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss"] * 2
	assert cells[0].value == cells[2].value == datetime.datetime(2026, 6, 30)
	assert cells[1].value == cells[3].value == datetime.datetime(2026, 6, 30, 9, 5, 7)


def test_what_is_no_date_stays_what_it_is():
	cells = column("date", "待定", datetime.date(1899, 5, 1), "2026-02-30", "20260630")
	assert [cell.value for cell in cells] == ["待定", "1899-05-01", "2026-02-30", "20260630"]
	assert [cell.data_type for cell in cells] == ["s"] * 4


def test_an_iso_date_in_a_text_column_stays_text():
	(cell,) = column("text", "2026-06-30")
	assert (cell.value, cell.data_type) == ("2026-06-30", "s")


@pytest.mark.parametrize(("lang", "expected"), [("zh", ["是", "否"]), ("en", ["Yes", "No"])])
def test_flags_are_words(lang, expected):
	assert [cell.value for cell in column("text", True, False, lang=lang)] == expected


def test_the_header_stays_in_sight_and_can_be_filtered():
	sheet = written(COLUMNS, [["甲", 1, 50.0, None], ["乙", 2, 60.0, None]])
	assert [cell.value for cell in sheet[1]] == ["风险点", "个数", "完成率", "期限"]
	assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A2", "A1:D3", "$1:$1")


def test_lines_above_push_the_header_down():
	sheet = written(COLUMNS, [["甲", 1]], above=["单位：宁江县示例局", "=统计"])
	assert [sheet.cell(row, 1).value for row in (1, 2, 3, 4)] == ["单位：宁江县示例局", "=统计", "风险点", "甲"]
	assert sheet["A2"].data_type == "s"
	assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A4", "A3:D4")
	assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A1:D1", "A2:D2"}


def test_columns_are_as_wide_as_their_content_within_bounds():
	sheet = written([Column("序"), Column("名称"), Column("说明")], [["1", "十个汉字宽的单位名称", "长" * 200]])
	assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [8, 22, 60]


def test_rows_are_as_tall_as_their_text():
	sheet = written([Column("说明")], [["一行"], ["一\n二\n三"]])
	assert sheet.row_dimensions[2].height is None
	assert sheet.row_dimensions[3].height == 3 + 3 * 16.5


def test_titles_that_excel_refuses_are_mended():
	assert written(COLUMNS, [], title="2026/27 [风险]: 点*?").title == "2026 27  风险   点"
	assert written(COLUMNS, [], title="单" * 40).title == "单" * 31
	assert written(COLUMNS, [], title="??").title == "lianzheng_risk"


def test_text_too_long_for_a_cell_is_refused_with_its_place():
	target = BytesIO()
	with pytest.raises(DoesNotFit) as refusal:
		write_table(COLUMNS, [["短"], ["长" * 32768]], target, "清单")
	assert "第 3 行" in refusal.value.text.zh and "“风险点”" in refusal.value.text.zh
	assert target.getvalue() == b""


def test_too_many_rows_are_refused():
	with pytest.raises(DoesNotFit) as refusal:
		write_table(COLUMNS, range(1_048_576), BytesIO(), "清单")
	assert "1048576行" in refusal.value.text.zh
