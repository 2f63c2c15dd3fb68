"""`lianzheng-risk convert`: its mapping kept for the next file, what is lacking given, and everything wrong in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lists_files import xlsx
from terminal import Outcome, Terminal

from lianzheng_risk.core.workbook import read

HEADINGS = ["序号", "科室", "诱因", "风险点", "风险等级", "防控措施"]
ROW = ["办公室", "违规用印", "用印不登记", "一级", "用印审批登记"]


@pytest.fixture
def run(capsys) -> Terminal:
	return Terminal(capsys)


def a_list(folder: Path, rows: int = 1, title: str = "宁江县统计局廉政风险清单", **more) -> Path:
	cells = [[title], HEADINGS, *([number, *ROW] for number in range(1, rows + 1))]
	path = folder / "清单.xlsx"
	path.write_bytes(xlsx([{"title": "清单", "rows": cells}, *more.get("others", ())]))
	return path


def convert(run: Terminal, source: Path, *options: object) -> Outcome:
	return run("convert", source, source.parent / "登记簿.xlsx", *options)


def frame(folder: Path, table: str):
	return read(folder / "登记簿.xlsx").tables[table].frame


def test_a_corrected_mapping_is_kept_for_the_next_and_longer_file(run, tmp_path: Path) -> None:
	mapping = tmp_path / "列.json"
	first = convert(run, a_list(tmp_path), "--save-mapping", mapping)
	assert (first.code, "诱因” → （不登记）" in first.out) == (0, True)
	kept = json.loads(mapping.read_text("utf-8"))
	kept[0]["columns"][2][2] = "manifestation"
	mapping.write_text(json.dumps(kept), "utf-8")
	assert convert(run, a_list(tmp_path, rows=3), "--mapping", mapping).code == 0
	assert list(frame(tmp_path, "risk_points")["manifestation"]) == ["违规用印"] * 3


def test_a_mapping_of_other_headings_is_refused(run, tmp_path: Path) -> None:
	mapping = tmp_path / "列.json"
	convert(run, a_list(tmp_path), "--save-mapping", mapping)
	other = tmp_path / "另一张.xlsx"
	other.write_bytes(xlsx([{"title": "清单", "rows": [["风险点", "风险等级"], ["违规用印", "一级"]]}]))
	(tmp_path / "登记簿.xlsx").unlink()
	outcome = convert(run, other, "--mapping", mapping)
	assert (outcome.code, "表头与这个文件的都不相同" in outcome.err) == (2, True)
	assert not (tmp_path / "登记簿.xlsx").exists()


@pytest.mark.parametrize("content", ["", "{}", "[1]", '[{"sheet": "清单"}]', "not JSON"])
def test_what_is_no_mapping_is_refused(run, tmp_path: Path, content: str) -> None:
	mapping = tmp_path / "列.json"
	mapping.write_text(content, "utf-8")
	outcome = convert(run, a_list(tmp_path), "--mapping", mapping)
	assert (outcome.code, "不是可读取的列对应关系文件" in outcome.err) == (2, True)


@pytest.mark.parametrize(
	("setting", "told"),
	[
		("measures.layr=岗位", "登记簿没有“measures.layr”这一项"),
		("nothing.layer=岗位", "登记簿没有“nothing.layer”这一项"),
		("measures.measure=C1", "登记簿没有“measures.measure”这一项"),
		("measures.layer=天上", "“天上”不能填入“防控层次”，可填：单位、内设机构、岗位"),
		("measures.layer", "应写作“表.字段=内容”"),
	],
)
def test_a_setting_that_says_nothing_is_refused(run, tmp_path: Path, setting: str, told: str) -> None:
	outcome = convert(run, a_list(tmp_path), "--set", setting)
	assert (outcome.code, told in outcome.err) == (2, True), outcome.err


def test_what_is_given_is_no_longer_lacking(run, tmp_path: Path) -> None:
	options = ["--set", "measures.layer=岗位", "--levels-by-grade", "--json"]
	(account,) = json.loads(convert(run, a_list(tmp_path), *options).out)
	assert sorted(account["lacks"]) == ["measures.phase", "measures.status", "risk_points.category"]
	assert list(frame(tmp_path, "risk_points")["harm"]) == ["严重"]


def test_a_scheme_decides_the_levels_that_stand_for_a_grade(run, tmp_path: Path) -> None:
	convert(run, a_list(tmp_path), "--levels-by-grade", "--scheme", "matrix-5x5")
	risks = frame(tmp_path, "risk_points")
	# Of the pairs of equal rank the second, 高 and 严重, is the mildest that gives grade I; the third gives II.
	assert (risks["probability"].item(), risks["harm"].item()) == ("高", "严重")


def test_hidden_sheets_and_sheets_without_a_list_are_named(run, tmp_path: Path) -> None:
	hidden = {"title": "草稿", "rows": [HEADINGS, [1, *ROW]], "hidden": True}
	cover = {"title": "封面", "rows": [["宁江县统计局"]]}
	outcome = convert(run, a_list(tmp_path, others=[hidden, cover]))
	assert "工作表“草稿”未读取：隐藏的工作表" in outcome.err
	assert "工作表“封面”未读取：没有风险清单" in outcome.err


def test_a_register_needs_no_converting_and_a_list_no_checking(run, tmp_path: Path) -> None:
	source = a_list(tmp_path)
	convert(run, source)
	again = run("convert", tmp_path / "登记簿.xlsx", tmp_path / "再转.xlsx")
	assert (again.code, "这已经是登记簿" in again.err) == (2, True)
	checked = run("check", source)
	assert (checked.code, "请先转换" in checked.err) == (2, True)


def test_the_list_itself_is_never_overwritten(run, tmp_path: Path) -> None:
	source = a_list(tmp_path)
	before = source.read_bytes()
	assert run("convert", source, source).code == 2
	assert convert(run, source, "--save-mapping", source).code == 2
	assert source.read_bytes() == before
