"""People with an account on the site."""

from __future__ import annotations

import frappe


def create_member(unit: str | None, role: str, strict: bool = False) -> str:
	"""A user with a role whom the platform's User Permission holds to one unit and what is below it.

	Without a unit nothing holds the user. `strict` turns on what the platform calls strict user permissions.
	"""
	user = frappe.new_doc("User").update(
		{
			"email": f"{frappe.scrub(role)}@example.com",
			"first_name": role,
			"language": "zh",
			"send_welcome_email": 0,
			"roles": [{"role": role}],
		}
	)
	user.insert()
	if unit:
		held = {"user": user.name, "allow": "Integrity Unit", "for_value": unit}
		frappe.new_doc("User Permission").update(held).insert()
	frappe.db.set_single_value("System Settings", "apply_strict_user_permissions", int(strict))
	frappe.clear_cache()
	return user.name
