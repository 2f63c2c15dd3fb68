"""数据质量: what the checks of a register find in what stands on the site, each with a link to what is to be mended."""

from __future__ import annotations

from collections import Counter

import frappe
from frappe import _

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.report import palette
from lianzheng_risk.core.vocabulary import SEVERITY
from lianzheng_risk.risk_assessment.pictures.size import is_too_much, too_much
from lianzheng_risk.risk_screening.language import session_lang, shown
from lianzheng_risk.store.names import UNIT, names_of
from lianzheng_risk.store.quality import Shortcoming, shortcomings

AT_MOST = 2000
_COLUMNS = (
	("severity", Text("程度", "Severity"), "Data", None, 80),
	("unit", Text("单位", "Unit"), "Link", "Integrity Unit", 200),
	("document_type", Text("单据类型", "Document Type"), "Data", None, 140),
	("document", Text("单据", "Document"), "Dynamic Link", "doctype_name", 220),
	("message", Text("存在的问题", "What Is Wrong"), "Data", None, 620),
)
_UNITS_IN_CHART = 15
_SEVERITY_FILL = {
	"error": palette.GRADE_FILL["I"],
	"warning": palette.GRADE_FILL["II"],
	"hint": palette.GRADE_FILL["III"],
}


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	if is_too_much(filters.unit):
		return _columns(), [], too_much()
	found = [one for one in shortcomings(filters.unit) if _chosen(one, filters)]
	# The worst first; those of one severity stay in the order of the register.
	found.sort(key=lambda one: SEVERITY.codes.index(one.finding.severity))
	return _columns(), _rows(found[:AT_MOST]), _message(len(found)), _chart(found), _summary(found)


def _chosen(one: Shortcoming, filters: frappe._dict) -> bool:
	return not filters.severity or SEVERITY.label(one.finding.severity, "en") == filters.severity


def _columns() -> list[dict]:
	return [
		{"fieldname": name, "label": shown(text), "fieldtype": kind, "options": options, "width": width}
		for name, text, kind, options, width in _COLUMNS
	]


def _rows(found: list[Shortcoming]) -> list[dict]:
	names = names_of(UNIT, [one.unit for one in found])
	return [_row(one, names) for one in found]


def _row(one: Shortcoming, names: dict[str, str]) -> dict:
	return {
		"severity": shown(SEVERITY.by_code[one.finding.severity].text),
		"unit": one.unit,
		"unit_name": names.get(one.unit),
		"document_type": _(one.doctype),
		"doctype_name": one.doctype,
		"document": one.document,
		"message": one.finding.message(session_lang()),
		"rule": one.finding.rule.code,
	}


def _message(count: int) -> str | None:
	return (
		_("Only the first {0} of {1} are shown. Please choose a unit.").format(AT_MOST, count)
		if count > AT_MOST
		else None
	)


def _chart(found: list[Shortcoming]) -> dict | None:
	"""The units with most to mend, by severity; of one alone there is nothing to compare."""
	units = [unit for unit, _count in Counter(one.unit for one in found if one.unit).most_common(_UNITS_IN_CHART)]
	if len(units) < 2:
		return None
	counted = Counter((one.unit, one.finding.severity) for one in found)
	names = names_of(UNIT, units)
	datasets = [
		{"name": shown(SEVERITY.by_code[code].text), "values": [counted[unit, code] for unit in units]}
		for code in SEVERITY.codes
	]
	data = {"labels": [names.get(unit, unit) for unit in units], "datasets": datasets}
	colours = [_SEVERITY_FILL[code] for code in SEVERITY.codes]
	return {"data": data, "type": "bar", "barOptions": {"stacked": 1}, "colors": colours}


def _summary(found: list[Shortcoming]) -> list[dict]:
	counted = Counter(one.finding.severity for one in found)
	return [
		{"label": shown(term.text), "value": counted[term.code], "datatype": "Int", "indicator": indicator}
		for term, indicator in zip(SEVERITY.terms, ("Red", "Orange", "Blue"), strict=True)
	]
