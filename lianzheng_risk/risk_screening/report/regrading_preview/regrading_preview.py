"""Which risk points would count as another grade under a grading scheme, and which it could not grade at all."""

from __future__ import annotations

from collections import Counter

import frappe
import pandas as pd
from frappe import _

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.grading import SEVERITY_OF, LevelError, Scheme, grade
from lianzheng_risk.risk_screening.language import session_lang, shown
from lianzheng_risk.risk_screening.regrading import preview
from lianzheng_risk.store.grades import approved_levels
from lianzheng_risk.store.names import POST, UNIT, names_of

RISK = "Integrity Risk Point"
_NONE = "none"
_INDICATORS = {1: "Red", -1: "Green", 0: "Grey"}


def execute(filters: dict | None = None) -> tuple:
	frappe.has_permission(RISK, "read", throw=True)
	filters = frappe._dict(filters or {})
	if not filters.scheme:
		return get_columns(), []
	document = frappe.get_doc("Integrity Grading Scheme", filters.scheme)
	document.check_permission("read")
	rows, changes = get_rows(document.to_core())
	return get_columns(), rows, None, None, get_summary(changes)


@frappe.whitelist()
def summary(scheme: str) -> list[dict]:
	"""The figures of the report alone, of what the user may see."""
	frappe.has_permission(RISK, "read", throw=True)
	document = frappe.get_doc("Integrity Grading Scheme", scheme)
	document.check_permission("read")
	return get_summary(get_rows(document.to_core())[1])


def get_columns() -> list[dict]:
	return [
		{"fieldname": "risk", "label": _("Risk Point"), "fieldtype": "Link", "options": RISK, "width": 260},
		{"fieldname": "unit", "label": _("Unit"), "fieldtype": "Link", "options": "Integrity Unit", "width": 200},
		{
			"fieldname": "post",
			"label": _("Integrity Post"),
			"fieldtype": "Link",
			"options": "Integrity Post",
			"width": 150,
		},
		{"fieldname": "present", "label": _("Present Grade"), "fieldtype": "Data", "width": 100},
		{"fieldname": "future", "label": _("Grade by the Scheme"), "fieldtype": "Data", "width": 130},
		{"fieldname": "reason", "label": _("Reason of the Grade"), "fieldtype": "Data", "width": 420},
	]


def get_rows(scheme: Scheme) -> tuple[list[dict], Counter]:
	"""The risk points that change, and how often each pair of grades occurs; `_NONE` for what cannot be graded."""
	visible = frappe.get_list(RISK, pluck="name", limit_page_length=0)
	rows, changes = [], Counter()
	for risks in preview(scheme, visible):
		future = risks["new_grade"].where(risks["new_grade"].notna(), _NONE)
		differ = risks[future != risks["grade"]]
		changes.update(zip(differ["grade"], future.loc[differ.index], strict=True))
		rows += _rows(scheme, differ)
	return rows, changes


def get_summary(changes: Counter) -> list[dict]:
	"""From which grade to which, those that rise first; what cannot be graded last."""
	pairs = sorted(changes, key=lambda pair: (pair[1] == _NONE, -_severity(pair[1]), -_severity(pair[0])))
	return [
		{
			"label": f"{_shown(present)} → {_shown(future)}",
			"value": changes[present, future],
			"datatype": "Int",
			"indicator": _indicator(present, future),
		}
		for present, future in pairs
	] or [{"label": _("Risk Points That Change"), "value": 0, "datatype": "Int", "indicator": "Grey"}]


def _rows(scheme: Scheme, risks: pd.DataFrame) -> list[dict]:
	levels = approved_levels(risks)
	unit_names, post_names = (
		names_of(UNIT, risks["unit"].dropna()),
		names_of(POST, risks["post"].dropna()),
	)
	areas = risks["approved_area"].where(risks["approved"].notna(), risks["business_area"])
	return [
		{
			"risk": risk.name,
			"risk_title": risk.title,
			"unit": risk.unit,
			"unit_title": unit_names.get(risk.unit),
			"post": risk.post,
			"post_title": post_names.get(risk.post),
			"present": _shown(risk.grade),
			"future": _shown(risk.new_grade or _NONE),
			"reason": _reason(scheme, level, area),
		}
		for risk, level, area in zip(risks.itertuples(), levels.itertuples(), areas, strict=True)
	]


def _reason(scheme: Scheme, level: tuple, area: str | None) -> str:
	circumstances = tuple(code for code in v.VETO.codes if getattr(level, code))
	try:
		return grade(scheme, level.probability, level.harm, circumstances, area).reason(session_lang())
	except LevelError as error:
		return shown(error.text)


def _shown(code: str | None) -> str:
	if code == _NONE:
		return _("Cannot Be Graded")
	return v.GRADE.label(code, session_lang()) if code else ""


def _severity(code: str | None) -> int:
	return SEVERITY_OF.get(code, 0)


def _indicator(present: str | None, future: str) -> str:
	if future == _NONE:
		return "Orange"
	rise = _severity(future) - _severity(present)
	return _INDICATORS[(rise > 0) - (rise < 0)]
