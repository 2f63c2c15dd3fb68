"""What the platform's global search finds documents by, brought up to date in the background once they are committed:
its table knows no transactions, and takes in a large register slower than all other tables together.
"""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from frappe.utils import cstr
from frappe.utils.global_search import get_formatted_value

from lianzheng_risk.store.writing.batch import AT_ONCE, stored

_SEARCH = "__global_search"
_COLUMNS = ("doctype", "name", "content", "published", "title", "route")


def follow_later(doctype: str) -> None:
	"""Have the documents of a DocType, new ones and those that are gone, found as they are once they are committed."""
	if _fields(doctype) and not frappe.local.conf.get("disable_global_search"):
		frappe.db.after_commit.add(lambda: _enqueue(doctype))


def _enqueue(doctype: str) -> None:
	try:
		frappe.enqueue(follow, queue="long", doctype=doctype)
	except Exception:
		# What is written stays written, and can be searched by everything but the platform's index.
		frappe.log_error("Integrity Risk: global search was not brought up to date")


def follow(doctype: str) -> None:
	"""Take in the documents that global search does not know, and leave out those that are gone."""
	_forget_gone(doctype)
	for names in _portions(_unknown(doctype)):
		# The platform's own way of following may have come first.
		frappe.db.bulk_insert(_SEARCH, _COLUMNS, _entries(doctype, names), ignore_duplicates=True)


def _fields(doctype: str) -> list:
	meta = frappe.get_meta(doctype)
	return [field for field in meta.get_global_search_fields() if field.fieldtype not in frappe.model.table_fields]


def _tables(doctype: str):
	return frappe.qb.DocType(doctype), frappe.qb.Table(_SEARCH)


def _forget_gone(doctype: str) -> None:
	document, entry = _tables(doctype)
	gone = (
		frappe.qb.from_(entry)
		.left_join(document)
		.on(document.name == entry.name)
		.select(entry.name)
		.where((entry.doctype == doctype) & document.name.isnull())
	)
	for names in _portions(gone.run(pluck=True)):
		frappe.db.delete(_SEARCH, {"doctype": doctype, "name": ["in", names]})


def _unknown(doctype: str) -> list[str]:
	document, entry = _tables(doctype)
	unknown = (
		frappe.qb.from_(document)
		.left_join(entry)
		.on((entry.doctype == doctype) & (entry.name == document.name))
		.select(document.name)
		.where(entry.name.isnull())
		.orderby(document.name)
	)
	return unknown.run(pluck=True)


def _entries(doctype: str, names: list[str]) -> Iterator[tuple]:
	fields = _fields(doctype)
	title = frappe.get_meta(doctype).get_title_field()
	for row in stored(doctype, names, list(dict.fromkeys(("name", title, *(field.fieldname for field in fields))))):
		parts = [get_formatted_value(row[field.fieldname], field) for field in fields if row[field.fieldname]]
		if parts:
			yield doctype, row.name, " ||| ".join(parts), 0, cstr(row[title])[: int(frappe.db.VARCHAR_LEN)], None


def _portions(names: list[str]) -> Iterator[list[str]]:
	return (names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE))
