"""On the desk, in Chinese: a buyer is refused and starts a decision, the leadership decides it, the buyer submits."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
import pytest
from playwright.sync_api import expect

from lianzheng_risk.access import forget_places
from lianzheng_risk.risk_control.decisions import thresholds
from tests.desk.desk import Desk
from tests.site import purchasing, records
from tests.site.deciding import DECISION, THRESHOLD, balance, leaders, threshold
from tests.site.people import create_user, join
from tests.site.purchasing import ORDER, order
from tests.site.sites import connected
from tests.site.traces import all_as_before


@pytest.fixture(scope="module")
def bureau(address, erp_site: str) -> Iterator[dict[str, str]]:
	"""A buyer who is the bureau's liaison, one who is nothing, and the deputy who takes the minutes."""
	with all_as_before(erp_site):
		with connected(erp_site):
			frappe.local.lang = "zh"
			purchasing.ensure_masters()
			records.create_unit("Y", unit_name="东江县示例局")
			leaders()
			buyers = ("Purchase User", "Purchase Manager")
			for name, full_name in (("mai", "买示例"), ("wai", "外示例"), ("fu", "副示例")):
				create_user(f"{name}@walk.example.com", *(buyers if name != "fu" else ()))
				frappe.db.set_value(
					"User", f"{name}@walk.example.com", {"first_name": full_name, "full_name": full_name}
				)
			join("Y", "mai@walk.example.com", "Integrity Liaison")
			join("Y", "fu@walk.example.com", "Integrity Unit Leader")
			threshold()
			names = {name: order(120000).name for name in ("mine", "other")}
			frappe.db.commit()
			forget_places()
			thresholds.forget()
		yield names
	with connected(erp_site):
		thresholds.forget()
		frappe.db.commit()


def submit(desk: Desk) -> None:
	desk.page.locator(".page-head:visible .primary-action:visible").click()
	desk.page.locator(".modal.show .btn-primary:visible").last.click()
	desk.settle()


def test_a_buyer_without_a_role_is_told_whom_to_ask(bureau, sign_in) -> None:
	outsider = sign_in("wai@walk.example.com")
	outsider.form(ORDER, bureau["other"])
	submit(outsider)
	outsider.expect_text("须经东江县示例局集体决策")
	outsider.expect_text("请联系以下人员提请集体决策")
	expect(outsider.dialog).to_contain_text("副示例")
	expect(outsider.dialog.get_by_text("提请集体决策", exact=True)).to_have_count(0)


def test_from_refusal_to_submission(bureau, sign_in, erp_site) -> None:
	# 1. The buyer is refused, and starts a decision with one click.
	buyer = sign_in("mai@walk.example.com")
	buyer.form(ORDER, bureau["mine"])
	submit(buyer)
	buyer.expect_text("达到100,000.00 CNY")
	buyer.dialog.get_by_role("button", name="提请集体决策").click()
	buyer.page.wait_for_function(f"window.cur_frm?.doctype === '{DECISION}' && cur_frm.is_new()")
	buyer.settle()
	buyer.page.wait_for_function("cur_frm.doc.members?.length === 3")
	buyer.save()
	name = buyer.docname()
	with connected(erp_site):
		started = frappe.get_doc(DECISION, name)
		assert (started.amount, started.reference_name, started.unit) == (120000, bureau["mine"], "Y")
		assert [row.is_chief for row in started.members] == [0, 0, 1]

	# 2. The leader records the opinions; the result follows.
	leader = sign_in("fu@walk.example.com")
	leader.form(DECISION, name)
	leader.page.evaluate(
		"""async () => {
			for (const row of cur_frm.doc.members) {
				await frappe.model.set_value(row.doctype, row.name, "opinion", "Agree");
			}
			await cur_frm.set_value("chair", cur_frm.doc.members[2].person);
			await cur_frm.set_value("meeting_date", frappe.datetime.get_today());
		}"""
	)
	leader.fill("decision", "同意采购复印纸，由办公室按合同执行")
	leader.save()
	leader.expect_text("同意3，不同意0")
	submit(leader)
	leader.page.wait_for_function("cur_frm.doc.docstatus === 1")
	leader.settle()
	leader.expect_text("过半数")
	expect(leader.page.locator("[data-fieldname='category']:visible").first).to_contain_text("大额资金使用")
	expect(leader.page.locator("[data-fieldname='members']:visible").first).to_contain_text("同意")

	# 3. The form of the order says on what it rests, and the order is submitted.
	buyer.form(ORDER, bureau["mine"])
	buyer.page.locator(".page-head:visible .menu-btn-group > button").click()
	buyer.page.locator(".menu-btn-group .dropdown-menu:visible").get_by_text("依据哪项集体决定").click()
	expect(buyer.dialog).to_contain_text(f"提交时将依据{name}")
	buyer.dialog.locator(".btn-primary:visible").click()
	buyer.expect_text(f"本单据依据{name}")
	buyer.form(ORDER, bureau["mine"])
	submit(buyer)
	buyer.page.wait_for_function("cur_frm.doc.docstatus === 1")
	with connected(erp_site):
		assert balance(name) == (120000, 0)
	assert buyer.errors == leader.errors == []


def test_the_ledger_on_the_desk(bureau, sign_in) -> None:
	leader = sign_in("fu@walk.example.com")
	leader.open("query-report/Collective Decision Ledger")
	leader.expect_text("大额资金使用")
	leader.expect_text("决定项数")


def test_a_threshold_on_the_desk(bureau, sign_in, erp_site) -> None:
	with connected(erp_site):
		name = frappe.get_last_doc(THRESHOLD).name
		frappe.get_doc("User", "wai@walk.example.com").add_roles("Integrity Manager")
		frappe.db.commit()
	manager = sign_in("wai@walk.example.com")
	manager.form(THRESHOLD, name)
	manager.expect_text("达到金额")
	manager.settle()
	# What the document has to choose from is offered by its labels.
	offered = manager.page.evaluate("cur_frm.fields_dict.amount_field.df.options.map((one) => one.value)")
	assert "base_grand_total" in offered
	assert manager.errors == []
