"""Whether what a user may see of the register is whole units and nothing else: then figures of units may be shown as kept.

Whoever sees a document here and there (a post holder, who is kept from drafts; somebody to whom a document was shared) gets
figures of exactly these documents, which nobody keeps.
"""

from __future__ import annotations

import frappe
from frappe.permissions import get_user_permissions

from lianzheng_risk.access import drafts, reach
from lianzheng_risk.access.places import is_unbound, places_of
from lianzheng_risk.access.scope import roles_granting
from lianzheng_risk.setup.scoped import SCOPED, UNIT
from lianzheng_risk.store.mapping import MAPPINGS

_DOCTYPES = tuple(dict.fromkeys(mapping.document for mapping in MAPPINGS.values()))


def sees_whole_units(user: str) -> bool:
	if user == "Administrator":
		return True
	if not all(frappe.has_permission(doctype, "read", user=user) for doctype in _DOCTYPES):
		return False
	permitted = get_user_permissions(user)
	if set(permitted) & {*_DOCTYPES} - {UNIT} or _narrow(permitted.get(UNIT, ())):
		return False
	if frappe.db.exists("DocShare", {"user": user, "share_doctype": ["in", _DOCTYPES]}):
		return False
	if frappe.db.exists("DocShare", {"everyone": 1, "share_doctype": ["in", _DOCTYPES]}):
		return False
	return is_unbound(user) or _same_places(user)


def _narrow(permitted) -> bool:
	"""A User Permission that holds for some DocTypes alone, or for a unit without those below it."""
	return any(row.get("applicable_for") or row.get("hide_descendants") for row in permitted)


def _same_places(user: str) -> bool:
	"""The same whole units for every table of the register."""
	scoped = [doctype for doctype in _DOCTYPES if doctype in SCOPED]
	if drafts.open_to(user) or any(reach.own_posts(name, user) for name in scoped if _by_post(name)):
		return False
	places = places_of(user)
	seen = [
		"everywhere" if places.everywhere & (readers := roles_granting(name, "read")) else places.tops_with(readers)
		for name in scoped
	]
	return bool(seen[0]) and all(one == seen[0] for one in seen)


def _by_post(doctype: str) -> bool:
	return bool(SCOPED[doctype].post or SCOPED[doctype].participants)
