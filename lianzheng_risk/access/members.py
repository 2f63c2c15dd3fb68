"""Who was given a role at a unit or above it, by the tables of members."""

from __future__ import annotations

from collections.abc import Iterable

import frappe

from lianzheng_risk.setup.scoped import MEMBER, UNIT


def members_at_or_above(unit: str, roles: Iterable[str]) -> list[str]:
	"""Users with one of the roles, as they are called in English, the nearest first, each once. One query."""
	member, below, above = frappe.qb.DocType(MEMBER), frappe.qb.DocType(UNIT), frappe.qb.DocType(UNIT).as_("above")
	query = (
		frappe.qb.from_(below)
		.join(above)
		.on((above.lft <= below.lft) & (above.rgt >= below.rgt))
		.join(member)
		.on((member.parent == above.name) & (member.parenttype == UNIT))
		.select(member.user)
		.where((below.name == unit) & member.role.isin(list(roles)))
		.orderby(above.lft, order=frappe.qb.desc)
		.orderby(member.idx)
	)
	return list(dict.fromkeys(query.run(pluck=True)))
