import copy
import io
import zipfile

import openpyxl
import pytest
import report_sample as sample
from python_calamine import CalamineWorkbook

from lianzheng_risk.core.report import palette, xlsx


def written(picture) -> bytes:
	target = io.BytesIO()
	xlsx.write(picture, target)
	return target.getvalue()


def book(picture):
	return openpyxl.load_workbook(io.BytesIO(written(picture)))


@pytest.fixture(scope="module")
def full():
	return book(sample.picture(changes=True))


def rows(sheet, first: int, last: int, columns: int):
	return [list(row) for row in sheet.iter_rows(min_row=first, max_row=last, max_col=columns, values_only=True)]


def row_of(sheet, value) -> int:
	return next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == value)


def test_sheets_stand_in_the_order_of_the_report(full):
	assert full.sheetnames == [
		"概览", "风险热力图", "逾期漏斗", "评估指标", "单位薄弱程度", "单位", "单位排序", "薄弱环节", "变化", "说明",
	]  # fmt: skip
	assert "变化" not in book(sample.picture()).sheetnames
	assert book(sample.picture("en")).sheetnames[:3] == ["Overview", "Heat Map", "Overdue Funnel"]


def test_the_overview_holds_figures_as_numbers(full):
	sheet = full["概览"]
	top = row_of(sheet, "主要数据")
	assert rows(sheet, top + 2, top + 3, 3) == [
		["风险点", 66, "分布在8个单位和内设机构"],
		["一级", 22, "占风险点 33.3%"],
	]
	coverage = sheet.cell(row_of(sheet, "岗位排查覆盖率"), 2)
	assert (coverage.value, coverage.number_format) == (0.7568, "0.0%")
	top = row_of(sheet, "风险等级分布")
	assert rows(sheet, top + 2, top + 4, 2) == [["一级", 22], ["二级", 28], ["三级", 16]]


def test_charts_are_real_and_point_at_their_figures(full):
	sheet = full["概览"]
	charts = sheet._charts
	assert len(charts) == 6
	top = row_of(sheet, "风险等级分布") + 1
	assert charts[0].series[0].val.numRef.f == f"'概览'!$B${top + 1}:$B${top + 3}"
	assert charts[0].series[0].cat.numRef.f == f"'概览'!$A${top + 1}:$A${top + 3}"
	(stacked,) = full["单位排序"]._charts
	assert stacked.grouping == "percentStacked"
	assert [series.val.numRef.f for series in stacked.series] == [
		"'单位排序'!$D$2:$D$8",
		"'单位排序'!$E$2:$E$8",
		"'单位排序'!$F$2:$F$8",
	]


def test_heat_map_cells_are_counts_in_the_colour_of_their_grade(full):
	sheet = full["风险热力图"]
	assert rows(sheet, 3, 6, 4)[0][1:] == ["一般", "较为严重", "严重"]
	assert rows(sheet, 4, 6, 4) == [["高", 2, 5, 6], ["较高", 7, 12, 9], ["较小", 16, 2, 7]]
	mildest = sheet["B6"]
	assert mildest.fill.start_color.rgb[-6:] == palette.GRADE_FILL["III"].lstrip("#").upper()
	assert "三级" in mildest.number_format


def test_indicators_show_numerator_denominator_and_share(full):
	sheet = full["评估指标"]
	assert rows(sheet, 1, 2, 6) == [
		["指标", "分子", "分母", "数值", "目标", "评价"],
		["岗位排查覆盖率", 28, 37, 0.7568, "不低于 100%", "未达目标"],
	]
	assert sheet.conditional_formatting


def test_units_are_outlined_and_show_total_and_own(full):
	sheet = full["单位"]
	brigade = row_of(sheet, "NJ-ZFD")
	total = [16, 8, 0.5, 22, 7, 8, 7, 15 / 22, 27]
	own = [8, 5, 0.625, 14, 6, 5, 3, 11 / 14, 18]
	(values,) = rows(sheet, brigade, brigade, 21)
	assert values[1:3] == ["综合执法大队", "单位"]
	assert values[3:] == pytest.approx([*total, *own])
	assert [sheet.row_dimensions[row].outlineLevel for row in (3, 4, brigade, brigade + 1)] == [0, 1, 1, 2]
	assert [sheet.cell(row, 2).alignment.indent for row in (3, 4, brigade + 1)] == [1, 3, 5]
	assert sheet.freeze_panes == "C3"
	assert sheet.auto_filter.ref == "A2:U10"


