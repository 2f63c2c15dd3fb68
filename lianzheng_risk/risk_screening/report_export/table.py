"""A report's rows under its columns, on their way into a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import frappe
from frappe.utils.xlsxutils import handle_html

from lianzheng_risk.core.workbook.plain import Column, Kind

APP = "lianzheng_risk"

# Whatever is not named here is text, unless its values say otherwise.
_KINDS: dict[str, Kind] = {
	"Int": "integer",
	"Float": "number",
	"Currency": "amount",
	"Percent": "percent",
	"Date": "date",
	"Datetime": "datetime",
}
_HTML = frozenset({"Text Editor", "HTML Editor", "HTML", "Markdown Editor"})
# Shown translated by the desk, though the platform does not say so.
_ALWAYS_TRANSLATED = frozenset({"Workflow State"})


@dataclass(frozen=True)
class Table:
	"""What is exported: `above` are lines that stand over the header."""

	title: str
	columns: Sequence[Column]
	rows: Sequence[Sequence[object]]
	above: Sequence[str] = field(default_factory=tuple)


def is_ours(doctype: str | None) -> bool:
	"""Whether the DocType belongs to this app."""
	module = frappe.db.get_value("DocType", doctype, "module", cache=True) if doctype else None
	return bool(module) and frappe.local.module_app.get(frappe.scrub(module)) == APP


def kind_of(fieldtype: str | None) -> Kind:
	return _KINDS.get(fieldtype, "text")


def shown_as(value: object, of: Mapping | None, context: str | None, translate: bool) -> object:
	"""A value as the desk shows it. `of` describes its field; choices are translated on request, markup goes."""
	fieldtype = of.get("fieldtype") if of else None
	if fieldtype == "Check" and translate and value in (0, 1):
		return bool(value)
	if not isinstance(value, str):
		return value
	if fieldtype in _HTML:
		return handle_html(value)
	if not translate or not value or not _is_translated(of):
		return value
	return frappe._(_title(value, of) or value, context=context)


def _title(value: str, of: Mapping) -> str | None:
	"""What the desk writes in place of the name of a document that one can choose, as 二级 for II."""
	if of.get("fieldtype") != "Link":
		return None
	chosen = frappe.get_meta(of["options"])
	shows_title = chosen.title_field and chosen.show_title_field_in_link
	return frappe.get_cached_value(chosen.name, value, chosen.title_field) if shows_title else None


def _is_translated(of: Mapping | None) -> bool:
	if not of:
		return False
	if of.get("fieldtype") == "Link":
		return of.get("options") in _ALWAYS_TRANSLATED or bool(frappe.get_meta(of.get("options")).translated_doctype)
	return of.get("fieldtype") == "Select" or bool(of.get("translatable"))
