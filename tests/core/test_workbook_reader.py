"""Reading: which sheet is which table, which column which field, on which row, and what is said where that fails."""

from __future__ import annotations

import datetime
from io import BytesIO
from pathlib import Path

import pytest
from raw_xlsx import raw_xlsx
from workbook_sample import PEOPLE_HEADER, UNITS, opened, saved, workbook_bytes

from lianzheng_risk.core.findings import Place
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.core.workbook import RawWorkbook, UnreadableFile, read, write_marked
from lianzheng_risk.core.workbook.source import DAMAGED, EMPTY, NOT_A_WORKBOOK, NOT_OPENED

ROW = ["R1", "张三", "NJ", "主要领导", "局长"]


def findings(raw: RawWorkbook, code: str) -> list[str]:
	"""The findings of one rule, as "sheet!cell message"."""
	return [
		f"{raw.layout.sheet(it.place)}!{raw.layout.cell(it.place)} {it.message()}"
		for it in raw.findings
		if it.rule.code == code
	]


def refused(source) -> str:
	with pytest.raises(UnreadableFile) as caught:
		read(source)
	return caught.value.text.zh


def test_cells_come_as_they_stand() -> None:
	day = datetime.datetime(2023, 3, 1)
	raw = read(
		workbook_bytes({"任职": [["岗位", "任职人员", "任职日期"], [" 001 ", 7, day], ["002", "", "2026年6月30日"]]})
	)
	assert raw.tables["tenures"].frame.to_dict("list") == {
		"post": ["001", "002"],
		"person": [7.0, None],
		"start_date": [day.date(), "2026年6月30日"],
	}
	assert (raw.tables["tenures"].frame.dtypes == "object").all()


def test_rows_and_letters_are_those_of_excel_wherever_the_table_stands() -> None:
	rows = [["宁江县林业局人员登记"], [], PEOPLE_HEADER, ROW, [], [None] * 5, ["R2", "李四", "NJ", "一般人员", " "]]
	raw = read(workbook_bytes({"人员": rows}, first_row=3, first_column=2))
	people = raw.tables["people"]
	assert people.frame.index.tolist() == [6, 9]
	assert people.frame["job_title"].tolist() == ["局长", None]
	assert people.letters == {"person": "B", "person_name": "C", "unit": "D", "rank": "E", "job_title": "F"}
	assert raw.layout.cell(Place("people", 9, "rank")) == "E9"
	assert findings(raw, "missing_column") == []


@pytest.mark.parametrize("title", ["风险点", "Risk Points", "risk_points", " 风 险 点 ", "RISK POINTS"])
def test_a_sheet_is_known_by_its_chinese_english_or_own_name(title: str) -> None:
	raw = read(workbook_bytes({title: [["风险点编号", "风险点"], ["F1", "越权审批"]]}))
	assert list(raw.tables) == ["risk_points"]
	assert raw.layout.sheet(Place("risk_points")) == title


@pytest.mark.parametrize(
	"header",
	[
		"任现岗时间",
		"From Date",
		"start_date",
		"任职日期*",
		"*任职 日期",
		"任职日期＊",
		"任职日期（必填）",
		"任职日期*(年月日)",
	],
)
def test_a_column_is_known_by_any_of_its_headers_with_an_asterisk_or_a_remark(header: str) -> None:
	raw = read(workbook_bytes({"任职": [["岗位", header], ["G1", "2023-03-01"]]}))
	assert raw.tables["tenures"].frame["start_date"].tolist() == ["2023-03-01"]


@pytest.mark.parametrize("mark", ["示例：", "示例:", "Example: "])
def test_examples_are_dropped_wherever_they_stand(mark: str) -> None:
	raw = read(workbook_bytes({"人员": [PEOPLE_HEADER, ROW, [f"{mark}R9", *ROW[1:]], ["R2", "示例：李四", *ROW[2:]]]}))
	assert raw.tables["people"].frame["person"].tolist() == ["R1", "R2"]


def test_the_templates_example_is_dropped_after_its_column_was_moved() -> None:
	rows = [[*PEOPLE_HEADER[1:], PEOPLE_HEADER[0]], [*ROW[1:], "示例：R9"], [*ROW[1:], "R1"]]
	assert read(workbook_bytes({"人员": rows})).tables["people"].frame["person"].tolist() == ["R1"]


