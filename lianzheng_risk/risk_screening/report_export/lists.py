"""Exports of a DocType's report view, saved Report Builder reports among them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import frappe
from frappe import _
from frappe.core.doctype.access_log.access_log import make_access_log
from frappe.desk import reportview as platform
from frappe.desk.utils import pop_csv_params
from frappe.model.db_query import DatabaseQuery
from frappe.utils import cint, format_duration

from lianzheng_risk.core.workbook.plain import Column
from lianzheng_risk.risk_screening.register_export import background
from lianzheng_risk.risk_screening.report_export import answer
from lianzheng_risk.risk_screening.report_export.table import Table, is_ours, kind_of, shown_as

RUN = "lianzheng_risk.risk_screening.report_export.lists.run"

_FIELD = re.compile(r"^(?:`tab(?P<doctype>[^`]+)`\.)?`?(?P<field>\w+)`?(?: as .*)?$", re.IGNORECASE)
_AGGREGATE = re.compile(r"^(?P<function>count|sum|avg)\((?P<of>.+)\)", re.IGNORECASE)


class _Field(NamedTuple):
	"""A column of the query: its field's description, if it has one, and the DocType that names it."""

	doctype: str
	name: str
	of: Mapping | None
	aggregate: str | None


@frappe.whitelist()
@frappe.read_only()
def export_query() -> None:
	"""Stands in for the platform's, where the DocType is one of ours; permissions and limits are the platform's."""
	if not is_ours(frappe.form_dict.get("doctype")):
		return platform.export_query()
	params = platform.get_form_params()
	params.limit_page_length = None
	params.as_list = True
	csv_params = pop_csv_params(params)
	if cint(params.pop("export_in_background", 0)):
		key = f"list:{params.doctype}"
		background.start(RUN, key, params=dict(params), csv_params=csv_params)
		frappe.msgprint(_("The file is being written in the background. You will be notified as soon as it is ready."))
		return None
	answer.respond(_table(params), params.file_format_type, csv_params)


def run(params: dict, csv_params: dict, lang: str) -> None:
	"""The same in the background, as the user who asked."""
	frappe.local.lang = lang
	params = frappe._dict(params)
	file_format, key = params.file_format_type, f"list:{params.doctype}"

	def write(path) -> None:
		answer.write(_table(params), path, file_format, csv_params)

	background.produce(key, _title(params), answer.EXTENSIONS[file_format], write)


def _title(params: Mapping) -> str:
	return _(params.get("title") or params["doctype"])


def _table(params: Mapping) -> Table:
	"""Raises frappe.PermissionError where the user may not export all of the rows."""
	query = frappe._dict(params)
	doctype, title = query.pop("doctype"), _title(params)
	file_format, selected = query.pop("file_format_type"), query.pop("selected_items", None)
	translate, totals = cint(query.pop("translate_values", 0)), cint(query.pop("add_totals_row", 0))
	query.pop("title", None)
	if selected:
		query.filters = {"name": ("in", json.loads(selected))}
	# Whether a user who may export only documents of the own making is their owner.
	query.fields = [*query.fields, "owner"]
	make_access_log(doctype=doctype, file_type=file_format, report_name=query.report_name, filters=query.filters)
	database_query = DatabaseQuery(doctype)
	found = database_query.execute(**query)
	_check_export(doctype, found)
	fields = [_field(key, doctype) for key in database_query.fields[:-1]]
	rows = [row[: len(fields)] for row in found]
	if totals:
		rows = platform.append_totals_row(rows)
	columns = [Column(_("Line No"), "integer"), *map(_column, fields)]
	return Table(
		title, columns, [[number, *_shown(row, fields, translate)] for number, row in enumerate(rows, start=1)]
	)


def _check_export(doctype: str, rows: Sequence[Sequence]) -> None:
	if frappe.permissions.can_export(doctype):
		return
	own = frappe.permissions.can_export(doctype, is_owner=True)
	if not own or any(row[-1] != frappe.session.user for row in rows):
		frappe.throw(_("You may not export all of these documents."), frappe.PermissionError)


def _field(key: str, doctype: str) -> _Field:
	aggregate = _AGGREGATE.match(key)
	match = _FIELD.match(aggregate["of"] if aggregate else key)
	if not match:
		return _Field(doctype, key, None, None)
	parent = match["doctype"] or doctype
	field = frappe.get_meta(parent).get_field(match["field"])
	return _Field(
		parent, match["field"], field.as_dict() if field else None, aggregate and aggregate["function"].lower()
	)


def _column(field: _Field) -> Column:
	label = field.of["label"] if field.of else frappe.get_meta(field.doctype).get_label(field.name)
	label = _(label, context=field.doctype)
	if field.aggregate:
		return Column(_(field.aggregate.capitalize()) if field.aggregate == "count" else label, "number")
	return Column(label, _kind(field))


def _kind(field: _Field):
	if field.of:
		return kind_of(field.of["fieldtype"])
	return "datetime" if field.name in ("creation", "modified") else "text"


def _shown(row: Sequence, fields: Sequence[_Field], translate: int) -> list:
	return [_value(value, field, translate) for value, field in zip(row, fields, strict=False)]


def _value(value: object, field: _Field, translate: int) -> object:
	if field.aggregate:
		return value
	if field.of and field.of["fieldtype"] == "Duration" and value:
		return format_duration(value, field.of.get("hide_days"))
	return shown_as(value, field.of, field.doctype, bool(translate))
