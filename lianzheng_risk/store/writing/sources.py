"""What a rectification or a warning came of, when all documents of a batch are there: they may name one another."""

from __future__ import annotations

from collections.abc import Mapping

import frappe

from lianzheng_risk.store.writing.batch import stored

_WITH_SOURCES = ("Integrity Rectification", "Integrity Warning")
_NONE = {"source_doctype": None, "source_name": None}


def settle(created: Mapping[str, Mapping[str, str]]) -> None:
	"""Of new documents, forget sources that this site does not have or that the user may not read."""
	for doctype in _WITH_SOURCES:
		named = stored(doctype, list(created.get(doctype, ())), ["name", "source_doctype", "source_name"])
		lost: dict[tuple[str, str], list[str]] = {}
		for row in named:
			if row.source_doctype or row.source_name:
				lost.setdefault((row.source_doctype, row.source_name), []).append(row.name)
		for source, names in lost.items():
			if not _may_be_named(*source):
				frappe.db.set_value(doctype, {"name": ["in", names]}, _NONE, update_modified=False)


def _may_be_named(doctype: str | None, name: str | None) -> bool:
	there = doctype and name and frappe.db.exists("DocType", doctype) and frappe.db.exists(doctype, name)
	return bool(there) and bool(frappe.has_permission(doctype, "read", doc=name))
