"""Documents about a person, hidden from that person until they may know, and from whoever has no office in them.

`Scope.concerned` names the person's field, `told` the states from which on the person may read it (and no more than read),
`seen_by` the roles that see documents about others; without it, all that may read the DocType. `condition` and `verdict`
are the same rule, for a query and for one document. The platform's administrators stand outside, as everywhere.
"""

from __future__ import annotations

import frappe

from lianzheng_risk.access.places import roles_anywhere
from lianzheng_risk.access.sql import any_of, quoted
from lianzheng_risk.setup.scoped import Scope

STATE = "status"


def persons_of(user: str) -> tuple[str, ...]:
	"""The people that the account belongs to."""
	return tuple(frappe.get_all("Integrity Person", filters={"user": user}, pluck="name", order_by="name"))


def office_holders(scope: Scope, granting: frozenset[str]) -> frozenset[str]:
	"""Of the roles that grant a right those that have it in documents about others."""
	return granting & frozenset(scope.seen_by) if scope.seen_by else granting


def condition(doctype: str, scope: Scope, user: str, of_others: str) -> str:
	"""What the user may see, given what may be seen of documents about others; empty for everything."""
	persons = persons_of(user)
	if not persons:
		return of_others
	person, mine = f"coalesce(`tab{doctype}`.`{scope.concerned}`, '')", ", ".join(map(quoted, persons))
	others = f"({person} not in ({mine}) and {of_others or '1=1'})"
	if not scope.told:
		return others
	told = f"coalesce(`tab{doctype}`.`{STATE}`, '') in ({', '.join(map(quoted, scope.told))})"
	return any_of([others, f"({person} in ({mine}) and {told})"])


def verdict(scope: Scope, fields: frappe._dict, user: str, changes: bool, granting: frozenset[str]) -> bool | None:
	"""Whether the user may do it with a document about themselves; None for one that is about others."""
	person = fields[scope.concerned]
	if not person or person not in persons_of(user):
		return None
	return not changes and fields[STATE] in scope.told and bool(roles_anywhere(user) & granting)
