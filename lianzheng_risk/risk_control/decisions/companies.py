"""Companies, where ERPNext is there: a DocType that a site may not have cannot be linked to, so its name is checked here."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

COMPANY = "Company"


class NoSuchCompanyError(frappe.ValidationError):
	pass


def check_company(document: Document) -> None:
	"""Raises NoSuchCompanyError."""
	if document.company and not (has_companies() and frappe.db.exists(COMPANY, document.company)):
		named = frappe.bold(frappe.utils.escape_html(document.company))
		frappe.throw(_("There is no company called {0}.").format(named), NoSuchCompanyError)


def company_currency(company: str | None) -> str | None:
	return frappe.get_cached_value(COMPANY, company, "default_currency") if company and has_companies() else None


def has_companies() -> bool:
	return bool(frappe.db.exists("DocType", COMPANY, cache=True))
