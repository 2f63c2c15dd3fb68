"""What neither filters nor figures can ask: one function for each probe, by `days` and `line` of the rule.

A probe reads the documents of the rule's company alone, and master data, which belongs to all companies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from lianzheng_risk.core.monitoring.rule import Found, MonitoringRule
from lianzheng_risk.risk_supervision.monitoring.expressions import Moment
from lianzheng_risk.risk_supervision.monitoring.probes import details, orders, payments

Ask = Callable[[MonitoringRule, Mapping[str, Any], Moment], list[Found]]


class Probe(NamedTuple):
	"""`watches` are the DocTypes that it can look at, `tables` the fields of their tables that it looks into."""

	ask: Ask
	watches: tuple[str, ...]
	tables: tuple[str, ...] = ()


_ORDERS, _PAYMENTS = ("Purchase Order",), ("Payment Entry",)
PROBES: dict[str, Probe] = {
	"shared_details": Probe(details.shared, ("Supplier", "Bank Account")),
	"self_approval": Probe(orders.self_approval, _ORDERS, ("items",)),
	"new_supplier": Probe(orders.new_supplier, _ORDERS),
	"price_jump": Probe(orders.price_jump, _ORDERS, ("items",)),
	"resubmitted": Probe(
		orders.resubmitted, ("Purchase Order", "Purchase Invoice", "Purchase Receipt", "Payment Entry")
	),
	"paid_before_receipt": Probe(payments.before_receipt, _PAYMENTS, ("references",)),
	"paid_above_order": Probe(payments.above_order, _PAYMENTS, ("references",)),
	"bank_changed": Probe(payments.bank_changed, _PAYMENTS),
}


def run(rule: MonitoringRule, values: Mapping[str, Any], moment: Moment) -> list[Found]:
	return PROBES[rule.probe].ask(rule, values, moment)


def tables_of(rule: MonitoringRule) -> tuple[str, ...]:
	return PROBES[rule.probe].tables if rule.probe else ()
