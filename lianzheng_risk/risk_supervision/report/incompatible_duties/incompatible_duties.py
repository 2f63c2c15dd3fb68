"""不相容职责检查: who holds two duties that must lie apart, at the units that one looks after."""

from __future__ import annotations

import frappe
from frappe import _

from lianzheng_risk.risk_supervision.monitoring.duties import CONFLICT, clashes_seen_by


def execute(filters=None):
	frappe.has_permission(CONFLICT, "read", throw=True)
	return columns(), rows()


def columns() -> list[dict]:
	return [
		{"fieldname": "unit", "label": _("Unit"), "fieldtype": "Link", "options": "Integrity Unit", "width": 140},
		{"fieldname": "user", "label": _("User", context="Integrity Unit Member"), "fieldtype": "Data", "width": 200},
		{
			"fieldname": "full_name",
			"label": _("Name", context="Integrity Person"),
			"fieldtype": "Data",
			"width": 120,
		},
		{"fieldname": "title", "label": _("Duties That Must Lie Apart"), "fieldtype": "Data", "width": 220},
		{"fieldname": "first", "label": _("First Duty by Role"), "fieldtype": "Data", "width": 200},
		{"fieldname": "second", "label": _("Second Duty by Role"), "fieldtype": "Data", "width": 200},
	]


def rows() -> list[dict]:
	found = clashes_seen_by(frappe.session.user)
	users = sorted({clash.user for _unit, clash in found})
	names = dict(
		frappe.get_all("User", filters={"name": ["in", users or [""]]}, fields=["name", "full_name"], as_list=True)
	)
	return [
		{
			"unit": unit,
			"user": clash.user,
			"full_name": names.get(clash.user),
			"title": clash.conflict.title,
			"first": "、".join(map(_, clash.first)),
			"second": "、".join(map(_, clash.second)),
		}
		for unit, clash in found
	]
