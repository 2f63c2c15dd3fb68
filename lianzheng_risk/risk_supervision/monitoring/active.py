"""The rules in force, read once by a worker and kept until one of them changes."""

from __future__ import annotations

from collections import defaultdict

import frappe

from lianzheng_risk import watching
from lianzheng_risk.core.monitoring.rule import MonitoringRule
from lianzheng_risk.risk_supervision.monitoring.compiling import FIGURE, RULE, to_core
from lianzheng_risk.risk_supervision.monitoring.places import company_of, out_of_reach

Rules = dict[str, tuple[MonitoringRule, ...]]
_STAMP = "lianzheng_monitoring_stamp"
# Per site: the stamp under which its rules were read, and the rules. A stamp costs a save next to nothing, rules do not.
_HELD: dict[str, tuple[str, Rules]] = {}


def rules_for(doctype: str) -> tuple[MonitoringRule, ...]:
	return all_rules().get(doctype, ())


def all_rules() -> Rules:
	stamp = frappe.cache.get_value(_STAMP, lambda: frappe.generate_hash(length=10))
	held = _HELD.get(frappe.local.site)
	if not held or held[0] != stamp:
		# Reading may log an error, which is a document that is saved, which asks for the rules.
		_HELD[frappe.local.site] = stamp, {}
		held = _HELD[frappe.local.site] = stamp, _read()
	return held[1]


def forget() -> None:
	"""A rule, or the company of a unit, has changed: again when the change is settled, for others read meanwhile."""
	_forget()
	frappe.db.after_commit.add(_forget)
	frappe.db.after_rollback.add(_forget)


def _forget() -> None:
	frappe.cache.delete_value(_STAMP)
	watching.forget()


def _read() -> Rules:
	if not frappe.db.table_exists(RULE):  # an update is under way: the new code is here, its tables are not yet
		return {}
	rows = frappe.get_all(RULE, filters={"enabled": 1}, fields=["*"], order_by="name")
	figures = defaultdict(list)
	if rows:
		of_rules = {"parenttype": RULE, "parent": ["in", [row.name for row in rows]]}
		for figure in frappe.get_all(FIGURE, filters=of_rules, fields=["*"], order_by="parent, idx"):
			figures[figure.parent].append(figure)
	companies = {unit: company_of(unit) for unit in {row.unit for row in rows}}
	rules = defaultdict(list)
	for row in rows:
		if rule := _core(row, figures[row.name], companies[row.unit]):
			rules[row.watched_doctype].append(rule)
	return {doctype: tuple(found) for doctype, found in rules.items()}


def _core(row: frappe._dict, figures: list, company: str | None) -> MonitoringRule | None:
	"""None where what it watches has been removed, or is no longer the unit's to watch; the other rules go on."""
	try:
		if refusal := out_of_reach(row.unit, frappe.get_meta(row.watched_doctype)):
			raise ValueError(refusal)
		return to_core(row, figures, company)
	except Exception:
		frappe.log_error("A monitoring rule cannot be read", reference_doctype=RULE, reference_name=row.name)
		return None
