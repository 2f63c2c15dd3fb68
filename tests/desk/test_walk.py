"""One risk goes from self-screening to 公示 on the desk, in Chinese, through the hands of five people."""

from __future__ import annotations

import frappe
import pytest
from playwright.sync_api import expect

from tests.desk.office import OFFICE, POST, POWER, account, ensure_the_office
from tests.site.sites import connected

TITLE = "受理环节收受申请人礼品礼金，违规加快办理"
REASON = "表现形式请写明在哪个环节"


@pytest.fixture(scope="module")
def office(address, erp_site: str) -> None:
	with connected(erp_site):
		ensure_the_office()


def state_of(site: str, title: str) -> str:
	with connected(site):
		return frappe.db.get_value("Integrity Risk Point", {"title": title}, "workflow_state")


def test_one_risk_from_self_screening_to_publicity(office, sign_in, erp_site) -> None:
	# 1. The holder of the post screens it and is told the grade and its reason before anything is saved.
	holder = sign_in(account("zhou"))
	holder.new("Integrity Risk Point", unit=OFFICE, post=POST, power=POWER)
	holder.fill("title", TITLE)
	holder.choose("category", "Business Process")
	holder.fill("manifestation", "受理申请时收受礼品礼金，对不符合条件的申请予以受理")
	holder.fill("step_no", "1")
	holder.choose("probability", "Fairly High")
	holder.choose("harm", "Limited")
	holder.expect_text("发生机率：较高 → 二级")
	holder.save()
	name = holder.docname()
	holder.expect_text("自查")
	assert holder.actions() == ["提请互查", "取消风险点"]
	holder.act("提请互查", asked=False)
	assert state_of(erp_site, TITLE) == "Peer Review"

	# 2. A colleague of the same office has looked at it.
	peer = sign_in(account("wu"))
	peer.form("Integrity Risk Point", name)
	peer.act("互查通过")
	assert state_of(erp_site, TITLE) == "Department Review"

	# 3. Nobody approves what they submitted: the server says so too, to whoever asks past the menu.
	holder.form("Integrity Risk Point", name)
	assert holder.actions() == ["撤回"]
	refused = holder.call("lianzheng_risk.risk_screening.approval.take", names=[name], action="Pass On")
	assert refused["done"] == []
	assert "没有办理“审核通过并上报”的权限" in refused["refused"][0]["reason"]

	# The head sends it back and says why; the holder mends it, and it goes round again.
	head = sign_in(account("zheng"))
	head.form("Integrity Risk Point", name)
	head.act("退回", reason=REASON)
	holder.form("Integrity Risk Point", name)
	holder.expect_text(REASON)
	holder.fill("manifestation", "受理申请环节收受礼品礼金，对不符合条件的申请予以受理")
	holder.save()
	holder.act("提请互查", asked=False)
	peer.form("Integrity Risk Point", name)
	peer.act("互查通过")
	head.form("Integrity Risk Point", name)
	assert "审定" not in head.actions()  # grade II is for the leader in charge
	head.act("审核通过并上报")
	assert state_of(erp_site, TITLE) == "Leader Approval"

	# 4. The leader in charge approves: what was approved is on record, and 公示 begins.
	leader = sign_in(account("wang"))
	leader.form("Integrity Risk Point", name)
	leader.act("审定")
	assert state_of(erp_site, TITLE) == "Publicity"
	with connected(erp_site):
		kept = frappe.get_last_doc("Integrity Grade Record", {"risk": name})
		assert (kept.grade, kept.approved_by, kept.approving_level) == ("II", account("wang"), "Leader in Charge")

	# 5. The discipline inspection sees it in 公示 and cannot end that early.
	supervisor = sign_in(account("feng"))
	supervisor.form("Integrity Risk Point", name)
	supervisor.expect_text("公示")
	assert supervisor.actions() == ["提出异议"]
	# What was approved, and until when it is public, stands on the tab of the approval for everybody to read.
	supervisor.page.get_by_role("tab", name="审定", exact=True).click()
	supervisor.expect_text("审定与备案")
	expect(supervisor.field("publicised_until")).to_contain_text("公示截止日期")
	expect(supervisor.field("filing").locator("input")).to_have_count(0)
	assert all(desk.errors == [] for desk in (holder, peer, head, leader, supervisor))


def test_the_neighbours_see_nothing_of_it(office, sign_in, erp_site) -> None:
	with connected(erp_site):
		name = frappe.db.get_value("Integrity Risk Point", {"title": TITLE})
	neighbour = sign_in(account("chen"))
	neighbour.open("integrity-risk-point")
	expect(neighbour.page.locator("body")).not_to_contain_text(TITLE)
	neighbour.page.goto(f"/app/integrity-risk-point/{name}")
	neighbour.expect_text("没有")
	expect(neighbour.page.locator("body")).not_to_contain_text(TITLE)


def test_the_power_shows_its_flow(office, sign_in) -> None:
	holder = sign_in(account("zhou"))
	holder.form("Integrity Power", POWER)
	picture = holder.page.locator("svg", has_text="受理申请").first
	expect(picture).to_be_visible()
	for text in ("许可受理岗", "现场核查", "作出决定", "二级"):
		expect(picture).to_contain_text(text)


def test_a_phone_shows_the_same_form(office, sign_in, erp_site) -> None:
	with connected(erp_site):
		name = frappe.db.get_value("Integrity Risk Point", {"title": TITLE})
	leader = sign_in(account("wang"), width=390, height=844)
	leader.form("Integrity Risk Point", name)
	leader.expect_text("公示")
	assert leader.page.evaluate("document.documentElement.scrollWidth") <= 390
