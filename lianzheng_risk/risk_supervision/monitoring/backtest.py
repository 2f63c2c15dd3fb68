"""A rule run over history before it is enabled: what it would have found, and what it costs. Nothing is put down but that.

History holds documents as they are today: who acted is who changed a document last, and when is when that was.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.utils import add_days, cint, get_datetime, nowdate

from lianzheng_risk.core.monitoring.backtest import Backtest
from lianzheng_risk.core.monitoring.rule import MonitoringRule, matches
from lianzheng_risk.risk_supervision.monitoring.checking import check_reach
from lianzheng_risk.risk_supervision.monitoring.compiling import RULE, to_core
from lianzheng_risk.risk_supervision.monitoring.expressions import Moment, evaluate
from lianzheng_risk.risk_supervision.monitoring.judging import judge
from lianzheng_risk.risk_supervision.monitoring.places import company_of
from lianzheng_risk.risk_supervision.monitoring.reading import pages
from lianzheng_risk.risk_supervision.warnings.speaking import said

MOST_DAYS, MOST_DOCUMENTS = 1100, 20_000
_TIMEOUT = 60 * 60


@frappe.whitelist(methods=["POST"])
def start_backtest(name: str, days: int = 365) -> None:
	"""Queue the back-test of a rule over the documents of so many days. Who may change the rule may try it out."""
	document = frappe.get_doc(RULE, name)
	document.check_permission("write")
	check_reach(document)
	days = min(max(cint(days), 1), MOST_DAYS)
	put_down(name, {"backtest_status": "Waiting", "backtest_days": days, "backtest_error": None})
	frappe.enqueue(
		run_backtest,
		queue="long",
		timeout=_TIMEOUT,
		job_id=f"lianzheng_monitoring_backtest:{name}",
		deduplicate=True,
		enqueue_after_commit=True,
		name=name,
		days=days,
	)


def run_backtest(name: str, days: int) -> None:
	"""Runs in a job."""
	put_down(name, {"backtest_status": "Running"})
	frappe.db.commit()  # nosemgrep: whoever has the form open sees it run
	document = frappe.get_doc(RULE, name)
	try:
		check_reach(document)  # the unit may have lost its company since the job was queued
		rule = to_core(document, document.aggregates, company_of(document.unit))
		result = tried(rule, days)
		values = result.as_fields() | {"backtest_status": "Done", "backtest_version": rule.version}
		values["backtest_examples"] = frappe.as_json(result.examples)
	except Exception as error:
		frappe.db.rollback()
		frappe.log_error("A back-test failed", reference_doctype=RULE, reference_name=name)
		values = {"backtest_status": "Failed", "backtest_error": f"{type(error).__name__}: {error}"[:500]}
	put_down(name, values)
	frappe.db.commit()  # nosemgrep: the end of a job
	frappe.publish_realtime("integrity_backtest", {"name": name}, doctype=RULE, docname=name)


def tried(rule: MonitoringRule, days: int) -> Backtest:
	"""The rule over the documents of the last days, judged as they are today."""
	result, began = Backtest(), time.perf_counter()
	with counted_queries() as count:
		for documents in pages(rule, frappe.get_meta(rule.doctype), add_days(nowdate(), -days), MOST_DOCUMENTS):
			for values in documents:
				moment = Moment(values.modified_by, get_datetime(values.modified))
				met = matches(rule, values, lambda rule, values, moment=moment: evaluate(rule, values, moment))
				found = judge(rule, values, moment) if met else []
				result.look_at(values.name, [(one.key, said(one.facts)) for one in found])
	result.queries, result.seconds = count[0], time.perf_counter() - began
	return result


def put_down(name: str, values: dict) -> None:
	frappe.db.set_value(RULE, name, values, update_modified=False)


@contextmanager
def counted_queries() -> Iterator[list[int]]:
	count, original = [0], frappe.db.sql

	def sql(*args, **kwargs):
		count[0] += 1
		return original(*args, **kwargs)

	frappe.db.sql = sql
	try:
		yield count
	finally:
		del frappe.db.sql
