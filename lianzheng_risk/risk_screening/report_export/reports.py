"""Exports of script and query reports about our documents."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import frappe
from frappe import _
from frappe.desk import query_report as platform
from frappe.desk.utils import pop_csv_params
from frappe.utils import cint, cstr

from lianzheng_risk.core.workbook.plain import Column
from lianzheng_risk.risk_screening.language import session_lang
from lianzheng_risk.risk_screening.register_export import background
from lianzheng_risk.risk_screening.report_export import answer
from lianzheng_risk.risk_screening.report_export.table import Table, is_ours, kind_of, shown_as

RUN = "lianzheng_risk.risk_screening.report_export.reports.run"


@frappe.whitelist()
def export_query() -> None:
	"""Stands in for the platform's, where the report is about one of our DocTypes."""
	about = frappe.get_cached_value("Report", frappe.form_dict.get("report_name"), "ref_doctype")
	if not is_ours(about):
		return platform.export_query()
	params = frappe._dict(frappe.form_dict)
	csv_params = pop_csv_params(params)
	platform.clean_params(params)
	platform.parse_json(params)
	frappe.permissions.can_export(about, raise_exception=True)
	if cint(params.export_in_background):
		background.start(RUN, _key(params), params=dict(params), csv_params=csv_params)
		frappe.msgprint(_("The file is being written in the background. You will be notified as soon as it is ready."))
		return None
	table = _table(params)
	if not table.columns:
		frappe.respond_as_web_page(_("Nothing to Export"), _("Please change the filters of the report."))
		return None
	answer.respond(table, params.file_format_type, csv_params)


def run(params: dict, csv_params: dict, lang: str) -> None:
	"""The same in the background, as the user who asked."""
	frappe.local.lang = lang
	params = frappe._dict(params)

	def write(path) -> None:
		about = frappe.get_cached_value("Report", params.report_name, "ref_doctype")
		frappe.permissions.can_export(about, raise_exception=True)
		answer.write(_table(params), path, params.file_format_type, csv_params)

	background.produce(_key(params), _(params.report_name), answer.EXTENSIONS[params.file_format_type], write)


def _key(params: Mapping) -> str:
	return f"report:{params['report_name']}"


def _table(params: Mapping) -> Table:
	custom = frappe.parse_json(params.get("custom_columns") or "[]")
	result = platform.run(
		params["report_name"], params.get("filters"), custom_columns=custom, are_default_filters=False
	)
	every = [frappe._dict(column) for column in result["columns"] or []]
	hidden_too = cint(params.get("include_hidden_columns"))
	places = [place for place, column in enumerate(every) if hidden_too or not column.hidden]
	indented = cint(params.get("include_indentation"))
	rows = [_row(row, every, places, indented) for row in _visible(result["result"] or [], params.get("visible_idx"))]
	columns = [Column(_(every[place].label or ""), kind_of(every[place].fieldtype)) for place in places]
	above = _filters_in_words(params.get("applied_filters")) if cint(params.get("include_filters")) else ()
	return Table(_(params["report_name"]), columns, rows, tuple(above))


def _visible(rows: Sequence, visible: str | Sequence[int] | None) -> Iterator:
	"""The rows that stand in the browser; all where it names none or as many as there are."""
	chosen = set(json.loads(visible) if isinstance(visible, str) else visible or ())
	everything = not chosen or len(chosen) == len(rows)
	return (row for place, row in enumerate(rows) if everything or place in chosen)


def _row(row: Mapping | Sequence, every: Sequence[Mapping], places: Sequence[int], indented: int) -> list:
	"""A row of the report, or its row of totals, which the platform gives as a list."""
	by_name = isinstance(row, Mapping)
	cells = []
	for place in places:
		column = every[place]
		if by_name:
			value = row.get(column.fieldname, row.get(column.label))
		else:
			value = row[place] if place < len(row) else None
		value = _rounded(shown_as(value, column, column.get("doctype"), translate=True), column)
		if indented and by_name and not cells and row.get("indent"):
			value = "    " * cint(row["indent"]) + cstr(value)
		cells.append(value)
	return cells


def _rounded(value: object, column: Mapping) -> object:
	precision = column.get("precision")
	return round(value, cint(precision)) if isinstance(value, float) and precision not in (None, "") else value


def _filters_in_words(applied: Mapping | None) -> Iterator[str]:
	colon, comma = ("：", "、") if session_lang() == "zh" else (": ", ", ")
	for name, value in (applied or {}).items():
		if value:
			yield f"{_(name)}{colon}{comma.join(map(cstr, value)) if isinstance(value, list) else cstr(value)}"
