"""What the form asks for and starts."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now

from lianzheng_risk.risk_screening.register_import import lists, overlap, progress, queueing
from lianzheng_risk.risk_screening.register_import.liveness import look_after
from lianzheng_risk.risk_screening.register_import.queueing import ImportStateError
from lianzheng_risk.risk_screening.register_import.states import CHECK, IMPORT, JOB_OF, TAKE_BACK, WRITE


@frappe.whitelist(methods=["POST"])
def check(name: str) -> None:
	"""Have the file read and checked in the background. Raises ImportStateError, QueueDown."""
	document = _to_change(name)
	if not document.file:
		frappe.throw(_("Please upload the file first."), ImportStateError)
	queueing.start(document.name, CHECK)


@frappe.whitelist(methods=["POST"])
def confirm(name: str, fingerprint: str) -> None:
	"""Have written what the check with this fingerprint found, in the background.

	Raises ImportStateError where that is no longer what would be written, ImportUnderWay where another import is at work
	in the same part of the tree, QueueDown where there is no queue.
	"""
	document = _to_change(name)
	if not document.is_ready() or document.fingerprint != fingerprint:
		frappe.throw(_("The result of the check has changed. Please look at it once more."), ImportStateError)
	overlap.check_that_none_overlaps(document.name, document.unit)
	queueing.start(document.name, WRITE, confirmed_by=frappe.session.user, confirmed_on=now())


@frappe.whitelist(methods=["POST"])
def take_back(name: str) -> None:
	"""Have the import taken back in the background. Raises ImportStateError, ImportUnderWay, QueueDown."""
	document = _to_change(name)
	overlap.check_that_none_overlaps(document.name, document.unit)
	queueing.start(document.name, TAKE_BACK)


@frappe.whitelist(methods=["POST"])
def standing(name: str) -> dict:
	"""`status`, whether a job is `under_way` and has `begun`, and its `progress`; an import whose job died is found out."""
	frappe.get_doc(IMPORT, name).check_permission("read")
	look_after(name)
	row = frappe.db.get_value(IMPORT, name, ["status", "started_on", "modified"], as_dict=True)
	under_way = row.status in JOB_OF
	return {
		"status": row.status,
		"modified": str(row.modified),
		"under_way": under_way,
		"begun": bool(row.started_on),
		"progress": progress.of(name) if under_way else None,
	}


@frappe.whitelist(methods=["POST"])
def save_layout(name: str, title: str) -> str:
	"""Keep the mapping of a list for the next file of the same unit that is laid out like it; the layout's name."""
	return lists.save_layout(_to_change(name), title)


def _to_change(name: str) -> Document:
	document = frappe.get_doc(IMPORT, name)
	document.check_permission("write")
	return document
