"""Warnings on a real site: issued by people and by the clock, handled, rechecked by others, climbing, told of, and hidden from peers."""

from __future__ import annotations

from collections.abc import Callable

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from lianzheng_risk.courses.document import SettledFieldError
from lianzheng_risk.courses.steps import take_step
from lianzheng_risk.risk_screening.doctype.integrity_screening_campaign.integrity_screening_campaign import start
from lianzheng_risk.risk_screening.screening.answering import report_result, send_back
from lianzheng_risk.risk_supervision.doctype.integrity_warning.integrity_warning import WarningSourceError
from lianzheng_risk.risk_supervision.warnings import telling
from lianzheng_risk.risk_supervision.warnings.clock import watch_some
from lianzheng_risk.store.workdays import add_workdays
from tests.site import records
from tests.site.approving import acting, county  # noqa: F401
from tests.site.test_measures import person, today  # noqa: F401

WARNING, CONTROL = "Integrity Warning", "Integrity Control Measure"
HANDLE, LIFT = "Report the Handling", "Lift after Recheck"


@pytest.fixture
def in_charge(county) -> dict[str, str]:  # noqa: F811
	"""The head of the department, its leader and the leader of the bureau above, as people named on their units."""
	frappe.db.set_default("lang", "zh")
	people = {user: person(user) for user in ("head", "deputy", "chief", "county", "holder", "liaison")}
	for unit, field, user in (
		("Y-1", "head", "head"),
		("Y-1", "responsible_leader", "deputy"),
		("Y", "responsible_leader", "chief"),
		("X", "responsible_leader", "county"),
	):
		frappe.db.set_value("Integrity Unit", unit, field, people[user])
	return people


@pytest.fixture
def post(in_charge) -> str:
	tenures = [{"person": in_charge["holder"], "start_date": "2024-01-01"}]
	return records.create_post("Y-1", tenures=tenures).name


def risk_in_force(post: str, **values) -> Document:
	risk = records.create_risk_point("Y-1", post=post, **values)
	frappe.db.set_value(risk.doctype, risk.name, "workflow_state", "In Force")
	return risk


def issue(by: str = "supervisor", **values) -> Document:
	with acting(by):
		usual = {"title": "采购无台账", "unit": "Y-1", "source": "Audit Finding", "colour": "Yellow Warning"}
		return records.create(WARNING, **usual | {"facts": "三季度采购没有台账"} | values)


def step(user: str, warning: Document, action: str, **given) -> str | None:
	with acting(user):
		answer = take_step(WARNING, [warning.name], action, **given)
	warning.reload()
	return answer["refused"][0]["reason"] if answer["refused"] else None


def watch(*units: str) -> list[Document]:
	"""The clock's look at the units (Y-1); the warnings that there are afterwards."""
	watch_some(list(units or ("Y-1",)))
	names = frappe.get_all(WARNING, filters={"unit": ["in", ["X", "Y", "Y-1", "Z"]]}, pluck="name", order_by="name")
	return [frappe.get_doc(WARNING, name) for name in names]


class TestByHand:
	def test_from_issue_to_lifting(self, post):
		warning = issue(post=post)
		assert (warning.status, getdate(warning.deadline)) == ("To Be Received", add_workdays(nowdate(), 5))
		assert step("holder", warning, "Receive Warning") is None
		assert step("holder", warning, HANDLE, evidence="已补记台账") is None
		assert (warning.evidence, str(warning.handled_on)) == ("已补记台账", nowdate())
		assert step("head", warning, LIFT) is None
		assert (warning.status, str(warning.lifted_on)) == ("Lifted", nowdate())

	def test_nobody_rechecks_what_they_handled_or_what_is_about_them(self, in_charge):
		warning = issue(person=in_charge["chief"])
		assert step("head", warning, HANDLE, evidence="谈话记录") is None
		assert "不能复核本人处置的预警" in step("head", warning, LIFT)
		assert "涉及本人" in step("chief", warning, LIFT)
		assert step("deputy", warning, LIFT) is None

	def test_goes_past_whoever_it_is_about(self, in_charge, post):
		assert issue(post=post).addressee == in_charge["head"]
		assert issue(person=in_charge["head"]).addressee == in_charge["deputy"]
		assert issue(person=in_charge["chief"]).addressee == in_charge["county"]

	def test_stands_as_it_was_issued(self, in_charge):
		warning = issue()
		with acting("supervisor"), pytest.raises(SettledFieldError):
			warning.update({"facts": "没有问题"}).save()

	@pytest.mark.parametrize("source", ["Overdue Control Measure", "System Monitoring"])
	def test_nobody_pretends_to_be_the_clock(self, in_charge, source):
		with pytest.raises(WarningSourceError, match="由系统自动发现"):
			issue(source=source)

	def test_muted_it_waits_and_comes_back(self, in_charge, today):  # noqa: F811
		today("2026-03-02")
		warning = issue(issued_on="2026-03-02")
		assert (
			step("chief", warning, "Mute for a Time", reason="等审计报告", until="2026-03-02")
			== "请填写今天以后的日期。"
		)
		assert step("chief", warning, "Mute for a Time", reason="等审计报告", until="2026-04-30") is None
		today("2026-04-30")
		assert [one.status for one in watch()] == ["Muted for a Time"]
		today("2026-05-01")
		(warning,) = watch()
		assert (warning.status, warning.colour, warning.level) == ("To Be Received", "Yellow Warning", 0)
		assert getdate(warning.deadline) == add_workdays("2026-05-01", 5)


