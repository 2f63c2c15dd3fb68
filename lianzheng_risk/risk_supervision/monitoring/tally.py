"""What became of a rule's hits, kept on the rule for its form and lists."""

from __future__ import annotations

import frappe
from frappe.query_builder.functions import Count

from lianzheng_risk.core.monitoring.health import false_positive_rate
from lianzheng_risk.core.monitoring.path import STATE
from lianzheng_risk.risk_supervision.monitoring.compiling import HIT, RULE
from lianzheng_risk.store.terms import code


def count_hits(rule: str, without: str = "") -> None:
	hit = frappe.qb.DocType(HIT)
	query = frappe.qb.from_(hit).select(hit.status, Count("*")).where((hit.rule == rule) & (hit.name != without))
	counted = {code(STATE, status): count for status, count in query.groupby(hit.status).run()}
	values = {f"hits_{state}": counted.get(state, 0) for state in STATE.codes}
	rate = false_positive_rate(values["hits_justified"], values["hits_not_justified"])
	frappe.db.set_value(RULE, rule, {**values, "false_positive_rate": rate or 0}, update_modified=False)
