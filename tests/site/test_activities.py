"""Integrity activities on a real site: what may be kept of them, who took part, and who sees them."""

from __future__ import annotations

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, nowdate

from lianzheng_risk.risk_control.doctype.integrity_activity.integrity_activity import (
	ActivityConductError,
	ParticipantError,
)
from tests.site import records
from tests.site.approving import acting, county, post_of  # noqa: F401

ACTIVITY = "Integrity Activity"


def talk(*posts: str, by: str = "liaison", **values) -> Document:
	given = {"kind": "Integrity Talk", "title": "任前谈话", "unit": "Y-1", "held_on": "2026-03-02", "status": "Held"}
	with acting(by):
		return records.create(ACTIVITY, **given | values, participants=[{"post": post} for post in posts])


class TestConduct:
	@pytest.mark.parametrize("words", [{"content": "房产变动"}, {"remarks": "子女从业情况"}])
	def test_of_personal_matters_only_the_fact_is_kept(self, county, words):  # noqa: F811
		post = post_of("holder")
		with pytest.raises(ActivityConductError, match="不登记报告的内容"):
			talk(post, kind="Report on Personal Matters", **words)
		assert talk(post, kind="Report on Personal Matters").content is None

	def test_nor_beside_a_participant(self, county):  # noqa: F811
		activity = talk(post_of("holder"), kind="Report on Personal Matters")
		activity.participants[0].remark = "房产变动"
		with acting("liaison"), pytest.raises(ActivityConductError, match="不登记报告的内容"):
			activity.save()

	def test_is_not_held_before_its_day(self, county):  # noqa: F811
		post = post_of("holder")
		with pytest.raises(ActivityConductError, match="今天之后"):
			talk(post, held_on=add_days(nowdate(), 1))
		assert talk(post, held_on=add_days(nowdate(), 1), status="Planned").status == "Planned"

	def test_is_not_held_without_anybody(self, county):  # noqa: F811
		with pytest.raises(ActivityConductError, match="至少要有一个岗位"):
			talk()


class TestParticipants:
	def test_are_of_the_unit_or_below_it(self, county):  # noqa: F811
		own, elsewhere = post_of("holder"), records.create_post("Z").name
		with pytest.raises(ParticipantError, match=f"第2行：岗位.*{elsewhere}"):
			talk(own, elsewhere, unit="Y", by="chief")
		assert talk(own, unit="Y", by="chief").participants[0].post == own

	def test_are_whoever_held_the_post_on_that_day(self, county):  # noqa: F811
		before, after = (records.create_person("Y-1", person_name=name).name for name in ("甲", "乙"))
		tenures = [
			{"person": before, "start_date": "2020-01-01", "end_date": "2026-03-31"},
			{"person": after, "start_date": "2026-04-01"},
		]
		post, vacant = records.create_post("Y-1", tenures=tenures).name, records.create_post("Y-1").name
		activity = talk(post, vacant, held_on="2026-03-31")
		assert [row.person for row in activity.participants] == [before, None]
		with acting("liaison"):
			activity.update({"held_on": "2026-04-01"}).save()
		assert activity.participants[0].person == after

	def test_of_several_holders_each_has_a_row(self, county):  # noqa: F811
		people = [records.create_person("Y-1").name for _ in range(2)]
		tenures = [{"person": person, "start_date": "2020-01-01"} for person in people]
		post = records.create_post("Y-1", tenures=tenures).name
		assert [row.person for row in talk(post, post).participants] == people
		with pytest.raises(ParticipantError, match="与第1行"):
			talk(post, post, post)


class TestSight:
	"""A talk is the business of who took part in it and of who is more than a post holder there."""

	@pytest.fixture
	def activity(self, county) -> str:  # noqa: F811
		return talk(post_of("holder"), content="提醒按规定报销").name

	@pytest.mark.parametrize(
		("user", "sees"),
		[("holder", True), ("peer", False), ("head", True), ("inspector", True), ("stranger", False)],
	)
	def test_of_an_activity(self, activity, user, sees):
		with acting(user):
			assert (activity in frappe.get_list(ACTIVITY, pluck="name")) is sees
			assert frappe.has_permission(ACTIVITY, "read", doc=activity) is sees
			filters = {"parenttype": ACTIVITY, "parent": activity}
			rows = frappe.get_list("Integrity Activity Participant", filters=filters, parent_doctype=ACTIVITY)
			assert len(rows) == sees

	def test_no_form_makes_oneself_a_participant(self, activity):
		own = post_of("peer")
		with acting("peer"):
			sent = frappe.get_doc(ACTIVITY, activity)
			sent.participants[0].post = own
			assert not sent.has_permission("read")

	@pytest.mark.parametrize("user", ["liaison", "head", "chief", "supervisor"])
	def test_is_kept_by_liaison_head_leader_and_supervisor(self, county, user):  # noqa: F811
		assert talk(post_of("holder"), by=user).owner == f"{user}@example.com"

	@pytest.mark.parametrize("user", ["holder", "inspector", "stranger"])
	def test_is_kept_by_nobody_else(self, county, user):  # noqa: F811
		post = post_of("holder")
		with pytest.raises(frappe.PermissionError):
			talk(post, by=user)
