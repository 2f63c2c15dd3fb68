"""A leader in Chromium: the page of the role, and the pictures that it leads to."""

from __future__ import annotations

import frappe
import pytest
from playwright.sync_api import expect

from tests.desk.desk import Desk
from tests.desk.office import OTHER_OFFICE, account, ensure_the_office
from tests.site import records
from tests.site.sites import connected

HEAVY = "DJ-2-FX-HEAVY"
# What each says beyond its name.
PICTURES = {
	"Unit Risk Map": "未达标指标数",
	"Overdue Funnel": "岗位轮岗",
	"Register Data Quality": "存在的问题",
	"Risk Heat Map": "合计",
	"Screening Coverage": "岗位排查覆盖率",
}


@pytest.fixture(scope="module")
def office(address, erp_site: str) -> None:
	with connected(erp_site):
		ensure_the_office()
		if not frappe.db.exists("Integrity Risk Point", HEAVY):
			records.create_risk_point(
				OTHER_OFFICE, risk_code=HEAVY, title="资金拨付把关不严", probability="High", harm="Serious"
			)
			frappe.db.commit()


def test_the_pictures_of_a_leader(office, sign_in) -> None:
	leader = sign_in(account("wang"))
	leader.open("integrity-leader-desk")
	for words in ("待办事项", "单位风险树图", "逾期漏斗", "数据质量"):
		leader.expect_text(words)
	from_the_heat_map_to_its_risk_points(leader)
	for name, words in PICTURES.items():
		leader.open(f"query-report/{name}")
		leader.expect_text(words)
	leader.open("query-report/Unit Risk Map")
	drawn = leader.page.locator("svg[role=img] g")
	drawn.first.wait_for()
	assert {"审批科", "财务科"} <= {text.split("  ")[0] for text in drawn.locator("title").all_text_contents()}
	from_the_map_to_what_is_weak(leader)
	from_the_matrix_to_its_risk_points(leader)
	assert not leader.errors


def from_the_map_to_what_is_weak(leader: Desk) -> None:
	"""A box leads to the indicators of its unit, and the number of those off target to as many of them."""
	weak = leader.page.locator("a[href*='only_weak=1']").last
	count = int(weak.text_content())
	weak.click()
	arrived(leader, "Integrity Indicators of a Unit")
	assert leader.page.evaluate("frappe.query_report.data.length") == count > 0
	leader.page.go_back()
	arrived(leader, "Unit Risk Map")
	box = leader.page.locator("g[data-unit]:visible").first
	unit = box.get_attribute("data-unit")
	box.click()
	arrived(leader, "Integrity Indicators of a Unit")
	assert leader.page.evaluate("frappe.query_report.get_filter_values()") == {"unit": unit}


def from_the_matrix_to_its_risk_points(leader: Desk) -> None:
	leader.open("query-report/Risks by Category and Power")
	cell = leader.page.locator("a[href*='power=']:visible").first
	cell.wait_for()
	count = int(cell.text_content())
	cell.click()
	arrived(leader, "Integrity Documents behind a Figure")
	assert leader.page.evaluate("frappe.query_report.data.length") == count > 0
	expect(leader.page.locator("[data-fieldname=power]:visible").first).to_be_visible()
	leader.page.locator("select[data-fieldname=figure]:visible").select_option("posts")
	leader.settle()
	expect(leader.page.locator("select[data-fieldname=power]")).to_be_hidden()


def arrived(leader: Desk, report: str) -> None:
	leader.page.wait_for_function(
		"name => frappe.query_report?.report_name === name && frappe.get_route()[1] === name && frappe.query_report.data",
		arg=report,
	)
	leader.settle()


def from_the_heat_map_to_its_risk_points(leader: Desk) -> None:
	"""A cell of the page's own heat map leads to as many risk points as it says."""
	cell = leader.page.get_by_title("高 · 严重 · 一级 · ")
	cell.wait_for()
	count = cell.locator("b").text_content()
	cell.click()
	leader.page.wait_for_function("window.cur_list?.doctype === 'Integrity Risk Point' && cur_list.data.length")
	leader.settle()
	assert leader.page.evaluate("cur_list.data.length") == int(count) > 0
	leader.expect_text("资金拨付把关不严")
