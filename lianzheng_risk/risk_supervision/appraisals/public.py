"""What the public sees and sends: names of units that are open to appraisal, and answers that nobody's name is on.

A unit goes by a key that says nothing, so that not even its code is told.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import nowdate

from lianzheng_risk.core.inspection.appraisal import ASPECTS, AT_MOST, SATISFACTION, WITHIN_SECONDS, fault
from lianzheng_risk.core.inspection.words import INSPECTION_TYPE
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.terms import english

APPRAISAL, PLAN, UNIT = "Integrity Social Appraisal", "Integrity Inspection Plan", "Integrity Unit"
_METHOD = "lianzheng_risk.risk_supervision.appraisals.public.appraise"


def units_on_offer() -> list[frappe._dict]:
	"""`key` and `name` of the units that the public may appraise today, each once, in the order of their names."""
	plan, unit = frappe.qb.DocType(PLAN), frappe.qb.DocType(UNIT)
	today = nowdate()
	rows = (
		frappe.qb.from_(plan)
		.join(unit)
		.on(plan.unit == unit.name)
		.select(plan.public_key.as_("key"), unit.unit_name.as_("name"), plan.unit)
		.where((plan.active == 1) & (plan.is_public == 1))
		.where(plan.inspection_type == english(INSPECTION_TYPE, "social"))
		.where(plan.first_on <= today)
		.where(plan.until.isnull() | (plan.until >= today))
		.orderby(unit.unit_name, plan.name)
		.run(as_dict=True)
	)
	by_unit = {row.unit: row for row in reversed(rows)}
	offered = sorted(by_unit.values(), key=lambda row: row.name)
	return [frappe._dict(key=row.key, name=row.name) for row in offered]


@frappe.whitelist(allow_guest=True, methods=["POST"])
def appraise(unit: str, answers: str | dict, comment: str | None = None) -> None:
	"""Take one appraisal. `unit` is a key of `units_on_offer`, `answers` aspect → code of the satisfaction."""
	# However the request spelt the method, its requests are counted together.
	frappe.form_dict.cmd = _METHOD
	_take(unit, answers, comment)


@rate_limit(limit=AT_MOST, seconds=WITHIN_SECONDS)
def _take(key: str, answers: str | dict, comment: str | None) -> None:
	given, comment = frappe.parse_json(answers), (comment or "").strip()
	text = fault(given if isinstance(given, dict) else {}, comment)
	if text:
		frappe.throw(shown(text))
	unit = _unit_of(key)
	document = frappe.new_doc(APPRAISAL).update(
		{
			"unit": unit,
			"received_on": nowdate(),
			"comment": comment or None,
			**{aspect: english(SATISFACTION, given[aspect]) for aspect in ASPECTS},
		}
	)
	_insert_unsigned(document)


def _unit_of(key: str) -> str:
	if key not in {row.key for row in units_on_offer()}:
		frappe.throw(_("This unit is not open to appraisal."))
	return frappe.db.get_value(PLAN, {"public_key": key}, "unit")


def _insert_unsigned(document) -> None:
	"""Neither who was logged in nor at what time of day is kept: the one often tells the other."""
	document.set_new_name()
	document.owner = document.modified_by = "Guest"
	document.creation = document.modified = f"{document.received_on} 00:00:00"
	document.db_insert()
