"""Hits put down: one that is open for each cause, with what it was found by, and the warning that follows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

import frappe
from frappe.utils import getdate

from lianzheng_risk.core.monitoring.known import Earlier, answer_to, short_key
from lianzheng_risk.core.monitoring.path import STATE
from lianzheng_risk.core.monitoring.rule import Found, MonitoringRule, cause_key
from lianzheng_risk.core.monitoring.words import CONSEQUENCE
from lianzheng_risk.risk_supervision.monitoring.compiling import HIT
from lianzheng_risk.risk_supervision.monitoring.expressions import Moment
from lianzheng_risk.risk_supervision.warnings.raising import already_known, issue_one
from lianzheng_risk.risk_supervision.warnings.speaking import said
from lianzheng_risk.store.terms import code, english


def record(rule: MonitoringRule, found: Iterable[Found], values: Mapping[str, Any], moment: Moment) -> int:
	"""How many new hits there are. The same cause found again is added to its open hit."""
	return sum(_record_one(rule, one, values, moment) for one in found)


def _record_one(rule: MonitoringRule, found: Found, values: Mapping[str, Any], moment: Moment) -> int:
	key = short_key(cause_key(rule, found))
	fields = ["name", "status", "reference_name", "last_document", "occurrences"]
	rows = frappe.get_all(HIT, filters={"cause_key": key}, fields=fields, order_by="creation desc", limit=20)
	earlier = [Earlier(row.name, code(STATE, row.status), {row.reference_name, row.last_document}) for row in rows]
	known = answer_to(values["name"], earlier)
	if known is None:
		return _insert(rule, found, key, values, moment)
	if known.state == "open" and values["name"] not in known.documents:
		again = {
			"occurrences": next(row.occurrences for row in rows if row.name == known.name) + 1,
			"last_found_on": moment.at,
			"last_document": values["name"],
		}
		frappe.db.set_value(HIT, known.name, again)
	return 0


def _insert(rule: MonitoringRule, found: Found, key: str, values: Mapping[str, Any], moment: Moment) -> int:
	actors = sorted({moment.user, values.get("owner"), values.get("modified_by")} - {None})
	hit = frappe.new_doc(HIT).update(
		{
			"title": f"{rule.title}：{values['name']}"[:140],
			"unit": rule.unit,
			"rule": rule.name,
			"rule_version": rule.version,
			"consequence": english(CONSEQUENCE, rule.consequence),
			"found_on": moment.at,
			"last_found_on": moment.at,
			"last_document": values["name"],
			"facts": said(found.facts),
			"reference_doctype": rule.doctype,
			"reference_name": values["name"],
			"company": values.get("company") if rule.company else None,
			"risk": rule.risk,
			"power": rule.power,
			"inputs": frappe.as_json({"version": rule.version, **found.inputs}),
			"actors": "\n".join(actors),
			"cause_key": key,
			"open_cause": key,
		}
	)
	frappe.db.savepoint("one_hit")
	try:
		hit.insert(ignore_permissions=True)
	except (frappe.UniqueValidationError, frappe.DuplicateEntryError):
		# Another job found the same at the same time.
		frappe.db.rollback(save_point="one_hit")
		frappe.clear_messages()
		return 0
	if rule.consequence == "warn":
		_warn(rule, hit, moment.at.date())
	return 1


def _warn(rule: MonitoringRule, hit, day: datetime.date) -> None:
	key = short_key(f"monitoring:{hit.cause_key}:{hit.name}")
	if already_known({key: True}):
		return
	about = {"unit": rule.unit, "risk": rule.risk, "source_doctype": HIT, "source_name": hit.name}
	warning = issue_one(
		source="monitoring",
		cause_key=key,
		colour=rule.colour,
		on=getdate(day),
		title=hit.title,
		facts=f"{frappe._(rule.doctype)} {hit.reference_name}：{hit.facts}"[:500],
		about=about,
	)
	hit.db_set("warning", warning.name, update_modified=False)
