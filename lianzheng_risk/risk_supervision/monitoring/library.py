"""The rules that come with the app, taken over by a unit: each once, not enabled."""

from __future__ import annotations

import frappe

from lianzheng_risk.core.monitoring.shipped import SHIPPED, Shipped
from lianzheng_risk.core.monitoring.words import CONSEQUENCE, EVENT, MEASURE, PROBE
from lianzheng_risk.core.warnings.colours import COLOUR
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.risk_supervision.monitoring.compiling import RULE
from lianzheng_risk.store.terms import english


@frappe.whitelist(methods=["POST"])
def add_shipped_rules(unit: str) -> list[str]:
	"""Make those that the unit does not have yet, as the session's user, who must be allowed to. Answers their names."""
	frappe.has_permission(RULE, "create", throw=True)
	had = set(frappe.get_all(RULE, filters={"unit": unit, "shipped_key": ["is", "set"]}, pluck="shipped_key"))
	missing = [rule for rule in SHIPPED if rule.key not in had and frappe.db.exists("DocType", rule.doctype)]
	return [_add(rule, unit) for rule in missing]


def _add(shipped: Shipped, unit: str) -> str:
	rule = frappe.new_doc(RULE)
	rule.flags.by_system = True
	rule.update(fields_of(shipped) | {"unit": unit, "enabled": 0})
	return rule.insert().name


def fields_of(shipped: Shipped) -> dict:
	return {
		"title": shown(shipped.title),
		"description": shown(shipped.purpose),
		"shipped_key": shipped.key,
		"watched_doctype": shipped.doctype,
		"event": english(EVENT, shipped.event),
		"consequence": english(CONSEQUENCE, shipped.consequence),
		"colour": english(COLOUR, shipped.colour),
		"filters": frappe.as_json(shipped.filters, indent=None),
		"expression": shipped.expression,
		"aggregates": [_figure(figure) for figure in shipped.figures],
		"probe": english(PROBE, shipped.probe) if shipped.probe else None,
		"days": shipped.days,
		"line": shipped.line,
	}


def _figure(figure) -> dict:
	filters = frappe.as_json(figure.get("filters", []), indent=None)
	return {"operator": ">=", **figure, "measure": english(MEASURE, figure["measure"]), "filters": filters}
