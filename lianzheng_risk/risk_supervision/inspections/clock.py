"""What the passing of time does to plans: each of their dates brings an inspection, to be filled in and held."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import date_diff, formatdate, getdate, nowdate

from lianzheng_risk.clock.queueing import queue_in_parts
from lianzheng_risk.clock.runs import each_for_itself, logged, span
from lianzheng_risk.core.inspection.parties import OWN_UNIT
from lianzheng_risk.core.inspection.plans import Due, after, due
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.risk_supervision.inspections.places import barred
from lianzheng_risk.store.workdays import holidays_of_site

PLAN, INSPECTION = "Integrity Inspection Plan", "Integrity Inspection"
_SOME = "lianzheng_risk.risk_supervision.inspections.clock.make_some"
_AT_ONCE = 100


def make_all() -> None:
	"""Queue the plans that have come due, so many a job. Running it twice changes nothing."""
	queue_in_parts(_SOME, "inspections", _AT_ONCE, {"names": concerned()})


def make_some(names: list[str]) -> dict[str, int]:
	with logged("inspections", part=span(names)) as counts:
		each_for_itself(PLAN, names, make, counts)
	return vars(counts)


def make(plan: Document) -> int:
	"""The inspections of one plan that are due and not there; how many they were."""
	if not plan.active:
		return 0
	core = plan.to_core()
	found = due(core, getdate(nowdate()), holidays_of_site())
	made = _made_already(plan, found)
	for one in found:
		if one.date not in made:
			_make_one(plan, one)
	if found:
		plan.last_made_on, plan.next_on = found[-1].date, after(core, found[-1].date)
		plan.flags.by_clock = True
		plan.save(ignore_permissions=True)
	return len(found) - len(made)


def _make_one(plan: Document, one: Due) -> None:
	people = [row.person for row in plan.inspectors]
	left_out = barred(people, plan.inspection_type, {plan.unit})
	inspection = frappe.new_doc(INSPECTION).update(
		{
			"title": f"{plan.title} {formatdate(one.date, 'yyyy-MM-dd')}",
			"unit": plan.unit,
			"inspection_type": plan.inspection_type,
			"template": plan.template,
			"plan": plan.name,
			"plan_date": one.date,
			"planned_on": one.planned_on,
			"inspectors": [{"person": person} for person in people if person not in left_out],
			"remarks": shown(OWN_UNIT).format(person=", ".join(left_out.values())) if left_out else None,
		}
	)
	inspection.flags.by_clock = True
	inspection.insert(ignore_permissions=True)


def _made_already(plan: Document, found: list[Due]) -> set:
	"""Dates whose inspection is there though the plan does not know of it: it may have been set to other dates since."""
	dates = [one.date for one in found] or [None]
	rows = frappe.get_all(INSPECTION, filters={"plan": plan.name, "plan_date": ["in", dates]}, pluck="plan_date")
	return {getdate(day) for day in rows}


def concerned() -> list[str]:
	"""Plans with a date that may have come: each says how many days ahead it wants its inspection."""
	plans = frappe.get_all(
		PLAN,
		filters={"active": 1, "next_on": ["is", "set"]},
		fields=["name", "next_on", "days_ahead", "until"],
		order_by="unit, name",
	)
	return [
		plan.name
		for plan in plans
		if date_diff(plan.next_on, nowdate()) <= plan.days_ahead and not (plan.until and plan.next_on > plan.until)
	]
