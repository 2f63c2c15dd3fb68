"""Which company of ERPNext a unit belongs to: a field that exists only where ERPNext does."""

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_field

UNIT = "Integrity Unit"
_FIELD = {
	"fieldname": "company",
	"label": "ERP Company",
	"fieldtype": "Link",
	"options": "Company",
	"insert_after": "parent_integrity_unit",
	"ignore_user_permissions": 1,
	"no_copy": 1,
	"search_index": 1,
}


def ensure_company_of_units() -> None:
	if frappe.db.exists("DocType", "Company") and not frappe.get_meta(UNIT).has_field("company"):
		create_custom_field(UNIT, dict(_FIELD), is_system_generated=True)
