"""Where units lie, and whose own unit would be inspected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

import frappe

from lianzheng_risk.core.inspection.parties import may_not_inspect
from lianzheng_risk.core.inspection.words import INSPECTION_TYPE
from lianzheng_risk.store.terms import code

UNIT, PERSON = "Integrity Unit", "Integrity Person"
Lineages = dict[str, frozenset[str]]


def lineages_of(units: Iterable[str | None]) -> Lineages:
	"""Each unit → itself and all units above it, in one query."""
	wanted = sorted(filter(None, set(units)))
	if not wanted:
		return {}
	unit, above = frappe.qb.DocType(UNIT), frappe.qb.DocType(UNIT).as_("above")
	pairs = (
		frappe.qb.from_(unit)
		.join(above)
		.on((above.lft <= unit.lft) & (above.rgt >= unit.rgt))
		.select(unit.name, above.name)
		.where(unit.name.isin(wanted))
		.run()
	)
	found = defaultdict(set)
	for name, upper in pairs:
		found[name].add(upper)
	return {name: frozenset(uppers) for name, uppers in found.items()}


def barred(people: Iterable[str | None], kind: str, inspected: Collection[str]) -> dict[str, str]:
	"""Those of the people who may not inspect these units, with their names. `kind` as it is stored."""
	wanted = sorted({person for person in people if person})
	if not wanted or not kind:
		return {}
	rows = frappe.get_all(PERSON, filters={"name": ["in", wanted]}, fields=["name", "person_name", "unit"])
	lineages = lineages_of(row.unit for row in rows)
	return {
		row.name: row.person_name
		for row in rows
		if may_not_inspect(code(INSPECTION_TYPE, kind), lineages.get(row.unit, ()), inspected)
	}


def is_own_unit_of(user: str, kind: str, inspected: Collection[str]) -> bool:
	person = frappe.db.get_value(PERSON, {"user": user}, "name")
	return bool(barred([person], kind, inspected))
