"""A unit's member table gives roles and places, and takes back exactly what it gave.

Each row remembers in `gave_role` and `gave_place` what was not there before it. When it goes, another row that still
needs the same inherits the mark; otherwise the role or the User Permission goes with it. What somebody granted by hand
carries no mark and stays.
"""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.access.places import OF_THE_WHOLE, forget_places, is_unbound
from lianzheng_risk.setup.scoped import MEMBER, NOTES, SCOPED, UNIT


class RoleProfileError(frappe.ValidationError):
	pass


def carry_marks_over(unit: Document) -> None:
	"""What a row gave is known to the site alone: the marks are those stored for the same user and role, or none."""
	marks = {_who(row): row for row in _stored(unit)}
	for row in unit.members:
		known = marks.get(_who(row))
		row.gave_role, row.gave_place = (known.gave_role, known.gave_place) if known else (0, 0)


def settle(unit: Document) -> None:
	"""After the unit was saved: takes back what rows now gone gave, and gives what the rows need and is missing."""
	kept = set(map(_who, unit.members))
	gone = [row for row in _stored(unit) if _who(row) not in kept]
	for row in gone:
		_take_back(row)
	for row in unit.members:
		_give(row)
	if gone or unit.members:
		forget_places()


def take_all_back(unit: Document) -> None:
	"""Before the unit goes, or becomes one with another."""
	frappe.db.delete(MEMBER, {"parent": unit.name, "parenttype": UNIT})
	for row in unit.members:
		_take_back(row)
	unit.members = []
	forget_places()


def changed(unit: Document) -> bool:
	"""Whether the unit's members are others than those stored."""
	return sorted(map(_who, _stored(unit))) != sorted(map(_who, unit.members))


def new_rows(unit: Document) -> list[Document]:
	"""The rows that are not stored yet, or stored for another user or role."""
	known = set(map(_who, _stored(unit)))
	return [row for row in unit.members if _who(row) not in known]


def _who(row: Document) -> tuple[str, str]:
	return row.user or "", row.role or ""


def _stored(unit: Document) -> list[Document]:
	before = unit.get_doc_before_save()
	return before.members if before else []


def _give(row: Document) -> None:
	if row.role not in frappe.get_roles(row.user):
		_add_role(row.user, row.role)
		row.db_set("gave_role", 1, update_modified=False)
	if not _permission(row) and not _sees_everything(row.user):
		frappe.new_doc("User Permission").update(_place(row)).insert(ignore_permissions=True)
		row.db_set("gave_place", 1, update_modified=False)


def _take_back(row: Document) -> None:
	if row.gave_role and not _inherit("gave_role", user=row.user, role=row.role):
		_remove_role(row.user, row.role)
	permission = _permission(row) if row.gave_place else None
	if permission and not _inherit("gave_place", user=row.user, parent=row.parent):
		frappe.delete_doc("User Permission", permission, ignore_permissions=True)
	_stop_following(row.user)


def _inherit(mark: str, **needs: str) -> bool:
	"""Whether another row still needs the same; the mark passes on to it."""
	heir = frappe.db.get_value(MEMBER, {"parenttype": UNIT, **needs}, "name", order_by="creation")
	if heir:
		frappe.db.set_value(MEMBER, heir, mark, 1, update_modified=False)
	return bool(heir)


def _place(row: Document) -> dict[str, str]:
	return {"user": row.user, "allow": UNIT, "for_value": row.parent, "apply_to_all_doctypes": 1}


def _permission(row: Document) -> str | None:
	return frappe.db.get_value("User Permission", _place(row))


def _sees_everything(user: str) -> bool:
	"""Whom nothing holds to a place must not be held to one: a place would take the rest from sight."""
	if is_unbound(user):
		return True
	if frappe.db.exists("User Permission", {"user": user, "allow": UNIT}):
		return False
	given = frappe.get_all(MEMBER, filters={"user": user, "gave_role": 1}, pluck="role")
	return bool(OF_THE_WHOLE.intersection(frappe.get_roles(user)).difference(given))


def _add_role(user: str, role: str) -> None:
	account = _account(user)
	account.add_roles(role)
	# A website user becomes a system user with this, but other apps may have asked for the roles while it was saved.
	frappe.clear_cache(user=user)
	if role not in {row.role for row in account.roles}:
		frappe.throw(
			_(
				"User {0} gets all roles from a role profile. Please add the role {1} to that profile, or take the profile off the user."
			).format(frappe.bold(user), frappe.bold(_(role))),
			RoleProfileError,
		)


def _remove_role(user: str, role: str) -> None:
	if frappe.db.exists("User", user):
		_account(user).remove_roles(role)


def _account(user: str) -> Document:
	"""The user's account, to be changed by whoever manages the unit: only this module's own steps use it."""
	account = frappe.get_doc("User", user)
	account.flags.ignore_permissions = True
	return account


def _stop_following(user: str) -> None:
	"""E-mails about followed documents ask nobody whether the follower still sees them."""
	follow = NOTES["Document Follow"]
	frappe.db.delete("Document Follow", {"user": user, follow.doctype: ["in", list(SCOPED)]})
