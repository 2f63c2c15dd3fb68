"""`bench --site SITE lianzheng-risk …`, as an administrator types it."""

from __future__ import annotations

import json
from pathlib import Path

import frappe
import pandas as pd
import pytest

from lianzheng_risk.cli import main as cli
from lianzheng_risk.core.checks import check
from lianzheng_risk.core.demo import AS_OF, write_with_mistakes
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.workbook import read, write_register
from lianzheng_risk.store.mapping import MAPPINGS
from tests.site.conftest import connected
from tests.site.invented import invent

UNITS, SEED = 3, 7


@pytest.fixture(scope="module")
def run(bench, erp_site: str):
	return lambda *arguments, expect=0: bench("--site", erp_site, "lianzheng-risk", *arguments, expect=expect)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory) -> Path:
	path = tmp_path_factory.mktemp("register") / "register.xlsx"
	write_register(invent(UNITS, SEED), path)
	return path


@pytest.fixture(scope="module")
def imported(run, erp_site: str, workbook: Path):
	"""The site with the register; emptied again afterwards, for the tests that expect an empty site."""
	yield run("import", workbook).stdout
	with connected(erp_site):
		for mapping in MAPPINGS.values():
			frappe.db.delete(mapping.doctype)
		frappe.db.commit()


def _read(path: Path) -> Register:
	return check(read(path), DEFAULT, AS_OF).register


def test_import_says_what_it_wrote(imported: str, workbook: Path) -> None:
	risks = len(_read(workbook)["risk_points"])
	assert f"廉政风险点：新增 {risks}，变更 0，未变 0" in imported


def test_import_again_finds_everything_the_same(imported, run, workbook: Path) -> None:
	risks = len(_read(workbook)["risk_points"])
	assert f"廉政风险点：新增 0，变更 0，未变 {risks}" in run("import", workbook).stdout


def test_export_is_the_register_that_was_imported(imported, run, workbook: Path, tmp_path: Path) -> None:
	exported = tmp_path / "exported.xlsx"
	run("export", exported)
	before, after = _read(workbook), _read(exported)
	for name in TABLES:
		pd.testing.assert_frame_equal(before.sorted()[name], after.sorted()[name], obj=name)


def test_site_and_command_line_write_the_same_json(imported, run, workbook: Path, tmp_path: Path) -> None:
	run("assess", "--out", tmp_path / "site", "--as-of", AS_OF)
	cli(["assess", str(workbook), "--out", str(tmp_path / "file"), "--as-of", str(AS_OF)], standalone_mode=False)
	on_site, from_file = ((tmp_path / where / "assessment.json").read_bytes() for where in ("site", "file"))
	assert on_site == from_file
	assert json.loads(on_site)["totals"]["units"] == UNITS


def test_one_unit_alone_is_assessed_as_within_the_whole(imported, run, tmp_path: Path) -> None:
	run("assess", "--out", tmp_path / "whole", "--as-of", AS_OF)
	whole = json.loads((tmp_path / "whole" / "assessment.json").read_text())
	department = whole["units"][-1]
	run("assess", department["unit"], "--out", tmp_path / "part", "--as-of", AS_OF)
	part = json.loads((tmp_path / "part" / "assessment.json").read_text())
	assert [unit["unit"] for unit in part["units"]] == [department["unit"]]
	assert part["units"][0]["total"] == department["total"]


def test_an_unknown_unit_is_named(imported, run, tmp_path: Path) -> None:
	refused = run("assess", "没有的单位", "--out", tmp_path, expect=2)
	assert "没有编码为“没有的单位”的单位" in refused.stderr


def test_a_register_with_errors_is_not_written(imported, run, erp_site: str, tmp_path: Path) -> None:
	faulty = tmp_path / "faulty.xlsx"
	write_with_mistakes(invent(UNITS, SEED + 1), faulty, SEED)
	with connected(erp_site):
		before = frappe.get_all("Integrity Risk Point", fields=["name", "modified"], order_by="name")
	refused = run("import", faulty, expect=1)
	assert "没有写入任何内容" in refused.stderr
	assert "  错误  " in refused.stdout
	with connected(erp_site):
		assert frappe.get_all("Integrity Risk Point", fields=["name", "modified"], order_by="name") == before


def test_the_demo_goes_only_into_an_empty_site(imported, run) -> None:
	assert "演示数据只写入空站点" in run("demo", "--units", 2, expect=1).stderr


def test_a_missing_file_is_named(run, tmp_path: Path) -> None:
	refused = run("import", tmp_path / "nowhere.xlsx", expect=2)
	assert "nowhere.xlsx" in refused.stderr
	assert "Traceback" not in refused.stderr


def test_help_speaks_chinese_and_english(run) -> None:
	assert "用法：" in run("import", "--help").stdout
	assert "Usage:" in run("import", "--help", "--lang", "en").stdout
