"""Accountability actions on a real site: suggested once, decided by others, and hidden from those whom they are about."""

from __future__ import annotations

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import add_days, add_months, getdate, nowdate

from lianzheng_risk import notices
from lianzheng_risk.access.notes import may_read
from lianzheng_risk.courses.document import SettledFieldError
from lianzheng_risk.courses.steps import take_step
from lianzheng_risk.notices.delivering import deliver
from lianzheng_risk.risk_screening.doctype.integrity_risk_settings.integrity_risk_settings import (
	AccountabilityLinesError,
)
from lianzheng_risk.risk_supervision.accountability.clock import suggest_all, suggest_some
from lianzheng_risk.risk_supervision.doctype.integrity_accountability_action.integrity_accountability_action import (
	AlreadyOpenError,
)
from tests.site import records
from tests.site.approving import MEMBERS, acting, county  # noqa: F401
from tests.site.receiver import receiving

ACTION, RECTIFICATION = "Integrity Accountability Action", "Integrity Rectification"
GROUND = {"ladder_step": "Reminder and Caution", "reason_kind": "Poor Rectification"}
DECIDING = [
	("deputy", "Take Up for Decision", {}),
	("deputy", "Decide on the Action", {"basis": "问责办法第七条"}),
	("deputy", "Issue the Decision", {"record": "纪〔2026〕3号"}),
]


@pytest.fixture
def people(county) -> dict[str, str]:  # noqa: F811
	"""Some of the county's users as people of their units. The site speaks Chinese."""
	frappe.db.set_default("lang", "zh")
	named = ("holder", "head", "chief", "supervisor")
	return {
		name: records.create_person(MEMBERS[name][0], user=f"{name}@example.com", person_name=name).name
		for name in named
	}


def propose(people: dict[str, str], about: str = "head", by: str = "supervisor", **values) -> Document:
	with acting(by):
		unit = MEMBERS[about][0]
		return records.create(ACTION, **{"person": people[about], "unit": unit, **GROUND} | values)


def step(user: str, action: Document, name: str, **given) -> str | None:
	"""The reason why the step was refused; None where it was taken."""
	with acting(user):
		answer = take_step(ACTION, [action.name], name, **given)
	action.reload()
	return answer["refused"][0]["reason"] if answer["refused"] else None


def issue(action: Document) -> None:
	for user, name, given in DECIDING:
		assert step(user, action, name, **given) is None


def sees(user: str, action: Document) -> bool:
	"""By the list and by the document, which have to agree."""
	with acting(user):
		listed = action.name in frappe.get_list(ACTION, pluck="name")
		assert listed == bool(frappe.has_permission(ACTION, "read", doc=action.name))
		return listed


class TestSight:
	def test_is_for_those_in_office_at_the_unit(self, people):
		action = propose(people)
		seen = {name for name in MEMBERS if sees(name, action)}
		assert seen == {"deputy", "chief", "county", "supervisor"}

	def test_is_kept_from_the_person_until_it_is_issued(self, people):
		action = propose(people, about="chief")
		assert not sees("chief", action) and sees("deputy", action)
		for user, name, given in DECIDING[:-1]:
			assert step(user, action, name, **given) is None
			assert not sees("chief", action)
		user, name, given = DECIDING[-1]
		assert step(user, action, name, **given) is None
		assert sees("chief", action)

	def test_is_given_to_the_person_alone_of_those_without_office(self, people):
		action = propose(people, about="holder")
		issue(action)
		assert sees("holder", action)
		assert not any(sees(name, action) for name in ("peer", "head", "liaison", "inspector"))

	def test_is_not_given_to_who_is_not_to_be_dealt_with_after_all(self, people):
		action = propose(people, about="holder")
		assert step("deputy", action, "Dismiss the Action", reason="查无实据") is None
		assert not sees("holder", action)

	def test_of_steps_is_that_of_the_action(self, people):
		action = propose(people, about="chief")
		step("deputy", action, "Take Up for Decision")
		arguments = {"filters": {"parent": action.name}, "parent_doctype": ACTION}

		def seen(user: str) -> int:
			with acting(user):
				return len(frappe.get_list("Integrity Course Step", **arguments))

		assert [seen(user) for user in ("deputy", "chief", "head")] == [1, 0, 0]

	def test_is_no_way_to_write_about_oneself(self, people):
		with pytest.raises(frappe.PermissionError):
			propose(people, about="chief", by="chief")
		action = propose(people, about="chief")
		with acting("chief"), pytest.raises(frappe.PermissionError):
			frappe.get_doc(ACTION, action.name).update({"ladder_step": "Calling to Account"}).save()
		issue(action)
		with acting("chief"), pytest.raises(frappe.PermissionError):
			frappe.get_doc(ACTION, action.name).save()

	def test_does_not_reach_units_beside(self, people):
		action = propose(people)
		assert not sees("stranger", action)
		with pytest.raises(frappe.PermissionError):
			propose(people, by="stranger")


