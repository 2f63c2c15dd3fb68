"""`lianzheng-risk diagrams`: a picture per power and one page of all, or nothing."""

import re
from pathlib import Path
from xml.etree import ElementTree

import bureau
import openpyxl
import pytest

from lianzheng_risk.cli.diagrams import file_names
from lianzheng_risk.core.flow import Flow, catalogue, page
from lianzheng_risk.core.flow.catalogue import Power
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.workbook import write_register
from tests.core.terminal import Terminal

STEPS = [
	{"power": "Q1", "step_no": 1, "step_name": "用款申请", "post": "G3"},
	{"power": "Q1", "step_no": 2, "step_name": "集体研究", "post": "G1", "next_steps": "3,1"},
	{"power": "Q1", "step_no": 3, "step_name": "银行付款", "external": True},
	{"power": "Q2", "step_no": 1, "step_name": "采购需求", "post": "G2"},
]
RISKS = bureau.edited(bureau.RISK_POINTS, "risk", F1={"step_no": 2}, F4={"step_no": 1}, F2={"step_no": 1})


def register(**tables):
	return bureau.register(**{"power_steps": STEPS, "risk_points": RISKS} | tables)


@pytest.fixture
def run(capsys):
	return Terminal(capsys)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory) -> Path:
	path = tmp_path_factory.mktemp("register") / "登记簿.xlsx"
	write_register(register(), path)
	return path


@pytest.fixture(scope="module")
def faulty(workbook, tmp_path_factory) -> Path:
	"""The register with one mistake: a probability that there is not, in I5 of the risk points."""
	path = tmp_path_factory.mktemp("faulty") / "faulty.xlsx"
	book = openpyxl.load_workbook(workbook)
	assert book["风险点"]["I1"].value == "发生机率"
	book["风险点"]["I5"] = "经常"
	book.save(path)
	return path


def texts(svg: str) -> list[str]:
	return [element.text for element in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_a_picture_per_power_and_a_page_of_all(run, workbook, tmp_path):
	out = tmp_path / "流程图"
	outcome = run("diagrams", workbook, "--out", out)
	assert outcome.code == 0
	assert f"流程图 3 幅，请打开“{out / 'index.html'}”" in outcome.out
	assert {path.name for path in out.iterdir()} == {
		"Q1_大额资金使用.svg", "Q2_物资采购.svg", "Q3_行政处罚.svg", "index.html",
	}  # fmt: skip
	shown = texts((out / "Q1_大额资金使用.svg").read_text(encoding="utf-8"))
	assert shown[:5] == ["大额资金使用", "宁江县示例局 · Q1", "出纳岗", "局长岗", "外部"]
	assert "一级×1" in shown


def test_the_page_lists_the_powers_by_unit_and_their_risk_points(run, workbook, tmp_path):
	run("diagrams", workbook, "--out", tmp_path)
	html = (tmp_path / "index.html").read_text(encoding="utf-8")
	assert re.findall(r'<li><a href="#(\w+)">', html) == ["Q1", "Q2", "Q3"]
	# The picture's link leads to the list below it.
	assert 'href="index.html#Q1--2"' in html
	assert '<div id="Q1--2">' in html
	assert html.count("@page wide") == 1


def test_english(run, workbook, tmp_path):
	outcome = run("diagrams", workbook, "--out", tmp_path, "--lang", "en")
	assert (outcome.code, "3 diagrams" in outcome.out) == (0, True)
	assert "Step 1" in texts((tmp_path / "Q2_物资采购.svg").read_text(encoding="utf-8"))
	assert "How Powers Run" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_errors_are_refused_and_nothing_is_written(run, faulty, tmp_path):
	out = tmp_path / "out"
	outcome = run("diagrams", faulty, "--out", out)
	assert outcome.code == 1
	assert "风险点!I5" in outcome.out
	assert not out.exists()


def test_rows_with_errors_can_be_left_out(run, faulty, tmp_path):
	outcome = run("diagrams", faulty, "--out", tmp_path, "--skip-bad")
	assert outcome.code == 0
	assert (tmp_path / "index.html").exists()


def test_what_cannot_be_read_or_written_ends_with_code_2(run, workbook, tmp_path):
	assert run("diagrams", tmp_path / "nowhere.xlsx", "--out", tmp_path / "out").code == 2
	taken = tmp_path / "taken"
	taken.write_text("", encoding="utf-8")
	assert run("diagrams", workbook, "--out", taken).code == 2
	assert not (tmp_path / "out").exists()


def test_an_existing_picture_is_kept_where_writing_fails(run, workbook, tmp_path, monkeypatch):
	assert run("diagrams", workbook, "--out", tmp_path).code == 0
	before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

	def full_disk(*_args):
		raise OSError(28, "No space left on device")

	monkeypatch.setattr(page, "render", full_disk)
	outcome = run("diagrams", workbook, "--out", tmp_path, "--lang", "en")
	assert (outcome.code, "the disk is full" in outcome.err) == (2, True)
	assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_file_names_hold_what_a_file_name_may_and_no_two_are_alike():
	titles = [("A/1", "甲:乙?"), ("A?1", "甲*乙"), ("a_1", "甲_乙_"), ("B", "长" * 300), ("C", "..")]
	powers = [Power(code, "U", "单位", Flow(title, ()), ()) for code, title in titles]
	assert list(file_names(powers).values()) == [
		"A_1_甲_乙.svg", "A_1_甲_乙-2.svg", "a_1_甲_乙-3.svg", f"B_{'长' * 68}.svg", "C.svg",
	]  # fmt: skip


def test_powers_of_a_register_by_unit_with_their_risks():
	q1, q2, q3 = catalogue.powers(register(), DEFAULT, "index.html")
	assert [power.code for power in (q1, q2, q3)] == ["Q1", "Q2", "Q3"]
	assert [dict(step.risks) for step in q1.flow.steps] == [{}, {"I": 1}, {}]
	# F4 is grade I for its decisive influence, F2 grade II.
	assert dict(q2.flow.steps[0].risks) == {"I": 1, "II": 1}
	assert q2.flow.steps[0].href == "index.html#Q2--1"
	assert [step.post for step in q1.flow.steps] == ["出纳岗", "局长岗", None]
	assert q3.flow.steps == ()
	assert [(risk.code, risk.step, risk.grade) for risk in q3.risks] == [("F5", None, "II"), ("F6", None, "III")]


def test_the_page_of_a_register_without_powers_says_so():
	assert "登记簿中尚无职权。" in page.render([], {})


def test_names_are_escaped_on_the_page():
	power = Power("<Q>", "U", "<b>单位</b>", Flow("<script>x</script>", ()), ())
	html = page.render([power], {"<Q>": "a'b.svg"})
	assert "<script>" not in html
	assert "<b>" not in html
