"""What a rectification or a warning came of, when all documents of a batch are there: they may name one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import frappe

from lianzheng_risk.store.writing.batch import stored

_WITH_SOURCES = ("Integrity Rectification", "Integrity Warning")
_NONE = {"source_doctype": None, "source_name": None}


def settle(created: Mapping[str, Mapping[str, str]]) -> None:
	"""Of new documents, forget sources that this site does not have or that the user may not read."""
	for doctype in _WITH_SOURCES:
		named_by: dict[str, dict[str, str]] = defaultdict(dict)
		for row in stored(doctype, list(created.get(doctype, ())), ["name", "source_doctype", "source_name"]):
			if row.source_doctype or row.source_name:
				named_by[row.source_doctype or ""][row.name] = row.source_name
		lost = [name for source, names in named_by.items() for name in names.keys() - _naming_readable(source, names)]
		if lost:
			frappe.db.set_value(doctype, {"name": ["in", sorted(lost)]}, _NONE, update_modified=False)


def _naming_readable(doctype: str, names: Mapping[str, str]) -> set[str]:
	"""Of the documents (with the source that each names) those whose source the session's user may read."""
	if not frappe.db.exists("DocType", doctype) or not frappe.has_permission(doctype, "read"):
		return set()
	asked = {"name": ["in", sorted(set(filter(None, names.values()))) or [""]]}
	readable = set(frappe.get_list(doctype, filters=asked, pluck="name", order_by="", limit_page_length=0))
	return {name for name, source in names.items() if source in readable}
