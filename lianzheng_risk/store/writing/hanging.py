"""What hangs on documents and did not come with them: links of any DocType, and what people put on a document."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import frappe
from frappe.model.dynamic_links import get_dynamic_link_map
from frappe.model.rename_doc import get_link_fields

from lianzheng_risk.store.writing.batch import AT_ONCE

# What the platform itself notes about a document goes with it.
_NOTED_BY_THE_PLATFORM = frozenset((
	"Activity Log", "Comment", "Document Follow", "Email Queue", "Email Unsubscribe", "Energy Point Log",
	"Notification Log", "Version", "View Log", "Workflow Action",
))  # fmt: skip


class _Source(NamedTuple):
	"""A DocType whose rows name a document, in which field, and what else must be so."""

	doctype: str
	field: str
	filters: Mapping[str, object]


class Hanging(NamedTuple):
	"""A document, and one that hangs on it."""

	doctype: str
	name: str
	by_doctype: str
	by_name: str


def hanging(doctype: str, names: list[str], own: Mapping[str, Collection[str]]) -> Iterator[Hanging]:
	"""What names one of the documents, itself none of `own` (names by DocType)."""
	for source in (*_links(doctype), *_notes(doctype)):
		for start in range(0, len(names), AT_ONCE):
			yield from _naming(source, doctype, names[start : start + AT_ONCE], own)


def _naming(source: _Source, doctype: str, names: list[str], own: Mapping[str, Collection[str]]) -> Iterator[Hanging]:
	table = frappe.get_meta(source.doctype).istable
	fields = ["name", f"{source.field} as named", *(["parent", "parenttype"] if table else [])]
	filters = {**source.filters, source.field: ["in", names]}
	for row in frappe.get_all(source.doctype, filters=filters, fields=fields, order_by="", limit=0):
		by_doctype, by_name = (row.parenttype, row.parent) if table else (source.doctype, row.name)
		if by_name not in own.get(by_doctype, ()):
			yield Hanging(doctype, row.named, by_doctype, by_name)


def _links(doctype: str) -> Iterator[_Source]:
	for field in get_link_fields(doctype):
		meta = frappe.get_meta(field["parent"])
		stored = not meta.issingle and not meta.get("is_virtual") and meta.get_field(field["fieldname"])
		if stored and not stored.get("is_virtual"):
			yield _Source(field["parent"], field["fieldname"], {})
	for single in (field for field in get_link_fields(doctype) if field["issingle"]):
		yield from _of_single(single["parent"], single["fieldname"])


def _of_single(doctype: str, fieldname: str) -> Iterator[_Source]:
	"""A setting names documents in the table that holds all settings."""
	yield _Source("Singles", "value", {"doctype": doctype, "field": fieldname})


def _notes(doctype: str) -> Iterator[_Source]:
	"""Whatever else may be about any document: files, comments, assignments, shares, tags, other apps' own."""
	yield _Source("File", "attached_to_name", {"attached_to_doctype": doctype})
	yield _Source("Comment", "reference_name", {"reference_doctype": doctype, "comment_type": "Comment"})
	for field in get_dynamic_link_map().get(doctype, ()):
		if field.parent not in _NOTED_BY_THE_PLATFORM:
			yield _Source(field.parent, field.fieldname, {field.options: doctype})
