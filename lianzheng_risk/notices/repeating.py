"""A delivery that was given up, sent once more because somebody asked for it: the channel was mended meanwhile."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now

from lianzheng_risk.access import roles_at
from lianzheng_risk.notices import log
from lianzheng_risk.notices.delivering import CHANNEL_GONE, queue
from lianzheng_risk.risk_screening.language import shown

_WHO = "Integrity Manager"


class NotToBeSentAgainError(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def send_again(name: str) -> None:
	"""Have a failed delivery posted anew, with all its attempts before it again.

	Raises frappe.PermissionError for who does not manage its unit, and NotToBeSentAgainError where it did not fail or its
	channel is no longer in use.
	"""
	delivery = frappe.get_doc(log.DELIVERY, name, for_update=True)
	delivery.check_permission("read")
	if not is_manager_of(delivery):
		raise frappe.PermissionError(_("Notices are sent again by the manager of the unit."))
	if delivery.status != log.FAILED:
		frappe.throw(_("Only what could not be delivered can be sent again."), NotToBeSentAgainError)
	if not frappe.db.exists(log.CHANNEL, {"name": delivery.channel, "enabled": 1}):
		frappe.throw(shown(CHANNEL_GONE), NotToBeSentAgainError)
	# Nobody has the right to write the log; what is allowed is written here.
	delivery.update({"status": log.WAITING, "attempts": 0, "next_attempt_on": now()})
	delivery.flags.ignore_links = True
	delivery.save(ignore_permissions=True)
	queue(delivery.channel)


def may_be_sent_again(delivery: Document) -> bool:
	"""Whether the session's user is to be offered it."""
	return delivery.status == log.FAILED and is_manager_of(delivery)


def is_manager_of(delivery: Document) -> bool:
	return _WHO in roles_at(frappe.session.user, delivery.unit)