def test_a_share_of_nothing_is_a_dash(full):
	sheet = full["单位"]
	row = row_of(sheet, "NJ-ZFD-2")
	assert [sheet.cell(row, column).value for column in (6, 11)] == [0, "—"]


def test_weak_links_keep_their_order_and_say_what_is_missing():
	picture = sample.picture() | {"weak_links_total": 657}
	sheet = book(picture)["薄弱环节"]
	assert [row[:4] for row in rows(sheet, 2, 4, 4)] == [
		["一级", "综合执法大队", "一级风险点没有防控措施", 2],
		["一级", "财务科", "防控措施超过完成时限仍未落实", 7],
		["—", "二中队", "岗位尚未排查", 4],
	]
	assert sheet["A6"].value == "共657项，列出前3项。"


def test_changes_are_one_list_that_can_be_filtered(full):
	sheet = full["变化"]
	top = row_of(sheet, "变动")
	assert rows(sheet, top + 1, top + 1, 7) == [
		["上调", "风险点", "NJ-F0007", "合同变更未经审核", "风险等级", "二级", "一级"]
	]
	assert [sheet.cell(row, 1).value for row in range(top + 1, top + 9)] == [
		"上调", "下调", "新增", "新增", "新增", "删除", "修改", "修改",
	]  # fmt: skip
	assert sheet.auto_filter.ref == f"A{top}:G{top + 8}"


def test_every_sheet_prints_on_a4_and_repeats_its_header(full):
	for sheet in full:
		assert int(sheet.page_setup.paperSize) == 9
		assert sheet.page_setup.fitToWidth == 1
		assert "&P" in sheet.oddFooter.right.text
	assert full["单位"].print_title_rows == "$1:$2"
	assert full["评估指标"].print_title_rows == "$1:$1"


def test_text_stays_text():
	texts = ["=1+1", "+1", "-1", "@x", "=HYPERLINK(1)", "#N/A"]
	picture = copy.deepcopy(sample.picture(changes=True))
	for unit, text in zip(picture["units"], texts, strict=False):
		unit["name"] = text
	picture["weak_links"][0]["unit_name"] = texts[0]
	picture["changes"]["changed"][0]["fields"][0]["new"] = texts[0]
	cells = [cell for sheet in book(picture) for row in sheet.iter_rows() for cell in row if cell.value in texts]
	assert {cell.value for cell in cells} == set(texts)
	sheets = {cell.parent.title for cell in cells if cell.value == texts[0]}
	assert sheets == {"概览", "单位薄弱程度", "单位", "单位排序", "薄弱环节", "变化"}
	assert {cell.data_type for cell in cells} == {"s"}
	assert {cell.value for cell in cells if not cell.quotePrefix} == {"#N/A"}


def test_control_characters_survive():
	picture = copy.deepcopy(sample.picture())
	picture["units"][0]["name"] = "示例\x0b局"
	workbook = CalamineWorkbook.from_filelike(io.BytesIO(written(picture)))
	assert workbook.get_sheet_by_name("单位").to_python()[2][1] == "示例\x0b局"


def test_an_empty_register_makes_a_workbook():
	workbook = book(sample.empty())
	assert workbook["薄弱环节"]["A2"].value == "未发现薄弱环节。"
	assert workbook["单位排序"]._charts == []
	assert workbook["评估指标"]["D2"].value == "—"


def test_the_same_picture_gives_the_same_content():
	def parts() -> dict[str, bytes]:
		with zipfile.ZipFile(io.BytesIO(written(sample.picture(changes=True)))) as archive:
			# docProps/core.xml carries the time of writing.
			return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}

	assert parts() == parts()
