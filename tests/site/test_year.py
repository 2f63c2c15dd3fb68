"""A year played day by day: the clock runs each night, people act on some days, and the end of it is known beforehand.

The same year with a clock that stands still for days or weeks, and runs twice on others, ends the same.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator

import frappe
import pytest
import time_machine

from lianzheng_risk.courses.steps import take_step
from lianzheng_risk.risk_control.measures import clock as measures
from lianzheng_risk.risk_screening.doctype.integrity_screening_campaign.integrity_screening_campaign import start
from lianzheng_risk.risk_screening.screening.answering import report_result
from lianzheng_risk.risk_supervision.warnings import telling
from lianzheng_risk.risk_supervision.warnings.clock import watch_some
from tests.site import records
from tests.site.approving import acting, county  # noqa: F401
from tests.site.test_warnings import in_charge, post, risk_in_force  # noqa: F401

SCREENING = "Integrity Post Screening"
WARNING, CONTROL, RECTIFICATION = "Integrity Warning", "Integrity Control Measure", "Integrity Rectification"
UNITS = ["X", "Y", "Y-1"]
REPORT_MEASURE, VERIFY = "Report as Implemented", "Verify Implementation"
HANDLE, LIFT = "Report the Handling", "Lift after Recheck"

# day → (who, which document, step, what is given)
DEEDS: dict[str, list[tuple]] = {
	"2026-01-20": [("liaison", "monthly", REPORT_MEASURE, {"evidence": "一月自查表"})],
	"2026-01-21": [("chief", "monthly", VERIFY, {})],
	# The one-off measure was due on 10 February; its warning has climbed once by then.
	"2026-03-03": [("liaison", "once", REPORT_MEASURE, {"evidence": "印发的制度"})],
	"2026-03-05": [("chief", "warning of once", LIFT, {})],
	# Reported late; the rectification was due on 9 April.
	"2026-04-13": [("liaison", "rectification", "Report Rectification", {"evidence": "台账"})],
	"2026-04-14": [
		("inspector", "rectification", "Close after Reinspection", {}),
		("chief", "warning of rectification", LIFT, {}),
	],
	# The monthly measure was missed in February and March and has lapsed; it is taken up again and done.
	"2026-05-11": [("head", "monthly", "Renew Measure", {"reason": "恢复执行"})],
	"2026-05-20": [("liaison", "monthly", REPORT_MEASURE, {"evidence": "五月自查表"})],
	"2026-05-21": [("chief", "warning of monthly", LIFT, {})],
	# The screening was to be reported by 15 June; the second of its two posts is.
	"2026-06-11": [("liaison", "screening of long", "None Found", {"reason": "无审批权"})],
	"2026-06-26": [("liaison", "screening of post", "Risk Points on Record", {})],
	"2026-06-29": [("chief", "warning of campaign", LIFT, {})],
	"2026-09-01": [("county", "warning of post", "Mute for a Time", {"reason": "人事冻结", "until": "2026-10-15"})],
}
# source, issued, colour and levels climbed at the end, how it stands, and what happened on the way
EXPECTED = [
	(
		"Missed Round of a Measure", "2026-03-01", "Red Warning", 3, "Lifted",
		["2026-03-07 Climb One Level", "2026-03-21 Climb One Level", "2026-04-14 Climb One Level",
			"2026-05-20 Cause Put Right", f"2026-05-21 {LIFT}"],
	),
	# Nobody did the round of June either, nor any after it.
	(
		"Missed Round of a Measure", "2026-07-01", "Red Warning", 3, "To Be Received",
		["2026-07-09 Climb One Level", "2026-07-24 Climb One Level", "2026-08-15 Climb One Level"],
	),
	(
		"Overdue Control Measure", "2026-02-11", "Orange Warning", 1, "Lifted",
		["2026-02-26 Climb One Level", "2026-03-03 Cause Put Right", f"2026-03-05 {LIFT}"],
	),
	(
		"Overdue Rectification", "2026-04-10", "Yellow Warning", 0, "Lifted",
		["2026-04-13 Cause Put Right", f"2026-04-14 {LIFT}"],
	),
	(
		"Overdue Rotation", "2026-07-02", "Red Warning", 3, "To Be Received",
		["2026-07-10 Climb One Level", "2026-07-25 Climb One Level", "2026-08-15 Climb One Level",
			"2026-09-01 Mute for a Time", "2026-10-16 Resume Warning"],
	),
	(
		"Overdue Screening", "2026-06-16", "Orange Warning", 1, "Lifted",
		["2026-06-25 Climb One Level", "2026-06-26 Cause Put Right", f"2026-06-29 {LIFT}"],
	),
]  # fmt: skip


@pytest.fixture
def office(in_charge, post) -> Iterator[dict[str, str]]:  # noqa: F811
	"""The documents that the year is about, by the names that DEEDS gives them."""
	frappe.db.set_single_value("Integrity Risk Settings", {"rotation_years": 10, "rotation_years_key": 5})
	settings = frappe.get_doc("Integrity Risk Settings")
	# Only what DEEDS is about: no post of the office is a key post.
	settings.append("activity_requirements", {"kind": "Integrity Talk", "every": "Every Year", "key_posts_only": 1})
	settings.save()
	with _on("2026-01-01"):
		tenures = [{"person": in_charge["holder"], "start_date": "2016-07-01"}]
		long_held = records.create_post("Y-1", post_code="LONG", tenures=tenures).name
		risk = risk_in_force(post, probability="Fairly High").name
		once = records.create_measure(risk, due_date="2026-02-10", responsible_person=in_charge["holder"]).name
		monthly = records.create_measure(risk, due_date="2026-01-31", recurrence="Every Month").name
	with _on("2026-06-01"):
		phases = [{"phase": "Self-Screening", "workdays": 10}]
		planned = {"title": "年度排查", "year": 2026, "unit": "Y-1", "start_date": "2026-06-01", "phases": phases}
		campaign = records.create("Integrity Screening Campaign", **planned).name
		start(campaign)
	screenings = dict(frappe.get_all(SCREENING, filters={"campaign": campaign}, fields=["post", "name"], as_list=True))
	yield {
		"once": once,
		"monthly": monthly,
		"post": long_held,
		"campaign": campaign,
		"screening of long": screenings[long_held],
		"screening of post": screenings[post],
	}


def play(office: dict[str, str], runs_on: Callable[[datetime.date], int]) -> None:
	day = datetime.date(2026, 1, 2)
	while day.year == 2026:
		with _on(day):
			if str(day) == "2026-03-18":
				with acting("supervisor"):
					notice = {"title": "补台账", "unit": "Y-1", "problem": "无台账"}
					office["rectification"] = records.create(RECTIFICATION, **notice).name
			for _ in range(runs_on(day)):
				_clock()
			for who, what, action, given in DEEDS.get(str(day), []):
				_do(office, who, what, action, given)
		day += datetime.timedelta(days=1)


def _clock() -> None:
	if names := measures.concerned():
		measures.turn_some(names)
	watch_some(UNITS)
	telling.tell_all()


def _do(office: dict[str, str], who: str, what: str, action: str, given: dict) -> None:
	if what.startswith("screening of "):
		with acting(who):
			report_result(office[what], action, **given)
		return
	if what.startswith("warning of "):
		name = frappe.db.get_value(WARNING, {"source_name": office[what.removeprefix("warning of ")]})
		doctype = WARNING
	else:
		name, doctype = office[what], RECTIFICATION if what == "rectification" else CONTROL
	with acting(who):
		answer = take_step(doctype, [name], action, **given)
	assert answer["refused"] == [], (what, action)


def _end() -> list[tuple]:
	names = frappe.get_all(WARNING, filters={"unit": ["in", UNITS]}, pluck="name", order_by="source, issued_on")
	ends = []
	for warning in (frappe.get_doc(WARNING, name) for name in names):
		steps = [f"{row.acted_on.date()} {row.action}" for row in warning.course_steps]
		ends.append((warning.source, str(warning.issued_on), warning.colour, warning.level, warning.status, steps))
	return ends


def _on(day: datetime.date | str) -> time_machine.travel:
	return time_machine.travel(f"{day}T02:00:00+00:00")


def test_day_by_day(office):
	play(office, lambda day: 1)
	assert _end() == EXPECTED


def test_with_outages_and_double_runs(office):
	"""On days on which people act the site is up; on the others the clock may stand still or run up to three times."""
	chance = random.Random(1)
	play(office, lambda day: 1 if str(day) in DEEDS or day.day == 31 else chance.choice((0, 0, 0, 0, 1, 3)))
	assert _end() == EXPECTED
