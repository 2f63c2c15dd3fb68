"""One notice about one document, to people and to the channels of its unit."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

import frappe
from frappe.utils import escape_html, get_url_to_form, getdate, now

from lianzheng_risk.core.notices.mail import Item
from lianzheng_risk.notices import log
from lianzheng_risk.notices.delivering import queue
from lianzheng_risk.notices.recipients import Recipient, can_mail, recipients, who_may_read
from lianzheng_risk.notices.telling import tell
from lianzheng_risk.setup.scoped import SCOPED, UNIT

LONGEST_SUBJECT = 255


def send(
	subject: str,
	text: str,
	users: Sequence[str],
	reference_doctype: str,
	reference_name: str,
	key: str,
	deadline: datetime.date | str | None = None,
) -> list[str]:
	"""Tell the users about a document of ours, at once on the desk and by e-mail, and over the channels of its unit in a job.

	`key` names the notice: whoever was told under it is not told again. `text` is plain and is shown on the desk only.
	Answers who was told. The caller commits.
	"""
	readers = who_may_read(dict.fromkeys(users), reference_doctype, reference_name)
	unit = unit_of(reference_doctype, reference_name)
	if not readers or not unit:
		return []
	due = getdate(deadline) if deadline else None
	about = {
		"subject": subject[:LONGEST_SUBJECT],
		"unit": unit,
		"reference_doctype": reference_doctype,
		"reference_name": reference_name,
		"notice_key": key,
		"deadline": due,
	}
	item = Item(subject, get_url_to_form(reference_doctype, reference_name), due)
	body = escape_html(text).replace("\n", "<br>")
	told, with_mail = [], can_mail()
	for recipient in untold(key, recipients(readers)):
		if log.add_sent(log.name_of(key, recipient.user), users=recipient.user, **about):
			tell(recipient, subject, body, [item], reference_doctype, reference_name, with_mail)
			told.append(recipient.user)
	if told:
		_over_channels(key, told, about)
	return told


def untold(key: str, people: Iterable[Recipient]) -> list[Recipient]:
	"""Those who were not told under the key yet."""
	names = {log.name_of(key, recipient.user): recipient for recipient in people}
	known = log.known(names) if names else set()
	return [recipient for name, recipient in names.items() if name not in known]


def unit_of(doctype: str, name: str) -> str | None:
	"""The unit that a document of ours belongs to."""
	return frappe.db.get_value(doctype, name, SCOPED[doctype].unit)


def _over_channels(key: str, told: list[str], about: dict) -> None:
	for channel in channels_of(about["unit"]):
		row = {"channel": channel, "users": "\n".join(told), "status": log.WAITING, "next_attempt_on": now()}
		if log.add(log.name_of(key, channel, *sorted(told)), **row, **about):
			queue(channel)


def channels_of(unit: str) -> list[str]:
	"""The channels in use of the unit and of those above it."""
	channel, own, above = frappe.qb.DocType(log.CHANNEL), frappe.qb.DocType(UNIT), frappe.qb.DocType(UNIT).as_("above")
	return (
		frappe.qb.from_(channel)
		.join(above)
		.on(above.name == channel.unit)
		.join(own)
		.on((own.lft >= above.lft) & (own.rgt <= above.rgt))
		.select(channel.name)
		.where((own.name == unit) & (channel.enabled == 1))
		.orderby(channel.name)
		.run(pluck=True)
	)
