"""On the desk, in Chinese: the discipline inspection takes over a rule and sets it, and judges what a rule found."""

from __future__ import annotations

import frappe
import pytest

from tests.desk.office import OFFICE, account, ensure_the_office
from tests.site.sites import connected

RULE, HIT = "Integrity Monitoring Rule", "Integrity Monitoring Hit"
TITLE = "拆分订单"


@pytest.fixture(scope="module")
def office(address, erp_site: str) -> None:
	"""The office, and a hit of a rule of its own that watches nothing any more."""
	with connected(erp_site):
		ensure_the_office()
		watched = {"watched_doctype": "Contact", "event": "When Saved", "consequence": "Record Only"}
		rule = frappe.new_doc(RULE).update({"title": "联系人变更", "unit": OFFICE, **watched}).insert()
		found = {"reference_doctype": "User", "reference_name": "Administrator", "facts": "一周内变更三次"}
		frappe.new_doc(HIT).update(
			{
				"title": "联系人变更：示例",
				"unit": OFFICE,
				"rule": rule.name,
				"rule_version": 1,
				"consequence": "Record Only",
				"found_on": frappe.utils.now(),
				"inputs": '{"version": 1}',
				"cause_key": "desk",
				"open_cause": frappe.generate_hash(length=10),
				**found,
			}
		).insert(ignore_permissions=True)
		frappe.db.commit()


def test_a_rule_is_taken_over_and_set(office, sign_in, erp_site) -> None:
	supervisor = sign_in(account("feng"))
	supervisor.open("integrity-monitoring-rule")
	made = supervisor.call("lianzheng_risk.risk_supervision.monitoring.library.add_shipped_rules", unit=OFFICE)
	with connected(erp_site):
		name, version = frappe.db.get_value(RULE, {"title": TITLE, "unit": OFFICE}, ["name", "version"]) or (None, None)
		if not name:  # without ERPNext there is nothing to watch, and nothing is made
			assert made == []
			pytest.skip("ERPNext is not installed here")
	supervisor.open("integrity-monitoring-rule")
	supervisor.expect_text(TITLE)
	supervisor.expect_text("未启用")
	supervisor.form(RULE, name)
	supervisor.expect_text("采购订单")
	supervisor.expect_text("须同时满足")
	supervisor.expect_text("单据数")
	assert supervisor.field("filter_area").locator(".filter-chosen").count() == 1
	supervisor.fill("description", "按本单位采购办法执行")
	supervisor.save()
	with connected(erp_site):
		stored = frappe.get_doc(RULE, name)
	assert (stored.description, stored.version, len(stored.aggregates)) == ("按本单位采购办法执行", version, 2)
	assert supervisor.errors == []


def test_a_hit_is_judged_with_a_reason(office, sign_in, erp_site) -> None:
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
	assert supervisor.errors == []
