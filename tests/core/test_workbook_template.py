"""The template: sheets, headers, drop-downs, what stays text, print set-up, examples that nobody reads as data."""

from __future__ import annotations

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from workbook_sample import AS_OF, opened, saved, written

from lianzheng_risk.core.checks import check
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.core.schemes import DEFAULT, MATRIX_5X5
from lianzheng_risk.core.workbook import read, write_template
from lianzheng_risk.core.workbook.styles import add_styles

SHEETS = ["说明", "单位", "人员", "岗位", "任职", "职权", "职权环节", "风险点", "防控措施", "廉政活动", "参加岗位", "整改", "监督检查", "检查人员", "检查发现问题", "预警", "暂缓轮岗", "三重一大决策", "参加决策成员", "字典"]  # fmt: skip
ENGLISH = [
	"Guide", "Units", "People", "Posts", "Tenures", "Powers", "Power Steps", "Risk Points", "Control Measures",
	"Integrity Activities", "Participants", "Rectifications", "Inspections", "Inspectors", "Inspection Findings", "Warnings",
	"Rotation Waivers", "Collective Decisions", "Deciding Members", "Lists",
]  # fmt: skip


@pytest.fixture(scope="module")
def data() -> bytes:
	return written(write_template, ...)


@pytest.fixture(scope="module")
def template(data: bytes) -> Workbook:
	return opened(data)


def validation(sheet, letter: str):
	found = [it for it in sheet.data_validations.dataValidation if f"{letter}2" in it.sqref]
	assert len(found) <= 1
	return found[0] if found else None


def words(workbook: Workbook, formula: str) -> list[str]:
	"""The words that a drop-down with this formula offers."""
	title, cells = formula.split("!")
	return [cell.value for (cell,) in workbook[title.strip("'")][cells.replace("$", "")]]


def test_sheets_and_headers(template: Workbook) -> None:
	assert template.sheetnames == SHEETS
	assert template["字典"].sheet_state == "hidden"
	assert [cell.value for cell in template["任职"][1]] == ["岗位", "任职人员", "任职日期", "离任日期"]
	for table in TABLES.values():
		assert [cell.value for cell in template[table.zh][1]] == [column.zh for column in table.fields]


def test_required_columns_look_different_and_every_header_says_what_belongs_there(template: Workbook) -> None:
	header = template["任职"][1]
	assert [cell.style for cell in header] == ["廉政-必填表头"] * 3 + ["廉政-选填表头"]
	assert header[0].fill.start_color.rgb != header[3].fill.start_color.rgb
	assert header[0].comment.text == "必填。\n填编码；名称唯一时也可填名称"
	assert header[3].comment.text == "选填。\n在任的留空\n日期，例如 2026-06-30。"


def test_terms_are_chosen_from_a_list(template: Workbook) -> None:
	people = validation(template["人员"], "D")
	assert (people.type, people.errorStyle, people.showErrorMessage) == ("list", "stop", True)
	assert people.error == "请从下拉列表中选择“职务层次”。"
	assert words(template, people.formula1) == ["主要领导", "分管领导", "内设机构负责人", "一般工作人员"]
	assert words(template, validation(template["岗位"], "E").formula1) == ["是", "否"]
	assert "D1048576" in people.sqref


def test_levels_offered_are_those_of_the_scheme(template: Workbook) -> None:
	probability = validation(template["风险点"], "I").formula1
	assert words(template, probability) == ["高", "较高", "较小"]
	other = opened(written(write_template, ..., "zh", MATRIX_5X5))
	assert words(other, validation(other["风险点"], "I").formula1) == ["很高", "高", "较高", "较小", "很小"]


def test_codes_of_other_sheets_are_offered_and_not_enforced(template: Workbook) -> None:
	unit = validation(template["人员"], "C")
	assert (unit.type, unit.formula1, unit.showErrorMessage) == ("list", "codes_units", False)
	assert template.defined_names["codes_units"].attr_text == (
		"OFFSET('单位'!$A$1,1+COUNTIF('单位'!$A:$A,\"示例：*\"),0,"
		"MAX(1,COUNTA('单位'!$A:$A)-1-COUNTIF('单位'!$A:$A,\"示例：*\")),1)"
	)
	tables = "activities decisions inspections measures people posts powers rectifications risk_points units"
	assert sorted(template.defined_names) == [f"codes_{table}" for table in tables.split()]


