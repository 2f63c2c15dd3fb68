"""People with an account on the site."""

from __future__ import annotations

import frappe

from tests.site import caches, replay


def create_member(unit: str | None, role: str, strict: bool = False, by_table: bool = False) -> str:
	"""A user with a role who is held to one unit and what is below it; without a unit nothing holds the user.

	The place is given by hand, or `by_table`, by the unit's member table. `strict` turns on what the platform calls
	strict user permissions.
	"""
	user = f"{frappe.scrub(role)}@example.com"
	replay.once(("member", unit, role, by_table), lambda: _make_member(user, unit, role, by_table))
	frappe.db.set_single_value("System Settings", "apply_strict_user_permissions", int(strict))
	caches.empty()
	return user


def _make_member(user: str, unit: str | None, role: str, by_table: bool) -> None:
	create_user(user, *([] if unit and by_table else [role]))
	if unit and by_table:
		join(unit, user, role)
	elif unit:
		permit(unit, user)


def create_user(email: str, *roles: str) -> str:
	replay.once(("user", email, roles), lambda: _make_user(email, roles))
	return email


def _make_user(email: str, roles: tuple[str, ...]) -> None:
	frappe.new_doc("User").update(
		{
			"email": email,
			"first_name": email.split("@")[0],
			"language": "zh",
			"send_welcome_email": 0,
			"roles": [{"role": role} for role in roles],
		}
	).insert()


def permit(unit: str, user: str) -> None:
	held = {"user": user, "allow": "Integrity Unit", "for_value": unit}
	frappe.new_doc("User Permission").update(held).insert()


def join(unit: str, user: str, role: str) -> None:
	"""Adds a row to the unit's member table."""
	document = frappe.get_doc("Integrity Unit", unit)
	document.append("members", {"user": user, "role": role})
	document.save()


def leave(unit: str, user: str, role: str | None = None) -> None:
	"""Removes the user's rows from the unit's member table, or the one with the role."""
	document = frappe.get_doc("Integrity Unit", unit)
	document.members = [row for row in document.members if row.user != user or role not in (None, row.role)]
	document.save()
