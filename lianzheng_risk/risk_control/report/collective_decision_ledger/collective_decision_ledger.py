"""三重一大台账: what was decided, by whom, with which result, what of it was used, and how far it was carried out."""

from __future__ import annotations

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import flt, getdate, nowdate

DECISION, UNIT = "Integrity Collective Decision", "Integrity Unit"
AT_MOST = 2000
_FIELDS = (
	"name", "meeting_date", "matter", "unit", "category", "result", "tally", "amount", "drawn", "left_over", "currency",
	"company", "execution_status", "execution_due", "ratify_by", "ratified_on", "is_urgent",
	"unit.unit_name as unit_name", "responsible_person.person_name as responsible",
)  # fmt: skip
# Filters that mean equality.
_EQUAL = ("category", "result", "execution_status", "company")
_OPEN = ("Not Begun", "Being Carried Out")


def execute(filters: dict | None = None) -> tuple:
	rows = read_rows(frappe._dict(filters or {}))
	message = _("Shown are the latest {0} decisions. Please choose a unit or a period to see fewer.").format(AT_MOST)
	return get_columns(), rows[:AT_MOST], message if len(rows) > AT_MOST else None, None, get_summary(rows[:AT_MOST])


def read_rows(filters: frappe._dict) -> list[dict]:
	"""As the session's user may see them: the platform applies the permissions to this query."""
	asked = [[DECISION, "docstatus", "=", 1]]
	asked += [[DECISION, field, "=", filters[field]] for field in _EQUAL if filters.get(field)]
	if filters.unit:
		asked.append([DECISION, "unit", "descendants of (inclusive)", filters.unit])
	if filters.from_date:
		asked.append([DECISION, "meeting_date", ">=", filters.from_date])
	if filters.to_date:
		asked.append([DECISION, "meeting_date", "<=", filters.to_date])
	rows = frappe.get_list(
		DECISION,
		filters=asked,
		fields=list(_FIELDS),
		order_by="meeting_date desc, name desc",
		limit_page_length=AT_MOST + 1,
	)
	for row in rows:
		if not flt(row.amount):
			row.amount = row.drawn = row.left_over = None
		row.late = _is_late(row)
		for field in ("category", "result", "execution_status"):
			row[f"{field}_label"] = _(row[field], context=DECISION) if row[field] else ""
	return rows


def _is_late(row: frappe._dict) -> bool:
	today = getdate(nowdate())
	unratified = row.is_urgent and not row.ratified_on and row.ratify_by and row.ratify_by < today
	undone = row.execution_due and row.execution_due < today and row.execution_status in _OPEN
	return bool(unratified or undone)


def get_columns() -> list[dict]:
	return [
		_date("meeting_date", _("Meeting Date")),
		_link("name", _("Decision No"), DECISION, 150),
		_text("matter", _("Matter Decided"), 220),
		_link("unit", _("Deciding Unit"), UNIT, 140),
		_text("category_label", _("Decision Category"), 120),
		_text("result_label", _("Decision Result"), 100),
		_text("tally", _("Tally of Opinions"), 200),
		_money("amount", _("Amount Decided")),
		_money("drawn", _("Amount Used")),
		_money("left_over", _("Amount Left")),
		_text("execution_status_label", _("Carried Out"), 90),
		_date("execution_due", _("Carry Out By")),
		_text("responsible", _("Person Answerable"), 90),
		# No link: whoever decides need not be somebody who may read the platform's currencies.
		{"fieldname": "currency", "label": _("Currency"), "fieldtype": "Data", "hidden": 1},
	]


def _link(name: str, label: str, doctype: str, width: int) -> dict:
	return {"fieldname": name, "label": label, "fieldtype": "Link", "options": doctype, "width": width}


def _text(name: str, label: str, width: int) -> dict:
	return {"fieldname": name, "label": label, "fieldtype": "Data", "align": "left", "width": width}


def _date(name: str, label: str) -> dict:
	return {"fieldname": name, "label": label, "fieldtype": "Date", "width": 125}


def _money(name: str, label: str) -> dict:
	return {"fieldname": name, "label": label, "fieldtype": "Currency", "options": "currency", "width": 160}


def get_summary(rows: list[dict]) -> list[dict]:
	"""Amounts of different currencies are never added up."""
	approved = sum(row.result == "Approved" for row in rows)
	summary = [
		_number(_("Decisions"), len(rows), "blue"),
		_number(_("Decisions Approved"), approved, "green"),
		_number(_("Late Ratification or Execution"), sum(row.late for row in rows), "red"),
	]
	sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
	for row in rows:
		if row.amount and row.result in ("Approved", "Urgent, to Be Ratified"):
			sums[row.currency or ""][0] += flt(row.amount)
			sums[row.currency or ""][1] += flt(row.drawn)
	for currency, (amount, drawn) in sorted(sums.items()):
		summary.append(_sum(_("Amount Decided"), amount, currency))
		summary.append(_sum(_("Amount Used"), drawn, currency))
	return summary


def _number(label: str, value: int, indicator: str) -> dict:
	return {"label": label, "value": value, "datatype": "Int", "indicator": indicator}


def _sum(label: str, value: float, currency: str) -> dict:
	return {"label": label, "value": value, "datatype": "Currency", "currency": currency, "indicator": "blue"}
