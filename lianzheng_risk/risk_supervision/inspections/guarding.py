"""Who changes which part of an inspection: told apart by what was stored and what is to be."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from frappe.model.document import Document
from frappe.utils import flt

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.inspection.parties import CHECKING, PLANNING, SELF_SCORING, refusal
from lianzheng_risk.core.inspection.words import INSPECTION_TYPE
from lianzheng_risk.courses.document import actor_at
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.risk_supervision.inspections.places import is_own_unit_of
from lianzheng_risk.store.terms import code

_FIELDS = {
	PLANNING: ("title", "unit", "inspection_type", "template", "planned_on", "scope", "inspectors"),
	CHECKING: ("held_on", "findings", "conclusion", "signed_by", "signed_on"),
}
# Columns of the score sheet, whose other columns are the template's.
_COLUMNS = {SELF_SCORING: ("self_score",), CHECKING: ("checked_score", "deduction_reason", "veto_hit")}
_LAYOUT = ("Section Break", "Column Break")


class NotOnesPartError(frappe.PermissionError):
	pass


def check_parts(inspection: Document) -> None:
	"""Raises NotOnesPartError where the session's user changes what is for others to fill in."""
	before = inspection.earlier()
	for part in _changed(inspection, before):
		# What it was counts too: nobody comes by a part by making another kind of inspection of it first.
		for document in filter(None, (before, inspection)):
			check_part(document, part)


def check_part(inspection: Document, part: str) -> None:
	if text := _refusal(inspection, part):
		frappe.throw(shown(text), NotOnesPartError)


def closed_parts(inspection: Document) -> dict[str, dict[str, bool]]:
	"""What the form does not offer the session's user to fill in: fields, and columns of the score sheet."""
	closed = {part: bool(_refusal(inspection, part)) for part in (PLANNING, SELF_SCORING, CHECKING)}
	return {
		"fields": {field: closed[part] for part, fields in _FIELDS.items() for field in fields},
		"columns": {column: closed[part] for part, columns in _COLUMNS.items() for column in columns},
		"conclusion": {"submit": closed[CHECKING]},
	}


def _refusal(inspection: Document, part: str) -> Text | None:
	kind, user = inspection.inspection_type, frappe.session.user
	own = is_own_unit_of(user, kind, inspection.inspected_units())
	return refusal(part, code(INSPECTION_TYPE, kind), actor_at(inspection.unit).roles, own)


def _changed(inspection: Document, before: Document | None) -> Iterator[str]:
	for part in (PLANNING, SELF_SCORING, CHECKING):
		if _part(inspection, part) != (_part(before, part) if before else _blank(inspection, part)):
			yield part


def _part(inspection: Document, part: str) -> tuple:
	fields = tuple(_value(inspection, field) for field in _FIELDS.get(part, ()))
	return fields, _scores(inspection, part)


def _blank(inspection: Document, part: str) -> tuple:
	return tuple(
		() if inspection.meta.get_field(field).fieldtype == "Table" else "" for field in _FIELDS.get(part, ())
	), ()


def _scores(inspection: Document, part: str) -> tuple:
	"""What was given in these columns, line by line; nothing where nothing was."""
	columns = _COLUMNS.get(part, ())
	rows = ((row.section or "", row.item, *(_value(row, column) for column in columns)) for row in inspection.items)
	return tuple(row for row in rows if any(row[2:]))


def _value(document: Document, field: str):
	"""In one form, however a client or the database writes it."""
	column, value = document.meta.get_field(field), document.get(field)
	if column.fieldtype == "Table":
		named = [
			of_row.fieldname for of_row in frappe.get_meta(column.options).fields if of_row.fieldtype not in _LAYOUT
		]
		return tuple(tuple(_value(row, name) for name in named) for row in value)
	if column.fieldtype in ("Float", "Check", "Int"):
		return flt(value)
	return str(value or "").strip()