@pytest.mark.parametrize(
	"footer",
	["填表人：李四        负责人：张三", "填报日期: 2026-06-30", "负责人签字：", "备注：略", "合 计", "说明：一式两份"],
)
def test_what_stands_below_the_table_is_a_hint_and_no_row(footer: str) -> None:
	raw = read(workbook_bytes({"人员": [PEOPLE_HEADER, ROW, [], [footer]]}))
	assert raw.tables["people"].frame["person"].tolist() == ["R1"]
	assert findings(raw, "footer_row") == [f"人员!A4 “{footer}”按表尾说明处理，未读取；如属登记内容，请改写本格"]


def test_a_code_that_merely_begins_like_a_footer_is_a_row() -> None:
	raw = read(workbook_bytes({"人员": [PEOPLE_HEADER, ["合计科-01", *ROW[1:]], ["备注员1", *ROW[1:]]]}))
	assert raw.tables["people"].frame["person"].tolist() == ["合计科-01", "备注员1"]
	assert findings(raw, "footer_row") == []


def test_a_missing_required_column_is_an_error_at_the_header() -> None:
	raw = read(workbook_bytes({"人员": [["人员登记"], ["人员编号", "姓名", "职务"], ["R1", "张三", "局长"]]}))
	assert findings(raw, "missing_column") == [
		"人员!A2 缺少必填列“所在单位”，请按模板补上该列",
		"人员!A2 缺少必填列“职务层次”，请按模板补上该列",
	]
	assert list(raw.tables["people"].frame) == ["person", "person_name", "job_title"]


def test_a_column_that_stands_twice_is_an_error_and_the_first_counts() -> None:
	raw = read(workbook_bytes({"人员": [[*PEOPLE_HEADER, "单位"], [*ROW, "其他单位"]]}))
	assert raw.tables["people"].frame["unit"].tolist() == ["NJ"]
	assert findings(raw, "duplicate_column") == ["人员!C1 第C列和第F列都是“所在单位”，只读取了第C列；请保留一列"]


def test_an_unknown_column_is_a_hint_at_its_own_header() -> None:
	raw = read(workbook_bytes({"人员": [[*PEOPLE_HEADER, None, "手机号"], [*ROW, None, "13800000000"]]}))
	assert findings(raw, "unknown_column") == ["人员!G1 不认识“手机号”列，未读取；如属登记内容，请改为模板中的表头"]


def test_sheets_that_are_unknown_missing_or_there_twice() -> None:
	sheets = {title: [PEOPLE_HEADER, ROW] for title in ("人员", "People", "汇总", "说明", "字典", "检查结果")}
	raw = read(workbook_bytes(sheets))
	assert findings(raw, "unknown_sheet") == [
		"汇总!A1 不认识工作表“汇总”，未读取；如属登记内容，请改为模板中的工作表名称"
	]
	assert findings(raw, "duplicate_sheet") == [
		"People!A1 “People”与“人员”是同一张表，只读取了“人员”；请合并为一个工作表"
	]
	missing = [it.place.table for it in raw.findings if it.rule.code == "missing_sheet"]
	assert missing == ["units", "posts", "tenures", "powers", "power_steps", "risk_points", "measures"]


def test_a_sheet_without_a_name_has_a_place_too() -> None:
	data = raw_xlsx([{"title": "人员", "rows": [PEOPLE_HEADER, ROW]}, {"title": "", "rows": [["草稿"]]}])
	raw = read(data)
	assert findings(raw, "unknown_sheet") == [
		"（无名工作表）!A1 不认识工作表“（无名工作表）”，未读取；如属登记内容，请改为模板中的工作表名称"
	]
	marked = BytesIO()
	write_marked(data, raw.findings, raw.layout, marked)
	assert "（无名工作表）" in [row[1] for row in opened(marked.getvalue())["检查结果"].iter_rows(values_only=True)]


