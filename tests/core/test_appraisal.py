"""The workbook for the annual appraisal: one line per unit, best first, and what every point was lost for."""

from __future__ import annotations

import io

import openpyxl

from lianzheng_risk.core.scoring.appraisal import ScoredItem, ScoredUnit, sheets
from lianzheng_risk.core.workbook.plain import write_sheets

ITEMS = (
	ScoredItem("组织领导", "研究部署", "manual", 10, 10, 7, "缺一项扣2分", "部署不及时"),
	ScoredItem("措施", "措施覆盖", "automatic", 6, 6, 6),
	ScoredItem("措施", "三阶段", "automatic", 4, None, None),
	ScoredItem("加分", "经验做法", "bonus", 5, 2, 2, "", "经验被推广"),
	ScoredItem("扣分", "报送不及时", "deduction", 5, 0, 1, "", "迟报一次"),
	ScoredItem("一票否决", "隐瞒不报", "veto", 0, 0, 0),
)
VETOED = (*ITEMS[:-1], ScoredItem("一票否决", "隐瞒不报", "veto", 0, 0, 0, "", "=隐瞒", True))
UNITS = [
	ScoredUnit("B", "乙科", "X", "县局", 90, 84, "up_to_standard", VETOED, ["岗位排查覆盖率 80.0%"], 1),
	ScoredUnit("A", "甲科", "X", "县局", 95, 95, "excellent", ITEMS),
	ScoredUnit("X", "县局", None, None, 88, 84, "up_to_standard", ITEMS),
]


def workbook(units=UNITS, **options) -> openpyxl.Workbook:
	target = io.BytesIO()
	write_sheets(sheets(units, **options), target, "考核")
	return openpyxl.load_workbook(target)


def rows(sheet) -> list[dict]:
	header, *lines = sheet.iter_rows(values_only=True)
	return [dict(zip(header, line, strict=True)) for line in lines]


def test_the_best_stands_first_and_equals_share_a_place():
	found = rows(workbook()["考核总表"])
	assert [(row["名次"], row["同级名次"], row["单位编码"]) for row in found] == [(1, 1, "A"), (2, 2, "B"), (2, 1, "X")]
	assert [row["等次"] for row in found] == ["优秀", "达标", "达标"]
	assert [row["差额"] for row in found] == [0, -6, -4]


def test_sections_stand_in_columns_with_what_they_gave_or_took():
	(first, second, _) = rows(workbook()["考核总表"])
	assert [first[section] for section in ("组织领导", "措施", "加分", "扣分")] == [7, 6, 2, -1]
	assert (first["一票否决"], second["一票否决"], second["申诉更正"]) == ("无", "隐瞒不报", 1)


def test_what_is_weak_stands_on_a_sheet_of_its_own():
	weak = rows(workbook()["薄弱项目"])[1]
	assert (weak["失分项目"], weak["未达标指标"]) == ("研究部署（失3分）", "岗位排查覆盖率 80.0%")


def test_each_section_has_a_sheet_with_every_reason():
	book = workbook()
	assert book.sheetnames == ["考核总表", "薄弱项目", "组织领导", "措施", "加分", "扣分", "一票否决"]
	line = rows(book["组织领导"])[0]
	assert (line["单位"], line["分值"], line["核准得分"], line["失分"], line["扣分（加分）原因"]) == (
		"甲科", 10, 7, 3, "部署不及时",
	)  # fmt: skip
	measures = rows(book["措施"])
	assert (measures[1]["失分"], measures[1]["核准得分"], measures[1]["扣分（加分）原因"]) == (None, None, "不适用")
	vetoes = rows(book["一票否决"])
	assert [row["一票否决"] for row in vetoes] == ["否", "是", "否"]
	assert "分值" not in vetoes[0]


def test_what_people_wrote_is_text():
	(cell,) = [cell for row in workbook()["一票否决"] for cell in row if cell.value == "=隐瞒"]
	assert cell.data_type == "s"


def test_every_sheet_is_set_up_for_print_on_a4_across():
	for sheet in workbook(above=["说明"]).worksheets:
		assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
		assert sheet.page_setup.fitToWidth == 1


def test_without_units_there_is_the_overview_alone():
	assert workbook([]).sheetnames == ["考核总表"]


def test_in_english_too():
	assert workbook(lang="en").sheetnames[0] == "Overview"