class TestCourse:
	def test_from_suggestion_to_issue(self, people):
		action = propose(people)
		assert (action.status, action.suggested_by_system, action.person_name) == ("Suggested", 0, "head")
		assert step("deputy", action, "Take Up for Decision") is None
		assert "处理依据" in step("deputy", action, "Decide on the Action")
		assert "本人提出" in step("supervisor", action, "Decide on the Action", basis="问责办法第七条")
		assert step("deputy", action, "Decide on the Action", basis="问责办法第七条") is None
		assert (action.basis, action.decided_by) == ("问责办法第七条", "deputy@example.com")
		assert str(action.decided_on) == nowdate()
		assert step("supervisor", action, "Issue the Decision", record="纪〔2026〕3号") is None
		assert (action.document_no, str(action.issued_on)) == ("纪〔2026〕3号", nowdate())
		assert action.status == "Issued"

	def test_the_person_may_not_take_a_step_even_when_in_office(self, people):
		action = propose(people, about="chief")
		assert step("chief", action, "Take Up for Decision") is not None
		assert action.status == "Suggested"

	def test_the_step_of_the_ladder_is_open_until_it_is_decided(self, people):
		action = propose(people)
		with acting("deputy"):
			frappe.get_doc(ACTION, action.name).update({"ladder_step": "Admonishing Talk"}).save()
			with pytest.raises(SettledFieldError):
				frappe.get_doc(ACTION, action.name).update({"person": people["holder"]}).save()
			with pytest.raises(SettledFieldError):
				frappe.get_doc(ACTION, action.name).update({"basis": "自拟"}).save()
		for user, name, given in DECIDING[:2]:
			assert step(user, action, name, **given) is None
		with acting("supervisor"), pytest.raises(SettledFieldError):
			frappe.get_doc(ACTION, action.name).update({"ladder_step": "Calling to Account"}).save()

	def test_the_person_is_told_when_it_is_issued_and_no_sooner(self, people):
		action = propose(people, about="holder")
		assert told("holder") == []
		issue(action)
		assert told("holder") == ["有一份处理决定请您查阅"]

	def test_one_is_open_for_a_person_and_ground(self, people):
		action = propose(people)
		with pytest.raises(AlreadyOpenError):
			propose(people)
		assert propose(people, reason_kind="Other Ground").name
		assert step("deputy", action, "Dismiss the Action", reason="查无实据") is None
		assert propose(people).name != action.name

	def test_the_person_belongs_to_the_unit_or_below(self, people):
		with pytest.raises(frappe.ValidationError, match="不属于该单位"):
			propose(people, unit="Z")
		assert propose(people, unit="Y").unit == "Y"


def told(name: str) -> list[str]:
	filters = {"for_user": f"{name}@example.com", "document_type": ACTION}
	return frappe.get_all("Notification Log", filters=filters, pluck="subject")


def overdue(person: str, days: int = 5, **values) -> str:
	notice = {"title": "补记台账", "unit": "Y-1", "problem": "无台账", "responsible_person": person}
	notice |= {"ordered_on": add_days(nowdate(), -days - 20), "deadline": add_days(nowdate(), -days)}
	name = records.create(RECTIFICATION, **notice).name
	frappe.db.set_value(RECTIFICATION, name, {"status": "Being Rectified"} | values)
	return name


def suggested(person: str) -> list[frappe._dict]:
	fields = ["name", "ladder_step", "reason_kind", "lapses", "status", "unit", "source_name", "suggested_by_system"]
	return frappe.get_all(ACTION, filters={"person": person}, fields=fields, order_by="creation, name")


def suggest() -> int:
	"""The clock's look at the people of all units of the county."""
	return suggest_some(["X", "Y", "Y-1", "Z"])


