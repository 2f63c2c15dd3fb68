"""The library of risks belongs to the whole organisation: everybody reads what is published, curators all of it."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from lianzheng_risk.access.sql import quoted

LIBRARY = "Integrity Risk Library Entry"
CURATORS = frozenset({"Integrity Manager", "Integrity Supervisor", "System Manager"})
PROPOSED, PUBLISHED = "Proposed", "Published"


def is_curator(user: str) -> bool:
	return user == "Administrator" or bool(CURATORS.intersection(frappe.get_roles(user)))


def condition(user: str) -> str:
	"""What the user may see: empty for everything."""
	if is_curator(user):
		return ""
	return f"(`tab{LIBRARY}`.`status` = {quoted(PUBLISHED)} or `tab{LIBRARY}`.`owner` = {quoted(user)})"


def may(doc: Document, right: str | None, user: str) -> bool:
	"""Proposers see what is published and their own entries, and change these only until a curator has decided."""
	if is_curator(user) or doc.is_new():
		return True
	status, owner = frappe.db.get_value(LIBRARY, doc.name, ["status", "owner"]) or (doc.status, doc.owner)
	if right in ("write", "delete"):
		return owner == user and status == PROPOSED
	return owner == user or status == PUBLISHED
