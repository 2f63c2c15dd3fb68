"""The commands: what they write, print and return."""

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from lianzheng_risk.core.demo import invent, invent_previous
from lianzheng_risk.core.workbook import write_register
from tests.core.terminal import Terminal

THREE = {"assessment.html", "assessment.json", "assessment.xlsx"}


@pytest.fixture
def run(capsys):
	return Terminal(capsys)


@pytest.fixture(scope="module")
def clean(tmp_path_factory) -> Path:
	path = tmp_path_factory.mktemp("clean") / "登记簿.xlsx"
	write_register(invent(2), path)
	return path


@pytest.fixture(scope="module")
def faulty(clean, tmp_path_factory) -> Path:
	"""The clean register with one mistake: a probability that there is not, in I5 of the risk points."""
	path = tmp_path_factory.mktemp("faulty") / "faulty.xlsx"
	book = openpyxl.load_workbook(clean)
	assert book["风险点"]["I1"].value == "发生机率"
	book["风险点"]["I5"] = "经常"
	book.save(path)
	return path


def names(folder: Path) -> set[str]:
	return {path.name for path in folder.iterdir()}


def test_template_writes_a_register_to_fill_in_and_never_over_a_file(run, tmp_path):
	target = tmp_path / "new folder" / "登记簿.xlsx"
	assert run("template", target).code == 0
	assert "风险点" in openpyxl.load_workbook(target).sheetnames
	before = target.read_bytes()
	again = run("template", target)
	assert (again.code, again.out) == (2, "")
	assert "已经存在" in again.err
	assert target.read_bytes() == before


def test_check_of_a_clean_register_ends_with_the_summary_and_code_0(run, clean):
	outcome = run("check", clean)
	assert outcome.code == 0
	*lines, last = outcome.out.splitlines()
	assert last.startswith(f"{clean}：错误 0 条，警告 {len([line for line in lines if '  警告  ' in line])} 条，提示 ")
	assert outcome.err == ""


def test_check_names_sheet_cell_severity_and_what_to_do(run, faulty):
	outcome = run("check", faulty)
	assert outcome.code == 1
	(error,) = [line for line in outcome.out.splitlines() if "  错误  " in line]
	assert error.startswith("风险点!I5  错误  ")
	assert "经常" in error
	assert "错误 1 条" in outcome.out.splitlines()[-1]


def test_check_in_english(run, faulty):
	outcome = run("check", faulty, "--lang", "en")
	assert outcome.code == 1
	assert "风险点!I5  Error  " in outcome.out
	assert "1 errors" in outcome.out.splitlines()[-1]


def test_check_as_json(run, faulty):
	outcome = run("check", faulty, "--json")
	assert outcome.code == 1
	data = json.loads(outcome.out)
	assert data["file"] == str(faulty)
	assert data["summary"]["error"] == 1
	assert sum(data["summary"].values()) == len(data["findings"])
	(error,) = [found for found in data["findings"] if found["severity"] == "error"]
	message = error.pop("message")
	assert "经常" in message
	assert error == {
		"sheet": "风险点",
		"cell": "I5",
		"table": "risk_points",
		"row": 5,
		"field": "probability",
		"rule": "unknown_term",
		"severity": "error",
	}


def test_marked_copy_is_another_file_and_the_input_stays(run, faulty, tmp_path):
	before = faulty.read_bytes()
	outcome = run("check", faulty, "--marked", tmp_path / "marked.xlsx")
	assert outcome.code == 1
	assert openpyxl.load_workbook(tmp_path / "marked.xlsx")["风险点"]["I5"].comment is not None
	assert faulty.read_bytes() == before
	refused = run("check", faulty, "--marked", faulty.parent / "." / faulty.name)
	assert (refused.code, refused.out) == (2, "")
	assert "不能覆盖" in refused.err
	assert faulty.read_bytes() == before


@pytest.mark.parametrize("command", [("check",), ("assess", "--out", "out")])
def test_a_file_that_cannot_be_read_is_code_2_and_one_sentence(run, command, tmp_path, monkeypatch):
	monkeypatch.chdir(tmp_path)
	(tmp_path / "notes.xlsx").write_text("not a workbook")
	for name in ("notes.xlsx", "missing.xlsx"):
		outcome = run(*command, name)
		assert (outcome.code, outcome.out) == (2, "")
		assert outcome.err.startswith(f"错误：无法读取“{name}”：")
		assert len(outcome.err.splitlines()) == 1
	assert not (tmp_path / "out").exists()


def test_whether_a_file_can_be_read_is_found_out_by_reading_it(run, clean, monkeypatch):
	monkeypatch.setattr("os.access", lambda *_, **__: False)
	assert run("check", clean).code == 0

	def forbidden(_):
		raise PermissionError

	monkeypatch.setattr(Path, "read_bytes", forbidden)
	outcome = run("check", clean)
	assert outcome.code == 2
	assert outcome.err.startswith(f"错误：无法读取“{clean}”：无法打开")


