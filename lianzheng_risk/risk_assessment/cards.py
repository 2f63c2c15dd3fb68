"""Number cards of the whole register: from the kept figures where the user sees whole units, else counted."""

from __future__ import annotations

import frappe

from lianzheng_risk.risk_screening.views import Filter, before_today, count
from lianzheng_risk.store.tallies import total_of
from lianzheng_risk.store.tallies.documents import MEASURE, OPEN, RETIRED, RISK


@frappe.whitelist()
def risk_points_on_record(filters: str | list | dict | None = None) -> dict:
	return _card("risk_points")


@frappe.whitelist()
def grade_one_risk_points(filters: str | list | dict | None = None) -> dict:
	return _card("grade_one")


@frappe.whitelist()
def measures_to_be_implemented(filters: str | list | dict | None = None) -> dict:
	return _card("measures_open")


@frappe.whitelist()
def overdue_measures(filters: str | list | dict | None = None) -> dict:
	return _card("measures_overdue")


def filters_of(name: str) -> list[Filter]:
	"""What the list behind a card is filtered by: the same as `store.tallies.documents` counts."""
	on_record = [RISK, "workflow_state", "!=", RETIRED]
	still_open = [MEASURE, "status", "in", list(OPEN)]
	return {
		"risk_points": [on_record],
		"grade_one": [on_record, [RISK, "grade", "=", "I"]],
		"measures_open": [still_open],
		"measures_overdue": [still_open, before_today(MEASURE, "due_date")],
	}[name]


def _card(name: str) -> dict:
	"""The number, and the way to the list that it counts."""
	filters = filters_of(name)
	doctype = filters[0][0]
	frappe.has_permission(doctype, "read", throw=True)
	kept = total_of(name)
	return {
		"value": count(doctype, filters) if kept is None else kept,
		"fieldtype": "Int",
		"route": ["List", doctype, "List"],
		"route_options": {f"{doctype}.{field}": [how, value] for doctype, field, how, value in filters},
	}
