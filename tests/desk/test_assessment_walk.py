"""An assessment in Chromium: the head sees summary and sheet and hands in the self score; the ranking is on the desk."""

from __future__ import annotations

import frappe
import pytest

from tests.desk.office import OFFICE, account, ensure_the_office
from tests.site import records
from tests.site.sites import connected

ASSESSMENT, PERIOD = "Integrity Assessment", "2025"


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
