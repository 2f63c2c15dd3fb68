"""Who of the users is to be told, how and in which language; read once for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import frappe
from frappe.email.doctype.email_account.email_account import EmailAccount

from lianzheng_risk.access.notes import may_read
from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.risk_screening.language import lang_of

_SETTINGS = "Notification Settings"


class Recipient(NamedTuple):
	"""`on_desk` and `by_mail` as the person's own notification settings have it. `email` is empty without an address."""

	user: str
	email: str
	lang: Lang
	on_desk: bool
	by_mail: bool


def recipients(users: Iterable[str]) -> list[Recipient]:
	"""Those of the users who have an enabled account, each once."""
	asked = list(dict.fromkeys(filter(None, users)))
	if not asked:
		return []
	enabled = {"name": ["in", asked], "enabled": 1}
	fields = ["name", "email", "language"]
	accounts = {row.name: row for row in frappe.get_all("User", filters=enabled, fields=fields)}
	chosen = ["name", "enabled", "enable_email_notifications"]
	wishes = {row.name: row for row in frappe.get_all(_SETTINGS, filters={"name": ["in", asked]}, fields=chosen)}
	usual = frappe._dict(enabled=1, enable_email_notifications=1)
	found = []
	for user in asked:
		if account := accounts.get(user):
			wish = wishes.get(user, usual)
			by_mail = bool(account.email and wish.enabled and wish.enable_email_notifications)
			found.append(Recipient(user, account.email, lang_of(account.language), bool(wish.enabled), by_mail))
	return found


def who_may_read(users: Iterable[str], doctype: str, name: str) -> list[str]:
	"""Nobody is told about a document that they may not read."""
	return [user for user in users if may_read(doctype, name, user)]


def can_mail() -> bool:
	"""Whether the site has an account for e-mail to go out."""
	account = EmailAccount.find_default_outgoing()
	# A site whose e-mail is muted has a dummy without an address.
	return bool(account and account.email_id)
