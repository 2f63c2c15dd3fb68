"""Who holds which office at which unit, read once for all units: those who are waited for, and can be reminded."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import frappe

from lianzheng_risk.core.roles import ROLE

_UNIT, _MEMBER = "Integrity Unit", "Integrity Unit Member"
# The people named on a unit hold these offices there, with an account or without.
_NAMED_ON_UNIT = {"liaison": "liaison", "head": "head", "responsible_leader": "leader"}
_WITH_OFFICE = ("supervisor", "leader", "head", "liaison")


class Official(NamedTuple):
	"""`user` is missing where the person has no account."""

	name: str
	user: str | None


class Directory:
	"""Officials by unit and role. Where a unit has none of its own, the nearest unit above answers for it."""

	def __init__(self) -> None:
		units = frappe.get_all(_UNIT, fields=["name", "parent_integrity_unit", *_NAMED_ON_UNIT], order_by="name")
		self._parents = {unit.name: unit.parent_integrity_unit for unit in units}
		self._own: dict[tuple[str, str], dict[str, Official]] = defaultdict(dict)
		self._found: dict[tuple[str, str, bool], tuple[Official, ...]] = {}
		self._accounts = _full_names()
		self._add_members()
		self._add_named(units)

	def has_account(self, user: str | None) -> bool:
		"""Whether the user is one of the site's, and enabled."""
		return user in self._accounts

	def at(self, role: str, unit: str | None, with_account: bool = False) -> tuple[Official, ...]:
		"""Who holds the role at the unit or nearest above it, by name."""
		passed = []
		found: tuple[Official, ...] = ()
		while unit and not found:
			known = self._found.get((role, unit, with_account))
			if known is not None:
				found = known
				break
			passed.append(unit)
			own = self._own.get((unit, role), {}).values()
			found = tuple(sorted(official for official in own if official.user or not with_account))
			unit = self._parents.get(unit)
		for below in passed:
			self._found[role, below, with_account] = found
		return found

	def _add_members(self) -> None:
		names = {term.en: term.code for term in ROLE.terms if term.code in _WITH_OFFICE}
		members = _member_rows(list(names))
		given = {(user, role) for _, user, role, gave_role in members if gave_role}
		by_hand = [row for row in _rows_by_hand(list(names)) if row[1:] not in given]
		for unit, user, role in [*(row[:3] for row in members), *by_hand]:
			if self.has_account(user):
				self._own[unit, names[role]][user] = Official(self._accounts[user], user)

	def _add_named(self, units: list[frappe._dict]) -> None:
		named = {unit[field] for unit in units for field in _NAMED_ON_UNIT if unit[field]}
		people = {
			person.name: Official(person.person_name, person.user if self.has_account(person.user) else None)
			for person in frappe.get_all(
				"Integrity Person", filters={"name": ["in", sorted(named)]}, fields=["name", "person_name", "user"]
			)
		}
		for unit in units:
			for field, role in _NAMED_ON_UNIT.items():
				if official := people.get(unit[field]):
					self._own[unit.name, role][official.user or official.name] = official


def _member_rows(roles: list[str]) -> list[tuple[str, str, str, int]]:
	member = frappe.qb.DocType(_MEMBER)
	query = frappe.qb.from_(member).select(member.parent, member.user, member.role, member.gave_role)
	return list(query.where(member.role.isin(roles)).run())


def _rows_by_hand(roles: list[str]) -> list[tuple[str, str, str]]:
	"""Unit, user and role where the platform's own User Permission and role were given."""
	permission, has_role = frappe.qb.DocType("User Permission"), frappe.qb.DocType("Has Role")
	return list(
		frappe.qb.from_(permission)
		.join(has_role)
		.on((has_role.parent == permission.user) & (has_role.parenttype == "User"))
		.select(permission.for_value, permission.user, has_role.role)
		.where(permission.allow == _UNIT)
		.where(has_role.role.isin(roles))
		.run()
	)


def _full_names() -> dict[str, str]:
	users = frappe.get_all("User", filters={"enabled": 1}, fields=["name", "full_name"], order_by="name")
	return {user.name: user.full_name or user.name for user in users}
