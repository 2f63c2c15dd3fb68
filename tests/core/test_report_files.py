"""The three files, from a real assessment of a register small enough to count by hand."""

import json

import bureau
import openpyxl

from lianzheng_risk.core import schemes
from lianzheng_risk.core.assessment import assess
from lianzheng_risk.core.register import Register
from lianzheng_risk.core.report import write_all


def files(folder, lang="zh", **tables):
	assessment = assess(bureau.register(**tables), schemes.DEFAULT, bureau.AS_OF)
	return write_all(assessment, folder, lang)


def test_three_files_are_written_into_a_new_folder(tmp_path):
	paths = files(tmp_path / "2026" / "上半年")
	assert [path.name for path in paths] == ["assessment.json", "assessment.html", "assessment.xlsx"]
	assert all(path.parent == tmp_path / "2026" / "上半年" and path.is_file() for path in paths)


def test_all_three_tell_the_same_figures(tmp_path):
	as_json, as_page, as_workbook = files(tmp_path)
	picture = json.loads(as_json.read_text(encoding="utf-8"))
	assert picture["by_grade"] == {"I": 2, "II": 2, "III": 2}
	html = as_page.read_text(encoding="utf-8")
	assert "共6个风险点：一级 2 (33.3%)、二级 2 (33.3%)、三级 2 (33.3%)。" in html
	overview = openpyxl.load_workbook(as_workbook)["概览"]
	found = {row[0]: row[1] for row in overview.iter_rows(max_col=2, values_only=True)}
	assert (found["风险点"], found["一级"], found["二级"], found["三级"]) == (6, 2, 2, 2)


def test_the_order_of_rows_does_not_show(tmp_path):
	first = files(tmp_path / "a")
	second = files(tmp_path / "b", units=bureau.UNITS[::-1], risk_points=bureau.RISK_POINTS[::-1])
	assert first[0].read_bytes() == second[0].read_bytes()
	assert first[1].read_bytes() == second[1].read_bytes()


def test_a_register_without_rows_gives_all_three(tmp_path):
	assessment = assess(Register(), schemes.DEFAULT, bureau.AS_OF)
	assert all(path.stat().st_size > 0 for path in write_all(assessment, tmp_path, "en"))
