"""单位考核排名: issued scores of one period, of those units that the user may see, best first."""

from __future__ import annotations

import frappe
import pandas as pd
from frappe import _

from lianzheng_risk.core.inspection.words import RATING
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.scoring.ranking import ranked
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.terms import code

ASSESSMENT = "Integrity Assessment"
_IN_CHART = 20
_COLOUR = "#2563eb"


class NoSuchPeriodError(frappe.ValidationError):
	pass


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	period = get_period(filters.period)
	rows = get_rows(period, filters.unit)
	if not rows:
		return get_columns(), [], _("No unit has been scored in this period yet.")
	return get_columns(), rows, None, get_chart(rows), get_summary(rows)


def get_period(text: str | None) -> Period:
	try:
		return Period.parse((text or "").strip())
	except ValueError:
		frappe.throw(_("Please give a period such as 2026-06, 2026Q2, 2026H1 or 2026."), NoSuchPeriodError)


def get_columns() -> list[dict]:
	return [
		_number("place", _("Place in the Ranking"), "Int", 80),
		{"fieldname": "unit", "label": _("Unit"), "fieldtype": "Link", "options": "Integrity Unit", "width": 220},
		{"fieldname": "parent_name", "label": _("Unit Above"), "fieldtype": "Data", "align": "left", "width": 180},
		_number("place_among_siblings", _("Place Among Equals"), "Int", 110),
		_number("self_total", _("Total Self Score"), "Float", 110),
		_number("score", _("Total Checked Score"), "Float", 110),
		{"fieldname": "rating_label", "label": _("Rating Given"), "fieldtype": "Data", "width": 110},
		_number("before", _("Score of the Period Before"), "Float", 120),
		{
			"fieldname": "assessment",
			"label": _("Integrity Assessment"),
			"fieldtype": "Link",
			"options": ASSESSMENT,
			"width": 190,
		},
	]


def _number(name: str, label: str, fieldtype: str, width: int) -> dict:
	return {"fieldname": name, "label": label, "fieldtype": fieldtype, "precision": 2, "width": width}


def get_rows(period: Period, unit: str | None) -> list[dict]:
	"""The platform's own list, and so only what the user may see; the places are counted among these."""
	found = issued(period, unit)
	if not found:
		return []
	before = {row.unit: row.checked_total for row in issued(period.previous(), unit)}
	units = units_by_name([row.unit for row in found])
	above = units_by_name([row.parent_integrity_unit for row in units.values()])
	scores = pd.DataFrame(
		[
			{
				"unit": row.unit,
				"unit_name": units[row.unit].unit_name,
				"parent": units[row.unit].parent_integrity_unit,
				"parent_name": above.get(units[row.unit].parent_integrity_unit, {}).get("unit_name"),
				"self_total": row.self_total,
				"score": row.checked_total,
				"rating": code(RATING, row.rating),
				"rating_label": shown(RATING.by_code[code(RATING, row.rating)].text) if row.rating else None,
				"before": before.get(row.unit),
				"assessment": row.name,
			}
			for row in found
		]
	)
	places = ranked(scores).drop(columns="parent").astype(object)
	return places.where(places.notna(), None).to_dict("records")


def units_by_name(names: list[str | None]) -> dict[str, frappe._dict]:
	"""Those of the units that the user may see: above a unit's own part of the tree nothing is named."""
	rows = frappe.get_list(
		"Integrity Unit",
		filters={"name": ["in", sorted({name for name in names if name}) or [""]]},
		fields=["name", "unit_name", "parent_integrity_unit"],
		limit_page_length=0,
	)
	return {row.name: row for row in rows}


def issued(period: Period, unit: str | None) -> list[frappe._dict]:
	filters = [
		["docstatus", "=", 1],
		["period", "=", period.code],
		["scheme", "is", "set"],
		["status", "!=", "Replaced by a New Version"],
	]
	if unit:
		filters.append(["unit", "descendants of (inclusive)", unit])
	return frappe.get_list(
		ASSESSMENT,
		filters=filters,
		fields=["name", "unit", "self_total", "checked_total", "rating"],
		order_by="name",
		limit_page_length=0,
	)


def get_chart(rows: list[dict]) -> dict | None:
	if not rows:
		return None
	first = rows[:_IN_CHART]
	return {
		"data": {
			"labels": [row["unit_name"] for row in first],
			"datasets": [{"name": _("Total Checked Score"), "values": [row["score"] for row in first]}],
		},
		"type": "bar",
		"colors": [_COLOUR],
	}


def get_summary(rows: list[dict]) -> list[dict]:
	counts = pd.Series([row["rating"] for row in rows], dtype=object).value_counts()
	indicators = {"excellent": "green", "up_to_standard": "blue", "below_standard": "red"}
	return [
		{
			"label": shown(RATING.by_code[rating].text),
			"value": int(counts.get(rating, 0)),
			"datatype": "Int",
			"indicator": colour,
		}
		for rating, colour in indicators.items()
	]
