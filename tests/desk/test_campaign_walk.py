"""On the desk, in Chinese: a leader goes from a campaign's counts to its units, and from theirs to the posts."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
import pytest
from frappe.utils import add_days, nowdate
from playwright.sync_api import expect

from tests.site import campaigns, records
from tests.site.people import create_user, join
from tests.site.sites import connected
from tests.site.traces import all_as_before

LEADER = "pai@walk.example.com"


@pytest.fixture
def campaign(address, erp_site: str) -> Iterator[str]:
	"""Of a bureau with three posts in two departments, one of which the leader leads."""
	with all_as_before(erp_site):
		with connected(erp_site):
			frappe.local.lang = "zh"
			for unit, parent, name in (("P", None, "西山县示例局"), ("P-1", "P", "许可科"), ("P-2", "P", "财务科")):
				records.create_unit(unit, parent, unit_name=name)
			for unit, post in (("P-1", "受理岗"), ("P-1", "核查岗"), ("P-2", "出纳岗")):
				records.create_post(unit, post_name=post)
			create_user(LEADER)
			join("P-1", LEADER, "Integrity Unit Leader")
			name = campaigns.started("P", title="年度排查", start_date=add_days(nowdate(), -90))
			frappe.db.commit()
		yield name


def test_a_count_leads_to_what_it_counts(sign_in, campaign) -> None:
	desk = sign_in(LEADER)
	desk.open("query-report/Campaign Progress")
	desk.expect_text("年度排查")
	desk.page.locator("a[href*='Screening'][href*='Progress']").first.click()
	desk.expect_text("许可科")
	desk.settle()
	assert "财务科" not in desk.page.locator(".datatable:visible").inner_text()
	desk.page.locator("a[href*='Worklist'][href*='Not']").first.click()
	expect(desk.page.locator(".datatable:visible")).to_contain_text("核查岗")
	desk.settle()
	shown = desk.page.locator(".datatable:visible").inner_text()
	assert "受理岗" in shown
	assert "出纳岗" not in shown
	assert desk.errors == []
