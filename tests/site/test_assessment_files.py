"""What leaves an assessment: its data as the command line gives it, and files that come although their job died."""

from __future__ import annotations

import io
from pathlib import Path

import frappe
import openpyxl
import pytest

from lianzheng_risk.cli import main as cli
from lianzheng_risk.core.demo import invent
from lianzheng_risk.core.frozen.freezing import as_text
from lianzheng_risk.core.periods import Period
from lianzheng_risk.risk_assessment.assessments import files
from lianzheng_risk.risk_assessment.assessments.frozen import own_figures
from lianzheng_risk.store.documents import write_register
from lianzheng_risk.store.exporting.register import export_register
from tests.site import records
from tests.site.test_assessments import ASSESSMENT, CUTOFF, HALF_YEAR, jobs, of_period, run, today  # noqa: F401

UNITS, SEED = 4, 7


@pytest.fixture
def bureau(site, today, jobs):  # noqa: F811
	"""An invented bureau with its ledgers, and the half-yearly assessments that the clock made of it."""
	frappe.db.set_single_value("System Settings", "language", "zh")
	frappe.local.lang = "zh"
	write_register(invent(UNITS, SEED))
	today(CUTOFF)
	run(jobs)
	return of_period()


@pytest.fixture
def exported(bureau, tmp_path) -> Path:
	path = tmp_path / "登记簿.xlsx"
	export_register(path, None, "zh")
	return path


def assessed(register: Path, folder: Path, unit: str) -> bytes:
	cli(["assess", str(register), "--out", str(folder), "--unit", unit, "--period", HALF_YEAR], standalone_mode=False)
	return (folder / "assessment.json").read_bytes()


def attached(assessment, suffix: str) -> None:
	about = {"attached_to_doctype": ASSESSMENT, "attached_to_name": assessment.name}
	frappe.new_doc("File").update({"file_name": f"{assessment.name}.{suffix}", "is_private": 1, **about}).db_insert()


def test_a_period_is_the_same_on_the_site_and_on_the_command_line(bureau, exported, tmp_path):
	assert len(bureau) == UNITS
	assert str(Period.parse(HALF_YEAR).cutoff()) == CUTOFF
	# What happens after the cut-off changes nothing of either.
	records.create_risk_point(next(iter(bureau)), title="后来的风险")
	for unit, assessment in bureau.items():
		from_file = assessed(exported, tmp_path / unit, unit)
		assert files.json_of(assessment) == from_file
		assert b"risk_points" in from_file


def test_the_workbook_draws_the_trend_from_the_periods_before(bureau):
	assessment = next(one for one in bureau.values() if own_figures(one)["total"]["posts"])
	for name, period, version, screened in (("A", "2026H1", 1, 0), ("B", "2026H2", 1, 0), ("C", "2026H2", 2, 1)):
		figures = own_figures(assessment)
		figures["total"]["posts_screened"] = screened
		earlier = frappe.copy_doc(assessment)
		values = {"name": name, "period": period, "version": version, "assessment_key": name, "docstatus": 1}
		earlier.update(values | {"figures_json": as_text(figures)})
		earlier.db_insert()
	book = openpyxl.load_workbook(io.BytesIO(files.workbook_of(assessment)))
	lines = list(book["与往期对比"].iter_rows(values_only=True))
	[heads] = [line for line in lines if line[0] == "指标"]
	assert heads[1:4] == ("2026年上半年", "2026年下半年", "2027年上半年")
	[coverage] = [line for line in lines if line[0] == "岗位排查覆盖率"]
	now = own_figures(assessment)["total"]
	# Of a period with several versions the last counts.
	expected = (0, round(1 / now["posts"], 4), round(now["posts_screened"] / now["posts"], 4))
	assert coverage[1:4] == expected
	assert {"类别与权力", "逾期漏斗", "单位薄弱程度"} <= set(book.sheetnames)


def test_files_whose_job_died_are_queued_again_until_they_are_there(bureau, jobs):  # noqa: F811
	first, second, *_drafts = bureau.values()
	for issued in (first, second):
		issued.db_set({"docstatus": 1, "status": "Assessment Issued"})
	for suffix in ("pdf", "xlsx", "html", "json"):
		attached(second, suffix)
	jobs.clear()
	assert files.queue_missing() == [first.name]
	((method, options),) = jobs
	assert (method.rpartition(".")[2], options["name"], options["deduplicate"]) == ("attach", first.name, True)
	attached(first, "pdf")
	assert files.queue_missing() == [first.name], "one of four is not all"
	first.db_set("status", "Replaced by a New Version")
	assert files.queue_missing() == []


def test_files_of_long_ago_are_left_as_they_are(bureau):
	first = next(iter(bureau.values()))
	first.db_set({"docstatus": 1, "status": "Assessment Issued"})
	first.db_set("modified", "2027-05-01 00:00:00", update_modified=False)
	assert files.queue_missing() == []
