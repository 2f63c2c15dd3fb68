"""Screening campaigns in an assessment: frozen with it, of the own part of the tree, beside the data and not in them."""

from __future__ import annotations

import io
import json

import frappe
import openpyxl
import pytest
from frappe.utils import nowdate

from lianzheng_risk.core.campaign.words import PHASE, SCREENING_STATUS
from lianzheng_risk.core.periods import Period
from lianzheng_risk.risk_assessment.assessments import clock, files, screenings
from lianzheng_risk.risk_assessment.prints.assessment_report import integrity_assessment_report
from lianzheng_risk.risk_screening.doctype.integrity_screening_campaign.integrity_screening_campaign import close
from lianzheng_risk.risk_screening.screening.answering import report_result
from lianzheng_risk.risk_screening.screening.posts import follow
from tests.site import records
from tests.site.campaigns import (  # noqa: F401
	CAMPAIGN,
	NONE_FOUND,
	PARENTS,
	acting,
	campaign_bureau,
	create_campaign,
	report_rows,
	screening_of,
	started,
)
from tests.site.test_assessments import ASSESSMENT, jobs, of_period  # noqa: F401

pytestmark = pytest.mark.usefixtures("campaign_bureau")
SHEET = "排查工作进度"


@pytest.fixture
def campaign() -> str:
	"""Of the whole bureau; one of the three posts has reported."""
	frappe.db.set_single_value("System Settings", "language", "zh")
	name = started("A", title="年度排查")
	follow(name)
	report_result(screening_of("A-1-G1"), NONE_FOUND, "制度齐全")
	return name


def assessed(unit: str = "A"):
	return records.create(ASSESSMENT, unit=unit, period=nowdate()[:4])


def told(assessment, unit_name: str) -> dict:
	"""What the workbook says of a unit."""
	rows = list(openpyxl.load_workbook(io.BytesIO(files.workbook_of(assessment)))[SHEET].iter_rows(values_only=True))
	[heads] = [row for row in rows if row[0] == "单位"]
	[line] = [row for row in rows if row[0] == unit_name]
	return dict(zip(heads, line, strict=True))


def test_says_of_each_unit_and_phase_what_the_desk_says(campaign):
	assessment = assessed()
	for row in report_rows("Screening Progress", campaign=campaign):
		if not row["posts"]:
			continue
		shown = told(assessment, row["unit_name"])
		assert [shown[term.zh] for term in SCREENING_STATUS.terms] == [row[code] for code in SCREENING_STATUS.codes]
		assert (shown["岗位"], shown["完成率"], shown["逾期"]) == (row["posts"], row["done"] / 100, row["late"])
	[due] = [one.due_date for one in frappe.get_doc(CAMPAIGN, campaign).phases if one.phase == "Self-Screening"]
	assert shown[f"{PHASE.label('screening')}\n{due}截止"] == 1
	page = files.page_of(assessment).decode()
	assert "年度排查" in page.split('id="campaigns"')[1].split("</section>")[0]
	assert "年度排查" in str(integrity_assessment_report(assessment.name))


def test_what_is_done_afterwards_changes_nothing(campaign):
	assessment = assessed()
	before, printed = told(assessment, "单位A"), integrity_assessment_report(assessment.name).tables[-1]
	assert "年度排查" in str(printed)
	report_result(screening_of("A-1-G2"), NONE_FOUND, "制度齐全")
	records.create_post("A-1", post_name="后设的岗位")
	follow(campaign)
	frappe.db.set_value(CAMPAIGN, campaign, "title", "改了名的排查")
	assessment = frappe.get_doc(ASSESSMENT, assessment.name)
	assessment.update({"campaigns_json": "{}", "summary": "另写"}).save()
	assert assessment.summary == "另写" and told(assessment, "单位A") == before
	assert integrity_assessment_report(assessment.name).tables[-1] == printed


def test_a_unit_is_told_of_its_own_posts_alone(campaign):
	own = assessed("A-2")
	assert set(json.loads(own.campaigns_json)) == {"A-2"}
	acting("A-2", "Integrity Unit Leader")
	assert told(frappe.get_doc(ASSESSMENT, own.name), "单位A-2")["岗位"] == 1
	page = files.page_of(own).decode()
	assert "单位A-1" not in page and "年度排查" in page


def test_the_clock_keeps_of_each_unit_its_own_and_puts_them_together(campaign, jobs):  # noqa: F811
	period = Period.parse(nowdate()[:7])
	clock.make_period(period, nowdate())
	for method, options in list(jobs):
		if method.endswith("clock.make_some"):
			clock.make_some(**json.loads(json.dumps({name: options[name] for name in ("period", "units", "given")})))
	made = of_period(period.code)
	kept = {unit: set(json.loads(one.campaigns_json or "{}")) for unit, one in made.items() if unit in PARENTS}
	assert kept == {"A": set(), "A-1": {"A-1"}, "A-1-1": set(), "A-2": {"A-2"}}
	assert told(made["A"], "单位A")["岗位"] == 3 and told(made["A-1"], "单位A-1")["已上报"] == 1
	assert screenings.standings(made["A-1-1"]) == ()


def test_those_that_ran_or_ended_in_the_period_count(campaign):
	close(campaign, "提前结束")
	create_campaign("A-1", title="未启动的")
	for began, ended, period, expected in (
		("2026-01-10", "2026-03-31", "2026Q1", True),
		("2026-01-10", "2026-03-31", "2026Q2", False),
		("2026-04-01", "2026-05-01", "2026Q1", False),
		("2025-12-01", "2026-01-01", "2026Q1", True),
		("2026-04-01", None, "2026Q4", True),
	):
		frappe.db.set_value(CAMPAIGN, campaign, {"started_on": began, "closed_on": ended})
		found = screenings.take(Period.parse(period), ["A", "A-1", "A-2"])
		assert {name for kept in found.values() for name in kept} == ({campaign} if expected else set())


def test_the_data_know_nothing_of_campaigns_and_old_assessments_open_without(campaign):
	assessment = assessed()
	with_them = files.json_of(assessment)
	assessment.db_set("campaigns_json", None)
	assert files.json_of(assessment) == with_them and b"campaign" not in with_them
	assert SHEET not in openpyxl.load_workbook(io.BytesIO(files.workbook_of(assessment))).sheetnames
	assert 'id="campaigns"' not in files.page_of(assessment).decode()
	assert SHEET not in str(integrity_assessment_report(assessment.name))
