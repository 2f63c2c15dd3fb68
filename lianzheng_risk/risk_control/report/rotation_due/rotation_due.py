"""交流轮岗: whose term in a post is full, or will be soon, and who may stay longer until when (regulation §2(3))."""

from __future__ import annotations

import datetime

import frappe
from frappe import _
from frappe.utils import cint, getdate, nowdate

from lianzheng_risk.core.months import add_months
from lianzheng_risk.core.rotation import Rotation, RotationStatus, rotation_of, span
from lianzheng_risk.risk_control.rotation import waived_until
from lianzheng_risk.risk_screening.language import session_lang
from lianzheng_risk.risk_screening.post_reports import AT_MOST, columns_of_holders, posts_chosen, told_of_more
from lianzheng_risk.store.names import PERSON, POST, names_of

_FIELDS = ["name", "post_name", "unit", "unit.unit_name as unit_name", "key_post"]
_TENURE = {"person": "tenures.person", "start": "tenures.start_date", "end": "tenures.end_date"}


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	today = getdate(nowdate())
	rows = due_by(tenures_of_today(filters, today), add_months(today, max(cint(filters.within_months), 0)), today)
	return get_columns(), rows[:AT_MOST], told_of_more(len(rows)), None, get_summary(rows)


def get_columns() -> list[dict]:
	return [
		*columns_of_holders("start"),
		{"fieldname": "held", "label": _("Time in This Post"), "fieldtype": "Data", "width": 120},
		{"fieldname": "due", "label": _("Term Full On"), "fieldtype": "Date", "width": 120},
		{"fieldname": "state", "label": _("Rotation"), "fieldtype": "Data", "width": 150},
		{"fieldname": "waived_until", "label": _("Waived Until"), "fieldtype": "Date", "width": 120},
	]


def tenures_of_today(filters: frappe._dict, today: datetime.date) -> list[frappe._dict]:
	"""The tenures that last, of the posts that the session's user may see, in one query."""
	chosen = posts_chosen(filters.unit, filters.key_posts_only)
	chosen.append(["Integrity Post Tenure", "start_date", "<=", today])
	rows = frappe.get_list(
		POST,
		filters=chosen,
		fields=[*_FIELDS, *(f"{source} as {name}" for name, source in _TENURE.items())],
		order_by="unit, name",
		limit_page_length=0,
	)
	# A post that nobody ever held comes as one row without a start.
	return [row for row in rows if row.start and (not row.end or row.end >= today)]


def due_by(tenures: list[frappe._dict], by: datetime.date, today: datetime.date) -> list[dict]:
	"""Those whose term is full by a day, the longest overdue first."""
	settings = frappe.get_cached_doc("Integrity Risk Settings")
	years = {1: cint(settings.rotation_years_key), 0: cint(settings.rotation_years)}
	found, waived = [], waived_until(row.name for row in tenures)
	for row in tenures:
		clock = rotation_of(row.start, today, years[cint(row.key_post)], waived.get((row.name, row.person)))
		if clock and clock.due <= by:
			found.append(_row(row, clock))
	names = names_of(PERSON, (row["person"] for row in found))
	found.sort(key=lambda row: (not row["overdue"], row["due"], row["post"]))
	return [row | {"person_name": names.get(row["person"])} for row in found]


def _row(row: frappe._dict, clock: Rotation) -> dict:
	lang = session_lang()
	shown = {field: row[field] for field in ("unit", "unit_name", "post_name", "key_post", "person", "start")}
	return shown | {
		"post": row.name,
		"held": span(clock.months_held, lang),
		"due": clock.due,
		"state": clock.status_label(lang),
		"overdue": clock.status is RotationStatus.OVERDUE,
		"waived": clock.status is RotationStatus.WAIVED,
		"waived_until": clock.waived_until,
	}


def get_summary(rows: list[dict]) -> list[dict]:
	overdue, waived = sum(row["overdue"] for row in rows), sum(row["waived"] for row in rows)
	return [
		{"label": _("Rotation Overdue"), "value": overdue, "indicator": "Red" if overdue else "Green"},
		{"label": _("Rotation Waived"), "value": waived, "indicator": "Blue"},
		{"label": _("Rotation Due Soon"), "value": len(rows) - overdue - waived, "indicator": "Orange"},
	]
