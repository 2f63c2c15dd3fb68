"""The marked copy: colours and comments at the cells, the whole list in front, the user's own work left alone."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from workbook_sample import opened, register, saved, workbook_bytes, written

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.findings import Finding, Layout, Place, Rule
from lianzheng_risk.core.workbook import UnreadableFile, copying, marked, read, write_marked, write_register

ERROR = Rule("e", "error", Text("错在“{what}”", "“{what}” is wrong"))
WARNING = Rule("w", "warning", Text("当心“{what}”", "mind “{what}”"))
HINT = Rule("h", "hint", Text("提示“{what}”", "note “{what}”"))
RED, YELLOW, BLUE = "00F8B4AB", "00FFE08A", "00BFDDF2"


def finding(rule: Rule, table: str, row: int = 0, column: str | None = None, what: str = "此处") -> Finding:
	return Finding(rule, Place(table, row, column), {"what": what})


def colour(cell) -> str | None:
	return cell.fill.start_color.rgb if cell.fill.fill_type else None


@pytest.fixture
def source() -> bytes:
	return written(write_register, register(), ...)


@pytest.fixture
def layout(source: bytes) -> Layout:
	return read(source).layout


FINDINGS = [
	finding(WARNING, "posts", 2, "rank"),
	finding(ERROR, "posts", 2, "rank", "层次"),
	finding(HINT, "posts", 3),
	finding(HINT, "汇总"),
	finding(WARNING, "tenures"),
]


def mark(source: bytes, layout: Layout, findings: list[Finding] = FINDINGS, lang: str = "zh") -> Workbook:
	return opened(written(write_marked, source, findings, layout, ..., lang))


def test_cells_are_coloured_by_the_worst_finding_and_say_all_of_them(source: bytes, layout: Layout) -> None:
	posts = mark(source, layout)["岗位"]
	assert (colour(posts["D2"]), colour(posts["A3"]), colour(posts["D3"])) == (RED, BLUE, None)
	comment = posts["D2"].comment
	assert (comment.author, comment.text) == ("lianzheng_risk", "【错误】错在“层次”\n【警告】当心“此处”")
	assert posts["A3"].comment.text == "【提示】提示“此处”"


def test_boxes_of_comments_are_large_enough_for_their_text(source: bytes, layout: Layout) -> None:
	"""openpyxl reads no sizes, so they are looked up in the file: two findings take three lines of 20 pixels with the
	margin, five times over take eleven.
	"""
	for times, height in ((1, 60), (5, 220)):
		data = written(write_marked, source, FINDINGS[:2] * times, layout, ...)
		with zipfile.ZipFile(BytesIO(data)) as package:
			drawings = [package.read(name).decode() for name in package.namelist() if name.endswith(".vml")]
		assert any(f"width:300px;height:{height}px" in drawing for drawing in drawings)
		assert not any("width:144px" in drawing for drawing in drawings)


def test_values_styles_and_drop_downs_are_kept(source: bytes, layout: Layout) -> None:
	before, after = opened(source)["岗位"], mark(source, layout)["岗位"]
	assert list(after.values) == list(before.values)
	assert after["D2"].font.name == before["D2"].font.name == "微软雅黑"
	assert after.data_validations.count == before.data_validations.count
	assert after.freeze_panes == "B2"
	assert read(written(write_marked, source, FINDINGS, layout, ...)).tables["risk_points"].frame["title"].tolist() == [
		"=未经集体研究"
	]


def test_the_first_sheet_lists_every_finding_in_the_order_given(source: bytes, layout: Layout) -> None:
	workbook = mark(source, layout)
	results = workbook["检查结果"]
	assert workbook.sheetnames[:2] == ["检查结果", "说明"]
	assert workbook.active.title == "检查结果"
	assert results["A2"].value.startswith("共5条：错误 1、警告 2、提示 2。")
	assert [[cell.value for cell in row] for row in results["A4:E9"]] == [
		["序号", "工作表", "单元格", "程度", "问题和处理办法"],
		[1, "岗位", "D2", "警告", "当心“此处”"],
		[2, "岗位", "D2", "错误", "错在“层次”"],
		[3, "岗位", "A3", "提示", "提示“此处”"],
		[4, "汇总", "A1", "提示", "提示“此处”"],
		[5, "任职", "A1", "警告", "当心“此处”"],
	]
	links = [cell.hyperlink.location if cell.hyperlink else None for (cell,) in results["C5:C9"]]
	assert links == ["'岗位'!D2", "'岗位'!D2", "'岗位'!A3", None, "'任职'!A1"]
	assert results.auto_filter.ref == "A4:E9"
	assert [colour(results[f"D{row}"]) for row in (5, 6, 7)] == [YELLOW, RED, BLUE]


def test_in_english(source: bytes, layout: Layout) -> None:
	workbook = mark(source, layout, lang="en")
	assert workbook.sheetnames[0] == "Findings"
	assert workbook["岗位"]["D2"].comment.text == "【Error】“层次” is wrong\n【Warning】mind “此处”"


def test_without_findings_the_copy_says_so(source: bytes, layout: Layout) -> None:
	assert mark(source, layout, [])["检查结果"]["A2"].value == "没有发现问题。"


def test_marking_again_replaces_the_marks_and_keeps_other_comments(source: bytes, layout: Layout) -> None:
	workbook = opened(source)
	workbook["岗位"]["D2"].comment = Comment("请张三核对", "李四")
	workbook["岗位"]["D2"].font = Font(bold=True)
	once = written(write_marked, saved(workbook), FINDINGS, layout, ...)
	assert opened(once)["岗位"]["D2"].comment.text.endswith("\n请张三核对")
	again = mark(once, layout, [finding(HINT, "posts", 3, "rank")])
	assert again.sheetnames.count("检查结果") == 1
	posts = again["岗位"]
	assert [colour(posts[cell]) for cell in ("D2", "A3", "D3")] == [None, None, BLUE]
	assert posts["D2"].comment.text == "请张三核对"
	assert posts["A3"].comment is None
	assert posts["D2"].font.bold


def test_a_marked_copy_is_read_like_the_original(source: bytes, layout: Layout) -> None:
	raw = read(written(write_marked, source, FINDINGS, layout, ...))
	assert raw.findings == []
	for name, table in read(source).tables.items():
		assert raw.tables[name].frame.equals(table.frame)


def test_findings_inside_merged_cells_mark_their_first_cell() -> None:
	workbook = opened(workbook_bytes({"单位": [["单位编码", "单位名称"], ["NJ", "甲"], [None, "乙"]]}))
	workbook["单位"].merge_cells("A2:A3")
	source = saved(workbook)
	findings = [finding(HINT, "units", 2, "unit", "甲"), finding(ERROR, "units", 3, "unit", "乙")]
	sheet = mark(source, read(source).layout, findings)["单位"]
	assert (colour(sheet["A2"]), sheet["A2"].comment.text) == (RED, "【错误】错在“乙”\n【提示】提示“甲”")


def test_text_formatted_in_parts_keeps_its_parts(source: bytes, layout: Layout) -> None:
	workbook = opened(source)
	title = CellRichText("宁江县", TextBlock(InlineFont(b=True), "林业局"))
	workbook["说明"]["A1"] = workbook["单位"]["B2"] = title
	copy = written(write_marked, saved(workbook), FINDINGS, layout, ...)
	assert load_workbook(BytesIO(copy), rich_text=True)["单位"]["B2"].value == title


def test_comments_are_bounded_and_go_to_the_worst(monkeypatch: pytest.MonkeyPatch) -> None:
	monkeypatch.setattr(marked, "MOST_COMMENTS", 2)
	source = workbook_bytes({"单位": [["单位编码", "单位名称"], *([f"U{row}", "甲"] for row in range(4))]})
	findings = [finding(rule, "units", row, "unit") for row, rule in enumerate((HINT, HINT, ERROR, WARNING), start=2)]
	workbook = mark(source, read(source).layout, findings)
	cells = [workbook["单位"][f"A{row}"] for row in range(2, 6)]
	assert [cell.comment is not None for cell in cells] == [False, False, True, True]
	assert [colour(cell) for cell in cells] == [BLUE, BLUE, RED, YELLOW]
	assert workbook["检查结果"].max_row == 8


def test_messages_quoting_odd_values_do_no_harm(source: bytes, layout: Layout) -> None:
	odd = "\x00\x0b\ud800=1+1" + "长" * 40_000
	workbook = mark(source, layout, [finding(ERROR, "posts", 2, "rank", odd)])
	assert workbook["检查结果"]["E5"].value.startswith("错在“_x0000__x000B_\ufffd=1+1长")
	assert len(workbook["岗位"]["D2"].comment.text) == 2000


def test_a_workbook_that_openpyxl_cannot_read_is_written_anew(
	source: bytes, layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
	def fail(*_, **__):
		raise TypeError("expected <class 'Fill'>")

	expected = {title: list(opened(source)[title].values) for title in ("岗位", "任职", "风险点")}
	monkeypatch.setattr(copying, "load_workbook", fail)
	workbook = mark(source, layout)
	for title, values in expected.items():
		rows = [tuple(None if cell == "" else cell for cell in row) for row in workbook[title].values]
		assert [row[:4] for row in rows] == [row[:4] for row in values]
	assert workbook["风险点"]["G2"].data_type == "s"
	assert colour(workbook["岗位"]["D2"]) == RED


def test_what_is_no_workbook_is_refused(layout: Layout) -> None:
	with pytest.raises(UnreadableFile):
		written(write_marked, b"no workbook", [], layout, ...)
