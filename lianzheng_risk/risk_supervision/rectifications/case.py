"""The facts that core needs of a rectification: who acted, who answers for it, and what was closed off before."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from lianzheng_risk.core.months import add_months
from lianzheng_risk.core.rectification.path import ACTION, DOING, STATE, RectificationCase
from lianzheng_risk.core.rectification.recurrence import WITHIN_MONTHS, Finding, came_back
from lianzheng_risk.risk_screening.approving.case import holders_of
from lianzheng_risk.store.terms import code

RECTIFICATION = "Integrity Rectification"
_FIELDS = ["name", "unit", "risk", "measure", "post", "closed_on"]


def case_of(rectification: Document) -> RectificationCase:
	person = rectification.responsible_person
	responsible = frappe.db.get_value("Integrity Person", person, "user") if person else None
	return RectificationCase(
		state=code(STATE, rectification.status),
		doers=frozenset(row.acted_by for row in rectification.course_steps if code(ACTION, row.action) in DOING),
		responsible=frozenset(filter(None, [responsible])),
		holders=holders_of(rectification.post),
		deadline=_date(rectification.deadline),
		asked_until=_date(rectification.asked_until),
	)


def closed_before(rectification: Document) -> str | None:
	"""The rectification of the same finding that was closed off less than a year before this one was ordered."""
	found_on = getdate(rectification.ordered_on)
	since = add_months(found_on, -WITHIN_MONTHS)
	closed = {"unit": rectification.unit, "closed_on": ["between", [since, found_on]]}
	rows = frappe.get_all(RECTIFICATION, filters=closed, fields=_FIELDS)
	earlier = came_back(_finding(rectification), found_on, map(_finding, rows))
	return earlier.name if earlier else None


def _finding(row) -> Finding:
	return Finding(
		row.name,
		row.unit,
		risk=row.risk or None,
		measure=row.measure or None,
		post=row.post or None,
		closed_on=_date(row.closed_on),
	)


def _date(value):
	return getdate(value) if value else None
