"""What stands in a new assessment: figures, indicators, summary, and the score sheet to be filled in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

import frappe
from frappe.model.document import Document

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.campaign.standing import Kept
from lianzheng_risk.core.frozen.freezing import Figures, as_text, checksum
from lianzheng_risk.core.frozen.rows import differences, indicator_rows, percent
from lianzheng_risk.core.periods import PERIOD, Period
from lianzheng_risk.core.profile import using
from lianzheng_risk.core.scoring.path import STATE
from lianzheng_risk.core.scoring.scheme import to_dict
from lianzheng_risk.core.scoring.words import BY_PEOPLE, ITEM_KIND
from lianzheng_risk.core.summary import compose
from lianzheng_risk.risk_assessment.assessments import sheet
from lianzheng_risk.risk_assessment.assessments.frozen import ASSESSMENT, figures_of, own_figures
from lianzheng_risk.risk_screening.language import OF_THE_SITE
from lianzheng_risk.risk_supervision.warnings.speaking import said
from lianzheng_risk.store.score_schemes import scheme_on
from lianzheng_risk.store.terms import english
from lianzheng_risk.store.workdays import holidays_of_site

_TITLE = Text("{unit}{period}廉政风险防控评估报告", "Integrity Risk Assessment of {unit}, {period}")
_LONGEST_TITLE = 140


class Given(NamedTuple):
	"""What an assessment is made of. `below` are the figures of the units below that were taken for it alone, `campaigns` how
	far screening campaigns are, by unit.
	"""

	figures: Figures
	summary: str
	previous: Figures | None
	year_ago: Figures | None
	below: dict[str, Figures] | None = None
	campaigns: dict[str, Kept] | None = None


def given_for(
	unit: str, taken: Mapping[str, Figures], period: Period, before: Mapping[str, Figures], year: Mapping[str, Figures]
) -> Given:
	"""From the figures of the unit and of everything below it, and those of all units before."""
	previous, year_ago = before.get(unit), year.get(unit)
	return Given(taken[unit], said_in_site_words(taken, unit, period, previous, year_ago), previous, year_ago)


def said_in_site_words(
	taken: Mapping[str, Figures], unit: str, period: Period, previous: Figures | None, year_ago: Figures | None
) -> str:
	with using(OF_THE_SITE):
		return compose(taken, unit, period, previous, year_ago)


def fill(assessment: Document, period: Period, given: Given) -> None:
	figures = given.figures
	assessment.update(
		{
			"title": said(_TITLE, unit=figures["name"], period=said(label_of(period)))[:_LONGEST_TITLE],
			"period_kind": english(PERIOD, period.kind),
			"as_of": figures["as_of"],
			"due_on": period.due(holidays_of_site()),
			"summary": given.summary,
			"figures_json": as_text(figures),
			"figures_hash": checksum(figures),
			"below_json": as_text(given.below) if given.below else None,
			"campaigns_json": as_text(given.campaigns) if given.campaigns else None,
		}
	)
	assessment.set("indicators", _indicator_rows(given))
	_fill_sheet(assessment, period)
	_number(assessment)


def _indicator_rows(given: Given) -> list[dict]:
	rows = indicator_rows(given.figures, given.previous, given.year_ago)
	return [
		{
			"indicator": row.indicator.code,
			"label": said(row.indicator.text),
			"numerator": row.numerator,
			"denominator": row.denominator,
			"value": percent(row.value),
			"previous": percent(row.previous),
			"year_ago": percent(row.year_ago),
			"target": percent(row.indicator.target),
			"is_weak": int(row.is_weak),
		}
		for row in rows
	]


def _fill_sheet(assessment: Document, period: Period) -> None:
	"""The items of the scheme in force, where units are scored in such a period."""
	document = scheme_on(assessment.as_of)
	scheme = document.to_core() if document else None
	if not scheme or period.kind not in scheme.periods:
		assessment.update({"scheme": None, "scheme_json": None, "items": [], "status": english(STATE, "to_check")})
		return
	assessment.scheme, assessment.scheme_json = document.name, json.dumps(to_dict(scheme), ensure_ascii=False)
	values = sheet.values_of_figures(assessment).iloc[0]
	assessment.set(
		"items",
		[
			{
				"item_code": item.code,
				"section": item.section,
				"item": item.name,
				"kind": english(ITEM_KIND, item.kind),
				"full_marks": item.marks,
				"standard": item.standard,
				"figure": percent(values[item.indicator]) if item.indicator else None,
			}
			for item in scheme.items
		],
	)
	waits = any(item.kind in BY_PEOPLE for item in scheme.items)
	assessment.status = english(STATE, "to_score" if waits else "to_check")


def _number(assessment: Document) -> None:
	"""One after the last version of the unit's for the period; what that one said otherwise is listed."""
	others = frappe.get_all(
		ASSESSMENT,
		filters={"unit": assessment.unit, "period": assessment.period},
		fields=["name", "version", "docstatus"],
		order_by="version desc",
	)
	if any(other.docstatus == 0 for other in others):
		frappe.throw(
			frappe._("The unit has an assessment for this period already that is not issued yet: {0}").format(
				others[0].name
			),
			frappe.DuplicateEntryError,
		)
	assessment.version = others[0].version + 1 if others else 1
	assessment.assessment_key = key_of(assessment.unit, assessment.period, assessment.version)
	last = next((other.name for other in others if other.docstatus == 1), None)
	assessment.replaces, assessment.differences = last, None
	if last:
		old = own_figures(frappe.get_doc(ASSESSMENT, last))
		assessment.differences = "\n".join(differences(old, own_figures(assessment)))


def key_of(unit: str, period: str, version: int) -> str:
	"""By which the database itself keeps a unit from having one version twice."""
	return frappe.utils.sha256_hash(f"{unit}\n{period}\n{version}")[:40]


def label_of(period: Period) -> Text:
	return Text(period.label("zh"), period.label("en"))


def earlier_figures(period: Period, units) -> tuple[dict[str, Figures], dict[str, Figures]]:
	"""Those of the period before and of the same period last year, for a year the same."""
	before = figures_of(period.previous(), units)
	return before, before if period.kind == "year" else figures_of(period.a_year_before(), units)
