"""On a site with ERPNext's test records: all rules that come with the app watch every company; thresholds are out of reach.

python -m tests.erpnext_own.watching <site> begin|tell
"""

from __future__ import annotations

import json
import sys

import frappe

from lianzheng_risk.core.monitoring.shipped import SHIPPED
from lianzheng_risk.risk_supervision.monitoring import queueing
from lianzheng_risk.risk_supervision.monitoring.evaluating import evaluate
from lianzheng_risk.risk_supervision.monitoring.library import fields_of
from tests.site import records

RULE, HIT, THRESHOLD = "Integrity Monitoring Rule", "Integrity Monitoring Hit", "Integrity Decision Threshold"
# Which rules belong to no company, and are the unit's at the top.
_OF_NONE = ("Supplier", "Bank Account")
_OUT_OF_REACH = 10**11
_AMOUNTS = {
	"Purchase Order": {"amount_field": "base_grand_total", "party_field": "supplier"},
	"Purchase Invoice": {"amount_field": "base_grand_total", "party_field": "supplier"},
	"Payment Entry": {"amount_field": "base_paid_amount", "party_field": "party"},
	"Journal Entry": {"amount_field": "total_debit", "requester_field": "owner"},
}


def begin() -> str:
	companies = frappe.get_all("Company", pluck="name", order_by="name")
	top = records.create_unit("OWN").name
	_watch(top, [one for one in SHIPPED if one.doctype in _OF_NONE])
	for place, company in enumerate(companies):
		unit = records.create_unit(f"OWN-{place}", top)
		frappe.db.set_value("Integrity Unit", unit.name, "company", company)
		_watch(unit.name, [one for one in SHIPPED if one.doctype not in _OF_NONE])
		for doctype, fields in _AMOUNTS.items():
			records.create(
				THRESHOLD, title=f"{doctype} {place}", unit=unit.name, category="Large Funds", document_type=doctype,
				company=company, amount=_OUT_OF_REACH, window_days=30, **fields,
			)  # fmt: skip
	return f"{frappe.db.count(RULE)} rules and {frappe.db.count(THRESHOLD)} thresholds for {len(companies)} companies"


def _watch(unit: str, rules) -> None:
	for one in rules:
		records.create(RULE, **fields_of(one) | {"unit": unit, "enabled": 1})


def tell() -> list[str]:
	"""What waited for a worker is judged now: an error or a rule that was switched off is told of."""
	jobs = [job for job in _waiting() if job["method"] == queueing._JOB]
	documents = [candidate for job in jobs for candidate in job["kwargs"]["candidates"]]
	found = evaluate(documents)
	off = frappe.get_all(RULE, filters={"enabled": 0}, fields=["title", "switched_off_because"], order_by="name")
	return [
		f"{len(documents)} documents met a rule and were committed, {found} hits were put down",
		f"{len(off)} rules were switched off: {[row.switched_off_because for row in off][:5]}",
		*_errors(),
	]


def _waiting() -> list[dict]:
	from frappe.utils.background_jobs import get_queue

	site = frappe.local.site
	return [job.kwargs for job in get_queue("default").jobs if job.kwargs.get("site") == site]


def _errors() -> list[str]:
	logged = frappe.get_all("Error Log", filters={"error": ["like", "%lianzheng%"]}, pluck="method", limit=20)
	return [f"errors of ours in the log: {logged}"] if logged else []


def main(site: str, act: str) -> None:
	frappe.init(site, sites_path=".", force=True)
	frappe.connect()
	try:
		told = begin() if act == "begin" else json.dumps(tell())
		frappe.db.commit()
		print(told)
	finally:
		frappe.destroy()


if __name__ == "__main__":
	main(*sys.argv[1:])
