"""Rules that look once a day: at what is not done, which no save tells of."""

from __future__ import annotations

import frappe
from frappe.utils import add_days, now_datetime, nowdate

from lianzheng_risk.clock.runs import logged
from lianzheng_risk.core.monitoring.rule import MonitoringRule, matches
from lianzheng_risk.risk_supervision.monitoring.active import all_rules
from lianzheng_risk.risk_supervision.monitoring.evaluating import Outcome, run
from lianzheng_risk.risk_supervision.monitoring.expressions import Moment, evaluate
from lianzheng_risk.risk_supervision.monitoring.keeping import note_run
from lianzheng_risk.risk_supervision.monitoring.reading import pages

# Documents of so many days are looked at each day, so many at most, the latest first.
DAYS = 90
MOST = 20_000
_TIMEOUT = 60 * 60


def scan_all() -> None:
	"""One job for each rule, so that none waits for another."""
	for rules in all_rules().values():
		for rule in rules:
			if rule.event == "daily":
				job = f"lianzheng_monitoring_scan:{rule.name}"
				frappe.enqueue(scan, queue="long", timeout=_TIMEOUT, job_id=job, deduplicate=True, name=rule.name)


def scan(name: str) -> None:
	rule = next((rule for rules in all_rules().values() for rule in rules if rule.name == name), None)
	if not rule or rule.event != "daily":
		return
	frappe.set_user("Administrator")
	with logged("monitoring", rule.name) as counts:
		outcome, moment = Outcome(), Moment("", now_datetime())
		for documents in pages(rule, frappe.get_meta(rule.doctype), add_days(nowdate(), -DAYS), MOST):
			counts.looked_at += len(documents)
			met = _meeting(rule, documents, moment, outcome)
			counts.changed += run(rule, [(values, moment) for values in met], outcome)
			if outcome.error:
				counts.failed += 1
				break
			frappe.db.commit()  # nosemgrep: each page stands by itself
		# A scan is long by its nature; only its failures count.
		note_run(rule.name, 0.0, outcome.error)
	frappe.db.commit()  # nosemgrep: the end of a job


def _meeting(rule: MonitoringRule, documents: list, moment: Moment, outcome: Outcome) -> list:
	try:
		return [one for one in documents if matches(rule, one, lambda rule, values: evaluate(rule, values, moment))]
	except Exception as error:
		outcome.error = f"{type(error).__name__}: {error}"[:500]
		return []
