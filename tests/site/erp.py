"""An invented company in ERPNext, with departments and employees as real documents of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.model.document import Document

from tests.site.sites import connected

_MADE = ("Employee", "Department", "Company", "Designation", "Cost Center", "Gender")
COMPANY, ABBR = "东江示例集团", "DJSL"


def open_the_company() -> str:
	"""The company, without its chart of accounts; the departments that ERPNext invents for it are out of use."""
	if not frappe.db.exists("Company", COMPANY):
		frappe.local.flags.ignore_chart_of_accounts = True
		company = {"company_name": COMPANY, "abbr": ABBR, "default_currency": "CNY", "country": "China"}
		frappe.new_doc("Company").update(company).insert()
		frappe.db.set_value("Department", {"company": COMPANY}, "disabled", 1)
	return COMPANY


def department(title: str, parent: str | None = None) -> str:
	values = {"department_name": title, "company": COMPANY, "parent_department": parent}
	return frappe.new_doc("Department").update(values).insert().name


def employee(name: str, department: str | None, designation: str | None, **values) -> Document:
	if designation and not frappe.db.exists("Designation", designation):
		frappe.new_doc("Designation").update({"designation_name": designation}).insert()
	if not frappe.db.exists("Gender", "Female"):
		frappe.new_doc("Gender").update({"gender": "Female"}).insert()
	defaults = {
		"first_name": name,
		"company": COMPANY,
		"department": department,
		"designation": designation,
		"gender": "Female",
		"date_of_birth": "1985-01-01",
		"date_of_joining": "2020-03-01",
		"status": "Active",
	}
	return frappe.new_doc("Employee").update(defaults | values).insert()


@contextmanager
def no_trace_in_erpnext(site: str) -> Iterator[None]:
	"""For tests that commit: what ERPNext has more of afterwards is removed."""
	with connected(site):
		before = {doctype: set(frappe.get_all(doctype, pluck="name")) for doctype in _MADE}
	try:
		yield
	finally:
		with connected(site):
			for doctype, known in before.items():
				frappe.db.delete(doctype, {"name": ["not in", sorted(known) or [""]]})
			frappe.db.commit()
