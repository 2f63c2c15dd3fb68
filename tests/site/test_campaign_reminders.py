"""Who is reminded of a screening that is late, how often, and when it ends."""

from __future__ import annotations

import frappe
import pytest
from frappe.utils import add_days, nowdate

from lianzheng_risk.risk_screening.screening.answering import report_result
from lianzheng_risk.risk_screening.screening.posts import follow
from lianzheng_risk.risk_screening.screening.reminders import remind_all
from tests.site import records
from tests.site.campaigns import (  # noqa: F401
	CAMPAIGN,
	NONE_FOUND,
	SCREENING,
	campaign_bureau,
	put,
	screening_of,
	set_up,
	started,
	value_of,
)
from tests.site.people import create_member

pytestmark = pytest.mark.usefixtures("campaign_bureau")


class TestReminders:
	@pytest.fixture
	def late(self) -> str:
		"""A campaign for A-1, late with everything; the liaison there has an account, no post has a holder."""
		create_member("A-1", "Integrity Liaison")
		return started("A-1", start_date=add_days(nowdate(), -40))

	def notices(self) -> list[dict]:
		filters = {"document_type": CAMPAIGN}
		return frappe.get_all("Notification Log", filters=filters, fields=["for_user", "subject", "email_content"])

	def to_dos(self, **filters) -> int:
		return frappe.db.count("ToDo", {"reference_type": SCREENING, **filters})

	def test_one_notice_for_all_posts_and_one_assignment_each(self, late):
		remind_all()
		(notice,) = self.notices()
		assert notice.for_user == "integrity_liaison@example.com"
		assert notice.subject == "廉政风险排查：有2项工作待您办理"
		assert "2个岗位尚未完成自查（岗位A-1-G1、岗位A-1-G2）" in notice.email_content
		assert self.to_dos(status="Open", allocated_to="integrity_liaison@example.com") == 2
		assert value_of("A-1-G1", "_assign") == '["integrity_liaison@example.com"]'
		assert frappe.db.exists("Email Queue Recipient", {"recipient": "integrity_liaison@example.com"})

	def test_twice_on_one_day_reminds_once_and_again_after_some_days(self, late):
		remind_all()
		remind_all()
		assert (len(self.notices()), self.to_dos()) == (1, 2)
		set_up("remind_every_days", 3)
		rows = frappe.get_all("Integrity Campaign Phase", filters={"parent": late}, pluck="name")
		for row in rows:
			frappe.db.set_value("Integrity Campaign Phase", row, "reminded_on", add_days(nowdate(), -4))
		remind_all()
		assert (len(self.notices()), self.to_dos()) == (2, 2)

	def test_the_holder_is_reminded_rather_than_the_liaison(self, late):
		user = create_member("A-1", "Integrity Post Holder")
		person = records.create_person("A-1", user=user)
		post = frappe.get_doc("Integrity Post", "A-1-G1")
		post.append("tenures", {"person": person.name, "start_date": "2020-01-01"})
		post.save()
		follow(late)
		remind_all()
		assert {notice.for_user: notice.subject for notice in self.notices()} == {
			user: "廉政风险排查：有1项工作待您办理",
			"integrity_liaison@example.com": "廉政风险排查：有1项工作待您办理",
		}
		assert self.to_dos(allocated_to=user) == 1

	def test_the_assignment_is_closed_when_reported(self, late):
		remind_all()
		frappe.set_user("integrity_liaison@example.com")
		report_result(screening_of("A-1-G1"), NONE_FOUND, "没有")
		frappe.set_user("Administrator")
		assert (self.to_dos(status="Open"), self.to_dos(status="Closed")) == (1, 1)
		assert not value_of("A-1-G1", "_assign")

	def test_reviewers_hear_of_risk_points_past_their_deadline(self, late):
		head = create_member("A-1", "Integrity Department Head")
		risk = records.create_risk_point("A-1", post="A-1-G1")
		put(risk, "Department Review")
		frappe.db.set_value("Integrity Risk Point", risk.name, "step_due", add_days(nowdate(), -1))
		remind_all()
		(notice,) = [notice for notice in self.notices() if notice.for_user == head]
		assert "1个岗位待“内设机构审核”（岗位A-1-G1）" in notice.email_content
		assert "1个风险点已超过审定环节办理期限" in notice.email_content

	def test_nobody_is_reminded_where_it_is_switched_off(self, late):
		frappe.db.set_value(CAMPAIGN, late, "reminders", 0)
		remind_all()
		assert self.notices() == []
