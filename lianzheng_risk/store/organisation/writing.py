"""A plan carried out, document by document through the platform: history, rights and rules of each hold as ever.

The caller commits all of it or nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import frappe
from frappe.model.document import Document

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.organisation import Change, Ref
from lianzheng_risk.core.organisation.changes import Value
from lianzheng_risk.store.organisation.reading import PERSON, POST, UNIT
from lianzheng_risk.store.terms import english

Tell = Callable[[int, int], None]
DOCTYPE = {"unit": UNIT, "person": PERSON, "post": POST}
# What a field of core is called on the document.
_NAMES: dict[str, dict[str, str]] = {
	"unit": {"title": "unit_name", "parent": "parent_integrity_unit"},
	"person": {"title": "person_name"},
	"post": {"title": "post_name"},
}
_STAFF = english(v.RANK, "staff")
# What a new document needs and the ERP does not tell; the preview asks people to settle it.
_GIVEN: dict[str, dict[str, str]] = {"unit": {}, "person": {"rank": _STAFF}, "post": {"rank": _STAFF}}


def write(changes: Sequence[Change], tell: Tell = lambda done, total: None) -> None:
	"""Carry out what a plan would write. Whoever may synchronise at all may write all of it."""
	made: dict[str, str] = {}
	tenures: dict[str, list[Change]] = defaultdict(list)
	for done, change in enumerate(changes):
		if change.kind == "tenure":
			tenures[_name(change["post"], made)].append(change)
		else:
			_write_one(change, made)
		tell(done, len(changes))
	for post, of_post in tenures.items():
		_write_tenures(post, of_post, made)


def _write_one(change: Change, made: dict[str, str]) -> None:
	names = _NAMES[change.kind]
	values = {names.get(it.name, it.name): _name(it.new, made) for it in change.fields}
	if change.name:
		document = frappe.get_doc(DOCTYPE[change.kind], change.name)
		_save(document.update(values))
		return
	if change.kind == "unit":
		values["unit_type"] = english(v.UNIT_TYPE, "unit" if values.get("company") else "department")
	document = frappe.new_doc(DOCTYPE[change.kind]).update(_GIVEN[change.kind] | values)
	made[change.key] = document.insert(ignore_permissions=True).name


def _write_tenures(name: str, changes: list[Change], made: dict[str, str]) -> None:
	post = frappe.get_doc(POST, name)
	for change in changes:
		if change.outcome == "new":
			post.append("tenures", {"person": _name(change["person"], made), "start_date": change["start"]})
		else:
			row = next(row for row in post.tenures if row.name == change.name)
			row.end_date = change["end"]
	_save(post)


def _save(document: Document) -> None:
	document.flags.ignore_permissions = True
	document.save()


def _name(value: Value, made: dict[str, str]) -> Value:
	return (value.name or made[value.key]) if isinstance(value, Ref) else value
