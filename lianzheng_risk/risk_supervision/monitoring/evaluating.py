"""The job after the commit: what documents met in the save is judged, put down and warned of, each rule by itself."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import frappe
from frappe.utils import get_datetime

from lianzheng_risk.core.monitoring.rule import MonitoringRule
from lianzheng_risk.risk_supervision.monitoring.active import rules_for
from lianzheng_risk.risk_supervision.monitoring.compiling import RULE
from lianzheng_risk.risk_supervision.monitoring.expressions import Moment
from lianzheng_risk.risk_supervision.monitoring.hits import record
from lianzheng_risk.risk_supervision.monitoring.judging import judge
from lianzheng_risk.risk_supervision.monitoring.keeping import note_run
from lianzheng_risk.risk_supervision.monitoring.reading import read


def evaluate_all(candidates: list[dict]) -> None:
	"""Runs in a job, as the system: whoever saved the document has no part in what is found."""
	frappe.set_user("Administrator")
	evaluate(candidates)
	frappe.db.commit()  # nosemgrep: the end of a job


@dataclass
class Outcome:
	"""How a rule did in one job: in the saves that told of it, and in the job itself."""

	seconds: float = 0.0
	error: str | None = None
	slow: bool = False


def evaluate(candidates: Iterable[dict]) -> int:
	"""How many new hits the candidates of `watcher.watch` made. The caller commits."""
	new, outcomes = 0, defaultdict(Outcome)
	by_doctype = defaultdict(list)
	for candidate in candidates:
		by_doctype[candidate["doctype"]].append(candidate)
		for name, error in candidate["failed"].items():
			outcomes[name].error = f"{candidate['name']}: {error}"
			_log(name, outcomes[name].error)
		for name in candidate["slow"]:
			outcomes[name].slow = True
	for doctype, of_doctype in by_doctype.items():
		wanted = {name for candidate in of_doctype for name in candidate["rules"]}
		rules = [rule for rule in rules_for(doctype) if rule.name in wanted]
		documents = read(rules, frappe.get_meta(doctype), sorted({one["name"] for one in of_doctype})) if rules else {}
		for rule in rules:
			mine = [one for one in of_doctype if rule.name in one["rules"] and one["name"] in documents]
			cases = [(documents[one["name"]], Moment(one["user"], get_datetime(one["at"]))) for one in mine]
			new += run(rule, cases, outcomes[rule.name])
	for name, outcome in sorted(outcomes.items()):
		note_run(name, outcome.seconds, outcome.error, outcome.slow)
	return new


def run(rule: MonitoringRule, cases: Iterable[tuple[frappe._dict, Moment]], outcome: Outcome) -> int:
	"""One rule over documents that met it by themselves. What goes wrong is put down with the rule and goes no further."""
	began, new = time.perf_counter(), 0
	for values, moment in cases:
		frappe.db.savepoint("one_case")
		try:
			new += record(rule, judge(rule, values, moment), values, moment)
		except Exception as failure:
			frappe.db.rollback(save_point="one_case")
			frappe.clear_messages()
			_log(rule.name)
			outcome.error = f"{values['name']}: {type(failure).__name__}: {failure}"[:500]
			break
	outcome.seconds += time.perf_counter() - began
	return new


def _log(rule: str, error: str | None = None) -> None:
	"""With what is being handled where nothing is said."""
	frappe.log_error("A monitoring rule failed", error, reference_doctype=RULE, reference_name=rule)
