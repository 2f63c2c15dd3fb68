"""The ties to ERPNext: made where it is installed, whichever of the two apps came first, and gone when it goes."""

from __future__ import annotations

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_field

from lianzheng_risk.setup.erp_fields import ERP, FIELDS, PERSON


def has_erp() -> bool:
	"""Whether our documents can be tied to those of ERPNext here."""
	return ERP in frappe.get_installed_apps() and frappe.get_meta(PERSON).has_field("employee")


def ensure_erp_fields() -> None:
	"""Make those of the fields that the site does not have; one that is there is the site's to adjust."""
	if ERP not in frappe.get_installed_apps():
		return
	for doctype, fields in FIELDS.items():
		for field in fields:
			if not frappe.db.exists("Custom Field", {"dt": doctype, "fieldname": field["fieldname"]}):
				create_custom_field(doctype, {**field, "module": "Risk Screening"}, is_system_generated=True)


def remove_erp_fields() -> None:
	"""A link to DocTypes that are gone would break our forms. What the fields held stays in its columns."""
	for doctype, fields in FIELDS.items():
		names = [field["fieldname"] for field in fields]
		frappe.db.delete("Custom Field", {"dt": doctype, "fieldname": ["in", names]})
		frappe.clear_cache(doctype=doctype)


def after_app_install(app: str) -> None:
	if app == ERP:
		ensure_erp_fields()


def before_app_uninstall(app: str) -> None:
	if app == ERP:
		remove_erp_fields()
