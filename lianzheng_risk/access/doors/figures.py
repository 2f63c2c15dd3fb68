"""Figures over many documents that the platform counts past permissions, or remembers for everybody."""

from __future__ import annotations

from collections import Counter

import frappe
from frappe.desk import listview as platform_listview
from frappe.desk import notifications as platform_notifications
from frappe.desk.doctype.dashboard_chart.dashboard_chart import get as platform_chart
from frappe.desk.doctype.tag.tag import get_tagged_docs as platform_get_tagged_docs
from frappe.model.db_query import DatabaseQuery
from frappe.workflow.doctype.workflow.workflow import get_workflow_state_count as platform_get_workflow_state_count

from lianzheng_risk.setup.scoped import SCOPED

_MOST_LINKED = 100  # as far as the platform counts connections
_MOST_ASSIGNED = 5000


@frappe.whitelist()
def get_chart(chart_name: str | None = None, chart: str | dict | None = None, **options) -> dict:
	"""A chart's figures. The platform keeps the last result for everybody; over our documents each user needs an own."""
	options.pop("cmd", None)
	drawn = (
		frappe.get_cached_doc("Dashboard Chart", chart_name) if chart_name else frappe._dict(frappe.parse_json(chart))
	)
	if {drawn.document_type, drawn.parent_document_type} & SCOPED.keys():
		options["refresh"] = 1
	return platform_chart(chart_name=chart_name, chart=chart, **options)


@frappe.whitelist()
def get_group_by_count(doctype: str, current_filters: str, field: str) -> list[dict]:
	"""How many documents of a list are assigned to whom, or have which value."""
	if doctype not in SCOPED or field != "assigned_to":
		return platform_listview.get_group_by_count(doctype, current_filters, field)
	assigned = frappe.get_all(
		"ToDo",
		filters={"reference_type": doctype, "status": ["!=", "Cancelled"], "allocated_to": ["is", "set"]},
		fields=["allocated_to", "reference_name"],
		order_by="modified desc",
		limit_page_length=_MOST_ASSIGNED,
	)
	listed = frappe.get_list(
		doctype,
		filters=[*_as_list(current_filters), ["name", "in", [todo.reference_name for todo in assigned] or [""]]],
		pluck="name",
		limit_page_length=0,
	)
	counts = Counter(todo.allocated_to for todo in assigned if todo.reference_name in set(listed))
	return [{"name": user, "count": count} for user, count in counts.most_common(50)]


@frappe.whitelist()
def get_tagged_docs(doctype: str, tag: str) -> list:
	if doctype not in SCOPED:
		return platform_get_tagged_docs(doctype, tag)
	return frappe.get_list(
		doctype,
		filters=[["_user_tags", "like", tag]],
		fields=["name"],
		order_by="name",
		limit_page_length=0,
		as_list=True,
	)


@frappe.whitelist()
def get_workflow_state_count(doctype: str, workflow_state_field: str, states: str | list) -> list[dict]:
	"""How many documents are in each state other than `states`."""
	if doctype not in SCOPED:
		return platform_get_workflow_state_count(doctype, workflow_state_field, states)
	frappe.has_permission(doctype, "read", throw=True)
	if not frappe.get_meta(doctype).has_field(workflow_state_field):
		return []
	field = f"`{workflow_state_field}`"
	seen = DatabaseQuery(doctype, user=frappe.session.user).build_match_conditions() or "1=1"
	counts = frappe.db.sql(
		f"select {field}, count(*) as `count` from `tab{doctype}` where coalesce({field}, '') <> '' and {seen}"
		f" group by {field} order by {field}",
		as_dict=True,
	)
	return [row for row in counts if row[workflow_state_field] not in frappe.parse_json(states)]


@frappe.whitelist()
def get_open_count(doctype: str, name: str, items: str | list | None = None) -> dict:
	"""How many documents are connected with this one; of ours those that the user sees."""
	if doctype in SCOPED:
		frappe.has_permission(doctype, "read", name, throw=True)
	answer = platform_notifications.get_open_count(doctype, name, items)
	if not isinstance(answer.get("count"), dict):
		return answer
	links = frappe.get_meta(doctype).get_dashboard_data()
	for found in answer["count"].get("external_links_found", []):
		if found["doctype"] in SCOPED:
			field = links.get("non_standard_fieldnames", {}).get(found["doctype"], links.get("fieldname"))
			found["count"] = _seen(found["doctype"], field, name)
	return answer


def _seen(doctype: str, field: str, name: str) -> int:
	if not frappe.has_permission(doctype, "read"):
		return 0
	return len(frappe.get_list(doctype, filters={field: name}, distinct=True, limit_page_length=_MOST_LINKED))


def _as_list(filters: str | list | dict | None) -> list:
	filters = frappe.parse_json(filters) or []
	return [[field, "=", value] for field, value in filters.items()] if isinstance(filters, dict) else filters
