"""What a form is told along with its document: rights as they are at that place, and no history of hidden fields."""

from __future__ import annotations

import frappe
from frappe.desk.form import load as platform
from frappe.model.document import Document
from frappe.permissions import rights

from lianzheng_risk.access import scope
from lianzheng_risk.setup.scoped import SCOPED


@frappe.whitelist()
def getdoc(doctype: str, name: str) -> list | None:
	answer = platform.getdoc(doctype, name)
	if doctype in SCOPED and frappe.response.get("docinfo"):
		_fit(frappe.response["docs"][-1])
	return answer


@frappe.whitelist()
def get_docinfo(doctype: str, name: str) -> None:
	platform.get_docinfo(doctype=doctype, name=name)
	if doctype in SCOPED:
		_fit(frappe.get_doc(doctype, name))


def _fit(doc: Document) -> None:
	info, user = frappe.response["docinfo"], frappe.session.user
	for right in rights:
		if info["permissions"].get(right) and not scope.may(doc, right, user):
			info["permissions"][right] = 0
	if hidden := _hidden_fields(doc, user):
		for version in info["versions"]:
			version.data = frappe.as_json(_without(frappe.parse_json(version.data), hidden), indent=None)


def _hidden_fields(doc: Document, user: str) -> set[str]:
	levels = doc.meta.get_permlevel_access("read", user=user)
	return {field.fieldname for field in doc.meta.fields if field.permlevel and field.permlevel not in levels}


def _without(changes: dict, hidden: set[str]) -> dict:
	"""The content of a Version: lists of changes, each of which starts with the name of its field."""
	return {
		kind: [change for change in listed if change[0] not in hidden] if isinstance(listed, list) else listed
		for kind, listed in changes.items()
	}
