"""What the platform asks about access, answered from `lianzheng_risk.access`.

Access is role × place in the tree, on top of the platform's own permissions and never beyond them:

- A manager, supervisor or auditor who is given no place sees the whole organisation. A unit leader, department head,
  liaison, post holder or inspector without a place sees nothing.
- Seeing, changing, creating, deleting need a role that may do it at the document's own unit, not just somewhere.
- A risk point still in self-screening and never approved is seen by who drafted it, by holders of its post and by
  whoever is more than a post holder at its unit; what hangs on it likewise.
- What the platform notes about a document is seen by who sees the document.
- What changes the organisation as a whole is for those who look after the whole of it.
- The library of risks belongs to the whole organisation: everybody reads what its curators have published.

The tables in `setup.scoped` say which DocTypes; a new one is one line there.
"""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from lianzheng_risk.access import library, notes, organisation, scope


def scoped_condition(user: str | None = None, doctype: str | None = None) -> str:
	return scope.condition(doctype, user or frappe.session.user)


def may_scoped(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	return scope.may(doc, ptype, user or frappe.session.user)


def child_condition(user: str | None = None, doctype: str | None = None) -> str:
	return scope.child_condition(doctype, user or frappe.session.user)


def note_condition(user: str | None = None, doctype: str | None = None) -> str:
	return notes.condition(doctype, user or frappe.session.user)


def may_note(doc: Document, ptype: str | None = None, user: str | None = None) -> bool | None:
	return notes.may(doc, user or frappe.session.user)


def prepared_report_condition(user: str | None = None, doctype: str | None = None) -> str:
	return notes.prepared_report_condition(user or frappe.session.user)


def may_prepared_report(doc: Document, ptype: str | None = None, user: str | None = None) -> bool | None:
	return notes.may_prepared_report(doc, user or frappe.session.user)


def library_condition(user: str | None = None, doctype: str | None = None) -> str:
	return library.condition(user or frappe.session.user)


def may_library(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	return library.may(doc, ptype, user or frappe.session.user)


def organisation_condition(user: str | None = None, doctype: str | None = None) -> str:
	return organisation.condition(user or frappe.session.user)


def may_organisation(doc: Document, ptype: str | None = None, user: str | None = None) -> bool:
	return organisation.looks_after_all(user or frappe.session.user)
