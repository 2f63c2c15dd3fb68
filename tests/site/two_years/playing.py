"""Days that pass: the clock's jobs in the night, in an order that chance decides as it does on a site, then people."""

from __future__ import annotations

import datetime
import json
import random
from collections import deque
from collections.abc import Callable

import frappe
import time_machine
from frappe.utils import nowdate

from lianzheng_risk.core.months import add_months
from lianzheng_risk.core.periods import PERIOD, Period
from lianzheng_risk.courses.steps import take_step
from lianzheng_risk.risk_assessment.assessments import clock as assessments
from lianzheng_risk.risk_control.measures import clock as measures
from lianzheng_risk.risk_screening.approval import take
from lianzheng_risk.risk_screening.approving import publicity
from lianzheng_risk.risk_supervision.inspections import clock as inspections
from lianzheng_risk.risk_supervision.warnings import clock as warnings
from tests.site import records
from tests.site.approving import acting
from tests.site.two_years import place
from tests.site.two_years.deeds import DEEDS

FIRST, LAST = datetime.date(2024, 1, 2), datetime.date(2025, 12, 31)
# From then on the county has monthly figures as well.
MONTHLY_FROM = "2025-06-19"
# The clock stands still on these days, the last included: over the ends of August, of September and of the third quarter.
OUTAGE = (datetime.date(2025, 8, 15), datetime.date(2025, 9, 21))
# Nights on which it runs a second time: two cut-off days, and the night in which it comes back.
TWICE = {"2024-06-19", "2025-03-19", "2025-09-22"}

_DAILY = (
	publicity.end_what_ran_out,
	measures.turn_all,
	inspections.make_all,
	warnings.watch_all,
	assessments.assess_all,
)
_JOBS = {f"{module.__name__}.{name}": getattr(module, name) for module, name in (
	(measures, "turn_some"), (inspections, "make_some"), (warnings, "watch_some"),
	(assessments, "make_some"), (assessments, "issue_some"),
)}  # fmt: skip
_OURS = {"job_id", "deduplicate", "enqueue_after_commit", "queue"}
_ONE_DAY = datetime.timedelta(days=1)
_DAYS_OF_PERIODS = {
	day
	for kind in PERIOD.codes
	for month in range(24)
	for period in [Period.of(kind, add_months(FIRST, month))]
	for day in (period.cutoff(), period.due())
	if kind != "month" or str(day) >= MONTHLY_FROM
}
# After P1 changed hands, P2 was waived and P1 was talked to: what the clock does not find any more it takes for settled as
# of the day on which it looks.
_LOOKED_AT_ONCE = {"2024-06-01", "2025-10-11", "2025-10-21"}


def play(chance: random.Random) -> None:
	queue = deque()
	enqueue, frappe.enqueue = frappe.enqueue, lambda method, **options: queue.append((method, options))
	named: dict[str, str] = {}
	day = FIRST
	try:
		while day <= LAST:
			with on(day):
				if str(day) == MONTHLY_FROM:
					frappe.db.set_single_value(place.SETTINGS, "no_assessment_month", 0)
				for _ in range(_runs_on(day)):
					_night(queue, chance)
				for deed in DEEDS.get(str(day), []):
					_do(named, *deed)
			day += _ONE_DAY
	finally:
		frappe.enqueue = enqueue


def on(day: datetime.date | str) -> time_machine.travel:
	return time_machine.travel(f"{day}T02:00:00+00:00")


def _runs_on(day: datetime.date) -> int:
	"""The clock runs in every night before somebody does something, and where figures are taken or due.

	In between nothing happens that the next run does not find, dated as a run of that night would have: `test_year` holds that.
	"""
	if OUTAGE[0] <= day <= OUTAGE[1]:
		return 0
	if str(day) in TWICE:
		return 2
	return int(str(day) in DEEDS or str(day) in _LOOKED_AT_ONCE or day in _DAYS_OF_PERIODS)


def _night(queue: deque, chance: random.Random) -> None:
	"""One worker: the daily jobs are queued in any order, and the parts that they queue come after all of them."""
	queue.clear()
	for job in chance.sample(_DAILY, k=len(_DAILY)):
		job()
	while queue:
		method, options = queue.popleft()
		if method in _JOBS:
			given = {name: value for name, value in options.items() if name not in _OURS}
			_JOBS[method](**json.loads(json.dumps(given, default=str)))


def _do(named: dict[str, str], who: str, what: str, which: str, action: str, given: dict) -> None:
	if who == "Administrator":
		_HANDLERS[what](named, which, action, given)
		return
	with acting(who):
		_HANDLERS[what](named, which, action, given)


