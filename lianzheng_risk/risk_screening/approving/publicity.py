"""Publicity that ran out ends by itself: the daily job."""

from __future__ import annotations

import frappe
from frappe.utils import nowdate

from lianzheng_risk.core.approval.path import STATE
from lianzheng_risk.risk_screening.approving.moves import RISK, Given, take
from lianzheng_risk.store.terms import english

_AT_ONCE = 100


def end_what_ran_out() -> None:
	"""End the publicity of every risk point whose last day was before today. Each stands for itself; none twice."""
	for place, name in enumerate(_run_out(), start=1):
		frappe.db.savepoint("publicity")
		try:
			take(name, "end_publicity", Given())
		except frappe.ValidationError:
			frappe.db.rollback(save_point="publicity")
			frappe.log_error("Publicity could not be ended", reference_doctype=RISK, reference_name=name)
		if place % _AT_ONCE == 0:
			frappe.db.commit()


def _run_out() -> list[str]:
	return frappe.get_all(
		RISK,
		filters={"workflow_state": english(STATE, "publicity"), "publicity_until": ["<", nowdate()]},
		order_by="publicity_until, name",
		pluck="name",
	)