@pytest.mark.parametrize("title", ["任职表", "4.任职", "附表四 任职", "表4-任职登记表", "任职一览表"])
def test_a_sheet_is_known_though_numbered_and_called_a_table(title: str) -> None:
	raw = read(workbook_bytes({title: [["岗位", "任职日期"], ["G1", "2023-03-01"]]}))
	assert list(raw.tables) == ["tenures"]
	assert raw.layout.sheet(Place("tenures")) == title


def test_a_list_of_ones_own_does_not_stand_in_the_way_of_the_table() -> None:
	raw = read(workbook_bytes({"人员清单": [PEOPLE_HEADER, ROW, ROW], "人员": [PEOPLE_HEADER, ROW]}))
	assert raw.layout.sheet(Place("people")) == "人员"
	assert len(raw.tables["people"].frame) == 1
	assert [it.rule.code for it in raw.findings if it.rule.code != "missing_sheet"] == ["unknown_sheet"]


def test_a_hidden_sheet_of_the_users_own_goes_without_a_word() -> None:
	workbook = opened(workbook_bytes({"单位": UNITS, "草稿": UNITS}))
	workbook["草稿"].sheet_state = "hidden"
	assert findings(read(saved(workbook)), "unknown_sheet") == []


def test_a_sheet_without_a_header_row_is_an_error() -> None:
	below = [["说明文字"]] * 10 + UNITS
	raw = read(workbook_bytes({"单位": below, "人员": [], "岗位": [["岗位"], ["局长岗"]]}))
	assert raw.tables == {}
	assert findings(raw, "no_header") == [
		f"{sheet}!A1 前10行中没有找到表头，整个工作表未读取；请按模板补上表头" for sheet in ("单位", "人员", "岗位")
	]


def test_a_header_in_the_tenth_row_is_found() -> None:
	assert read(workbook_bytes({"单位": [["说明文字"]] * 9 + UNITS})).tables["units"].frame.index.tolist() == [11]


def test_a_sheet_of_headers_only_is_an_empty_table() -> None:
	frame = read(workbook_bytes({"单位": UNITS[:1]})).tables["units"].frame
	assert frame.shape == (0, 3)
	assert list(frame) == ["unit", "unit_name", "unit_type"]


def test_no_two_fields_of_a_table_share_a_header() -> None:
	for table in TABLES.values():
		headers = [(header, column.name) for column in table.fields for header in column.headers]
		named = {}
		for header, name in headers:
			assert named.setdefault(header, name) == name, f"{table.name}: {header}"


def test_path_text_bytes_and_an_open_file_read_alike(tmp_path: Path) -> None:
	data = workbook_bytes({"单位": UNITS})
	path = tmp_path / "登记表.xlsx"
	path.write_bytes(data)
	with path.open("rb") as stream:
		stream.read(10)
		for source in (path, str(path), data, BytesIO(data), stream):
			assert read(source).tables["units"].frame["unit"].tolist() == ["NJ"]


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
	missing = tmp_path / "没有.xlsx"
	assert refused(missing) == f"找不到文件“{missing}”，请检查文件名和路径"
	assert refused(tmp_path) == NOT_OPENED.zh.format(path=tmp_path)


def test_content_that_is_no_workbook() -> None:
	whole = workbook_bytes({"单位": UNITS})
	compound_file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
	assert refused(b"") == EMPTY.zh
	assert refused(b"\x00\x01\x02") == NOT_A_WORKBOOK.zh
	assert refused(b"PK\x03\x04 some other archive") == NOT_A_WORKBOOK.zh
	assert refused(compound_file) == DAMAGED.zh
	assert refused(whole[:-30]) == DAMAGED.zh
	assert refused(whole[: len(whole) // 2]) == DAMAGED.zh


def test_a_workbook_without_any_register_sheet_says_what_sheets_are_called() -> None:
	text = refused(workbook_bytes({"Sheet1": [["a", "b"]]}))
	assert text.startswith(
		"没有找到登记用的工作表；工作表应命名为：单位、人员、岗位、任职、职权、职权环节、风险点、防控措施"
	)


def test_a_stray_cell_in_the_last_corner_is_refused_instead_of_filling_the_memory() -> None:
	workbook = opened(workbook_bytes({"单位": UNITS}))
	workbook["单位"]["XFD1048576"] = "x"
	assert refused(saved(workbook)).startswith("工作表“单位”的使用区域过大（A1:XFD1048576）")
