"""Role × place for our own documents: the condition on a query, and the verdict on one document."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from frappe.model.db_query import DatabaseQuery
from frappe.model.document import Document

from lianzheng_risk.access import concerned, drafts, reach
from lianzheng_risk.access.places import POST_HOLDER, is_unbound, places_of, roles_anywhere, roles_at
from lianzheng_risk.access.sql import NOTHING, any_of, at_or_below, quoted
from lianzheng_risk.setup.roles import ROLES
from lianzheng_risk.setup.scoped import CHILDREN, MEMBER, RISK, SCOPED, UNIT

# What a document is asked for when it is about to be changed: what the form sends is then no proof of where it belongs.
_CHANGES = frozenset({"write", "delete", "submit", "cancel", "amend", "share"})
_SHARED_RIGHTS = {"select": "read"}


def condition(doctype: str, user: str) -> str:
	"""What the user may see of the DocType, as the platform's queries want it: empty for everything."""
	if is_unbound(user):
		return ""
	scope, readers = SCOPED[doctype], roles_granting(doctype, "read")
	if not scope.concerned:
		return _at_places(doctype, user, readers)
	of_others = _at_places(doctype, user, concerned.office_holders(scope, readers))
	return concerned.condition(doctype, scope, user, of_others)


def _at_places(doctype: str, user: str, readers: frozenset[str]) -> str:
	"""What lies where the user holds one of the roles; empty for everything."""
	places, scope = places_of(user), SCOPED[doctype]
	if places.everywhere & readers:
		return ""
	tops = places.tops_with(readers)
	if not tops:
		return NOTHING
	column = f"`tab{doctype}`.`{scope.unit}`"
	conditions = [at_or_below(column, tops)]
	if scope.covers_below:
		conditions = [any_of([*conditions, reach.above(column, tops)])]
	if (scope.post or scope.participants) and (own := reach.own_posts(doctype, user)):
		conditions.append(own)
	if draft := drafts.open_to(user) if doctype == RISK or scope.risk else "":
		conditions.append(draft if doctype == RISK else f"`tab{doctype}`.`{scope.risk}` in ({_names(RISK, draft)})")
	return " and ".join(conditions)


def child_condition(doctype: str, user: str) -> str:
	"""The same for rows of a table in our documents, which the platform itself does not hold to any place."""
	if is_unbound(user):
		return ""
	if doctype == MEMBER:
		return _members_condition(user)
	visible = {parent: visible_names(parent, user) for parent in CHILDREN[doctype]}
	if not any(visible.values()):
		return ""
	return any_of(_rows_of(doctype, parent, names) for parent, names in visible.items())


def _rows_of(doctype: str, parent: str, names: str) -> str:
	of_parent = f"`tab{doctype}`.`parenttype` = {quoted(parent)}"
	return f"({of_parent} and `tab{doctype}`.`parent` in ({names}))" if names else of_parent


def _members_condition(user: str) -> str:
	"""Who is a member of a unit is for those to see who hold there any role other than Post Holder."""
	places, more = places_of(user), frozenset(ROLES) - {POST_HOLDER}
	if places.everywhere & more:
		return ""
	tops = places.tops_with(more)
	return at_or_below(f"`tab{MEMBER}`.`parent`", tops) if tops else NOTHING


def visible_names(doctype: str, user: str) -> str:
	"""Query for the names of all documents that the user may see, User Permissions and shares included; empty for all."""
	if not frappe.permissions.has_permission(doctype, "read", user=user, raise_exception=False):
		return _names(doctype, NOTHING)
	seen = DatabaseQuery(doctype, user=user).build_match_conditions()
	return _names(doctype, seen) if seen else ""


def _names(doctype: str, where: str) -> str:
	return f"select `tab{doctype}`.`name` from `tab{doctype}` where {where}"


def may(doc: Document, right: str | None, user: str) -> bool:
	"""Whether the roles that the user holds at the document's own unit grant the right, and no draft is in the way."""
	if is_unbound(user):
		return True
	right = _SHARED_RIGHTS.get(right, right) or "read"
	scope, allowing = SCOPED[doc.doctype], roles_granting(doc.doctype, right)
	granting, changes = concerned.office_holders(scope, allowing), right in _CHANGES | {"create"}
	for fields in _as_it_is_and_was(doc, right):
		if scope.concerned:
			about_self = concerned.verdict(scope, fields, user, changes, allowing)
			if about_self:
				continue
			if about_self is False:
				return False
		units, risk = _place(doc, fields)
		if not all(roles_at(user, unit) & granting or _reaches(doc, right, user, unit, granting) for unit in units):
			return False
		if (scope.post or scope.participants) and reach.is_of_others(user, doc):
			return False
		if risk and drafts.hidden_from(user, risk):
			return False
		if not units and not roles_anywhere(user) & granting:
			return False
	return True


def _reaches(doc: Document, right: str, user: str, unit: str, granting: frozenset[str]) -> bool:
	"""Whether the document may be read from below, where the user has a place."""
	if not SCOPED[doc.doctype].covers_below or right in _CHANGES | {"create"}:
		return False
	return reach.is_above_place_of(user, unit, granting)


def roles_granting(doctype: str, right: str) -> frozenset[str]:
	"""The app's roles that have the right by the permissions of the DocType, a site's own changes to them included."""
	rules = frappe.get_meta(doctype).permissions
	return frozenset(rule.role for rule in rules if not rule.permlevel and rule.get(right)).intersection(ROLES)


def _as_it_is_and_was(doc: Document, right: str) -> Iterator[frappe._dict]:
	"""The fields that place the document; where it is to be changed, also as they are stored."""
	yield frappe._dict({field: doc.get(field) for field in _fields(doc.doctype)})
	if right in _CHANGES and not doc.is_new():
		stored = frappe.db.get_value(doc.doctype, doc.name, _fields(doc.doctype), as_dict=True)
		if stored:
			yield stored


def _fields(doctype: str) -> list[str]:
	scope = SCOPED[doctype]
	if doctype == UNIT:
		return ["name", "parent_integrity_unit"]
	about = [scope.concerned, concerned.STATE] if scope.concerned else []
	return [*(drafts.FIELDS if doctype == RISK else [scope.unit]), *filter(None, [scope.risk]), *about]


def _place(doc: Document, fields: frappe._dict) -> tuple[set[str | None], frappe._dict | None]:
	"""The units that the document belongs to, and the risk point whose secrecy it shares."""
	if doc.doctype == UNIT:
		# A unit still to come is placed by its parent; without one it stands at the top, above every place.
		return {fields.parent_integrity_unit if doc.is_new() else fields.name}, None
	scope = SCOPED[doc.doctype]
	units = {fields[scope.unit]} - {None, ""}
	if doc.doctype == RISK:
		return units, None if doc.is_new() else fields
	risk = _risk(fields[scope.risk]) if scope.risk and fields[scope.risk] else None
	return units | {risk.unit} if risk else units, risk


def _risk(name: str) -> frappe._dict | None:
	return frappe.db.get_value(RISK, name, list(drafts.FIELDS), as_dict=True)