class TestClimbing:
	def test_one_colour_and_one_level_a_time(self, in_charge, today):  # noqa: F811
		today("2026-03-02")
		issue(issued_on="2026-03-02")
		levels = []
		for day in ("2026-03-09", "2026-03-10", "2026-03-25", "2026-04-20", "2026-12-31"):
			today(day)
			(warning,) = watch()
			levels.append((warning.colour.split()[0], warning.addressee))
		assert levels == [
			("Yellow", in_charge["head"]),
			("Orange", in_charge["deputy"]),
			("Red", in_charge["chief"]),
			("Red", in_charge["county"]),
			("Red", in_charge["county"]),
		]

	def test_a_step_comes_after_what_the_clock_missed(self, in_charge, today):  # noqa: F811
		today("2026-03-02")
		warning = issue(issued_on="2026-03-02")
		today("2026-03-16")
		assert step("liaison", warning, HANDLE, evidence="谈话记录") is None
		assert (warning.colour, warning.status) == ("Orange Warning", "To Be Rechecked")
		assert [row.action for row in warning.course_steps] == ["Climb One Level", HANDLE]


class TestClock:
	@pytest.fixture
	def measure(self, in_charge, post, today) -> Document:  # noqa: F811
		today("2026-03-02")
		risk = risk_in_force(post, probability="Fairly High")
		return records.create_measure(risk.name, due_date="2026-03-31", responsible_person=in_charge["holder"])

	def report(self, measure: Document, evidence: str = "制度文件") -> None:
		with acting("liaison"):
			answer = take_step(CONTROL, [measure.name], "Report as Implemented", evidence=evidence)
		assert answer["refused"] == []

	def test_warns_once_of_what_is_overdue(self, measure, today):  # noqa: F811
		today("2026-03-31")
		assert watch() == []
		today("2026-04-01")
		(warning,) = watch()
		assert (warning.colour, warning.measure, warning.grade) == ("Yellow Warning", measure.name, "II")
		assert (str(warning.issued_on), warning.facts) == ("2026-04-01", "应于2026-03-31前落实，逾期未报告落实")
		assert len(watch()) == 1

	def test_what_was_put_right_waits_for_a_recheck(self, measure, today):  # noqa: F811
		today("2026-04-01")
		(warning,) = watch()
		assert step("head", warning, HANDLE, evidence="已谈话") is None
		assert "事由还没有消除" in step("chief", warning, LIFT)
		assert step("chief", warning, "Send Back to Handle", reason="仍未落实") is None
		today("2026-04-02")
		self.report(measure)
		(warning,) = watch()
		assert (warning.status, warning.evidence) == ("To Be Rechecked", "预警的事由已于2026-04-02消除")
		assert step("chief", warning, LIFT) is None
		assert len(watch()) == 1

	def test_warns_anew_if_it_is_sent_back_after_lifting(self, measure, today):  # noqa: F811
		today("2026-04-01")
		watch()
		self.report(measure)
		(warning,) = watch()
		assert step("chief", warning, LIFT) is None
		with acting("head"):
			take_step(CONTROL, [measure.name], "Send Back to Implement", reason="佐证不实")
		assert sorted(one.status for one in watch()) == ["Lifted", "To Be Received"]

	def test_a_withdrawn_warning_does_not_come_back(self, measure, today):  # noqa: F811
		today("2026-04-01")
		(warning,) = watch()
		assert step("supervisor", warning, "Withdraw Warning", reason="期限填错") is None
		today("2026-04-02")
		assert [one.status for one in watch()] == ["Lifted"]

	def test_finds_what_was_overdue_while_it_stood_still(self, measure, today):  # noqa: F811
		today("2026-03-30")
		watch()
		today("2026-04-20")
		self.report(measure)
		today("2026-04-25")
		(warning,) = watch()
		assert (str(warning.issued_on), str(warning.handled_on)) == ("2026-04-01", "2026-04-20")
		assert (warning.colour, warning.status) == ("Orange Warning", "To Be Rechecked")

	def test_a_row_of_missed_rounds_is_one_warning(self, in_charge, post, today):  # noqa: F811
		today("2026-03-02")
		risk = risk_in_force(post, probability="High", harm="Serious")
		measure = records.create_measure(risk.name, due_date="2026-03-31", recurrence="Every Month")
		for day in ("2026-04-01", "2026-05-01", "2026-06-02"):
			today(day)
			document = frappe.get_doc(CONTROL, measure.name)
			document.catch_up()
			warnings = watch()
		assert frappe.db.get_value(CONTROL, measure.name, "status") == "Lapsed"
		assert [(one.source, str(one.issued_on), one.status) for one in warnings] == [
			("Missed Round of a Measure", "2026-04-01", "To Be Received")
		]
		assert warnings[0].colour == "Red Warning"

	@pytest.mark.parametrize("basis", ["Fixed Dates", "From Last Completion"])
	def test_a_round_is_warned_of_once_its_own_day_is_over(self, in_charge, post, today, basis):  # noqa: F811
		today("2026-03-02")
		risk = risk_in_force(post, probability="High", harm="Serious")
		rhythm = {"recurrence": "Every Year", "recurrence_basis": basis}
		measure = records.create_measure(risk.name, due_date="2026-03-31", **rhythm)
		today("2026-03-31")
		assert watch() == []
		today("2026-04-01")
		(warning,) = watch()
		assert (warning.source, str(warning.issued_on), warning.level) == ("Missed Round of a Measure", "2026-04-01", 0)
		today("2026-04-02")
		self.report(measure)
		today("2026-04-03")
		(warning,) = watch()
		assert (warning.status, str(warning.handled_on)) == ("To Be Rechecked", "2026-04-02")

	def test_rectifications_and_rotation(self, in_charge, post, today):  # noqa: F811
		today("2026-03-02")
		frappe.db.set_single_value("Integrity Risk Settings", "rotation_years", 2)
		frappe.db.set_value("Integrity Post Tenure", {"parent": post}, "creation", "2026-03-02 09:00:00")
		with acting("supervisor"):
			notice = {"title": "补台账", "unit": "Y-1", "problem": "无台账", "post": post, "deadline": "2026-03-10"}
			rectification = records.create("Integrity Rectification", **notice)
		today("2026-03-11")
		warnings = watch()
		assert sorted(one.source for one in warnings) == ["Overdue Rectification", "Overdue Rotation"]
		assert {one.source_name for one in warnings} == {rectification.name, post}

	def test_activities_owed_by_several_posts_are_one_warning(self, in_charge, today):  # noqa: F811
		frappe.db.set_value("Integrity Unit", "Y-1", "creation", "2024-01-01 09:00:00")
		settings = frappe.get_doc("Integrity Risk Settings")
		settings.append("activity_requirements", {"kind": "Integrity Talk", "every": "Every Half-Year"})
		settings.save()
		today("2026-03-02")
		posts = [
			records.create_post(
				"Y-1", post_name=name, tenures=[{"person": in_charge["holder"], "start_date": "2024-01-01"}]
			)
			for name in ("受理岗", "审核岗")
		]
		(warning,) = watch()
		assert (warning.title, str(warning.issued_on)) == ("廉政谈话：2个岗位逾期", "2026-01-01")
		talk = {
			"kind": "Integrity Talk",
			"title": "上半年谈话",
			"unit": "Y-1",
			"held_on": "2026-03-03",
			"status": "Held",
		}
		today("2026-03-04")
		records.create(
			"Integrity Activity", **talk, participants=[{"post": post.name, "attended": 1} for post in posts]
		)
		assert [one.status for one in watch()] == ["To Be Rechecked"]

	def test_screening_that_is_not_reported(self, in_charge, post, today):  # noqa: F811
		today("2026-03-02")
		records.create_post("Y-1")
		phases = [{"phase": "Self-Screening", "workdays": 10}]
		campaign = {"title": "年度排查", "year": 2026, "unit": "X", "start_date": "2026-03-02", "phases": phases}
		name = records.create("Integrity Screening Campaign", **campaign).name
		start(name)
		of_post = frappe.db.get_value("Integrity Post Screening", {"campaign": name, "post": post})
		other = frappe.db.get_value("Integrity Post Screening", {"campaign": name, "post": ["!=", post]})
		today("2026-03-16")
		self.report_none(of_post)
		assert watch() == []
		today("2026-03-17")
		(warning,) = watch()
		assert (warning.title, warning.facts) == ("年度排查：1个岗位逾期未上报", "自查应于2026-03-16前上报，逾期未上报")
		assert (warning.unit, warning.source_name) == ("Y-1", name)
		today("2026-03-18")
		self.report_none(other)
		(warning,) = watch()
		assert (warning.status, str(warning.handled_on)) == ("To Be Rechecked", "2026-03-18")
		assert step("chief", warning, LIFT) is None
		today("2026-03-20")
		with acting("head"):
			assert send_back([other], "理由不充分")["refused"] == []
		assert [(str(one.issued_on), one.status) for one in watch()] == [
			("2026-03-17", "Lifted"),
			("2026-03-20", "To Be Received"),
		]

	def report_none(self, screening: str) -> None:
		with acting("liaison"):
			report_result(screening, "None Found", "职责单一，无审批权")

	def test_keeps_a_log_of_its_runs(self, measure, today):  # noqa: F811
		before = frappe.db.count("Integrity Clock Run")
		today("2026-04-01")
		watch()
		(run,) = frappe.get_all("Integrity Clock Run", filters={"part": "Y-1"}, fields=["*"])
		assert frappe.db.count("Integrity Clock Run") == before + 1
		assert (run.job, run.looked_at, run.changed, run.failed) == ("Overdue Warnings", 1, 1, 0)


