"""On the desk, in Chinese: a warning climbs and is closed, a rectification is put right and checked, each by the people concerned."""

from __future__ import annotations

import frappe
import pytest
from frappe.utils import add_days, nowdate
from playwright.sync_api import expect

from lianzheng_risk.risk_supervision.warnings.clock import watch_some
from tests.desk.office import BUREAU, OFFICE, POST, account, ensure_the_office
from tests.site import records
from tests.site.sites import connected

WARNING, CONTROL, RECTIFICATION = "Integrity Warning", "Integrity Control Measure", "Integrity Rectification"
MEASURE = "许可受理回避制度"


@pytest.fixture(scope="module")
def office(address, erp_site: str) -> None:
	"""The office with its people in charge, and a measure that was due a month ago."""
	with connected(erp_site):
		ensure_the_office()
		frappe.db.set_value("Integrity Unit", OFFICE, {"head": "DJ-zheng", "responsible_leader": "DJ-wang"})
		frappe.db.set_value("Integrity Unit", BUREAU, "responsible_leader", "DJ-wang")
		risk = records.create_risk_point(OFFICE, post=POST, title="受理环节未回避", probability="Fairly High").name
		frappe.db.set_value("Integrity Risk Point", risk, "workflow_state", "In Force")
		due = add_days(nowdate(), -30)
		measure = records.create_measure(risk, description=MEASURE, due_date=due, responsible_person="DJ-zhou").name
		frappe.db.set_value(CONTROL, measure, "creation", add_days(due, -30))
		frappe.db.commit()


def look(site: str) -> None:
	with connected(site):
		watch_some([OFFICE, BUREAU])
		frappe.db.commit()


def warning_of(site: str) -> frappe._dict:
	with connected(site):
		fields = ["name", "status", "colour", "measure"]
		return frappe.db.get_value(WARNING, {"title": MEASURE}, fields, as_dict=True)


def test_a_warning_climbs_and_is_closed_by_somebody_else(office, sign_in, erp_site) -> None:
	look(erp_site)
	warning = warning_of(erp_site)

	# 1. Nobody handled it in time: it has come up to the leader, heavier than it was.
	leader = sign_in(account("wang"))
	leader.open("integrity-warning")
	leader.expect_text(MEASURE)
	leader.form(WARNING, warning.name)
	leader.expect_text("王示例")
	leader.expect_text("逾期升级")
	assert warning.colour != "Yellow Warning"

	# 2. The holder, whom it concerns, receives it, and puts right what it warns of on the measure itself.
	holder = sign_in(account("zhou"))
	holder.form(WARNING, warning.name)
	assert holder.buttons() == ["签收", "报告处置情况"]
	holder.step("签收")
	holder.form(CONTROL, warning.measure)
	holder.step("报告落实", evidence="回避制度（审批科〔2026〕5号）")
	look(erp_site)
	assert warning_of(erp_site).status == "To Be Rechecked"

	# 3. The head, not the holder, rechecks and lifts it.
	holder.form(WARNING, warning.name)
	assert holder.buttons() == []
	head = sign_in(account("zheng"))
	head.form(WARNING, warning.name)
	head.expect_text("预警的事由已于")
	assert head.buttons() == ["退回处置", "复核解除"]
	head.step("复核解除")
	head.expect_text("已解除")
	assert warning_of(erp_site).status == "Lifted"

	# 4. Neither a peer nor the office next door learns of it.
	for user in ("wu", "chen"):
		other = sign_in(account(user))
		other.open("integrity-warning")
		expect(other.page.locator("body")).not_to_contain_text(MEASURE)
	assert all(desk.errors == [] for desk in (leader, holder, head))


def test_a_rectification_is_put_right_and_checked(office, sign_in, erp_site) -> None:
	# 1. The discipline inspection orders it.
	supervisor = sign_in(account("feng"))
	supervisor.new(RECTIFICATION, unit=OFFICE, post=POST)
	supervisor.fill("title", "补齐受理登记")
	supervisor.fill("problem", "抽查十件，三件没有受理登记")
	supervisor.fill("demand", "补齐登记，说明原因")
	supervisor.save()
	name = supervisor.docname()

	# 2. The holder of the post receives it and reports with evidence; closing it off is not theirs.
	holder = sign_in(account("zhou"))
	holder.form(RECTIFICATION, name)
	holder.step("签收整改通知")
	holder.form(RECTIFICATION, name)
	holder.step("报告整改", evidence="补齐后的登记簿复印件")
	holder.form(RECTIFICATION, name)
	assert "复查销号" not in holder.buttons()

	# 3. It comes back once, with the reason, and is then closed off.
	supervisor.form(RECTIFICATION, name)
	supervisor.step("退回整改", reason="缺第七件的登记")
	holder.form(RECTIFICATION, name)
	holder.expect_text("缺第七件的登记")
	holder.step("报告整改", evidence="第七件的登记")
	supervisor.form(RECTIFICATION, name)
	supervisor.step("复查销号")
	supervisor.expect_text("已销号")
	with connected(erp_site):
		assert frappe.db.get_value(RECTIFICATION, name, "status") == "Closed Off"
	assert all(desk.errors == [] for desk in (supervisor, holder))
