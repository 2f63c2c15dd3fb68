"""An assessment in Chromium: summary, sheet and self score, the documents behind its figures, the ranking."""

from __future__ import annotations

import frappe
import pytest

from tests.desk.desk import Desk
from tests.desk.office import OFFICE, POST, account, ensure_the_office
from tests.site import records
from tests.site.sites import connected

ASSESSMENT, PERIOD = "Integrity Assessment", "2025"
DETAILS = "Integrity Documents behind a Figure"


@pytest.fixture(scope="module")
def assessment(address, erp_site: str) -> str:
	with connected(erp_site):
		ensure_the_office()
		name = records.create(ASSESSMENT, unit=OFFICE, period=PERIOD).name
		frappe.db.commit()
		return name


def test_the_head_hands_in_the_self_score(assessment, sign_in, erp_site) -> None:
	head = sign_in(account("zheng"))
	head.form(ASSESSMENT, assessment)
	for words in ("审批科", "评估说明", "组织领导", "岗位排查覆盖率", "待自评"):
		head.expect_text(words)
	head.page.get_by_role("button", name="提交自评").click()
	head.page.wait_for_function("cur_frm.doc.status === 'To Be Checked'")
	head.expect_text("待核准")
	assert not head.errors


def test_the_ranking_opens(assessment, sign_in) -> None:
	leader = sign_in(account("wang"))
	leader.open(f"query-report/Unit Score Ranking?period={PERIOD}")
	leader.expect_text("单位考核排名")
	assert not leader.errors


def test_a_figure_leads_to_its_documents(assessment, sign_in) -> None:
	"""The head sees which posts are still to be screened: from the form, and from the report by unit."""
	head = sign_in(account("zheng"))
	head.form(ASSESSMENT, assessment)
	coverage = head.page.locator("[data-fieldname='indicators'] .grid-row").filter(has_text="岗位排查覆盖率").first
	coverage.locator("[data-fieldname='value'] a").click()
	lists_what_is_lacking(head)
	head.expect_text("按现有单据计算")
	head.open("query-report/Screening Coverage")
	head.page.locator("a[title='查看本数字对应的单据'][href*='figure=post_coverage']").first.click()
	lists_what_is_lacking(head)
	head.page.locator(".dt-cell__content").get_by_role("link", name=POST).click()
	head.page.wait_for_function("post => window.cur_frm?.docname === post", arg=POST)
	assert not head.errors


def lists_what_is_lacking(head: Desk) -> None:
	head.page.wait_for_function("route => frappe.get_route()[1] === route", arg=DETAILS)
	head.settle()
	head.expect_text("许可受理岗")
	filters = head.page.evaluate("frappe.query_report.get_filter_values()")
	assert (filters["figure"], filters["part"], filters["unit"]) == ("post_coverage", "Not Counted", OFFICE)
