"""`keys`, `package` and `merge` as a terminal runs them."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from bureau import PEOPLE, POSTS, POWERS, RISK_POINTS, UNITS, register

from lianzheng_risk.core.workbook import write_register
from tests.core.terminal import Terminal

DAY = ("--period", "2026H1", "--as-of", "2026-06-30")


@pytest.fixture
def run(capsys):
	return Terminal(capsys)


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
	path = tmp_path_factory.mktemp("whole") / "登记簿.xlsx"
	write_register(register(tenures=[], measures=[]), path)
	return path


@pytest.fixture(scope="module")
def superior(tmp_path_factory) -> Path:
	"""The same without what the brigade and its squad have: they share no server."""
	path = tmp_path_factory.mktemp("superior") / "本级.xlsx"
	tables = {"people": PEOPLE, "posts": POSTS, "powers": POWERS, "risk_points": RISK_POINTS}
	kept = {name: [row for row in rows if not row["unit"].startswith("NJ-ZF")] for name, rows in tables.items()}
	steps = [{"power": "Q1", "step_no": 1, "step_name": "用款申请"}]
	units = [unit for unit in UNITS if unit["unit"] != "NJ-ZF-1"]
	write_register(register(units=units, tenures=[], measures=[], power_steps=steps, **kept), path)
	return path


@pytest.fixture
def key(run, tmp_path) -> Path:
	assert run("keys", "--unit", "NJ-ZF", "--out", tmp_path / "大队").code == 0
	return tmp_path / "大队.key"


@pytest.fixture
def package(run, whole, key, tmp_path) -> Path:
	path = tmp_path / "上报.zip"
	outcome = run("package", whole, "--unit", "NJ-ZF", *DAY, "--key", key, "--out", path)
	assert outcome.code == 0, outcome.err
	assert "单位 2 个，风险点 2 个" in outcome.out
	return path


def trusting(key: Path) -> tuple:
	return "--trust", key.with_suffix(".pub")


def test_a_private_key_is_for_its_owner_alone_and_never_overwritten(run, key):
	assert stat.S_IMODE(key.stat().st_mode) == 0o600
	before = key.read_bytes()
	again = run("keys", "--unit", "NJ-ZF", "--out", key.with_suffix(""))
	assert (again.code, key.read_bytes()) == (2, before)
	assert "不能覆盖" in again.err
	assert key.with_suffix(".pub").read_text().startswith("NJ-ZF lz-public-1:")


def test_merging_gives_what_one_server_would_have_given(run, whole, superior, package, key, tmp_path):
	merged = run("merge", superior, package, *DAY, *trusting(key), "--out", tmp_path / "汇总")
	assert merged.code == 0, merged.out + merged.err
	assert "已并入：执法大队（NJ-ZF），2 个单位，风险点 2 个" in merged.out
	assert {path.name for path in (tmp_path / "汇总").iterdir()} == {
		"assessment.json", "assessment.html", "assessment.xlsx", "merge-report.json",
	}  # fmt: skip
	found = json.loads((tmp_path / "汇总" / "assessment.json").read_text())
	assert [unit["unit"] for unit in found["units"]] == ["NJ", "NJ-CW", "NJ-ZF", "NJ-ZF-1"]
	# The power steps differ, since the register of the superior was cut.
	run("assess", whole, "--as-of", "2026-06-30", "--out", tmp_path / "一起")
	together = json.loads((tmp_path / "一起" / "assessment.json").read_text())
	assert found["totals"] | {"power_steps": 0} == together["totals"] | {"power_steps": 0}
	assert (found["by_grade"], found["heat_map"]) == (together["by_grade"], together["heat_map"])


def test_a_superiors_own_package_will_do(run, superior, package, key, tmp_path):
	run("keys", "--unit", "NJ", "--out", tmp_path / "局")
	own = tmp_path / "本级.zip"
	assert run("package", superior, "--unit", "NJ", *DAY, "--key", tmp_path / "局.key", "--out", own).code == 0
	trusted = (*trusting(key), *trusting(tmp_path / "局.key"))
	assert run("merge", own, package, *trusted, "--out", tmp_path / "汇总").code == 0
	other = run("merge", own, package, *trusted, "--period", "2026Q2", "--out", tmp_path / "汇总")
	assert (other.code, "不是2026年第二季度的" in other.err) == (2, True)


def test_what_is_left_out_ends_in_1_with_the_rest_merged(run, superior, whole, package, key, tmp_path):
	late = tmp_path / "季度.zip"
	quarter = ("--period", "2026Q2", "--as-of", "2026-06-30", "--version", 2)
	run("package", whole, "--unit", "NJ-ZF", *quarter, "--key", key, "--out", late)
	outcome = run("merge", superior, late, *DAY, *trusting(key), "--out", tmp_path / "汇总")
	assert outcome.code == 1
	assert "错误：“执法大队”（NJ-ZF）的上报包是2026Q2的，本次汇总的是2026H1，未并入" in outcome.out
	report = json.loads((tmp_path / "汇总" / "merge-report.json").read_text())
	assert [(one["kind"], one["severity"]) for one in report["conflicts"]] == [("other_period", "error")]
	assert report["merged"] == []


def test_a_package_that_is_not_trusted_stops_everything(run, superior, package, tmp_path):
	run("keys", "--unit", "NJ-ZF", "--out", tmp_path / "别人")
	outcome = run("merge", superior, package, *DAY, *trusting(tmp_path / "别人.key"), "--out", tmp_path / "汇总")
	assert (outcome.code, (tmp_path / "汇总").exists()) == (2, False)
	assert "不在单位“NJ-ZF”的受信公钥之列" in outcome.err
	english = run("merge", superior, package, *DAY, *trusting(tmp_path / "别人.key"), "--out", tmp_path, "--lang", "en")
	assert "none that is trusted for unit “NJ-ZF”" in english.err


def test_without_a_period_a_register_is_not_merged(run, superior, package, key, tmp_path):
	outcome = run("merge", superior, package, *trusting(key), "--out", tmp_path / "汇总")
	assert (outcome.code, "--period" in outcome.err) == (2, True)


@pytest.mark.parametrize("which", ["key", "register", "unit"])
def test_what_cannot_be_read_is_named(run, whole, key, tmp_path, which):
	given = {"register": whole, "key": key, "unit": "NJ-ZF"} | {which: tmp_path / "没有" if which != "unit" else "没有"}
	outcome = run(
		"package", given["register"], "--unit", given["unit"], *DAY, "--key", given["key"], "--out", tmp_path / "x.zip"
	)
	assert (outcome.code, "没有" in outcome.err, (tmp_path / "x.zip").exists()) == (2, True, False)


def test_the_register_goes_along_if_it_is_asked_for(run, whole, key, tmp_path):
	from lianzheng_risk.core.schemes import DEFAULT
	from lianzheng_risk.core.upward.keys import Trust, read_trusted
	from lianzheng_risk.core.upward.reading import read

	path = tmp_path / "附登记簿.zip"
	run("package", whole, "--unit", "NJ-ZF", *DAY, "--key", key, "--out", path, "--with-register")
	found = read(path.read_bytes(), Trust.of(read_trusted(key.with_suffix(".pub").read_text())))
	assert found.register[:2] == b"PK" and DEFAULT.name in str(found.figures)
	(tmp_path / "附件.xlsx").write_bytes(found.register)
	assert run("check", tmp_path / "附件.xlsx").out.splitlines()[-1].startswith(str(tmp_path / "附件.xlsx"))


def test_a_unit_and_its_period_are_assessed(run, whole, tmp_path):
	outcome = run("assess", whole, "--unit", "NJ-CW", "--period", "2026H1", "--out", tmp_path / "a")
	assert outcome.code == 0
	found = json.loads((tmp_path / "a" / "assessment.json").read_text())
	assert (found["as_of"], [unit["unit"] for unit in found["units"]]) == ("2026-06-17", ["NJ-CW"])
	wrong = run("assess", whole, "--unit", "XX", "--out", tmp_path / "b")
	assert (wrong.code, "没有编码为“XX”的单位" in wrong.err) == (2, True)
	assert run("assess", whole, "--period", "2026H3", "--out", tmp_path / "b").code == 2
