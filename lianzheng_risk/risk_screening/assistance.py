"""Help with one risk point while it is being written: its grade, remarks on its wording, and similar ones."""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.approval.path import RANK_OF, STATE, Route
from lianzheng_risk.core.checks.one_text import remarks
from lianzheng_risk.core.grading import Graded, LevelError
from lianzheng_risk.risk_screening.approving.case import SETTINGS, route_of
from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import find_in_force
from lianzheng_risk.risk_screening.language import session_lang, shown
from lianzheng_risk.risk_screening.similar import similar_points

RISK = "Integrity Risk Point"
# What the form may send; whatever else it sends is not looked at.
_VALUES = ("unit", "post", "power", "category", "title", "manifestation", "probability", "harm", "grade_basis")
_NAMED = {"unit": "Integrity Unit", "post": "Integrity Post", "power": "Integrity Power"}
# What is never taken from the form: the approval so far.
_STORED = ("name", "grade", "grade_record")
# Wording is compared with this many risk points of the same unit.
_COMPARED = 500


@frappe.whitelist()
def remarks_on(values: str | dict) -> dict:
	"""What the values now in the form amount to; nothing is saved.

	Keys: `grading` (grade, reason, managing_level, review_months, path: labels of the steps ahead), None as long as the
	levels are not chosen; `problem`, why they cannot be graded; `remarks`, a list of field and message.
	"""
	point = _asked_about(values)
	found = remarks(point.as_dict(), _written_elsewhere(point))
	told = [{"field": it.place.field, "message": it.message(session_lang())} for it in found]
	return {**_grading(point), "remarks": told}


@frappe.whitelist()
def similar_to(values: str | dict) -> list[dict]:
	"""Published library entries and approved risk points like the values now in the form, best first."""
	return similar_points(_asked_about(values))


def _asked_about(values: str | dict) -> Document:
	"""The values as a document that is not saved. Raises PermissionError for a place that the user may not see."""
	frappe.has_permission(RISK, "read", throw=True)
	values = frappe.parse_json(values)
	for field, doctype in _NAMED.items():
		if values.get(field):
			frappe.has_permission(doctype, "read", doc=str(values[field]), throw=True)
	point = frappe.new_doc(RISK).update({field: values.get(field) for field in (*_VALUES, *v.VETO.codes)})
	if values.get("name") and (stored := frappe.db.get_value(RISK, str(values["name"]), _STORED, as_dict=True)):
		frappe.has_permission(RISK, "read", doc=stored.name, throw=True)
		point.update(stored)
	return point


def _grading(point: Document) -> dict:
	scheme = find_in_force()
	if not (scheme and point.probability and point.harm):
		return {"grading": None, "problem": None}
	try:
		graded = point.graded_by(scheme.to_core())
	except LevelError as error:
		return {"grading": None, "problem": shown(error.text)}
	return {"grading": _consequences(point, graded), "problem": None}


def _consequences(point: Document, graded: Graded) -> dict:
	grade = frappe.get_cached_doc("Integrity Risk Grade", graded.grade)
	point.proposed_grade = graded.grade
	route = route_of(point)
	return {
		"grade": graded.grade,
		"reason": graded.reason(session_lang()),
		"managing_level": _(grade.managing_level),
		"review_months": grade.review_months,
		"approving_level": shown(v.RANK.by_code[RANK_OF[route.approving_level]].text),
		"path": [shown(STATE.by_code[state].text) for state in _states_ahead(route)],
	}


def _states_ahead(route: Route) -> list[str]:
	peers = ["peer_review"] if frappe.get_cached_doc(SETTINGS).peer_review_required else []
	return [*peers, *route.goes_through(), "publicity", *(["filing"] if route.filed else [])]


def _written_elsewhere(point: Document) -> list[tuple[str, str]]:
	"""Title and manifestation of the unit's risk points in other posts, as far as the user may see them."""
	if not (point.unit and point.manifestation):
		return []
	filters: Mapping = {"unit": point.unit, "name": ["!=", point.name or ""], "post": ["!=", point.post or ""]}
	fields = ["title", "manifestation"]
	found = frappe.get_list(RISK, filters=filters, fields=fields, order_by="modified desc", limit=_COMPARED)
	return [(row.title, row.manifestation) for row in found if row.manifestation]
