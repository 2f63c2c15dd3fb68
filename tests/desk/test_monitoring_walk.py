"""On the desk, in Chinese: the discipline inspection takes over a rule, sets and tries it, judges hits, and sees who holds too much."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
import pytest
from playwright.sync_api import expect

from lianzheng_risk.access import forget_places
from lianzheng_risk.risk_supervision.monitoring.backtest import run_backtest
from tests.desk.office import OFFICE, account, ensure_the_office
from tests.site import records, trade
from tests.site.people import create_user, join
from tests.site.sites import connected
from tests.site.traces import all_as_before

RULE, HIT, CONFLICT = "Integrity Monitoring Rule", "Integrity Monitoring Hit", "Integrity Duty Conflict"
TITLE, SUPPLIER = "拆分订单", "丁示例供应商"


@pytest.fixture(scope="module")
def office(address, erp_site: str) -> Iterator[None]:
	"""The office with its company and two orders, one who may enter suppliers and approve orders, and a hit to be judged."""
	with all_as_before(erp_site):
		with connected(erp_site):
			if not frappe.db.exists("DocType", "Purchase Order"):
				pytest.skip("ERPNext is not installed here")
			ensure_the_office()
			trade.open_companies()
			frappe.db.set_value("Integrity Unit", OFFICE, "company", trade.COMPANY)
			trade.supplier(SUPPLIER)
			for amount in (60000, 50000):
				trade.submitted(trade.order(SUPPLIER, amount, frappe.utils.nowdate()))
			join(OFFICE, create_user(account("liang"), "Purchase Master Manager", "Purchase User"), "Integrity Liaison")
			make_hit()
			frappe.db.commit()
			forget_places()
		yield


def make_hit() -> None:
	"""Of a rule of the office's own that watches nothing any more."""
	watched = {"watched_doctype": "Contact", "event": "When Saved", "consequence": "Record Only"}
	rule = records.create(RULE, title="联系人变更", unit=OFFICE, **watched)
	values = {
		"title": "联系人变更：示例",
		"unit": OFFICE,
		"rule": rule.name,
		"rule_version": 1,
		"consequence": "Record Only",
		"found_on": frappe.utils.now(),
		"inputs": '{"version": 1}',
		"cause_key": "desk",
		"open_cause": frappe.generate_hash(length=10),
		"reference_doctype": "User",
		"reference_name": "Administrator",
		"facts": "一周内变更三次",
	}
	frappe.new_doc(HIT).update(values).insert(ignore_permissions=True)


def test_a_rule_is_taken_over_set_and_tried(office, sign_in, erp_site) -> None:
	supervisor = sign_in(account("feng"))
	supervisor.open("integrity-monitoring-rule")
	supervisor.call("lianzheng_risk.risk_supervision.monitoring.library.add_shipped_rules", unit=OFFICE)
	with connected(erp_site):
		name, version = frappe.db.get_value(RULE, {"title": TITLE, "unit": OFFICE}, ["name", "version"])
	supervisor.open("integrity-monitoring-rule")
	for words in (TITLE, "未启用"):
		supervisor.expect_text(words)

	# The filters are chosen in a dialog.
	supervisor.form(RULE, name)
	for words in ("采购订单", "须同时满足", "单据数"):
		supervisor.expect_text(words)
	expect(supervisor.field("watched_doctype").locator("input")).to_have_value("采购订单")
	chosen = supervisor.field("filter_area").locator(".filter-chosen")
	expect(chosen).to_have_count(1)
	expect(supervisor.field("aggregates")).to_contain_text("总计（公司货币）")
	supervisor.field("filter_area").get_by_role("button", name="选择筛选条件").click()
	amount = supervisor.dialog.locator(".filter-field input")
	expect(amount).to_be_visible()
	amount.fill("80000")
	supervisor.dialog.locator(".btn-primary:visible").click()
	expect(chosen).to_contain_text("80000")
	supervisor.save()
	with connected(erp_site):
		stored = frappe.get_doc(RULE, name)
	assert frappe.parse_json(stored.filters) == [["Purchase Order", "base_grand_total", "<", 80000]]
	assert (stored.version, len(stored.aggregates)) == (version + 1, 2)

	# It is tried over history before it is enabled.
	supervisor.page.locator(".page-head:visible").get_by_role("button", name="回溯测试").click()
	supervisor.dialog.locator("input:visible").fill("30")
	supervisor.dialog.locator(".btn-primary:visible").click()
	expect(supervisor.field("backtest_status")).to_contain_text("等待中")
	with connected(erp_site):
		run_backtest(name, 30)
	supervisor.form(RULE, name)
	expect(supervisor.field("backtest_status")).to_contain_text("已完成")
	expect(supervisor.field("backtest_hits")).to_contain_text("1")
	expect(supervisor.field("example_area")).to_contain_text(SUPPLIER)
	assert supervisor.errors == []


def test_a_hit_is_judged_and_duties_are_looked_at(office, sign_in, erp_site) -> None:
	with connected(erp_site):
		name = frappe.db.get_value(HIT, {"unit": OFFICE, "status": "To Be Verified", "cause_key": "desk"})
	supervisor = sign_in(account("feng"))
	supervisor.open("integrity-monitoring-hit")
	supervisor.expect_text("联系人变更")
	supervisor.form(HIT, name)
	assert supervisor.buttons() == ["认定属实", "认定误报"]
	supervisor.step("认定误报", reason="系统管理员批量整理")
	supervisor.form(HIT, name)
	supervisor.expect_text("系统管理员批量整理")
	with connected(erp_site):
		assert frappe.db.get_value(HIT, name, "status") == "Not Justified"

	# Who may both enter suppliers and approve purchases.
	supervisor.open("integrity-duty-conflict")
	supervisor.page.locator(".page-head:visible").get_by_role("button", name="引入常见不相容职责").click()
	supervisor.expect_text("对不相容职责")
	supervisor.open("query-report/Incompatible Duties")
	for words in ("供应商建档 × 采购审批", account("liang"), OFFICE):
		supervisor.expect_text(words)
	assert supervisor.errors == []
