"""Incompatible duties on the site: what roles really allow, by permissions and workflows, and whom one may know of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import frappe

from lianzheng_risk.access import is_unbound, units_of
from lianzheng_risk.core.monitoring.duties import RIGHT as RIGHTS
from lianzheng_risk.core.monitoring.duties import USUAL, Clash, Duty, Grant, clashes
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.risk_supervision.doctype.integrity_duty_conflict.integrity_duty_conflict import conflict_of
from lianzheng_risk.store.terms import english

CONFLICT, UNIT = "Integrity Duty Conflict", "Integrity Unit"
READERS = ("Integrity Manager", "Integrity Supervisor", "Integrity Auditor")
_RIGHTS = ("create", "write", "submit", "cancel")


def clashes_seen_by(user: str) -> list[tuple[str | None, Clash]]:
	"""The clashes of people at the units that the user looks after, with the unit of each; of everybody for administrators."""
	rows = frappe.get_all(CONFLICT, filters={"active": 1}, fields=["*"], order_by="title")
	if not rows:
		return []
	units = _units_of_people()
	if not is_unbound(user):
		looked_after = _looked_after(user)
		units = {person: unit for person, unit in units.items() if unit in looked_after}
	conflicts = [conflict_of(row) for row in rows]
	grants = list(_grants({duty.doctype for one in conflicts for duty in (one.first, one.second) if duty.doctype}))
	roles = _roles_of(None if is_unbound(user) else sorted(units))
	return [(units.get(clash.user), clash) for clash in clashes(conflicts, grants, roles)]


@frappe.whitelist(methods=["POST"])
def add_usual_conflicts() -> list[str]:
	"""Make those of the usual conflicts that are not there yet and whose documents the site has."""
	frappe.has_permission(CONFLICT, "create", throw=True)
	return [
		frappe.new_doc(CONFLICT)
		.update({"title": shown(title)} | _side("first", first) | _side("second", second))
		.insert()
		.name
		for title, first, second in USUAL
		if not frappe.db.exists(CONFLICT, {"title": ["in", [title.zh, title.en, shown(title)]]})
		and all(frappe.db.exists("DocType", duty.doctype) for duty in (first, second))
	]


def _side(side: str, duty: Duty) -> dict[str, str]:
	return {f"{side}_doctype": duty.doctype, f"{side}_right": english(RIGHTS, duty.right)}


def _units_of_people() -> dict[str, str]:
	"""Where each user stands: as a person; otherwise where the user was given a role first."""
	members = frappe.get_all("Integrity Unit Member", fields=["user", "parent"], order_by="creation desc")
	people = frappe.get_all("Integrity Person", filters={"user": ["is", "set"]}, fields=["user", "unit"])
	return {row.user: row.parent for row in members} | {row.user: row.unit for row in people}


def _looked_after(user: str) -> set[str]:
	tops = {unit for role in READERS for unit in units_of(user, role)}
	below = (frappe.get_all(UNIT, [["name", "descendants of (inclusive)", top]], pluck="name") for top in sorted(tops))
	return {unit for units in below for unit in units}


def _roles_of(users: list[str] | None) -> dict[str, set[str]]:
	"""The roles of active people; of all of them without a list."""
	enabled = {"enabled": 1, "name": ["not in", list(frappe.STANDARD_USERS)]}
	active = set(frappe.get_all("User", filters=enabled, pluck="name"))
	wanted = active if users is None else active.intersection(users)
	roles: defaultdict[str, set[str]] = defaultdict(set)
	held = {"parenttype": "User", "parent": ["in", sorted(wanted) or [""]]}
	for row in frappe.get_all("Has Role", filters=held, fields=["parent", "role"]):
		roles[row.parent].add(row.role)
	return roles


def _grants(doctypes: Iterable[str]) -> Iterator[Grant]:
	"""What the permissions of these DocTypes give to roles, a site's own in place of the delivered, and who may approve."""
	names = sorted(doctypes) or [""]
	fields = ["parent", "role", *_RIGHTS]
	own = frappe.get_all("Custom DocPerm", filters={"parent": ["in", names], "permlevel": 0}, fields=fields)
	changed = {
		row.parent for row in frappe.get_all("Custom DocPerm", filters={"parent": ["in", names]}, fields=["parent"])
	}
	delivered = frappe.get_all("DocPerm", filters={"parent": ["in", names], "permlevel": 0}, fields=fields)
	for row in [*own, *(row for row in delivered if row.parent not in changed)]:
		yield from ((row.role, row.parent, right) for right in _RIGHTS if row.get(right))
	workflows = frappe.get_all(
		"Workflow", filters={"document_type": ["in", names], "is_active": 1}, fields=["name", "document_type"]
	)
	watched = {row.name: row.document_type for row in workflows}
	of_workflows = {"parenttype": "Workflow", "parent": ["in", sorted(watched) or [""]]}
	for row in frappe.get_all("Workflow Transition", filters=of_workflows, fields=["parent", "allowed"]):
		yield row.allowed, watched[row.parent], "approve"
