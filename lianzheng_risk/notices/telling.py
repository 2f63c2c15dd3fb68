"""What one person is told at once: a notice on the desk, and an e-mail without its text."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe.utils import escape_html

from lianzheng_risk.core.notices.mail import Item, html_of
from lianzheng_risk.notices.recipients import Recipient


def tell(
	to: Recipient, subject: str, text: str, items: Sequence[Item], doctype: str, name: str, with_mail: bool
) -> None:
	"""`text` is HTML for the desk, `items` are what the e-mail speaks of. The person's own settings decide over both."""
	if to.on_desk:
		_on_desk(to, subject, text, doctype, name)
	if to.by_mail and with_mail:
		# Into the platform's queue of e-mail, which sends and repeats by itself.
		frappe.sendmail(recipients=[to.email], subject=subject, message=html_of(items, to.lang))


def _on_desk(to: Recipient, subject: str, text: str, doctype: str, name: str) -> None:
	notice = frappe.new_doc("Notification Log").update(
		{
			# Of this type the platform sends no e-mail of its own, which would hold the text.
			"type": "Alert",
			"for_user": to.user,
			"from_user": "Administrator",
			"subject": escape_html(subject),
			"email_content": text,
			"document_type": doctype,
			"document_name": name,
		}
	)
	notice.insert(ignore_permissions=True)
