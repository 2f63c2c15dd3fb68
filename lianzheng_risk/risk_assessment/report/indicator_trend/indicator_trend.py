"""指标趋势: the indicators of one unit, period by period, from the figures that were frozen with each issued assessment."""

from __future__ import annotations

import json

import frappe
from frappe import _

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.frozen.rows import JUDGING, percent, values_of
from lianzheng_risk.core.periods import PERIOD, Period
from lianzheng_risk.core.report import palette
from lianzheng_risk.risk_assessment.assessments.filling import label_of
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.terms import code, english

ASSESSMENT = "Integrity Assessment"
_PERIODS_AT_MOST = 36
_INDICATOR = Text("指标", "Indicator")
_DRAWN = ("post_coverage", "measure_coverage", "on_time_share", "rectification_in_time_share", "warning_in_time_share")


class UnknownKindError(frappe.ValidationError):
	pass


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	if not filters.unit:
		frappe.throw(_("Please choose a unit."))
	figures = _figures(filters.unit, _kind(filters.kind))
	periods = [Period.parse(text) for text in figures]
	values = values_of({text: one["total"] for text, one in figures.items()}) if figures else None
	return _columns(periods), _rows(periods, values), None, _chart(periods, values)


def _kind(text: str | None) -> str:
	kind = code(PERIOD, text)
	if not kind:
		frappe.throw(_("Please choose monthly, quarterly, half-yearly or yearly assessments."), UnknownKindError)
	return kind


def _figures(unit: str, kind: str) -> dict[str, dict]:
	"""By period, the earliest first: of those assessments that the user may see, the last version of each."""
	found = frappe.get_list(
		ASSESSMENT,
		filters={"unit": unit, "docstatus": 1, "period_kind": english(PERIOD, kind)},
		fields=["period", "figures_json"],
		order_by="as_of desc, version desc",
		limit_page_length=2 * _PERIODS_AT_MOST,
	)
	last: dict[str, dict] = {}
	for row in found:
		last.setdefault(row.period, row)
	return {text: json.loads(last[text].figures_json) for text in sorted(last)[-_PERIODS_AT_MOST:]}


def _columns(periods: list[Period]) -> list[dict]:
	first = {"fieldname": "indicator", "label": shown(_INDICATOR), "fieldtype": "Data", "width": 220}
	return [
		first,
		*(
			{
				"fieldname": period.code,
				"label": shown(label_of(period)),
				"fieldtype": "Data",
				"align": "right",
				"width": 150,
			}
			for period in periods
		),
	]


def _rows(periods: list[Period], values) -> list[dict]:
	if values is None:
		return []
	return [
		{
			"indicator": shown(one.text),
			**{period.code: percent(values[one.code].iloc[place]) for place, period in enumerate(periods)},
		}
		for one in JUDGING
	]


def _chart(periods: list[Period], values) -> dict | None:
	"""Of indicators that have a value in each period: the desk's lines know no gaps and would fall to nought."""
	if values is None:
		return None
	datasets = [
		{
			"name": shown(one.text),
			"values": [round(value * 100, 1) for value in values[one.code]],
		}
		for one in JUDGING
		if one.code in _DRAWN and all(value is not None for value in values[one.code])
	]
	data = {"labels": [shown(label_of(period)) for period in periods], "datasets": datasets}
	return {"data": data, "type": "line", "colors": list(palette.SERIES)} if datasets else None
