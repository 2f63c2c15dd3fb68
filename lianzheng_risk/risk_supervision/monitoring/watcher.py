"""In the save: which rules a document could meet, in memory; what needs a query waits for the job after the commit."""

from __future__ import annotations

import time
from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from lianzheng_risk.core.monitoring.health import SLOW_SAVE
from lianzheng_risk.core.monitoring.rule import MonitoringRule, matches
from lianzheng_risk.risk_control.decisions.drawing import rests_on_one
from lianzheng_risk.risk_supervision.monitoring import queueing
from lianzheng_risk.risk_supervision.monitoring.active import all_rules, rules_for
from lianzheng_risk.risk_supervision.monitoring.expressions import Moment, evaluate

# The platform's events, and the rules that each concerns.
_EVENTS = {"on_update": "save", "on_update_after_submit": "save", "on_submit": "submit", "on_cancel": "cancel"}


class DecisionRequiredError(frappe.ValidationError):
	pass


def watched_doctypes() -> set[str]:
	return {doctype for doctype, rules in all_rules().items() if any(rule.event != "daily" for rule in rules)}


def on(doc: Document, event: str) -> None:
	if frappe.flags.in_install or frappe.flags.in_migrate or frappe.flags.in_patch:
		return
	if event == "before_submit":
		_require_decisions(doc)
	elif wanted := _event_of(doc, event):
		watch(doc, wanted)


def watch(doc: Document, event: str) -> None:
	"""Puts down what the document could meet. Never raises: business goes on whatever becomes of a rule."""
	try:
		rules = [rule for rule in rules_for(doc.doctype) if rule.event == event and rule.consequence != "decide"]
		_put_down(doc, event, rules)
	except Exception:
		_log("Monitoring failed in a save")


def _require_decisions(doc: Document) -> None:
	"""Raises DecisionRequiredError for what has to be decided together first and was not. A rule that fails holds up nothing."""
	rules = [rule for rule in rules_for(doc.doctype) if rule.consequence == "decide"]
	for rule in _put_down(doc, "submit", rules) if rules else ():
		if not rests_on_one(doc):
			frappe.throw(
				_(
					"“{0}”: this has to be decided collectively first. Please refer to a decision that covers it."
				).format(frappe.bold(frappe.utils.escape_html(rule.title))),
				DecisionRequiredError,
				title=_("Collective Decision Required"),
			)


def _put_down(doc: Document, event: str, rules: list[MonitoringRule]) -> list[MonitoringRule]:
	"""The rules that the document itself meets. The job is told of them, and of those that failed or were slow."""
	moment, met, failed, slow = Moment(frappe.session.user, now_datetime()), [], {}, []
	for rule in _of_company(doc, rules):
		began = time.perf_counter()
		try:
			if matches(rule, doc, lambda rule, values: evaluate(rule, values, moment)):
				met.append(rule)
		except Exception as error:
			failed[rule.name] = f"{type(error).__name__}: {error}"[:500]
		if time.perf_counter() - began > SLOW_SAVE:
			slow.append(rule.name)
	to_evaluate = [rule.name for rule in met if rule.consequence != "decide"]
	if to_evaluate or failed or slow:
		queueing.put(
			{
				"doctype": doc.doctype,
				"name": doc.name,
				"event": event,
				"user": moment.user,
				"at": str(moment.at),
				"rules": to_evaluate,
				"failed": failed,
				"slow": slow,
			}
		)
	return met


def _of_company(doc: Document, rules: list[MonitoringRule]) -> Iterator[MonitoringRule]:
	company = doc.get("company")
	return (rule for rule in rules if rule.company is None or rule.company == company)


def _event_of(doc: Document, event: str) -> str | None:
	"""The platform calls `on_update` when it submits too."""
	return None if event == "on_update" and doc.docstatus else _EVENTS.get(event)


def _log(title: str) -> None:
	try:
		frappe.log_error(title)
	except Exception:
		frappe.logger().exception(title)
