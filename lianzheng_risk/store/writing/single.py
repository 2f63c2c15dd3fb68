"""One document through the platform: inserted where something listens, saved where it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import frappe
import pandas as pd
from frappe.model.document import Document

from lianzheng_risk.core.register import TABLES
from lianzheng_risk.store.convert import to_document
from lianzheng_risk.store.mapping import MAPPINGS, ONE_BY_ONE
from lianzheng_risk.store.writing.outcome import Change

_NOTE_TO_DOS = "frappe.workflow.doctype.workflow_action.workflow_action.process_workflow_actions"
# Fields of a risk point that the approval path writes when somebody changes it.
_OF_THE_PATH = ("workflow_state", "drafted_by")
# What a row of a child table has besides what somebody entered.
_OF_THE_ROW = (
	"creation",
	"modified",
	"modified_by",
	"owner",
	"docstatus",
	"parent",
	"parentfield",
	"parenttype",
	"doctype",
)

Children = Mapping[str, pd.DataFrame]


@contextmanager
def without_to_dos_of_the_workflow() -> Iterator[None]:
	"""After each save the platform asks its workflow what comes next, to note it as a to-do. None of our states wants one,
	but to find that out takes it as long as the saving itself.
	"""
	events = frappe.get_doc_hooks()
	everywhere = events.get("*", {})
	events["*"] = {**everywhere, "on_update": [m for m in everywhere.get("on_update", []) if m != _NOTE_TO_DOS]}
	try:
		yield
	finally:
		events["*"] = everywhere


def insert(
	table: str, row: tuple, children: Children, reference: dict | None, leave_out: tuple[str, ...] = ()
) -> Document:
	"""A new document with the row's code for a name."""
	code = getattr(row, TABLES[table].key[0])
	document = frappe.new_doc(MAPPINGS[table].doctype)
	values = values_of(table, row, leave_out)
	# The platform fills in its defaults where there is nothing, and a register that says nothing means nothing.
	said_nothing = {name: "" for name, value in values.items() if value is None and document.get(name)}
	document.update({**values, **said_nothing, "name": code})
	for child, rows in children.items():
		document.set(MAPPINGS[child].child, [values_of(child, child_row) for child_row in rows.itertuples()])
	# What a register brings along may be under way or long over, and may name what comes after it.
	document.flags.by_register = document.flags.ignore_links = table in ONE_BY_ONE
	document.flags.updater_reference = reference
	# Nobody has a new document open, so nobody need be told. The platform searches all that it has still to tell, and
	# all documents that had no name when their saving began, once per document: the square of a large register.
	document.flags.notify_update = False
	return document.insert(set_name=code)


def save(table: str, row: tuple, children: Children, reference: dict | None, notify: bool = True) -> Change:
	"""The document with the row's values. Rows of a child table take the place of those there; one that was there by the
	same key stays the same row, with what else the site keeps in it.
	"""
	mapping = MAPPINGS[table]
	document = frappe.get_doc(mapping.doctype, getattr(row, TABLES[table].key[0]))
	tables = [MAPPINGS[child].child for child in children]
	before = _snapshot(document, [*mapping.fields.values(), *_OF_THE_PATH], tables)
	document.update(values_of(table, row))
	for child, rows in children.items():
		_replace(document, child, rows)
	document.flags.updater_reference = reference
	document.flags.notify_update = notify
	document.save()
	after = _snapshot(document, list(before), tables)
	differing = [field for field in before if before[field] != after[field]]
	return Change(
		mapping.doctype,
		document.name,
		str(document.modified),
		{field: before[field] for field in differing},
		{field: after[field] for field in differing},
	)


def values_of(table: str, row: tuple, leave_out: tuple[str, ...] = ()) -> dict:
	"""A row of a frame as fieldnames and values of its document."""
	mapping = MAPPINGS[table]
	owner = mapping.parent and mapping.parent.field
	return {
		fieldname: to_document(getattr(row, name), TABLES[table][name])
		for name, fieldname in mapping.fields.items()
		if name != owner and name not in leave_out
	}


def _replace(document: Document, child: str, rows: pd.DataFrame) -> None:
	mapping, table = MAPPINGS[child], TABLES[child]
	key = [mapping.fields[name] for name in table.key if name != mapping.parent.field]
	there = {tuple(str(old.get(field)) for field in key): old for old in document.get(mapping.child)}
	kept = []
	for row in rows.itertuples():
		values = values_of(child, row)
		old = there.get(tuple(str(values[field]) for field in key))
		kept.append({**(old.as_dict() if old else {}), "idx": len(kept) + 1, **values})
	document.set(mapping.child, kept)


def _snapshot(document: Document, fields: list[str], tables: list[str]) -> dict[str, object]:
	"""Values as JSON can hold them."""
	values = {field: _plain(document.get(field)) for field in fields if document.meta.has_field(field)}
	return values | {table: [_row(row) for row in document.get(table)] for table in tables}


def _row(row: Document) -> dict[str, object]:
	return {field: _plain(value) for field, value in row.as_dict().items() if field not in _OF_THE_ROW}


def _plain(value: object) -> object:
	return value if value is None or isinstance(value, int | float | list) else str(value)