def test_assess_writes_three_files_the_same_each_time(run, clean, tmp_path):
	for folder in ("one", "two"):
		outcome = run("assess", clean, "--out", tmp_path / folder, "--as-of", "2026-06-30")
		assert outcome.code == 0
		assert names(tmp_path / folder) == THREE
	assert outcome.out.count("评估报告：") == 3
	one, two = ((tmp_path / folder / "assessment.json").read_bytes() for folder in ("one", "two"))
	assert one == two
	picture = json.loads(one)
	assert picture["as_of"] == "2026-06-30"
	assert picture["totals"]["units"] == 2
	assert picture["changes"] is None


def test_assess_refuses_errors_and_writes_nothing(run, faulty, tmp_path):
	outcome = run("assess", faulty, "--out", tmp_path / "out")
	assert outcome.code == 1
	assert "风险点!I5  错误  " in outcome.out
	assert "--skip-bad" in outcome.err
	assert not (tmp_path / "out").exists()


def test_skip_bad_says_which_rows_it_left_out_and_why(run, clean, faulty, tmp_path):
	run("assess", clean, "--out", tmp_path / "all", "--as-of", "2026-06-30")
	outcome = run("assess", faulty, "--out", tmp_path / "most", "--as-of", "2026-06-30", "--skip-bad")
	assert outcome.code == 0
	(line,) = [line for line in outcome.out.splitlines() if line.startswith("风险点 第 5 行  略去  ")]
	assert "经常" in line
	every, most = (
		json.loads((tmp_path / folder / "assessment.json").read_text("utf-8"))["totals"] for folder in ("all", "most")
	)
	assert most["risk_points"] == every["risk_points"] - 1
	measures_lost = every["measures"] - most["measures"]
	assert measures_lost >= 1
	assert f"略去 {1 + measures_lost} 行" in outcome.out
	assert outcome.out.count("防控措施 第 ") == measures_lost


def test_skip_bad_says_why_it_emptied_a_cell(run, clean, tmp_path):
	book = openpyxl.load_workbook(clean)
	assert book["单位"]["G1"].value == "联络员"
	book["单位"]["G2"] = "无此人"
	book.save(tmp_path / "faulty.xlsx")
	outcome = run("assess", tmp_path / "faulty.xlsx", "--out", tmp_path / "out", "--skip-bad")
	assert outcome.code == 0
	first, second, *_ = outcome.out.splitlines()
	assert first.startswith("单位!G2  清空  在“人员”表中找不到“无此人”")
	assert second.endswith("略去 0 行，清空 1 格")


def test_assess_compares_with_a_previous_register(run, clean, faulty, tmp_path):
	write_register(invent_previous(invent(2)), tmp_path / "old.xlsx")
	assert run("assess", clean, "--out", tmp_path / "out", "--previous", tmp_path / "old.xlsx").code == 0
	changes = json.loads((tmp_path / "out" / "assessment.json").read_text("utf-8"))["changes"]
	assert changes["by_table"]["risk_points"]["new"] == len(invent(2)["risk_points"]) // 16
	assert run("assess", clean, "--out", tmp_path / "no", "--previous", tmp_path / "none.xlsx").code == 2
	assert run("assess", clean, "--out", tmp_path / "no", "--previous", faulty).code == 1
	assert not (tmp_path / "no").exists()


def test_assess_draws_the_trend_from_earlier_assessments(run, clean, tmp_path):
	for name, day in (("first", "2026-06-30"), ("second", "2026-07-31")):
		assert run("assess", clean, "--out", tmp_path / name, "--as-of", day).code == 0
	first, second = (tmp_path / name / "assessment.json" for name in ("first", "second"))
	plain = run("assess", clean, "--out", tmp_path / "plain", "--as-of", "2026-08-31")
	drawn = run(
		"assess", clean, "--out", tmp_path / "drawn", "--as-of", "2026-08-31", "--earlier", second, "--earlier", first
	)
	assert (plain.code, drawn.code) == (0, 0)
	assert (tmp_path / "plain" / "assessment.json").read_bytes() == (
		tmp_path / "drawn" / "assessment.json"
	).read_bytes()
	sheet = openpyxl.load_workbook(tmp_path / "drawn" / "assessment.xlsx")["与往期对比"]
	[heads] = [row for row in sheet.iter_rows(values_only=True) if row[0] == "指标"]
	assert list(heads) == ["指标", "2026-06-30", "2026-07-31", "2026-08-31", "较上期（百分点）"]
	assert "与往期对比" not in openpyxl.load_workbook(tmp_path / "plain" / "assessment.xlsx").sheetnames


@pytest.mark.parametrize(
	("content", "told"),
	[
		("[]", "不是评估得到的 assessment.json"),
		(
			'{"as_of": "2025-06-30", "units": [{"unit": "NJ"}], "indicators": [{"code": "x", "value": "1"}]}',
			"不是评估得到的",
		),
		('{"as_of": "2025-06-30", "units": [{"unit": "X"}], "indicators": []}', "是“X”的评估"),
		('{"as_of": "2026-06-30", "units": [{"unit": "NJ"}], "indicators": []}', "不早于本次评估的2026-06-30"),
		(None, "无法读取"),
	],
)
def test_an_earlier_assessment_that_will_not_do_is_refused(run, clean, tmp_path, content, told):
	earlier = tmp_path / "assessment.json"
	if content is not None:
		earlier.write_text(content, encoding="utf-8")
	refused = run("assess", clean, "--out", tmp_path / "out", "--as-of", "2026-06-30", "--earlier", earlier)
	assert refused.code == 2
	assert told in refused.err
	assert not (tmp_path / "out").exists()


