"""Probes of purchase orders: who asked and who approved, new suppliers, prices, and what is cancelled again and again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frappe
from frappe.query_builder.functions import Avg
from frappe.utils import add_days, flt, getdate

from lianzheng_risk.core.monitoring.rule import Found, MonitoringRule, probed
from lianzheng_risk.risk_supervision.monitoring.expressions import Moment, day_of

_MOST_STEPS = 20


def self_approval(rule: MonitoringRule, values: Mapping[str, Any], moment: Moment) -> list[Found]:
	"""Who submits the order made it, or asked for what it orders."""
	requests = sorted({row.material_request for row in values.get("items") or () if row.get("material_request")})
	asked = {"Purchase Order": values.get("owner")}
	if requests:
		for row in frappe.get_all("Material Request", filters={"name": ["in", requests]}, fields=["name", "owner"]):
			asked[row.name] = row.owner
	mine = [what for what, who in asked.items() if who and who == moment.user]
	return [probed(rule, f"{rule.doctype}:{values['name']}", moment.user, user=moment.user, made=mine)] if mine else []


def new_supplier(rule: MonitoringRule, values: Mapping[str, Any], moment: Moment) -> list[Found]:
	"""The supplier was entered no more than `days` before an order of at least `line`."""
	day, amount = day_of(values, frappe.get_meta(rule.doctype)), flt(values.get("base_grand_total"))
	entered = frappe.db.get_value("Supplier", values.get("supplier"), "creation")
	if not entered or amount < rule.line or getdate(entered) < getdate(add_days(day, -rule.days)):
		return []
	facts = {"supplier": values["supplier"], "entered_on": str(getdate(entered)), "amount": amount}
	return [probed(rule, values["supplier"], f"{values['supplier']} {getdate(entered)} {amount:,.2f}", **facts)]


def price_jump(rule: MonitoringRule, values: Mapping[str, Any], moment: Moment) -> list[Found]:
	"""A rate more than `line` percent above the average of the company's orders in the `days` before."""
	rows = [row for row in values.get("items") or () if row.get("item_code") and flt(row.base_rate) > 0]
	if not rows:
		return []
	order, item = frappe.qb.DocType("Purchase Order"), frappe.qb.DocType("Purchase Order Item")
	day = day_of(values, frappe.get_meta(rule.doctype))
	usual = (
		frappe.qb.from_(item)
		.join(order)
		.on(item.parent == order.name)
		.select(item.item_code, item.uom, Avg(item.base_rate))
		.where((order.docstatus == 1) & (order.company == rule.company) & (order.name != values["name"]))
		.where((order.transaction_date >= add_days(day, -rule.days)) & (order.transaction_date <= day))
		.where(item.item_code.isin(sorted({row.item_code for row in rows})))
		.groupby(item.item_code, item.uom)
		.run()
	)
	average = {(code, uom): flt(rate) for code, uom, rate in usual}
	found = []
	for row in rows:
		before = average.get((row.item_code, row.uom))
		if before and flt(row.base_rate) > before * (1 + rule.line / 100):
			more = 100 * (flt(row.base_rate) / before - 1)
			facts = {
				"item": row.item_code,
				"rate": flt(row.base_rate),
				"average": round(before, 4),
				"percent": round(more, 2),
			}
			said = f"{row.item_code} {flt(row.base_rate):,.2f} / {before:,.2f} (+{more:.0f}%)"
			found.append(probed(rule, f"{values['name']}:{row.item_code}", said, **facts))
	return found


def resubmitted(rule: MonitoringRule, values: Mapping[str, Any], moment: Moment) -> list[Found]:
	"""The document takes the place of one that was cancelled, and that of another, at least `line` times."""
	chain, before = [], values.get("amended_from")
	while before and len(chain) < _MOST_STEPS:
		chain.append(before)
		before = frappe.db.get_value(rule.doctype, before, "amended_from")
	if len(chain) < max(rule.line, 1):
		return []
	return [probed(rule, chain[-1], f"{values['name']} ← {' ← '.join(chain)}", cancelled=chain)]
