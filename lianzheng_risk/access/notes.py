"""What the platform keeps about our documents (comments, files, tags, assignments …) is seen by who sees the document.

Rows about any other DocType are none of our business: the conditions only ever take away rows about our documents.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.access.places import is_unbound
from lianzheng_risk.access.scope import visible_names
from lianzheng_risk.access.sql import any_of, quoted
from lianzheng_risk.setup.scoped import NOTES, SCOPED

# Frappe 15 takes the first answer that is not None for the last word; Frappe 16 takes None for a no.
NO_OBJECTION = None if int(frappe.__version__.split(".")[0]) < 16 else True


class PublicAttachmentError(frappe.ValidationError):
	pass


def condition(doctype: str, user: str) -> str:
	"""Leaves out the rows of a platform's DocType that are about documents of ours which the user does not see."""
	if is_unbound(user):
		return ""
	row = NOTES[doctype]
	about, named = (f"`tab{doctype}`.`{field}`" for field in (row.doctype, row.name))
	# Rows of a kind that has a place of its own are about no others of their kind.
	limits = {ours: visible_names(ours, user) for ours in existing_doctypes() if ours != doctype}
	limits = {ours: visible for ours, visible in limits.items() if visible}
	if not limits:
		return ""
	ways = [f"coalesce({about}, '') not in ({', '.join(map(quoted, limits))})"]
	ways += [f"({about} = {quoted(ours)} and {named} in ({visible}))" for ours, visible in limits.items()]
	return any_of(ways)


def may(doc: Document, user: str) -> bool | None:
	"""False for a row about a document of ours which the user does not see; otherwise the platform decides."""
	if is_unbound(user):
		return NO_OBJECTION
	row = NOTES[doc.doctype]
	about, named = doc.get(row.doctype), doc.get(row.name)
	if about in SCOPED and named:
		readers = {user, doc.get(row.reader)} if row.reader else {user}
		if not all(may_read(about, named, reader) for reader in readers):
			return False
	return NO_OBJECTION


def may_read(doctype: str, name: str, user: str) -> bool:
	"""Whether the user sees the document. One that does not exist is seen by nobody."""
	if not frappe.db.exists(doctype, name):
		return False
	return bool(frappe.permissions.has_permission(doctype, "read", name, user=user, raise_exception=False))


def existing_doctypes() -> list[str]:
	return [doctype for doctype in SCOPED if frappe.db.table_exists(doctype)]


def prepared_report_condition(user: str) -> str:
	"""Results of reports over our documents are for whom they were prepared: they hold what that user may see."""
	if is_unbound(user):
		return ""
	ours = ", ".join(map(quoted, SCOPED))
	return (
		f"(`tabPrepared Report`.`owner` = {quoted(user)} or `tabPrepared Report`.`report_name` not in"
		f" (select `tabReport`.`name` from `tabReport` where `tabReport`.`ref_doctype` in ({ours})))"
	)


def may_prepared_report(doc: Document, user: str) -> bool | None:
	"""As `prepared_report_condition`, for one result."""
	if doc.owner == user or is_unbound(user):
		return NO_OBJECTION
	return False if frappe.get_cached_value("Report", doc.report_name, "ref_doctype") in SCOPED else NO_OBJECTION


def keep_attachments_private(doc: Document, event: str | None = None) -> None:
	"""A public file is open to whoever knows its address, logged in or not. Raises PublicAttachmentError."""
	if doc.attached_to_doctype in SCOPED and not doc.is_private:
		frappe.throw(
			_("Files attached to integrity documents are confidential. Please upload the file as private."),
			PublicAttachmentError,
		)
