"""Requests about one document that the platform answers to whoever asks: here one has to see the document first."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.desk.form.document_follow import get_follow_users as platform_get_follow_users
from frappe.desk.form.utils import get_next as platform_get_next
from frappe.desk.like import toggle_like as platform_toggle_like
from frappe.model.document import Document

from lianzheng_risk.access.places import is_unbound, places_of
from lianzheng_risk.setup.scoped import SCOPED


class ReportBeyondPlaceError(frappe.PermissionError):
	pass


@frappe.whitelist()
def get_follow_users(doctype: str, doc_name: str) -> list[dict]:
	_check_sight(doctype, doc_name)
	return platform_get_follow_users(doctype, doc_name)


@frappe.whitelist()
def get_next(doctype: str, value: str, prev: int | str, **options) -> str | None:
	_check_sight(doctype, value)
	options.pop("cmd", None)
	return platform_get_next(doctype, value, prev, **options)


@frappe.whitelist()
def get_reviews(doctype: str, docname: str) -> list[dict]:
	_check_sight(doctype, docname)
	# Gone from Frappe 16, energy points being an app of their own there.
	return frappe.get_attr("frappe.social.doctype.energy_point_log.energy_point_log.get_reviews")(doctype, docname)


@frappe.whitelist()
def toggle_like(doctype: str, name: str, add: str | bool = False) -> None:
	_check_sight(doctype, name)
	platform_toggle_like(doctype, name, add)


def _check_sight(doctype: str, name: str) -> None:
	if doctype in SCOPED:
		frappe.has_permission(doctype, "read", name, throw=True)


def check_auto_email_report(doc: Document, event: str | None = None) -> None:
	"""Automatic reports are drawn up by the system itself, as if it were everybody: only who sees the whole organisation
	may have one over our documents sent. Raises ReportBeyondPlaceError."""
	user = frappe.session.user
	over = frappe.get_cached_value("Report", doc.report, "ref_doctype")
	if over in SCOPED and not is_unbound(user) and not places_of(user).everywhere:
		frappe.throw(
			_("Reports on integrity documents can be sent by e-mail only by who sees the whole organisation."),
			ReportBeyondPlaceError,
		)
