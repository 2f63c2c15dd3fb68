"""New documents out of the site again, many at a time, with all that came with them."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from frappe.desk.notifications import clear_doctype_notifications

from lianzheng_risk.access import forget_places
from lianzheng_risk.risk_screening.doctype.integrity_unit.integrity_unit import forget_who_sees_what
from lianzheng_risk.store.mapping import MAPPINGS, UNIT
from lianzheng_risk.store.tallies import marking
from lianzheng_risk.store.writing import search, tree
from lianzheng_risk.store.writing.batch import AT_ONCE, DOCUMENTS
from lianzheng_risk.store.writing.listeners import listeners_to_removal

# What the platform keeps about a document, by the fields that say which: `frappe.model.delete_doc`.
_ABOUT = {
	"Comment": ("reference_doctype", "reference_name"),
	"Document Follow": ("ref_doctype", "ref_docname"),
	"Energy Point Log": ("reference_doctype", "reference_name"),
	"Notification Log": ("document_type", "document_name"),
	"Version": ("ref_doctype", "docname"),
	"View Log": ("reference_doctype", "reference_name"),
	"Workflow Action": ("reference_doctype", "reference_name"),
}


def remove(created: dict[str, list[str]]) -> None:
	"""Remove documents by DocType and name, whose removal the caller has settled the right to; nothing may hang on them.
	What a DocType has listeners for goes one by one."""
	marking.mark_everything()
	for table in reversed(DOCUMENTS):
		doctype = MAPPINGS[table].doctype
		names = created.get(doctype, [])
		if names and listeners_to_removal(table):
			_one_by_one(doctype, names)
		elif names:
			_in_bulk(doctype, names)
		if names:
			frappe.db.value_cache.clear()
			frappe.clear_document_cache(doctype)
			clear_doctype_notifications(doctype)
	if created.get(UNIT):
		tree.rebuild()
		for forget in (forget_who_sees_what, forget_places):
			forget()
		frappe.db.after_commit.add(forget_who_sees_what)


def _one_by_one(doctype: str, names: list[str]) -> None:
	"""Units from below, people named by them notwithstanding: whatever names these documents goes with them."""
	order = "lft desc" if doctype == UNIT else "name"
	for some in _portions(names):
		for name in frappe.get_all(doctype, filters={"name": ["in", some]}, pluck="name", order_by=order, limit=0):
			frappe.delete_doc(doctype, name, force=True, ignore_permissions=True, delete_permanently=True)


def _in_bulk(doctype: str, names: list[str]) -> None:
	children = [field.options for field in frappe.get_meta(doctype).get_table_fields()]
	about = [(kept, *fields) for kept, fields in _ABOUT.items() if frappe.db.table_exists(kept)]
	search.follow_later(doctype)
	for some in _portions(names):
		for child in children:
			frappe.db.delete(child, {"parenttype": doctype, "parent": ["in", some]})
		for kept, of_doctype, of_name in about:
			frappe.db.delete(kept, {of_doctype: doctype, of_name: ["in", some]})
		frappe.db.delete(doctype, {"name": ["in", some]})


def _portions(names: list[str]) -> Iterator[list[str]]:
	return (names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE))
