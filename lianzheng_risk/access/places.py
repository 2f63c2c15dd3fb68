"""Which of the app's roles a user holds where in the tree.

A role given by a row of a unit's member table holds at that unit and below. A role given by hand holds wherever the
user's User Permissions on units reach. Without any User Permission on a unit, a manager, supervisor or auditor holds the
role in the whole organisation, and every other role, bound to a place by its nature, holds nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import frappe

from lianzheng_risk.setup.roles import ROLES
from lianzheng_risk.setup.scoped import MEMBER, UNIT

POST_HOLDER = "Integrity Post Holder"
OF_THE_WHOLE = frozenset({"Integrity Manager", "Integrity Supervisor", "Integrity Auditor"})
_CACHE = "lianzheng_risk_places"


class Places(NamedTuple):
	"""`everywhere`: roles held in the whole organisation; `tops`: those held at the units where they were given;
	`below`: the same for each unit at or below one of the tops."""

	everywhere: frozenset[str]
	tops: dict[str, frozenset[str]]
	below: dict[str, frozenset[str]]

	def tops_with(self, roles: frozenset[str]) -> list[str]:
		"""The units where any of the roles was given."""
		return sorted(unit for unit, held in self.tops.items() if held & roles)


def roles_at(user: str, unit: str | None) -> frozenset[str]:
	"""The app's roles that the user holds at the unit; without a unit, those held in the whole organisation."""
	places = places_of(user)
	return places.everywhere | places.below.get(unit, frozenset())


def roles_anywhere(user: str) -> frozenset[str]:
	"""The app's roles that the user holds at one unit or another."""
	places = places_of(user)
	return places.everywhere.union(*places.tops.values())


def units_of(user: str, role: str) -> tuple[str, ...]:
	"""The topmost units where the user holds the role, by name."""
	places = places_of(user)
	if role in places.everywhere:
		held = {"parent_integrity_unit": ["is", "not set"]}
	else:
		held = {"name": ["in", places.tops_with(frozenset({role}))]}
	units = frappe.get_all(UNIT, filters=held, fields=["name", "parent_integrity_unit"], order_by="name")
	return tuple(unit.name for unit in units if role not in places.below.get(unit.parent_integrity_unit, ()))


def held_places(user: str) -> tuple[str, ...]:
	"""The units where the user was given any role of the app, by name."""
	return tuple(sorted(places_of(user).tops))


def is_unbound(user: str) -> bool:
	"""Whether the user looks after the whole site: the platform's administrators."""
	return user == "Administrator" or "System Manager" in frappe.get_roles(user)


def places_of(user: str) -> Places:
	"""Where the user holds which roles. Remembered until memberships, places, roles or User Permissions change."""
	return frappe.cache.hget(_CACHE, user, lambda: _find_places(user))


def forget_places(*_event) -> None:
	"""Whatever decides over places has changed. What others remember meanwhile goes when the change is settled."""
	_forget()
	frappe.db.after_commit.add(_forget)
	frappe.db.after_rollback.add(_forget)


def _forget() -> None:
	frappe.cache.delete_value(_CACHE)


def _find_places(user: str) -> Places:
	if is_unbound(user):
		return Places(frozenset(ROLES), {}, {})
	roles = frozenset(frappe.get_roles(user)).intersection(ROLES)
	rows = _rows(user)
	permitted = frappe.get_all("User Permission", filters={"user": user, "allow": UNIT}, pluck="for_value")
	by_hand = roles.difference(row.role for row in rows if row.gave_role)
	given = [(row.parent, row.role) for row in rows if row.role in roles]
	given += [(unit, role) for unit in permitted for role in by_hand]
	tops = _collect(given)
	return Places(frozenset() if permitted else by_hand & OF_THE_WHOLE, tops, _below(tops))


def _rows(user: str) -> list[frappe._dict]:
	if not frappe.db.table_exists(MEMBER):  # an update is under way: the new code is here, its tables are not yet
		return []
	return frappe.get_all(MEMBER, filters={"user": user}, fields=["parent", "role", "gave_role"], order_by="name")


def _below(tops: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
	if not tops:
		return {}
	unit, top = frappe.qb.DocType(UNIT), frappe.qb.DocType(UNIT).as_("top")
	lines = (
		frappe.qb.from_(unit)
		.join(top)
		.on((unit.lft >= top.lft) & (unit.rgt <= top.rgt))
		.select(unit.name, top.name.as_("top"))
		.where(top.name.isin(sorted(tops)))
		.run()
	)
	return _collect((name, role) for name, above in lines for role in tops[above])


def _collect(pairs) -> dict[str, frozenset[str]]:
	roles = defaultdict(set)
	for unit, role in pairs:
		roles[unit].add(role)
	return {unit: frozenset(held) for unit, held in roles.items()}
