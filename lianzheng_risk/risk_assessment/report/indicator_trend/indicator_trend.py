"""指标趋势: the indicators of one unit, period by period, from the figures that were frozen with each issued assessment."""

from __future__ import annotations

import json

import frappe
import pandas as pd
from frappe import _
from markupsafe import Markup

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.frozen.rows import JUDGING, percent, values_of
from lianzheng_risk.core.periods import PERIOD, Period
from lianzheng_risk.core.report.line_chart import Line, line_chart
from lianzheng_risk.risk_assessment.assessments.filling import label_of
from lianzheng_risk.risk_screening.language import session_lang, shown
from lianzheng_risk.risk_supervision.warnings.speaking import said
from lianzheng_risk.store.terms import code, english

ASSESSMENT, UNIT = "Integrity Assessment", "Integrity Unit"
_PERIODS_AT_MOST = 36
_INDICATOR = Text("指标", "Indicator")
_TITLE = Text("{unit}指标趋势", "Indicator Trend of {unit}")
_NOT_ASSESSED = Text("未评估", "Not Assessed")
_NOTHING = Text("没有可供查看的已出具评估报告", "There is no issued assessment that you may see.")
_DRAWN = ("post_coverage", "measure_coverage", "on_time_share", "rectification_in_time_share", "warning_in_time_share")


class UnknownKindError(frappe.ValidationError):
	pass


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	figures = _figures(filters.unit or _own_unit(), _kind(filters.kind))
	if not figures:
		return _columns([]), [], shown(_NOTHING)
	periods = _without_gaps([Period.parse(text) for text in figures])
	values = values_of({text: one["total"] for text, one in figures.items()})
	latest = next(reversed(figures.values()))
	rows = [{**row, "assessments": _leading_to(figures)} for row in _rows(periods, values)]
	return _columns(periods), rows, _picture(latest["name"], periods, values)


def _kind(text: str | None) -> str:
	kind = code(PERIOD, text)
	if not kind:
		frappe.throw(_("Please choose monthly, quarterly, half-yearly or yearly assessments."), UnknownKindError)
	return kind


def _own_unit() -> str | None:
	"""The highest that the user sees, the first of them where there are several."""
	return next(iter(frappe.get_list(UNIT, pluck="name", order_by="lft, name", limit=1)), None)


def _figures(unit: str | None, kind: str) -> dict[str, dict]:
	"""By period, the earliest first: of those assessments that the user may see, the last version of each."""
	found = frappe.get_list(
		ASSESSMENT,
		filters={"unit": unit, "docstatus": 1, "period_kind": english(PERIOD, kind)},
		fields=["name", "period", "figures_json"],
		order_by="as_of desc, version desc",
		limit_page_length=2 * _PERIODS_AT_MOST,
	)
	last: dict[str, dict] = {}
	for row in found:
		last.setdefault(row.period, row)
	shown_periods = sorted(last)[-_PERIODS_AT_MOST:]
	return {text: {**json.loads(last[text].figures_json), "assessment": last[text].name} for text in shown_periods}


def _leading_to(figures: dict[str, dict]) -> dict[str, dict[str, str]]:
	"""By period, what leads from a figure to its documents."""
	return {text: {name: one[name] for name in ("unit", "assessment", "as_of")} for text, one in figures.items()}


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


def _without_gaps(periods: list[Period]) -> list[Period]:
	"""Also those in between of which there is no assessment: time passed all the same."""
	found = [periods[0]]
	while found[-1] < periods[-1]:
		found.append(found[-1].next())
	return found[-_PERIODS_AT_MOST:]


def _rows(periods: list[Period], values: pd.DataFrame) -> list[dict]:
	return [
		{
			"indicator": shown(one.text),
			"figure": one.code,
			**{
				period.code: percent(values[one.code][period.code])
				if period.code in values.index
				else shown(_NOT_ASSESSED)
				for period in periods
			},
		}
		for one in JUDGING
	]


def _picture(unit: str, periods: list[Period], values: pd.DataFrame) -> str:
	"""Drawn here: the platform's own lines take what has no value for nothing."""
	drawn = values.reindex([period.code for period in periods]).astype(object)
	drawn = drawn.where(drawn.notna(), None)
	lines = [Line(shown(one.text), drawn[one.code].tolist()) for one in JUDGING if one.code in _DRAWN]
	labels = [shown(label_of(period)) for period in periods]
	title = said(_TITLE, session_lang(), unit=unit)
	picture = line_chart(labels, [line for line in lines if any(one is not None for one in line.values)], title)
	return str(Markup('<h5>{}</h5><div style="overflow-x:auto">{}</div>').format(title, picture))
