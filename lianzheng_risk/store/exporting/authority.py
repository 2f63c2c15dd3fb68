"""Who may take the register out of the house: whoever may export risk points at the very place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import frappe
from frappe import _

from lianzheng_risk.access.places import held_places, is_unbound, roles_at
from lianzheng_risk.access.scope import roles_granting
from lianzheng_risk.setup.scoped import RISK, UNIT


def check_right(unit: str | None) -> None:
	"""Raises frappe.PermissionError unless the session's user may export the unit's register; None stands for everything
	that the user sees, all places where the user holds a role. Raises frappe.DoesNotExistError where there is no such unit."""
	if unit:
		frappe.get_doc(UNIT, unit).check_permission("read")
	if not frappe.permissions.can_export(RISK) or not _may_at(_places(unit)):
		frappe.throw(
			_("You may not export the register of this unit. Please choose a unit of your own."), frappe.PermissionError
		)


def _may_at(places: Iterable[str | None]) -> bool:
	user, granting = frappe.session.user, roles_granting(RISK, "export")
	return is_unbound(user) or all(roles_at(user, place) & granting for place in places)


def _places(unit: str | None) -> Sequence[str | None]:
	"""Where the rows to be exported come from; a user without any place who sees anything sees everything."""
	return [unit] if unit else held_places(frappe.session.user) or [None]
