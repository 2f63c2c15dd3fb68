"""Measures on a real site: who reports and who verifies, what stays as it is, and what the passing of time does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import frappe
import pandas as pd
import pytest
import time_machine
from frappe.model.document import Document

from lianzheng_risk.core.measures.path import MEASURE
from lianzheng_risk.core.register import Register
from lianzheng_risk.courses.document import SettledFieldError, StepRefusedError
from lianzheng_risk.courses.steps import NoSuchStepError, take_step
from lianzheng_risk.risk_control.measures import clock
from lianzheng_risk.store.frames import read_register
from tests.site import records
from tests.site.approving import acting, county  # noqa: F401
from tests.site.imports import planned

CONTROL = "Integrity Control Measure"


@pytest.fixture
def risk(county) -> Document:  # noqa: F811
	post = records.create_post(
		"Y-1",
		tenures=[{"person": person("holder"), "start_date": "2020-01-01"}],
	)
	risk = records.create_risk_point("Y-1", post=post.name, probability="Fairly High")
	frappe.db.set_value(risk.doctype, risk.name, "workflow_state", "In Force")
	return risk


@pytest.fixture
def measure(risk) -> Document:
	return records.create_measure(risk.name, due_date="2026-03-31", responsible_person=person("head"))


@pytest.fixture
def today() -> Iterator[Callable[[str], None]]:
	"""`today("2026-04-01")` goes to the noon of that day."""
	with ExitStack() as travels:
		yield lambda day: travels.enter_context(time_machine.travel(f"{day}T04:00:00+00:00"))


def person(user: str) -> str:
	name = f"R-{user}"
	if not frappe.db.exists("Integrity Person", name):
		records.create_person("Y-1", person_code=name, user=f"{user}@example.com")
	return name


def step(user: str, measure: Document, action: str, **given) -> str | None:
	"""The reason why the step was refused; None where it was taken."""
	with acting(user):
		answer = take_step(CONTROL, [measure.name], action, **given)
	measure.reload()
	return answer["refused"][0]["reason"] if answer["refused"] else None


def statuses(measure: Document) -> list[tuple[str, str]]:
	return [(row.action, row.acted_by.split("@")[0]) for row in measure.course_steps]


class TestSteps:
	def test_from_planned_to_verified_by_two_people(self, measure):
		assert step("holder", measure, "Begin Implementing") is None
		assert step("holder", measure, "Report as Implemented", evidence="会议纪要〔2026〕3号") is None
		assert (measure.status, measure.evidence) == ("Implemented", "会议纪要〔2026〕3号")
		assert str(measure.completed_on) == frappe.utils.nowdate()
		assert step("liaison", measure, "Verify Implementation") is None
		assert (measure.status, str(measure.verified_on)) == ("Verified", frappe.utils.nowdate())
		assert statuses(measure) == [
			("Begin Implementing", "holder"),
			("Report as Implemented", "holder"),
			("Verify Implementation", "liaison"),
		]

	@pytest.mark.parametrize(
		("user", "reason"),
		[("liaison", "不能核实本人报告"), ("head", "不能核实由本人负责"), ("peer", "没有办理“核实”的权限")],
	)
	def test_not_by_who_reported_or_answers_for_it(self, measure, user, reason):
		step("liaison", measure, "Report as Implemented", evidence="记录")
		assert reason in step(user, measure, "Verify Implementation")
		assert measure.status == "Implemented"

	def test_who_only_inspects_may_verify_though_not_write(self, measure):
		step("liaison", measure, "Report as Implemented", evidence="记录")
		with acting("inspector"), pytest.raises(frappe.PermissionError):
			frappe.get_doc(CONTROL, measure.name).save()
		assert step("inspector", measure, "Verify Implementation") is None

	def test_evidence_is_asked_for(self, measure):
		assert step("liaison", measure, "Report as Implemented") == "请填写佐证：文件、记录或附件的名称"
		assert measure.status == "Planned"

	def test_another_s_post_is_not_one_s_own(self, measure):
		assert "只能办理本人岗位" in step("peer", measure, "Begin Implementing")

	def test_what_came_as_implemented_is_not_verified_by_who_brought_it(self, risk):
		with acting("liaison"):
			brought = records.create_measure(risk.name, status="Implemented", evidence="记录")
		assert "不能核实本人报告" in step("liaison", brought, "Verify Implementation")
		assert step("head", brought, "Verify Implementation") is None

	def test_a_stranger_is_told_nothing(self, measure):
		with acting("stranger"):
			(refused,) = take_step(CONTROL, [measure.name], "Begin Implementing")["refused"]
		assert refused["title"] == ""
		assert frappe.db.get_value(CONTROL, measure.name, "status") == "Planned"

	def test_no_such_step(self, measure):
		for doctype, action in ((CONTROL, "Approve"), ("Integrity Unit", "Verify Implementation")):
			with acting("head"), pytest.raises(NoSuchStepError):
				take_step(doctype, [measure.name], action)

	def test_the_form_offers_what_core_allows(self, measure):
		with acting("deputy"):
			document = frappe.get_doc(CONTROL, measure.name)
			document.run_method("onload")
			offered = [move["action"] for move in document.get_onload("course")]
		assert offered == ["Begin Implementing", "Report as Implemented", "Declare Lapsed", "Cancel Measure"]


class TestWriting:
	"""Whatever a form, an import or another program writes past the steps."""

	def test_another_state_is_a_step(self, measure):
		with acting("liaison"):
			document = frappe.get_doc(CONTROL, measure.name)
			document.status = "Implemented"
			with pytest.raises(StepRefusedError, match="佐证"):
				document.save()
			document.reload().update({"status": "Implemented", "evidence": "记录", "completed_on": "2026-03-01"})
			document.save()
		measure.reload()
		assert statuses(measure) == [("Report as Implemented", "liaison")]
		assert str(measure.completed_on) == "2026-03-01"

	def test_no_state_is_jumped_to(self, measure):
		with acting("head"):
			document = frappe.get_doc(CONTROL, measure.name)
			document.status = "Verified"
			with pytest.raises(StepRefusedError, match="不能从“计划中”变为“已核实”"):
				document.save()

	def test_what_was_reported_stays(self, measure):
		step("holder", measure, "Report as Implemented", evidence="记录")
		with acting("head"):
			document = frappe.get_doc(CONTROL, measure.name)
			document.evidence = "另一份记录"
			with pytest.raises(SettledFieldError, match="佐证"):
				document.save()

	def test_nobody_writes_history(self, measure):
		step("holder", measure, "Begin Implementing")
		with acting("head"):
			document = frappe.get_doc(CONTROL, measure.name)
			document.course_steps[0].acted_by = "Administrator"
			document.append("rounds", {"due_date": "2020-01-01", "outcome": "Verified"})
			document.verified_on = "2020-01-01"
			document.save()
		measure.reload()
		assert (statuses(measure), measure.rounds, measure.verified_on) == (
			[("Begin Implementing", "holder")], [], None,
		)  # fmt: skip


class TestTime:
	@pytest.fixture
	def quarterly(self, risk) -> Document:
		return records.create_measure(risk.name, due_date="2026-03-31", recurrence="Every Quarter")

	def test_a_round_that_was_verified_makes_room_for_the_next(self, quarterly, today):
		today("2026-03-20")
		step("holder", quarterly, "Report as Implemented", evidence="第一季度记录")
		step("liaison", quarterly, "Verify Implementation")
		today("2026-04-01")
		run_the_clock()
		quarterly.reload()
		(first,) = quarterly.rounds
		assert (quarterly.status, str(quarterly.due_date)) == ("In Progress", "2026-06-30")
		assert (first.outcome, str(first.due_date), first.evidence) == ("Verified", "2026-03-31", "第一季度记录")
		assert (first.reported_by, first.verified_by) == ("holder@example.com", "liaison@example.com")
		assert str(quarterly.recurs_from) == "2026-03-31"

	def test_twice_is_once_and_late_is_in_time(self, quarterly, today):
		today("2026-10-15")
		for _run in range(2):
			run_the_clock()
		quarterly.reload()
		# 31 March and 30 June were missed by the time that the next date had passed: two in a row end it.
		assert [(row.outcome, str(row.ended_on)) for row in quarterly.rounds] == [
			("Not Done in Time", "2026-07-01"),
			("Not Done in Time", "2026-10-01"),
		]
		assert quarterly.status == "Lapsed"
		assert [row.reason for row in quarterly.course_steps] == ["连续2期没有落实"]

	def test_what_was_sent_back_counts_no_longer_but_the_round_before_does(self, quarterly, today):
		today("2026-03-20")
		step("holder", quarterly, "Report as Implemented", evidence="第一季度记录")
		step("liaison", quarterly, "Verify Implementation")
		today("2026-06-20")
		step("holder", quarterly, "Report as Implemented", evidence="第二季度记录")
		assert quarterly.verified_on is None
		step("liaison", quarterly, "Send Back to Implement", reason="佐证不全")
		told = (str(quarterly.completed_on), str(quarterly.verified_on), quarterly.evidence)
		assert told == ("2026-03-20", "2026-03-20", "第一季度记录")
		assert quarterly.course_steps[2].evidence == "第二季度记录"

	def test_one_sent_back_in_its_first_round_was_never_done(self, measure):
		step("holder", measure, "Report as Implemented", evidence="记录")
		step("liaison", measure, "Send Back to Implement", reason="佐证不全")
		assert (measure.completed_on, measure.verified_on) == (None, None)

	def test_a_recurring_one_is_renewed_with_its_next_date(self, quarterly, today):
		today("2027-08-01")
		run_the_clock()
		quarterly.reload()
		assert quarterly.status == "Lapsed"
		assert step("liaison", quarterly, "Renew Measure", reason="恢复执行") is None
		assert str(quarterly.due_date) == "2027-09-30"
		today("2027-08-02")
		run_the_clock()
		quarterly.reload()
		assert quarterly.status == "Planned"

	def test_a_step_finds_the_measure_up_to_date_though_the_clock_stood_still(self, quarterly, today):
		today("2026-03-20")
		step("holder", quarterly, "Report as Implemented", evidence="第一季度记录")
		step("liaison", quarterly, "Verify Implementation")
		today("2026-06-20")
		assert step("holder", quarterly, "Report as Implemented", evidence="第二季度记录") is None
		assert (quarterly.status, len(quarterly.rounds), str(quarterly.due_date)) == ("Implemented", 1, "2026-06-30")

	def test_after_its_validity_it_lapses_and_can_be_renewed(self, measure, today):
		today("2026-04-30")
		measure.update({"valid_until": "2026-04-30"}).save()
		run_the_clock()
		assert frappe.db.get_value(CONTROL, measure.name, "status") == "Planned"
		today("2026-05-01")
		run_the_clock()
		measure.reload()
		assert measure.status == "Lapsed"
		measure.update({"valid_until": "2027-04-30"}).save()
		assert step("liaison", measure, "Renew Measure", reason="制度已重新印发") is None
		run_the_clock()
		measure.reload()
		assert measure.status == "Planned"

	def test_the_register_carries_it(self, quarterly):
		frame = read_register()["measures"].set_index("measure")
		row = frame.loc[quarterly.name]
		assert (row["recurrence"], row["status"]) == ("quarterly", "planned")


def run_the_clock() -> None:
	names = clock.concerned()
	clock.turn_some(names)


def test_the_clock_hands_its_work_to_the_queue(risk, monkeypatch):
	for number in range(3):
		records.create_measure(risk.name, measure_code=f"LATE-{number}", valid_until="2020-01-01")
	records.create_measure(risk.name, measure_code="VALID")
	jobs = []
	monkeypatch.setattr(clock, "_AT_ONCE", 2)
	monkeypatch.setattr(frappe, "enqueue", lambda method, **options: jobs.append((method, options)))
	clock.turn_all()
	assert [options["names"] for _method, options in jobs] == [["LATE-0", "LATE-1"], ["LATE-2"]]
	assert len({options["job_id"] for _method, options in jobs}) == 2
	assert all(frappe.get_attr(method) is clock.turn_some for method, _options in jobs)


def test_one_that_cannot_be_written_holds_up_no_other(risk, monkeypatch):
	for number in range(2):
		records.create_measure(risk.name, measure_code=f"LATE-{number}", valid_until="2020-01-01")
	turn = clock.turn

	def fail_with_the_first(measure: Document) -> int:
		if measure.name == "LATE-0":
			raise ValueError("broken")
		return turn(measure)

	monkeypatch.setattr(clock, "turn", fail_with_the_first)
	assert clock.turn_some(["LATE-0", "LATE-1", "GONE"]) == {"looked_at": 3, "changed": 1, "failed": 1}
	assert frappe.db.get_value(CONTROL, "LATE-1", "status") == "Lapsed"


def test_core_names_its_states_as_the_doctype_does(site):
	options = frappe.get_meta(CONTROL).get_field("status").options.split("\n")
	assert options == [term.en for term in MEASURE.states.terms]


class TestImport:
	"""A file says where a measure stands; what its course does not allow is refused by its row before anything is written."""

	@staticmethod
	def findings(measure: Document, user: str, **values) -> list[tuple[str, str]]:
		frame = read_register()["measures"]
		frame = frame[frame["measure"] == measure.name].copy()
		for column, value in values.items():
			frame[column] = value
		with acting(user):
			plan = planned(Register({"measures": frame}), "Y-1")
			return [(it.rule.code, it.message("zh")) for it in plan.findings if it.severity == "error"]

	def test_a_state_that_cannot_be_reached_is_refused(self, measure):
		((rule, message),) = self.findings(measure, "liaison", status="verified")
		assert rule == "course_step_refused"
		assert f"“{measure.name}”不能这样修改" in message and "不能从“计划中”变为“已核实”" in message

	def test_a_report_without_evidence_is_refused(self, measure):
		assert "佐证" in self.findings(measure, "liaison", status="implemented")[0][1]

	def test_a_report_with_evidence_is_taken(self, measure):
		values = {"status": "implemented", "evidence": "记录", "completed_on": pd.Timestamp("2026-03-01")}
		assert self.findings(measure, "liaison", **values) == []

	def test_what_was_reported_stays_as_it_was(self, measure):
		step("holder", measure, "Report as Implemented", evidence="记录")
		assert "“已落实”状态下不能修改：佐证" in self.findings(measure, "liaison", evidence="别的记录")[0][1]