def _unit(named, which, action, given) -> None:
	place.open_grain_bureau()


def _plan(named, which, action, given) -> None:
	values = {"title": which, "inspection_type": "Inspection from Above", "recurrence": "Every Half-Year"}
	named[which] = records.create("Integrity Inspection Plan", **values | given).name


def _person(named, which, action, given) -> None:
	records.create_person(given["unit"], person_code=f"YX-{which}", person_name=which)


def _post(named, which, action, given) -> None:
	if action == "Create":
		records.create_post(given["unit"], post_code=which, post_name=given["post_name"])
		return
	post = frappe.get_doc("Integrity Post", which)
	if "until" in given:
		post.tenures[-1].end_date = given["until"]
	since = given.get("since") or frappe.utils.add_days(given["until"], 1)
	post.append("tenures", {"person": f"YX-{given['to']}", "start_date": since})
	post.save()


def _waiver(named, which, action, given) -> None:
	records.create("Integrity Rotation Waiver", post=which, reason="专业性强", **given)


def _risk(named, which, action, given) -> None:
	name = f"YX-{which}"
	if action == "Draft":
		records.create_risk_point(risk_code=name, **given)
	elif action == "Change":
		frappe.get_doc("Integrity Risk Point", name).update(given).save()
	else:
		_done(take([name], action, **given), which, action)


def _measure(named, which, action, given) -> None:
	name = f"YX-{which}"
	if action == "Plan":
		values = {"measure_code": name, "description": f"措施{which}"} | given
		records.create_measure(**values | {"risk": f"YX-{given['risk']}"})
	else:
		_done(take_step("Integrity Control Measure", [name], action, **given), which, action)


def _warning(named, which, action, given) -> None:
	"""The latest warning about it."""
	about = named.get(which) or (f"YX-{which}" if which.startswith("M") else which)
	filters = {"source_name": about}
	name = frappe.get_all("Integrity Warning", filters=filters, pluck="name", order_by="issued_on desc", limit=1)[0]
	_done(take_step("Integrity Warning", [name], action, **given), which, action)


def _rectification(named, which, action, given) -> None:
	_done(take_step("Integrity Rectification", [named[which]], action, **given), which, action)


def _activity(named, which, action, given) -> None:
	participants = [{"post": post} for post in given["posts"]]
	values = {"kind": which, "title": which, "unit": given["unit"], "held_on": nowdate(), "status": "Held"}
	records.create("Integrity Activity", **values, participants=participants)


def _inspection(named, which, action, given) -> None:
	if action == "Conclude":
		inspection = frappe.get_doc("Integrity Inspection", named[which])
		inspection.update({"conclusion": "见检查记录", "signed_by": "YX-inspector", "signed_on": nowdate()})
		inspection.save()
		inspection.submit()
		inspection.reload()
		for finding in inspection.findings:
			named[finding.problem] = finding.rectification
		return
	if "plan_date" in given:
		named[which] = frappe.db.get_value(
			"Integrity Inspection", {"plan": named["半年检查"], "plan_date": given["plan_date"]}
		)
		inspection = frappe.get_doc("Integrity Inspection", named[which])
	else:
		values = {"title": which, "inspection_type": "Inspection from Above"}
		inspection = frappe.new_doc("Integrity Inspection").update(
			values | {"unit": given["unit"], "planned_on": given["planned_on"]}
		)
	inspection.held_on = nowdate()
	inspection.set("inspectors", [{"person": "YX-inspector"}])
	for problem, about in given["findings"].items():
		inspection.append("findings", {"problem": problem, **about})
	inspection.save()
	named[which] = inspection.name


def _decision(named, which, action, given) -> None:
	if action == "Carry Out":
		frappe.get_doc("Integrity Collective Decision", named[which]).update({"execution_status": "Carried Out"}).save()
		return
	members = [{"person": "YX-deputy", "opinion": "Agree"}, {"person": "YX-chief", "opinion": "Agree", "is_chief": 1}]
	values = {"matter": which, "meeting_date": nowdate(), "chair": "YX-chief", "decision": "同意", "members": members}
	named[which] = records.create("Integrity Collective Decision", **values | given).submit().name


def _done(answer: dict, which: str, action: str) -> None:
	assert not answer["refused"], (which, action, nowdate(), answer)


_HANDLERS: dict[str, Callable] = {
	"unit": _unit,
	"plan": _plan,
	"person": _person,
	"post": _post,
	"waiver": _waiver,
	"risk": _risk,
	"measure": _measure,
	"warning": _warning,
	"rectification": _rectification,
	"activity": _activity,
	"inspection": _inspection,
	"decision": _decision,
}
