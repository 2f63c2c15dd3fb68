"""What the form and the list of synchronisations ask for and start."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now
from frappe.utils.background_jobs import is_job_enqueued

from lianzheng_risk.risk_screening.organisation.syncing import FAILED, PREVIEWED, QUEUED, SYNC, look

_RUN = "lianzheng_risk.risk_screening.organisation.syncing.run"
_MINUTES = 240


class SyncStateError(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def preview() -> str:
	"""A new synchronisation that says what it would do; its name."""
	frappe.has_permission(SYNC, "create", throw=True)
	return frappe.new_doc(SYNC).insert().name


@frappe.whitelist(methods=["POST"])
def look_again(name: str) -> None:
	"""Bring the preview up to date. Raises SyncStateError where it was carried out, or is being so."""
	document = _to_change(name, PREVIEWED, FAILED)
	document.flags.by_the_system = True
	look(document)
	document.save()


@frappe.whitelist(methods=["POST"])
def apply(name: str, fingerprint: str) -> None:
	"""Carry out in the background what the preview with this fingerprint showed.

	Raises SyncStateError where the preview is another by now, or where a job has it.
	"""
	document = _to_change(name, PREVIEWED, QUEUED)
	if document.fingerprint != fingerprint or not document.changes:
		frappe.throw(_("The preview has changed. Please look at it once more."), SyncStateError)
	# A job that was lost with its worker leaves this status behind; then it may be started again.
	if document.status == QUEUED and is_job_enqueued(_job_id(name)):
		frappe.throw(_("This synchronisation is under way already."), SyncStateError)
	document.db_set({"status": QUEUED, "confirmed_by": frappe.session.user, "confirmed_on": now(), "failure": None})
	frappe.enqueue(
		_RUN, queue="long", timeout=_MINUTES * 60, job_id=_job_id(name), enqueue_after_commit=True, name=name
	)


def _to_change(name: str, *statuses: str) -> Document:
	document = frappe.get_doc(SYNC, name, for_update=True)
	document.check_permission("write")
	if document.status not in statuses:
		told = _("This is not possible: the synchronisation is {0}. Please reload the page.")
		frappe.throw(told.format(_(document.status, context=SYNC)), SyncStateError)
	return document


def _job_id(name: str) -> str:
	return f"{frappe.scrub(SYNC)}:{name}"