class TestSuggestions:
	def test_are_made_once_however_often_the_job_runs(self, people):
		names = [overdue(people["holder"], days) for days in (9, 7, 5)]
		assert (suggest(), suggest()) == (1, 0)
		[row] = suggested(people["holder"])
		assert (row.ladder_step, row.reason_kind, row.lapses) == ("Reminder and Caution", "Repeated Lateness", 3)
		assert (row.status, row.unit, row.source_name, row.suggested_by_system) == ("Suggested", "Y-1", names[-1], 1)
		assert told("supervisor") == ["有一项问责建议待研究"]

	def test_need_a_record(self, people):
		overdue(people["holder"])
		overdue(people["holder"], status="To Be Reinspected", reported_on=add_days(nowdate(), -6))
		overdue(people["holder"], status="Withdrawn")
		assert suggest() == 0

	def test_of_refusal_and_of_poor_work(self, people):
		overdue(people["holder"], days=40, status="To Be Rectified")
		poor = frappe.get_doc(RECTIFICATION, overdue(people["head"], days=-5))
		for _ in range(2):
			with acting("liaison"):
				take_step(RECTIFICATION, [poor.name], "Report Rectification", evidence="台账")
			with acting("inspector"):
				answer = take_step(RECTIFICATION, [poor.name], "Send Back to Rectify", reason="不全")
			assert answer["refused"] == []
		day_before = {"acted_on": add_days(nowdate(), -1), "action": "Send Back to Rectify"}
		row = frappe.get_all(
			"Integrity Course Step", filters={"parent": poor.name, "action": day_before["action"]}, pluck="name"
		)[0]
		frappe.db.set_value("Integrity Course Step", row, "acted_on", day_before["acted_on"])
		assert suggest() == 2
		assert [row.ladder_step for row in suggested(people["holder"])] == ["Admonishing Talk"]
		assert [row.reason_kind for row in suggested(people["head"])] == ["Poor Rectification"]

	def test_follow_the_record_until_somebody_takes_them_up(self, people):
		for days in (9, 7, 5):
			overdue(people["holder"], days)
		suggest()
		for days in (4, 3):
			overdue(people["holder"], days)
		assert suggest() == 0
		[row] = suggested(people["holder"])
		assert (row.ladder_step, row.lapses) == ("Admonishing Talk", 5)
		action = frappe.get_doc(ACTION, row.name)
		assert step("deputy", action, "Take Up for Decision") is None
		for _ in range(3):
			overdue(people["holder"], 2)
		suggest()
		assert suggested(people["holder"])[0].ladder_step == "Admonishing Talk"

	def test_hold_nothing_against_anybody_twice_and_go_up_the_next_time(self, people):
		for days in (30, 29, 28):
			overdue(people["holder"], days)
		suggest()
		action = frappe.get_doc(ACTION, suggested(people["holder"])[0].name)
		issue(action)
		assert suggest() == 0
		frappe.db.set_value(ACTION, action.name, "settled_on", add_days(nowdate(), -20))
		for days in (9, 7, 5):
			overdue(people["holder"], days)
		assert suggest() == 1
		assert suggested(people["holder"])[-1].ladder_step == "Admonishing Talk"

	def test_forget_after_a_year(self, people):
		long_ago = (getdate(nowdate()) - getdate(add_months(nowdate(), -12))).days + 1
		for days in (long_ago, 7, 5):
			overdue(people["holder"], days)
		assert suggest() == 0

	def test_go_by_the_settings_of_the_site(self, people):
		settings = frappe.get_doc("Integrity Risk Settings")
		line = {"reason_kind": "Repeated Lateness", "times": 2, "ladder_step": "Admonishing Talk"}
		settings.update({"accountability_months": 1, "accountability_lines": [line]}).save()
		overdue(people["holder"], days=5)
		overdue(people["holder"], days=40)
		overdue(people["head"], days=40, status="To Be Rectified")
		assert suggest() == 0
		overdue(people["holder"], days=7)
		assert suggest() == 1
		assert suggested(people["holder"])[0].ladder_step == "Admonishing Talk"
		settings.accountability_lines[0].times = 0
		with pytest.raises(AccountabilityLinesError, match="次数应为1次以上"):
			settings.save()

	def test_are_looked_for_unit_by_unit(self, people, monkeypatch):
		for days in (9, 7, 5):
			overdue(people["holder"], days)
		assert suggest_some(["X", "Y", "Z"]) == 0
		assert suggest_some(["Y-1"]) == 1
		queued = []
		monkeypatch.setattr(frappe, "enqueue", lambda method, **values: queued.append(values))
		suggest_all()
		assert sorted(unit for job in queued for unit in job["units"]) == sorted(
			frappe.get_all("Integrity Unit", pluck="name")
		)
		assert len({job["job_id"] for job in queued}) == len(queued)

	def test_about_a_supervisor_reach_the_others_only(self, people):
		for days in (9, 7, 5):
			overdue(people["supervisor"], days)
		assert suggest() == 1
		assert told("supervisor") == []
		assert not may_read(ACTION, suggested(people["supervisor"])[0].name, "supervisor@example.com")


def test_a_channel_tells_nothing_of_an_action(people):
	frappe.db.commit = lambda: None
	frappe.conf.lianzheng_risk_insecure_hosts = ["127.0.0.1"]
	try:
		with receiving() as receiver:
			values = {"title": "工作群", "unit": "X", "kind": "Webhook", "url": receiver.url}
			channel = records.create("Integrity Notice Channel", **values)
			action = propose(people)
			notices.send("关于head的处理", "", ["deputy@example.com"], ACTION, action.name, "k")
			assert deliver(channel.name) == 1
			[body] = receiver.bodies
			assert body["subject"] == "有一条廉政风险防控通知，请有关人员登录系统查看"
			assert action.name not in str(body) and "Accountability" not in str(body)
	finally:
		del frappe.db.commit