def test_dates_and_whole_numbers_are_validated(template: Workbook) -> None:
	start = validation(template["任职"], "C")
	# 1950-01-01 and 2100-12-31
	assert (start.type, start.operator, start.formula1, start.formula2) == ("date", "between", "18264", "73415")
	assert start.error == "“任职日期”请填写日期，例如 2026-06-30。"
	step = validation(template["职权环节"], "B")
	assert (step.type, step.operator, step.formula1) == ("whole", "greaterThanOrEqual", "0")
	assert validation(template["单位"], "A") is None


def test_cells_not_filled_in_yet_have_the_format_of_their_column(template: Workbook) -> None:
	formats = {"单位": ["@"] * 7, "任职": ["@", "@", "yyyy-mm-dd", "yyyy-mm-dd"]}
	for title, expected in formats.items():
		letters = [get_column_letter(place) for place in range(1, len(expected) + 1)]
		assert [template[title].column_dimensions[letter].number_format for letter in letters] == expected
	duties = template["岗位"].column_dimensions["F"]
	assert (duties.width, duties.alignment.wrap_text) == (40, True)


def test_view_and_print_set_up(template: Workbook) -> None:
	for table in TABLES.values():
		sheet = template[table.zh]
		assert sheet.freeze_panes == "B2"
		assert sheet.print_title_rows == "$1:$1"
		assert sheet.auto_filter.ref == f"A1:{get_column_letter(len(table.fields))}2"
		page = sheet.page_setup
		wide = table.name in ("rectifications", "warnings", "decisions")
		assert (page.paperSize, page.orientation, page.fitToWidth, page.fitToHeight) == (9, "landscape", 1 + wide, 0)
		assert sheet.print_title_cols == ("$A:$A" if wide else None)
		assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_examples_are_marked_and_understood_but_not_read(data: bytes, template: Workbook) -> None:
	example = template["任职"][2]
	assert [cell.value for cell in example][:2] == ["示例：NJ-G001", "NJ-R001"]
	assert example[2].value.date().isoformat() == "2023-03-01"
	assert example[0].comment.text == "以“示例：”开头的行只供参考，系统不读取，可以删除。"
	assert {cell.style for cell in example} == {"廉政-示例引用", "廉政-示例日期"}
	raw = read(data)
	assert raw.findings == []
	assert {name: len(table.frame) for name, table in raw.tables.items()} == dict.fromkeys(TABLES, 0)


def test_examples_would_make_a_register_without_errors(data: bytes) -> None:
	"""Somebody who takes the mark away has a register that the checks accept."""
	workbook = opened(data)
	for table in TABLES.values():
		cell = workbook[table.zh]["A2"]
		cell.value = cell.value.removeprefix("示例：")
	checked = check(read(saved(workbook)), DEFAULT, AS_OF)
	assert [it.message() for it in checked.findings if it.severity == "error"] == []
	assert {name: len(frame) for name, frame in checked.register.items()} == dict.fromkeys(TABLES, 1)


def test_the_guide_explains_sheets_words_and_grades(template: Workbook) -> None:
	rows = [[value for value in row if value] for row in template["说明"].iter_rows(values_only=True)]
	assert rows[0] == ["廉政风险防控登记簿填写说明"]
	assert ["任职", "谁在什么时间担任哪个岗位", "岗位、任职人员、任职日期"] in rows
	assert ["风险等级", "一级", "I级、1、1级、高、高级、高度、A、★★★"] in rows
	at = rows.index(["发生机率 ＼ 危害程度", "严重", "较为严重", "一般"])
	assert rows[at + 1 : at + 4] == [
		["高", "一级", "一级", "一级"],
		["较高", "一级", "二级", "二级"],
		["较小", "一级", "二级", "三级"],
	]
	links = {cell.value: cell.hyperlink.location for (cell,) in template["说明"]["B1:B60"] if cell.hyperlink}
	assert links["风险点"] == "'风险点'!A1"
	assert template["说明"].page_setup.orientation == "portrait"


def test_in_english() -> None:
	data = written(write_template, ..., "en")
	workbook = opened(data)
	assert workbook.sheetnames == ENGLISH
	assert workbook["People"]["A2"].value == "Example: NJ-R001"
	assert workbook["People"]["D2"].value == "Principal Leader"
	assert len(words(workbook, validation(workbook["Control Measures"], "E").formula1)) == 16
	assert read(data).findings == []


def test_styles_are_made_anew_for_each_workbook() -> None:
	first, second = Workbook(), Workbook()
	for workbook in (first, second):
		add_styles(workbook)
		add_styles(workbook)
	assert first.named_styles == second.named_styles
	assert len(set(first.named_styles)) == len(first.named_styles)
	first._named_styles["廉政-文本"].font = Font(size=99)
	assert second._named_styles["廉政-文本"].font.size == 10
