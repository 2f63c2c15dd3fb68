"""What is still to be done in a campaign: per post the phase it stands in, the deadline, and for whom it waits."""

from __future__ import annotations

import frappe
import pandas as pd
from frappe import _
from frappe.utils import getdate

from lianzheng_risk.core.campaign.words import PHASE, RESULT, SCREENING_STATUS, WAITS_FOR
from lianzheng_risk.core.roles import ROLE
from lianzheng_risk.core.workdays import workdays_between
from lianzheng_risk.risk_screening.language import session_lang, shown
from lianzheng_risk.risk_screening.screening.people import Directory
from lianzheng_risk.risk_screening.screening.progress import as_of, picture
from lianzheng_risk.store.workdays import holidays_of_site

AT_MOST = 5000


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	if not filters.campaign:
		return get_columns(), []
	drawn = picture(filters.campaign, filters.unit)
	waiting = select(drawn.screenings, filters)
	rows = get_rows(waiting.head(AT_MOST), as_of(drawn.campaign))
	return get_columns(), rows, get_message(len(waiting))


def get_columns() -> list[dict]:
	return [
		_link("name", _("Screening"), "Integrity Post Screening", 170),
		_link("unit", _("Unit"), "Integrity Unit", 180),
		_text("holder_name", _("Holder"), 90),
		_text("status_label", _("Status"), 90),
		_text("result_label", _("Result"), 120),
		_text("phase_label", _("Phase"), 120),
		{"fieldname": "due", "label": _("Due Date"), "fieldtype": "Date", "width": 110},
		{"fieldname": "days_late", "label": _("Working Days Late"), "fieldtype": "Int", "width": 110},
		_text("waits_for", _("Waits For"), 320),
	]


def _link(name: str, label: str, doctype: str, width: int) -> dict:
	return {"fieldname": name, "label": label, "fieldtype": "Link", "options": doctype, "width": width}


def _text(name: str, label: str, width: int) -> dict:
	return {"fieldname": name, "label": label, "fieldtype": "Data", "align": "left", "width": width}


def select(screenings: pd.DataFrame, filters: dict) -> pd.DataFrame:
	"""The posts not yet confirmed, as the filters have them, the longest overdue first."""
	kept = screenings["status"] != "confirmed"
	if filters.status:
		kept &= screenings["status"] == SCREENING_STATUS.find(filters.status).code
	if filters.late_only:
		kept &= screenings["late"]
	return screenings[kept].sort_values(["due", "unit", "post"])


def get_rows(waiting: pd.DataFrame, today) -> list[dict]:
	holidays, directory = holidays_of_site(), Directory()
	days_late = {due: max(workdays_between(getdate(due), today, holidays), 0) for due in waiting["due"].unique()}
	units = _unit_names(waiting["unit"].unique().tolist())
	return [
		{
			"name": row.name,
			"post_name": row.post_name,
			"unit": row.unit,
			"unit_name": units.get(row.unit),
			"holder_name": row.holder_name,
			"status": row.status,
			"status_label": shown(SCREENING_STATUS.by_code[row.status].text),
			"result_label": shown(RESULT.by_code[row.result].text) if row.result else None,
			"phase_label": shown(PHASE.by_code[row.phase].text),
			"due": row.due,
			"days_late": days_late[row.due],
			"waits_for": waits_for(row, directory),
		}
		for row in waiting.itertuples(index=False)
	]


def _unit_names(units: list[str]) -> dict[str, str]:
	filters = {"name": ["in", units]}
	rows = frappe.get_list("Integrity Unit", filters=filters, fields=["name", "unit_name"], limit_page_length=0)
	return {unit.name: unit.unit_name for unit in rows}


def waits_for(row, directory: Directory) -> str:
	"""The roles whose turn it is, each with the people who hold it at that place."""
	separator, colon = ("、", "：") if session_lang() == "zh" else (", ", ": ")
	parts = []
	for role in WAITS_FOR[row.phase] if row.phase != "screening" else _screeners(row):
		names = [row.holder_name] if role == "holder" else [held.name for held in directory.at(role, row.unit)]
		label = _("Holder") if role == "holder" else shown(ROLE.by_code[role].text)
		parts.append(f"{label}{colon}{separator.join(names)}" if names else label)
	return ("；" if session_lang() == "zh" else "; ").join(parts)


def _screeners(row) -> tuple[str, ...]:
	"""Where nobody holds the post, the liaison sees to its screening."""
	return ("holder",) if row.holder_name else ("liaison",)


def get_message(found: int) -> str | None:
	if found <= AT_MOST:
		return None
	return _("Shown are the first {0} of {1} posts. Please choose a unit to see fewer.").format(AT_MOST, found)
