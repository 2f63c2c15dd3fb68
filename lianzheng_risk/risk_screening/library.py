"""Between risk points and the library: an approved risk becomes a proposal, an entry's measures become those of a risk."""

from collections.abc import Mapping

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils.nestedset import get_ancestors_of

from lianzheng_risk.access.library import LIBRARY, PROPOSED
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.anonymous import without_names
from lianzheng_risk.risk_screening.naming import NAMES, names_in

RISK, MEASURE = "Integrity Risk Point", "Integrity Control Measure"
_SAME = ("category", "probability", "harm", *v.VETO.codes)
_MEASURE = ("layer", "phase", "kind", "description")
# A proposal takes over a few good measures, not a long history of them.
_MOST_MEASURES = 10
_STAND_IN = {doctype: stand_in for doctype, _field, _shortest, _longest, stand_in in NAMES}


class NotApprovedError(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def propose(risk: str) -> str:
	"""Make a proposed library entry of an approved risk point, without names. Returns the entry's name.

	Raises NotApprovedError for a risk point that is not in force.
	"""
	point = frappe.get_doc(RISK, risk)
	point.check_permission("read")
	if point.workflow_state != "In Force":
		frappe.throw(_("Only a risk point in force can be taken into the library."), NotApprovedError)
	entry = frappe.new_doc(LIBRARY).update({**_nameless(point), "status": PROPOSED})
	return entry.insert().name


@frappe.whitelist(methods=["POST"])
def create_measures(risk: str, entry: str) -> list[str]:
	"""Create the measures that the entry suggests for a risk point, all or none; those it already has are left out."""
	point = frappe.get_doc(RISK, risk)
	point.check_permission("write")
	source = frappe.get_doc(LIBRARY, entry)
	source.check_permission("read")
	there = set(frappe.get_list(MEASURE, filters={"risk": risk}, pluck="description", limit=0))
	placed = {"risk": risk, "unit": point.unit}
	return [
		frappe.new_doc(MEASURE).update({**placed, **{field: row.get(field) for field in _MEASURE}}).insert().name
		for row in source.measures
		if row.description not in there
	]


def _nameless(point: Document) -> dict:
	"""The values of a library entry made from the risk point."""
	texts = {"title": point.title, "manifestation": point.manifestation or point.title}
	measures = frappe.get_list(
		MEASURE, filters={"risk": point.name}, fields=list(_MEASURE), order_by="creation", limit=_MOST_MEASURES
	)
	names = _names_around(point) | names_in([*texts.values(), *(row.description for row in measures)])
	return {
		**{field: point.get(field) for field in _SAME},
		**{field: without_names(text, names) for field, text in texts.items()},
		**_where_it_is_found(point),
		"measures": [{**row, "description": without_names(row.description, names)} for row in measures],
	}


def _names_around(point: Document) -> dict[str, str]:
	"""What the risk point's own unit, the units above it and its post are called, with what stands in for them."""
	units = [point.unit, *get_ancestors_of("Integrity Unit", point.unit)]
	names = frappe.get_all("Integrity Unit", filters={"name": ["in", units]}, pluck="unit_name")
	post = frappe.db.get_value("Integrity Post", point.post, "post_name") if point.post else None
	return dict.fromkeys(names, _STAND_IN["Integrity Unit"]) | ({post: _STAND_IN["Integrity Post"]} if post else {})


def _where_it_is_found(point: Document) -> Mapping[str, str | None]:
	power = {"power_category": "category", "business_area": "business_area"}
	found = (
		frappe.db.get_value("Integrity Power", point.power, list(power.values()), as_dict=True) if point.power else {}
	)
	rank = frappe.db.get_value("Integrity Post", point.post, "rank") if point.post else None
	return {"post_rank": rank, **{field: (found or {}).get(source) for field, source in power.items()}}