def test_assess_by_another_scheme(run, clean, tmp_path):
	grades = {}
	scheme = tmp_path / "our.json"
	scheme.write_text(
		json.dumps(
			{
				"name": "our",
				"method": "matrix",
				"probability": [{"code": code} for code in ("high", "fairly_high", "small")],
				"harm": [{"code": code} for code in ("serious", "fairly_serious", "limited")],
				"cells": [["III"] * 3] * 3,
			}
		),
		encoding="utf-8",
	)
	for name in ("worse-of-two", "worse-of-two-floors", scheme):
		assert run("assess", clean, "--out", tmp_path, "--scheme", name).code == 0
		grades[name] = json.loads((tmp_path / "assessment.json").read_text("utf-8"))["by_grade"]
	total = sum(grades[scheme].values())
	assert grades[scheme] == {"I": 0, "II": 0, "III": total}
	assert grades["worse-of-two-floors"]["III"] < grades["worse-of-two"]["III"]
	assert grades["worse-of-two-floors"]["I"] == grades["worse-of-two"]["I"]


def test_check_and_template_by_another_scheme(run, faulty, tmp_path):
	book = openpyxl.load_workbook(faulty)
	book["风险点"]["I5"] = "很高"
	book["风险点"]["N5"] = "一级"
	book.save(tmp_path / "five.xlsx")
	three = run("check", tmp_path / "five.xlsx")
	assert three.code == 1
	assert "风险点!I5  错误  定级方案“机率与危害就高定级”的“发生机率”没有“很高”这一级" in three.out
	five = run("check", tmp_path / "five.xlsx", "--scheme", "matrix-5x5")
	assert five.code == 0
	assert "风险点!I5" not in five.out
	assert run("template", tmp_path / "empty.xlsx", "--scheme", "matrix-5x5").code == 0
	lists = openpyxl.load_workbook(tmp_path / "empty.xlsx")["字典"]
	levels = next(column for column in lists.iter_cols(values_only=True) if column[0] == "发生机率")
	assert [level for level in levels[1:] if level] == ["很高", "高", "较高", "较小", "很小"]


def test_assess_says_how_many_findings_there_are_to_look_into(run, clean, tmp_path):
	first, *_ = run("assess", clean, "--out", tmp_path).out.splitlines()
	assert first == run("check", clean).out.splitlines()[-1]
	assert first.startswith(f"{clean}：错误 0 条，警告 ")


def test_an_empty_template_has_nothing_to_assess(run, tmp_path):
	run("template", tmp_path / "empty.xlsx")
	assert "还没有登记任何单位" in run("check", tmp_path / "empty.xlsx").out
	outcome = run("assess", tmp_path / "empty.xlsx", "--out", tmp_path / "out")
	assert outcome.code == 1
	assert "没有可评估的单位" in outcome.err
	assert not (tmp_path / "out").exists()


def test_demo_leaves_its_files_and_a_picture(run, tmp_path):
	outcome = run("demo", "--out", tmp_path / "demo", "--units", "2", "--seed", "5")
	assert outcome.code == 0
	assert names(tmp_path / "demo") == THREE | {
		"register.xlsx",
		"register-previous.xlsx",
		"register-with-mistakes.xlsx",
		"register-with-mistakes-marked.xlsx",
	}
	picture = json.loads((tmp_path / "demo" / "assessment.json").read_text("utf-8"))
	assert "均为虚构" in outcome.out
	assert f"风险点     {picture['totals']['risk_points']:>5}".split() in [
		line.split() for line in outcome.out.splitlines()
	]
	assert "register.xlsx：错误 0 条" in outcome.out
	for name in names(tmp_path / "demo"):
		assert str(tmp_path / "demo" / name) in outcome.out
	assert run("check", tmp_path / "demo" / "register-with-mistakes.xlsx").code == 1


def shell(*args, **kwargs) -> subprocess.Popen:
	return subprocess.Popen(
		[sys.executable, "-m", "lianzheng_risk", *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **kwargs
	)


@pytest.mark.parametrize("encoding", ["cp1252", "gbk"])
def test_a_terminal_that_is_not_utf8_gets_what_it_can_show(faulty, encoding):
	process = shell("check", str(faulty), env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
	out, err = process.communicate(timeout=60)
	assert (process.returncode, err) == (1, b"")
	assert b"!I5  " in out
	assert ("错误" in out.decode(encoding)) == (encoding == "gbk")


def test_a_closed_pipe_is_no_reason_to_complain(faulty):
	process = shell("check", str(faulty), "--json")
	process.stdout.close()
	assert process.stderr.read() == b""
	process.wait(timeout=60)