class TestSettings:
	def settings(self, lines: list[dict]) -> Document:
		settings = frappe.get_doc("Integrity Risk Settings")
		settings.set("warning_lines", lines)
		return settings.save()

	def test_the_site_has_its_own_table(self, post, today):  # noqa: F811
		lines = [{"grade": grade, "late": 0, "colour": "Red Warning"} for grade in ("I", "II", "III", None)]
		self.settings(lines)
		today("2026-03-02")
		records.create_measure(risk_in_force(post).name, due_date="2026-03-31")
		today("2026-04-01")
		assert [one.colour for one in watch()] == ["Red Warning"]

	def test_a_table_with_gaps_is_refused(self, county):  # noqa: F811
		with pytest.raises(frappe.ValidationError, match="没有从0个工作日起的一行"):
			self.settings([{"grade": "I", "late": 0, "colour": "Red Warning"}])


class TestSight:
	def seen(self, user: str) -> int:
		with acting(user):
			return len(frappe.get_list(WARNING))

	def test_peers_see_nothing_and_the_neighbour_neither(self, post):
		issue(post=post)
		issue()
		assert [self.seen(user) for user in ("holder", "peer", "liaison", "head", "stranger")] == [1, 0, 2, 2, 0]

	def test_steps_are_seen_by_who_sees_the_warning(self, post):
		warning = issue(post=post)
		step("holder", warning, "Receive Warning")

		def rows(user: str) -> int:
			with acting(user):
				filters = {"parenttype": WARNING, "parent": warning.name}
				return len(frappe.get_list("Integrity Course Step", filters=filters, parent_doctype=WARNING))

		assert [rows(user) for user in ("head", "peer", "stranger")] == [1, 0, 0]


