"""The site's own key, and those of the units that report to it."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.core.upward.keys import BadKey, KeyPair, Trust, checked_public, fingerprint
from lianzheng_risk.risk_screening.language import shown

SETTINGS = "Integrity Risk Settings"


class NoKeyError(frappe.ValidationError):
	pass


class BadKeyError(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def make_key_pair() -> str:
	"""A new pair in place of what there was; the private key never leaves the server. Answers the fingerprint."""
	settings = frappe.get_doc(SETTINGS)
	settings.check_permission("write")
	pair = KeyPair.make()
	settings.update({"package_private_key": pair.private, "package_public_key": pair.public})
	settings.save()
	return fingerprint(pair.public)


def private_key() -> str:
	"""Raises NoKeyError where the site has none yet."""
	found = frappe.get_doc(SETTINGS).get_password("package_private_key", raise_exception=False)
	if not found:
		frappe.throw(_("This site has no key to sign packages with. Please have one made in the settings."), NoKeyError)
	return found


def trusted() -> Trust:
	return Trust.of((row.unit, row.public_key) for row in frappe.get_cached_doc(SETTINGS).trusted_keys)


def check_trusted(settings: Document) -> None:
	"""Each key is one, and stands with its fingerprint."""
	for row in settings.trusted_keys:
		try:
			# What the unit's own file says: its code and the key.
			row.public_key = checked_public((row.public_key or "").split()[-1] if row.public_key else "")
		except BadKey as bad:
			frappe.throw(_("Row #{0}: {1}").format(row.idx, shown(bad.text)), BadKeyError)
		row.fingerprint = fingerprint(row.public_key)
