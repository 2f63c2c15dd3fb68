"""“依据哪项集体决定”: what the form of a business document asks about it, and the decision that somebody names for it."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.core.decisions.consumption import objection
from lianzheng_risk.core.decisions.words import CATEGORY, RESULT
from lianzheng_risk.risk_control.decisions import drawing, thresholds, urgent
from lianzheng_risk.risk_control.decisions.drawing import DECISION, FIELDS, NAMED, RELEASED
from lianzheng_risk.risk_control.decisions.needs import DRAW_TYPE, Need, needs_of
from lianzheng_risk.risk_control.decisions.refusing import can_start, prefilled, whom_to_ask, why
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.terms import english

_MOST_OFFERED = 50


class NotCoveredError(frappe.ValidationError):
	pass


@frappe.whitelist()
def standing_of(doctype: str, name: str) -> list[dict]:
	"""What the document needs decisions for, and on which it would rest; to whoever may read the document."""
	doc = _document(doctype, name, "read")
	return [_standing(doc, need) for need in _needs(doc)]


@frappe.whitelist(methods=["POST"])
def name_decision(doctype: str, name: str, decision: str) -> None:
	"""Have the document rest on this decision when it is submitted. Raises NotCoveredError.

	Whoever may write the document may do so; of a decision that they may not read they learn only whether it covers it.
	"""
	doc = _document(doctype, name, "write")
	row = frappe.db.get_value(DECISION, decision.strip(), list(FIELDS), as_dict=True)
	decided = drawing.decided_of(row, names_document=True) if row else None
	for need in _needs(doc) if decided else ():
		if decided.category == need.demand.category:
			if reason := objection(decided, need.demand):
				readable = frappe.has_permission(DECISION, "read", doc=row.name)
				_not_covered(shown(reason) if readable else "")
			_name(doc, need, row.name)
			return
	_not_covered("")


@frappe.whitelist(methods=["POST"])
def override(doctype: str, name: str, category: str, reason: str) -> str:
	"""Decide alone where it cannot wait; the name of the urgent decision. `category` in English."""
	doc = _document(doctype, name, "read")
	for need in _needs(doc):
		if english(CATEGORY, need.demand.category) == category:
			return urgent.decide_alone(doc, need, reason)
	frappe.throw(_("The document needs no decision of this category."), NotCoveredError)


def _document(doctype: str, name: str, right: str) -> Document:
	doc = frappe.get_doc(doctype, name)
	doc.check_permission(right)
	return doc


def _needs(doc: Document) -> list[Need]:
	return needs_of(doc) if doc.docstatus == 0 and thresholds.thresholds_of(doc.doctype) else []


def _standing(doc: Document, need: Need) -> dict:
	covering = [one.name for one in drawing.candidates(doc, need) if objection(one.decided, need.demand) is None]
	may_start = can_start(need)
	return {
		"why": why(doc, need),
		"category": english(CATEGORY, need.demand.category),
		"rests_on": covering[0] if covering else None,
		"offered": _offered(need),
		"start": prefilled(doc, need) if may_start else None,
		"ask": [] if may_start else whom_to_ask(need),
		"may_override": urgent.may_decide_alone(need.threshold),
	}


def _offered(need: Need) -> list[dict]:
	"""Decisions that cover it, of those that the session's user may read, the latest first."""
	if not frappe.has_permission(DECISION, "read"):
		return []
	demand = need.demand
	rows = frappe.get_list(
		DECISION,
		filters={
			"docstatus": 1,
			"unit": demand.unit,
			"category": english(CATEGORY, demand.category),
			"result": ["in", [english(RESULT, "approved"), english(RESULT, "urgent")]],
		},
		fields=[*FIELDS, "matter"],
		order_by="meeting_date desc, name desc",
		limit_page_length=_MOST_OFFERED,
	)
	return [
		{"value": row.name, "label": row.name, "description": row.matter}
		for row in rows
		if objection(drawing.decided_of(row), demand) is None
	]


def _name(doc: Document, need: Need, decision: str) -> None:
	"""One decision for each category: what was named before gives way."""
	earlier = {
		"reference_doctype": doc.doctype,
		"reference_name": doc.name,
		"category": english(CATEGORY, need.demand.category),
		"status": NAMED,
	}
	named = frappe.get_all(DRAW_TYPE, filters=earlier, fields=["name", "decision"], order_by="name")
	for row in named:
		if row.decision != decision:
			frappe.get_doc(DRAW_TYPE, row.name).update({"status": RELEASED}).save(ignore_permissions=True)
	if decision not in {row.decision for row in named}:
		drawing.new_draw(decision, doc, need.demand).insert(ignore_permissions=True)


def _not_covered(reason: str) -> None:
	text = _("This decision does not cover the document.")
	frappe.throw(f"{text} {reason}".strip(), NotCoveredError)
