"""From the rule's document to core's rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frappe
from frappe.model.meta import Meta
from frappe.utils import cint, flt

from lianzheng_risk.core.monitoring.conditions import Condition, conditions_of
from lianzheng_risk.core.monitoring.rule import Aggregate, MonitoringRule
from lianzheng_risk.core.monitoring.words import CONSEQUENCE, EVENT, MEASURE, PROBE
from lianzheng_risk.core.warnings.colours import COLOUR
from lianzheng_risk.risk_supervision.monitoring.places import has_company
from lianzheng_risk.store.terms import code

RULE, FIGURE, HIT = "Integrity Monitoring Rule", "Integrity Monitoring Figure", "Integrity Monitoring Hit"


def to_core(rule: Mapping[str, Any], figures: list, company: str | None) -> MonitoringRule:
	"""`rule` and `figures` are documents or their rows. Raises ConditionError and ValueError for what cannot be understood."""
	meta = frappe.get_meta(rule.get("watched_doctype"))
	return MonitoringRule(
		name=rule.get("name"),
		title=rule.get("title"),
		unit=rule.get("unit"),
		doctype=meta.name,
		event=code(EVENT, rule.get("event")),
		consequence=code(CONSEQUENCE, rule.get("consequence")),
		version=cint(rule.get("version")),
		company=company if has_company(meta) else None,
		colour=code(COLOUR, rule.get("colour")) or "yellow",
		conditions=_conditions(rule.get("filters"), meta),
		expression=(rule.get("expression") or "").strip() or None,
		aggregates=tuple(_aggregate(row, meta) for row in figures),
		probe=code(PROBE, rule.get("probe")),
		days=cint(rule.get("days")),
		line=flt(rule.get("line")),
		risk=rule.get("risk") or None,
		power=rule.get("power") or None,
	)


def _aggregate(row: Mapping[str, Any], meta: Meta) -> Aggregate:
	return Aggregate(
		measure=code(MEASURE, row.get("measure")),
		days=cint(row.get("days")),
		operator=row.get("operator"),
		line=flt(row.get("line")),
		by=tuple(filter(None, (row.get("by"), row.get("and_by")))),
		field=row.get("field") or None,
		conditions=_conditions(row.get("filters"), meta),
	)


def _conditions(filters: str | None, meta: Meta) -> tuple[Condition, ...]:
	tables = {field.options: field.fieldname for field in meta.get_table_fields()}
	return conditions_of(frappe.parse_json(filters or "[]"), meta.name, tables)
