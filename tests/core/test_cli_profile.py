"""The commands in the words of a profile: asked for, or taken from the workbook."""

import json
from pathlib import Path

import openpyxl
import pytest

from lianzheng_risk.core.bilingual import WORDING
from lianzheng_risk.core.demo import invent
from lianzheng_risk.core.profile import HOSPITAL, using
from lianzheng_risk.core.workbook import write_register
from tests.core.terminal import Terminal


@pytest.fixture
def run(capsys):
	return Terminal(capsys)


@pytest.fixture(scope="module")
def of_a_hospital(tmp_path_factory) -> Path:
	"""A register in the words of hospitals, with one mistake: the head office is said to be a department at the top."""
	path = tmp_path_factory.mktemp("hospital") / "登记簿.xlsx"
	with using(HOSPITAL):
		write_register(invent(2), path)
	book = openpyxl.load_workbook(path)
	assert book["单位"]["C1"].value == "单位类型"
	assert book["单位"]["C3"].value == "科室"
	book["单位"]["C2"] = "科室"
	book.save(path)
	return path


def test_a_template_in_the_words_asked_for(run, tmp_path):
	for name, heading in (("医院", "廉洁风险防控登记簿填写说明"), ("government", "廉政风险防控登记簿填写说明")):
		assert run("template", tmp_path / f"{name}.xlsx", "--profile", name).code == 0
		assert openpyxl.load_workbook(tmp_path / f"{name}.xlsx")["说明"]["B1"].value == heading
	assert WORDING.get() is None


def test_a_check_speaks_as_the_workbook_does_unless_told_otherwise(run, of_a_hospital):
	assert "科室没有写明上级单位，请填写它所属的单位" in run("check", of_a_hospital).out
	assert "内设机构没有写明上级单位" in run("check", of_a_hospital, "--profile", "机关").out
	assert "处室没有写明上级单位" in run("check", of_a_hospital, "--profile", "university").out
	assert "An internal department stands at the top" in run("check", of_a_hospital, "--lang", "en").out


def test_codes_for_other_programs_are_the_same(run, of_a_hospital):
	def findings(*options: str) -> list[dict]:
		return json.loads(run("check", of_a_hospital, "--json", *options).out)["findings"]

	worded, plain = findings(), findings("--profile", "机关")
	assert [one.pop("message") for one in worded] != [one.pop("message") for one in plain]
	assert worded == plain


def test_the_marked_copy_speaks_as_the_workbook_does_and_still_remembers(run, of_a_hospital, tmp_path):
	marked = tmp_path / "标注.xlsx"
	assert run("check", of_a_hospital, "--marked", marked).code == 0
	assert openpyxl.load_workbook(marked)["检查结果"]["A1"].value == "廉洁风险防控登记簿检查结果"
	again = run("check", marked)
	assert "科室没有写明上级单位" in again.out


def test_an_assessment_speaks_as_the_workbook_does(run, of_a_hospital, tmp_path):
	assert run("assess", of_a_hospital, "--out", tmp_path, "--as-of", "2026-06-30").code == 0
	picture = json.loads((tmp_path / "assessment.json").read_text(encoding="utf-8"))
	labels = {one["code"]: one["label"] for one in picture["indicators"]}
	assert labels["share_grade_I"] == "高风险占比"
	assert list(picture["by_grade"]) == ["I", "II", "III"]


def test_the_demonstration_in_the_words_asked_for(run, tmp_path):
	outcome = run("demo", "--out", tmp_path, "--units", 2, "--profile", "enterprise")
	assert outcome.code == 0
	assert "高风险" in outcome.out
	assert "一级" not in outcome.out
	assert openpyxl.load_workbook(tmp_path / "register.xlsx")["单位"]["C3"].value == "部门"


def test_an_unknown_profile_is_refused_with_those_there_are(run, tmp_path):
	outcome = run("template", tmp_path / "x.xlsx", "--profile", "学校")
	assert outcome.code == 2
	assert "没有“学校”这套用语；可用：机关、国企、高校、医院" in outcome.err
	assert "choose from government, enterprise, university, hospital" in (
		run("template", tmp_path / "x.xlsx", "--profile", "x", "--lang", "en").err
	)
