"""Settings from before the organisation could come from ERPNext: changes there are followed, as on a new site."""

import frappe

SETTINGS = "Integrity Risk Settings"


def execute():
	singles = frappe.qb.DocType("Singles")  # a bare table of the platform's
	stored = frappe.qb.from_(singles).select(singles.field).where(singles.doctype == SETTINGS).run(pluck=True)
	if stored and "follow_erp" not in stored:
		frappe.db.set_single_value(SETTINGS, "follow_erp", 1)
