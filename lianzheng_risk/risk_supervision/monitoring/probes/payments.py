"""Probes of payments: against what was received, against what was ordered, and to which account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import frappe
from frappe.utils import add_days, flt

from lianzheng_risk.core.monitoring.rule import Found, MonitoringRule, probed
from lianzheng_risk.risk_supervision.monitoring.expressions import Moment, day_of

# The fields of a bank account that say where money goes.
_ACCOUNT = frozenset(("bank_account_no", "iban", "bank", "branch_code"))
_MOST = 200
_ORDER, _INVOICE, _PAYMENT = "Purchase Order", "Purchase Invoice", "Payment Entry"


def before_receipt(rule: MonitoringRule, values: Mapping[str, Any], moment: Moment) -> list[Found]:
	"""More than `line` percent of an order is paid and nothing of it was received; what needs no receipt is left out."""
	orders = [order for order in _orders(_paid_by(values), rule.company) if flt(order.per_received) <= 0]
	paid, found = _paid(orders, rule.company), []
	for order in orders:
		percent = 100 * paid[order.name] / flt(order.base_grand_total) if order.base_grand_total else 0
		if percent > rule.line:
			facts = {"order": order.name, "paid": round(paid[order.name], 2), "percent": round(percent, 1)}
			found.append(probed(rule, order.name, f"{order.name} {paid[order.name]:,.2f} ({percent:.0f}%)", **facts))
	return found


def above_order(rule: MonitoringRule, values: Mapping[str, Any], moment: Moment) -> list[Found]:
	"""What was paid for an order, at once or by its invoices, is more than `line` percent above its total."""
	orders = _orders(_paid_by(values), rule.company)
	paid, found = _paid(orders, rule.company), []
	for order in orders:
		total = flt(order.base_grand_total)
		if paid[order.name] > total * (1 + rule.line / 100) + 0.01:
			facts = {"order": order.name, "paid": round(paid[order.name], 2), "ordered": total}
			found.append(probed(rule, order.name, f"{order.name} {paid[order.name]:,.2f} > {total:,.2f}", **facts))
	return found


def bank_changed(rule: MonitoringRule, values: Mapping[str, Any], moment: Moment) -> list[Found]:
	"""A supplier that was paid before has a new or a changed bank account, no older than `days` at the payment."""
	if values.get("party_type") != "Supplier" or not values.get("party"):
		return []
	day, supplier = day_of(values, frappe.get_meta(rule.doctype)), values["party"]
	paid_before = {"party_type": "Supplier", "party": supplier, "docstatus": 1, "company": rule.company}
	paid_before |= {"name": ["!=", values["name"]], "posting_date": ["<=", day]}
	if not frappe.get_all(_PAYMENT, filters=paid_before, pluck="name", limit=1):
		return []
	latest = max(_changes(supplier, str(add_days(day, -rule.days)), str(moment.at)), default=None)
	if not latest:
		return []
	changed_on, account, changed_by = latest
	facts = {"account": account, "changed_on": changed_on, "changed_by": changed_by}
	return [probed(rule, f"{supplier}:{account}", f"{supplier} {account} {changed_on[:10]}", **facts)]


def _changes(supplier: str, since: str, until: str) -> Iterator[tuple[str, str, str]]:
	"""When, which and by whom: accounts of the supplier entered, and those of which the account itself was changed."""
	of_supplier = {"party_type": "Supplier", "party": supplier}
	fields = ["name", "creation", "owner"]
	accounts = frappe.get_all("Bank Account", filters=of_supplier, fields=fields, order_by="name", limit=_MOST)
	yield from ((str(one.creation), one.name, one.owner) for one in accounts if since <= str(one.creation) <= until)
	in_time = {"ref_doctype": "Bank Account", "creation": ["between", [since, until]]}
	in_time["docname"] = ["in", [one.name for one in accounts] or [""]]
	fields = ["docname", "creation", "owner", "data"]
	for version in frappe.get_all("Version", filters=in_time, fields=fields, order_by="creation", limit=_MOST):
		changed = {change[0] for change in frappe.parse_json(version.data).get("changed", ())}
		if changed & _ACCOUNT:
			yield str(version.creation), version.docname, version.owner


def _paid_by(values: Mapping[str, Any]) -> set[str]:
	"""The orders that the payment is for, by themselves or by invoices of theirs."""
	rows = values.get("references") or ()
	invoices = sorted({row.reference_name for row in rows if row.reference_doctype == _INVOICE})
	orders = {row.reference_name for row in rows if row.reference_doctype == _ORDER}
	return orders | {order for parts in _parts(invoices).values() for order in parts}


def _orders(names: Iterable[str], company: str | None) -> list[frappe._dict]:
	filters = {"name": ["in", sorted(names) or [""]], "company": company}
	return frappe.get_all(_ORDER, filters=filters, fields=["name", "base_grand_total", "per_received"], order_by="name")


def _paid(orders: Iterable[frappe._dict], company: str | None) -> defaultdict[str, float]:
	"""What was paid for each order. A payment of an invoice counts for its orders by their parts in it."""
	names = [order.name for order in orders]
	paid: defaultdict[str, float] = defaultdict(float)
	if not names:
		return paid
	item = frappe.qb.DocType("Purchase Invoice Item")
	invoices = (
		frappe.qb.from_(item)
		.select(item.parent)
		.distinct()
		.where(item.purchase_order.isin(names) & (item.docstatus == 1))
		.run(pluck=True)
	)
	parts = _parts(invoices)
	for doctype, name, amount in _allocated([*names, *invoices], company):
		if doctype == _ORDER:
			paid[name] += amount
		for order, part in parts.get(name, {}).items() if doctype == _INVOICE else ():
			paid[order] += amount * part
	return paid


def _allocated(names: list[str], company: str | None) -> list[tuple[str, str, float]]:
	entry, row = frappe.qb.DocType(_PAYMENT), frappe.qb.DocType("Payment Entry Reference")
	rows = (
		frappe.qb.from_(row)
		.join(entry)
		.on(row.parent == entry.name)
		.select(row.reference_doctype, row.reference_name, row.allocated_amount, row.exchange_rate)
		.where((entry.docstatus == 1) & (entry.company == company) & (entry.payment_type == "Pay"))
		.where(row.reference_doctype.isin((_ORDER, _INVOICE)) & row.reference_name.isin(names))
		.run()
	)
	return [(doctype, name, flt(amount) * (flt(rate) or 1.0)) for doctype, name, amount, rate in rows]


def _parts(invoices: Iterable[str]) -> dict[str, dict[str, float]]:
	"""Of each invoice, which part of it is for which order."""
	names = sorted(set(invoices))
	if not names:
		return {}
	fields = ["parent", "purchase_order", "base_amount"]
	rows = frappe.get_all(
		"Purchase Invoice Item", filters={"parent": ["in", names]}, fields=fields, order_by="parent, idx"
	)
	totals: defaultdict[str, float] = defaultdict(float)
	parts: dict[str, dict[str, float]] = {}
	for row in rows:
		totals[row.parent] += flt(row.base_amount)
	for row in rows:
		if row.purchase_order and totals[row.parent]:
			of_invoice = parts.setdefault(row.parent, {})
			part = flt(row.base_amount) / totals[row.parent]
			of_invoice[row.purchase_order] = of_invoice.get(row.purchase_order, 0.0) + part
	return parts
