"""What a transaction's saves put down goes to the queue when it is committed, as one job; what is rolled back, nowhere."""

from __future__ import annotations

import frappe

_JOB = "lianzheng_risk.risk_supervision.monitoring.evaluating.evaluate_all"
_AT_ONCE = 100
_TIMEOUT = 30 * 60


def put(candidate: dict) -> None:
	waiting = getattr(frappe.local, "lianzheng_monitoring", None)
	if waiting is None:
		waiting = frappe.local.lianzheng_monitoring = []
	if not waiting:
		frappe.db.after_commit.add(_flush)
		frappe.db.after_rollback.add(_clear)
	waiting.append(candidate)


def taken() -> list[dict]:
	"""What was put down so far, which is then nobody's any more."""
	waiting = getattr(frappe.local, "lianzheng_monitoring", None) or []
	frappe.local.lianzheng_monitoring = []
	return waiting


def _clear() -> None:
	frappe.local.lianzheng_monitoring = []


def _flush() -> None:
	"""The document is saved: without a queue it is not watched, which is put down, and the user is told nothing."""
	waiting = taken()
	for start in range(0, len(waiting), _AT_ONCE):
		part = waiting[start : start + _AT_ONCE]
		try:
			frappe.enqueue(_JOB, queue="default", timeout=_TIMEOUT, candidates=part)
		except Exception:
			frappe.logger("lianzheng_risk").exception("Monitoring: not queued: %s", [one["name"] for one in part])
