"""What one person is to be told of on a day, as one notice instead of many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frappe.utils import escape_html, get_url_to_form

from lianzheng_risk.access.notes import may_read
from lianzheng_risk.core.notices.digest import Line, gather, subject_of, texts_of
from lianzheng_risk.core.notices.mail import Item
from lianzheng_risk.notices import log
from lianzheng_risk.notices.recipients import can_mail, recipients
from lianzheng_risk.notices.sending import LONGEST_SUBJECT, unit_of, untold
from lianzheng_risk.notices.telling import tell


def digest(user: str, lines: Iterable[Line], key: str) -> bool:
	"""Tell the user of all of it at once, on the desk and by e-mail. Channels are not for digests.

	`key` names the digest, by its day for instance: under it the user is told once. Lines about documents that the user may
	not read are left out. Answers whether anything was told. The caller commits.
	"""
	found = untold(key, recipients([user]))
	gathered = gather(_readable(lines, user)) if found else None
	if not gathered:
		return False
	[recipient], first = found, gathered.lines[0]
	subject = subject_of(gathered, recipient.lang)
	noted = log.add_sent(
		log.name_of(key, user),
		subject=subject[:LONGEST_SUBJECT],
		unit=unit_of(first.reference_doctype, first.reference_name),
		users=user,
		reference_doctype=first.reference_doctype,
		reference_name=first.reference_name,
		notice_key=key,
		deadline=first.deadline,
	)
	if noted:
		listed = "".join(f"<li>{escape_html(text)}</li>" for text in texts_of(gathered, recipient.lang))
		items = [
			Item(line.subject, get_url_to_form(line.reference_doctype, line.reference_name), line.deadline)
			for line in gathered.lines
		]
		about = (first.reference_doctype, first.reference_name)
		tell(recipient, subject, f"<ul>{listed}</ul>", items, *about, with_mail=can_mail())
	return noted


def _readable(lines: Iterable[Line], user: str) -> Iterator[Line]:
	"""Each document is asked about once, however many lines are about it."""
	known: dict[tuple[str, str], bool] = {}
	for line in lines:
		about = (line.reference_doctype, line.reference_name)
		if about not in known:
			known[about] = may_read(*about, user)
		if known[about]:
			yield line
