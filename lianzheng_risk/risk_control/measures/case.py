"""The facts that core needs: who reported, who answers for the measure, and where its present round stands."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import cint, getdate

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.measures.path import ACTION, MeasureCase
from lianzheng_risk.core.measures.rounds import OUTCOME, Rules, Standing
from lianzheng_risk.risk_screening.approving.case import SETTINGS, holders_of
from lianzheng_risk.store.terms import code
from lianzheng_risk.store.workdays import holidays_of_site


def case_of(measure: Document) -> MeasureCase:
	risk = frappe.db.get_value("Integrity Risk Point", measure.risk, ["post", "grade"], as_dict=True)
	person = measure.responsible_person
	responsible = frappe.db.get_value("Integrity Person", person, "user") if person else None
	return MeasureCase(
		state=code(v.MEASURE_STATUS, measure.status),
		reporters=reporters_of(measure),
		responsible=frozenset(filter(None, [responsible])),
		holders=holders_of(risk.post),
		grade=risk.grade,
	)


def reporters_of(measure: Document) -> frozenset[str]:
	"""Who reported the present round; of a measure that came as implemented, who brought it in."""
	reports = [row for row in measure.course_steps if code(ACTION, row.action) == "report"]
	if reports:
		return frozenset({reports[-1].acted_by})
	return frozenset({measure.owner} if measure.status in ("Implemented", "Verified") else ())


def standing_of(measure: Document) -> Standing:
	return Standing(
		status=code(v.MEASURE_STATUS, measure.status),
		due=_date(measure.due_date),
		recurrence=code(v.RECURRENCE, measure.recurrence),
		basis=code(v.RECURRENCE_BASIS, measure.recurrence_basis) or "calendar",
		first_due=_date(measure.recurs_from or measure.due_date),
		completed_on=_date(measure.completed_on),
		valid_until=_date(measure.valid_until),
		missed=_missed_in_a_row(measure),
	)


def rules_of_site() -> Rules:
	return Rules(holidays_of_site(), cint(frappe.get_cached_doc(SETTINGS).lapse_after_missed))


def _missed_in_a_row(measure: Document) -> int:
	"""Counted back to the last round that was done, or to when somebody renewed the measure."""
	renewed = [getdate(row.acted_on) for row in measure.course_steps if code(ACTION, row.action) == "renew"]
	count = 0
	for row in reversed(measure.rounds):
		if code(OUTCOME, row.outcome) != "missed" or (renewed and getdate(row.ended_on) <= renewed[-1]):
			break
		count += 1
	return count


def _date(value):
	return getdate(value) if value else None
