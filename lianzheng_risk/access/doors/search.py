"""Looking for documents, and naming them: link fields, titles, the search bar."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from frappe.client import validate_link as platform_validate_link
from frappe.desk import search as platform
from frappe.desk.treeview import get_all_nodes as platform_get_all_nodes
from frappe.utils import cint
from frappe.utils.global_search import search as platform_global_search

from lianzheng_risk.access.notes import existing_doctypes, may_read
from lianzheng_risk.access.places import roles_anywhere
from lianzheng_risk.setup.roles import ROLES
from lianzheng_risk.setup.scoped import SCOPED, UNIT

# The organisation chart: a responsible leader or unit may be anywhere in it, so fields that say so (they ignore User
# Permissions) find everyone's name. Nothing else of these documents is told, and no other document is found that way.
DIRECTORY = {UNIT: {"name", "unit_name", "unit_type"}, "Integrity Person": {"name", "person_name", "unit", "rank"}}


@frappe.whitelist()
def search_link(doctype: str, txt: str, **options) -> list[dict]:
	return platform.search_link(doctype, txt, **_held_back(doctype, options))


@frappe.whitelist()
def search_widget(doctype: str, txt: str, **options) -> list:
	return platform.search_widget(doctype, txt, **_held_back(doctype, options))


@frappe.whitelist()
def get_all_nodes(doctype: str, label: str, parent: str, tree_method: str, **filters) -> list[dict]:
	return platform_get_all_nodes(doctype, label, parent, _stand_in(tree_method), **filters)


@frappe.whitelist()
def get_link_title(doctype: str, docname: str) -> str | None:
	"""The title of a document that one sees, or that is named in one; of any other only the name one asked with."""
	if doctype in SCOPED and not (_may_read(doctype, docname) or _named_in_sight(doctype, docname)):
		return docname
	return platform.get_link_title(doctype, docname)


@frappe.whitelist()
def validate_link(doctype: str, docname: str, fields: str | list | None = None) -> dict:
	if doctype in SCOPED and doctype not in DIRECTORY and not _may_read(doctype, docname):
		return frappe._dict(name=None)
	if doctype == "Role" and docname in ROLES:  # to be chosen by managers who may not read the platform's roles
		return frappe._dict(name=docname)
	return platform_validate_link(doctype, docname, fields)


@frappe.whitelist()
def search(text: str, start: int = 0, limit: int = 20, doctype: str = "") -> list[dict]:
	"""Global search. Our documents are looked up as they stand, by name and title, with the user's permissions: the
	platform's index asks for none, and finds only whole words, which Chinese does not have."""
	others = [] if doctype in SCOPED else platform_global_search(text, start, limit, doctype)
	found = [hit for hit in others if hit.doctype not in SCOPED]
	for ours in existing_doctypes():
		if text.strip() and doctype in ("", ours) and frappe.has_permission(ours, "read"):
			found.extend(_find(ours, text.strip(), cint(start), cint(limit)))
	return found


def _find(doctype: str, text: str, start: int, limit: int) -> Iterator[frappe._dict]:
	meta = frappe.get_meta(doctype)
	fields = list(dict.fromkeys(("name", meta.get_title_field())))
	rows = frappe.get_list(
		doctype,
		fields=fields,
		or_filters=[[doctype, field, "like", f"%{text}%"] for field in fields],
		order_by="modified desc",
		limit_start=start,
		limit_page_length=limit,
	)
	for row in rows:
		content = " ||| ".join(f"{meta.get_label(field)} : {row[field]}" for field in fields)
		yield frappe._dict(doctype=doctype, name=row.name, content=content, rank=1)


def _held_back(doctype: str, options: dict) -> dict:
	"""The options of a link search, without those that would lead past the user's permissions."""
	options.pop("cmd", None)
	if options.get("query"):
		options["query"] = _stand_in(options["query"])
	if doctype in SCOPED and cint(options.get("ignore_user_permissions")) and not _asks_for_names(doctype, options):
		options["ignore_user_permissions"] = 0
	return options


def _asks_for_names(doctype: str, options: dict) -> bool:
	"""Whether a search past the own place asks for no more than the organisation chart."""
	told = DIRECTORY.get(doctype)
	if not told or not roles_anywhere(frappe.session.user) or options.get("filter_fields"):
		return False
	filters = frappe.parse_json(options.get("filters")) or {}
	asked = set(filters) if isinstance(filters, dict) else {condition[-3] for condition in filters}
	return asked | {options.get("searchfield") or "name"} <= told


def _stand_in(method: str) -> str:
	"""A method that is named in a request is replaced as if it had been requested by itself."""
	return (frappe.get_hooks("override_whitelisted_methods", {}).get(method) or [method])[-1]


def _may_read(doctype: str, name: str) -> bool:
	return may_read(doctype, name, frappe.session.user)


def _named_in_sight(doctype: str, name: str) -> bool:
	"""Whether a document that the user sees names this one in a field that may lead elsewhere."""
	if doctype not in DIRECTORY:
		return False
	return any(
		frappe.get_list(parent, filters=[[table, field, "=", name]], limit_page_length=1)
		for parent, table, field in _fields_leading_elsewhere(doctype)
		if frappe.has_permission(parent, "read")
	)


def _fields_leading_elsewhere(doctype: str) -> Iterator[tuple[str, str, str]]:
	for parent in existing_doctypes():
		meta = frappe.get_meta(parent)
		for table in (parent, *(field.options for field in meta.get_table_fields())):
			for field in frappe.get_meta(table).get_link_fields():
				if field.options == doctype and field.ignore_user_permissions:
					yield parent, table, field.fieldname
