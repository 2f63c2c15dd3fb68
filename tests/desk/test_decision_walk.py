"""On the desk, in Chinese: a buyer is refused, the leadership decides or one of it does so alone, the discipline inspection
sees what rests on what."""

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
from tests.site.purchasing import ORDER, OTHER_SUPPLIER, order
from tests.site.sites import connected
from tests.site.traces import all_as_before

LEADER = "Integrity Unit Leader"
# Account: name, role at the bureau, what ERPNext lets them do.
PEOPLE = {
	"mai": ("买示例", "Integrity Liaison", ("Purchase User", "Purchase Manager")),
	"wai": ("外示例", None, ("Purchase User", "Purchase Manager")),
	"fu": ("副示例", LEADER, ("Purchase User",)),
	"ji": ("纪示例", "Integrity Supervisor", ()),
}


def account(name: str) -> str:
	return f"{name}@walk.example.com"


@pytest.fixture(scope="module")
def bureau(address, erp_site: str) -> Iterator[dict[str, str]]:
	"""A buyer who is the bureau's liaison, one who is nothing, the deputy who takes the minutes, and who supervises them."""
	with all_as_before(erp_site):
		with connected(erp_site):
			frappe.local.lang = "zh"
			purchasing.ensure_masters()
			records.create_unit("Y", unit_name="东江县示例局")
			leaders()
			for name, (full_name, role, of_erp) in PEOPLE.items():
				create_user(account(name), *of_erp)
				frappe.db.set_value("User", account(name), {"first_name": full_name, "full_name": full_name})
				if role:
					join("Y", account(name), role)
			threshold(window_days=30, override_role=LEADER, ratify_days=5)
			names = {name: order(120000).name for name in ("mine", "other")}
			names |= {name: order(60000, OTHER_SUPPLIER).name for name in ("first_half", "second_half")}
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


def submit_order(desk: Desk, name: str) -> None:
	desk.form(ORDER, name)
	submit(desk)
	desk.page.wait_for_function("cur_frm.doc.docstatus === 1")


def ask_for_decision(desk: Desk, name: str) -> None:
	"""The dialog of an order that says on what it would rest."""
	desk.form(ORDER, name)
	desk.page.locator(".page-head:visible .menu-btn-group > button").click()
	desk.page.locator(".menu-btn-group .dropdown-menu:visible").get_by_text("依据哪项集体决定").click()
	expect(desk.dialog).to_contain_text("依据")


def all_agree(desk: Desk, decision: str) -> None:
	"""The opinions are recorded, and the record of the meeting is submitted."""
	desk.page.wait_for_function("cur_frm.doc.members?.length === 3")
	desk.page.evaluate(
		"""async () => {
			for (const row of cur_frm.doc.members) {
				await frappe.model.set_value(row.doctype, row.name, "opinion", "Agree");
			}
			await cur_frm.set_value("chair", cur_frm.doc.members[2].person);
			await cur_frm.set_value("meeting_date", frappe.datetime.get_today());
		}"""
	)
	desk.fill("decision", decision)
	desk.save()
	desk.expect_text("同意3，不同意0")
	submit(desk)
	desk.page.wait_for_function("cur_frm.doc.docstatus === 1")
	desk.settle()


def test_a_buyer_without_a_role_is_told_whom_to_ask(bureau, sign_in) -> None:
	outsider = sign_in(account("wai"))
	outsider.form(ORDER, bureau["other"])
	submit(outsider)
	outsider.expect_text("须经东江县示例局集体决策")
	outsider.expect_text("请联系以下人员提请集体决策")
	expect(outsider.dialog).to_contain_text("副示例")
	expect(outsider.dialog.get_by_text("提请集体决策", exact=True)).to_have_count(0)


def test_from_refusal_to_ratification(bureau, sign_in, erp_site) -> None:
	# 1. The buyer is refused, and starts a decision with one click.
	buyer = sign_in(account("mai"))
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
	leader = sign_in(account("fu"))
	leader.form(DECISION, name)
	all_agree(leader, "同意采购复印纸，由办公室按合同执行")
	leader.expect_text("过半数")
	expect(leader.page.locator("[data-fieldname='category']:visible").first).to_contain_text("大额资金使用")
	expect(leader.page.locator("[data-fieldname='members']:visible").first).to_contain_text("同意")

	# 3. The form of the order says on what it rests, and the order is submitted; nothing is left for another one.
	ask_for_decision(buyer, bureau["mine"])
	expect(buyer.dialog).to_contain_text(f"提交时将依据{name}")
	buyer.dialog.locator(".btn-primary:visible").click()
	buyer.expect_text(f"本单据依据{name}")
	submit_order(buyer, bureau["mine"])
	with connected(erp_site):
		assert balance(name) == (120000, 0)
	buyer.form(ORDER, bureau["other"])
	submit(buyer)
	expect(buyer.dialog).to_contain_text(f"{name}不能作为依据")

	# 4. One half of a purchase passes, the other does not.
	submit_order(buyer, bureau["first_half"])
	buyer.form(ORDER, bureau["second_half"])
	submit(buyer)
	for words in ("化整为零", bureau["first_half"], "120,000.00 CNY"):
		expect(buyer.dialog).to_contain_text(words)

	# 5. What cannot wait the leader decides alone, and the buyer goes on.
	ask_for_decision(leader, bureau["other"])
	leader.dialog.get_by_text("紧急处置").click()
	leader.dialog.locator("textarea").fill("防汛物资当日必须到位")
	leader.dialog.locator(".btn-primary:visible").click()
	leader.expect_text("须在期限内由集体决策追认")
	submit_order(buyer, bureau["other"])

	# 6. The leadership ratifies it.
	with connected(erp_site):
		urgent = frappe.db.get_value(DECISION, {"is_urgent": 1})
		assert balance(urgent) == (120000, 0)
	leader.form(DECISION, urgent)
	leader.page.get_by_role("button", name="提请追认").click()
	leader.page.wait_for_function("urgent => cur_frm.is_new() && cur_frm.doc.ratifies === urgent", arg=urgent)
	leader.settle()
	leader.page.wait_for_function("cur_frm.doc.members?.length === 3")
	# The members go by their names before anything is saved.
	expect(leader.field("members")).to_contain_text("局长丙")
	all_agree(leader, "同意追认")
	ratifying = leader.docname()

	# 7. Who supervises them sees all of it, and what a threshold says.
	supervisor = sign_in(account("ji"))
	supervisor.form(DECISION, urgent)
	supervisor.expect_text("防汛物资当日必须到位")
	expect(supervisor.field("ratified_by")).to_contain_text(ratifying)
	supervisor.open("query-report/Collective Decision Ledger")
	for words in ("大额资金使用", "决定项数", "紧急处置"):
		supervisor.expect_text(words)
	supervisor.open(THRESHOLD.lower().replace(" ", "-"))
	supervisor.page.locator(".list-row-container:visible .list-subject a").first.click()
	supervisor.page.wait_for_function(f"window.cur_frm?.doctype === '{THRESHOLD}'")
	supervisor.settle()
	# Fields go by their labels, whatever is stored.
	for field, label in (
		("amount_field", "总计（公司货币）"),
		("party_field", "供应商"),
		("document_type", "采购订单"),
	):
		expect(supervisor.field(field).locator("input")).to_have_value(label)
	assert buyer.errors == leader.errors == supervisor.errors == []
