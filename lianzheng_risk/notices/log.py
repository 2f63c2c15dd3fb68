"""The log of deliveries, which is also the memory of what was told: one row per notice and recipient or channel."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import frappe
from frappe.utils import add_days, now, now_datetime

from lianzheng_risk.core.notices.words import STATE
from lianzheng_risk.store.terms import english

DELIVERY, CHANNEL = "Integrity Notice Delivery", "Integrity Notice Channel"
WAITING, SENT, FAILED = (english(STATE, state) for state in ("waiting", "sent", "failed"))
# A key is remembered, and its notice is not repeated, for so long.
KEPT_DAYS = 400
_AT_ONCE = 500


def name_of(key: str, *to: str) -> str:
	"""What the row of a notice is called, so that the database holds one only."""
	return hashlib.sha256("\n".join([key, *to]).encode()).hexdigest()[:24]


def known(names: Iterable[str]) -> set[str]:
	return set(frappe.get_all(DELIVERY, filters={"name": ["in", list(names)]}, pluck="name"))


def add(name: str, **values: object) -> bool:
	"""Note a delivery. False where another worker has noted it meanwhile."""
	row = frappe.new_doc(DELIVERY).update(values)
	frappe.db.savepoint("one_delivery")
	try:
		row.insert(ignore_permissions=True, ignore_links=True, set_name=name)
	except frappe.DuplicateEntryError:
		frappe.db.rollback(save_point="one_delivery")
		frappe.clear_last_message()
		return False
	return True


def add_sent(name: str, **values: object) -> bool:
	return add(name, status=SENT, attempts=1, sent_on=now(), **values)


def remove_old() -> None:
	"""Daily: what was delivered or given up long ago, so many rows at a time."""
	old = {"status": ["!=", WAITING], "creation": ["<", add_days(now_datetime(), -KEPT_DAYS)]}
	while names := frappe.get_all(DELIVERY, filters=old, pluck="name", limit=_AT_ONCE, order_by="creation"):
		frappe.db.delete(DELIVERY, {"name": ["in", names]})