class TestTelling:
	@pytest.fixture
	def told(self, in_charge) -> Callable[[], dict[str, list[str]]]:
		frappe.db.set_value(WARNING, {"to_be_told": 1}, "to_be_told", 0)

		def tell() -> dict[str, list[str]]:
			frappe.db.delete("Notification Log", {"document_type": WARNING})
			telling.tell_all()
			rows = frappe.get_all(
				"Notification Log",
				filters={"document_type": WARNING},
				fields=["for_user", "subject"],
				order_by="subject",
			)
			found: dict[str, list[str]] = {}
			for row in rows:
				found.setdefault(row.for_user.split("@")[0], []).append(row.subject)
			return found

		return tell

	def test_one_notice_a_person_but_each_red_one_by_itself(self, told, in_charge, post):
		issue(person=in_charge["holder"])
		issue(title="登记不全")
		issue(title="收受礼金", colour="Red Warning")
		assert told() == {
			"head": ["廉政风险防控：有2项通知", "红色预警：收受礼金"],
			"holder": ["黄色预警：采购无台账"],
		}
		assert told() == {}

	def test_the_liaison_stands_in_for_who_has_no_account(self, told):
		somebody = records.create_person("Y-1").name
		issue(person=somebody)
		assert sorted(told()) == ["head", "liaison"]

	def test_told_again_when_it_climbs(self, told, in_charge, today):  # noqa: F811
		today("2026-03-02")
		issue(issued_on="2026-03-02")
		assert sorted(told()) == ["head"]
		today("2026-03-10")
		watch()
		assert sorted(told()) == ["deputy"]
