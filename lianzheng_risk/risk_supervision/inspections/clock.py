"""What the passing of time does to plans: each of their dates brings an inspection, to be filled in and held."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import formatdate, getdate, nowdate

from lianzheng_risk.core.inspection.parties import OWN_UNIT
from lianzheng_risk.core.inspection.plans import Due, after, due
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.risk_supervision.inspections.places import barred
from lianzheng_risk.store.workdays import holidays_of_site

PLAN, INSPECTION = "Integrity Inspection Plan", "Integrity Inspection"
_AT_ONCE = 100


def make_all() -> None:
	"""Queue the plans that have come due, so many a job. Running it twice changes nothing."""
	names = _concerned()
	for start in range(0, len(names), _AT_ONCE):
		frappe.enqueue(
			"lianzheng_risk.risk_supervision.inspections.clock.make_some",
			queue="long",
			job_id=f"lianzheng_risk_inspections_{nowdate()}_{start}",
			deduplicate=True,
			enqueue_after_commit=True,
			names=names[start : start + _AT_ONCE],
		)


def make_some(names: list[str]) -> dict[str, int]:
	"""Each plan for itself; one whose inspections cannot be made is logged and left for the next run."""
	counts = {"looked_at": len(names), "made": 0, "failed": 0}
	for name in names:
		frappe.db.savepoint("one_plan")
		try:
			counts["made"] += make(frappe.get_doc(PLAN, name, for_update=True))
		except frappe.DoesNotExistError:  # deleted since it was queued
			frappe.db.rollback(save_point="one_plan")
		except Exception:
			frappe.db.rollback(save_point="one_plan")
			frappe.log_error("The inspections of a plan could not be made", reference_doctype=PLAN, reference_name=name)
			counts["failed"] += 1
	return counts


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


def _concerned() -> list[str]:
	"""Plans with a date that may have come; how many days ahead they want it is looked at in the query."""
	plan = frappe.qb.DocType(PLAN)
	reached = frappe.query_builder.CustomFunction("DATEDIFF", ["later", "earlier"])
	return (
		frappe.qb.from_(plan)
		.select(plan.name)
		.where((plan.active == 1) & (reached(plan.next_on, nowdate()) <= plan.days_ahead))
		.where(plan.until.isnull() | (plan.next_on <= plan.until))
		.orderby(plan.unit, plan.name)
		.run(pluck=True)
	)
