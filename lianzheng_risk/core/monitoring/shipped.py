"""The rules that come with the app, for ERPNext. None watches before somebody takes it over, tries it out and enables it.

Amounts and periods are where a unit starts from: each sets its own, by its own rules for purchases and payments.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lianzheng_risk.core.bilingual import Text

ORDER, ORDER_ITEM, PAYMENT, INVOICE = "Purchase Order", "Purchase Order Item", "Payment Entry", "Purchase Invoice"


@dataclass(frozen=True)
class Shipped:
	"""A rule in core's codes; `filters` in the platform's format, `figures` as the fields of their rows."""

	key: str
	title: Text
	purpose: Text
	doctype: str
	event: str = "submit"
	consequence: str = "warn"
	colour: str = "yellow"
	filters: Sequence[Sequence[Any]] = ()
	expression: str = ""
	figures: Sequence[Mapping[str, Any]] = ()
	probe: str | None = None
	days: int = 0
	line: float = 0.0


_BELOW = [ORDER, "base_grand_total", "<", 100000]
_NOT_COMPARED = [ORDER_ITEM, "supplier_quotation", "is", "not set"]

SHIPPED: tuple[Shipped, ...] = (
	Shipped(
		"order_splitting",
		Text("拆分订单", "Split Orders"),
		Text("向同一供应商的多笔采购各自低于限额，合计达到限额", "Orders to one supplier that each stay below the limit and together reach it"),
		ORDER,
		colour="orange",
		filters=[_BELOW],
		figures=[
			{"measure": "sum", "field": "base_grand_total", "by": "supplier", "days": 30, "line": 100000, "filters": [_BELOW]},
			{"measure": "count", "by": "supplier", "days": 30, "line": 2, "filters": [_BELOW]},
		],
	),
	Shipped(
		"single_source",
		Text("反复单一来源采购", "Single Source Again and Again"),
		Text("一年内同一物料未经比价、几乎都向同一供应商采购", "The same item bought nearly always from one supplier within a year, without quotations"),
		ORDER,
		filters=[_NOT_COMPARED],
		figures=[
			{"measure": "share", "field": "items.base_amount", "by": "supplier", "and_by": "items.item_code", "days": 365, "line": 80},
			{"measure": "count", "by": "supplier", "and_by": "items.item_code", "days": 365, "line": 3, "filters": [_NOT_COMPARED]},
		],
	),
	Shipped(
		"self_approval",
		Text("申请与审批为同一人", "Requested and Approved by One Person"),
		Text("提交采购订单的人就是制单人或物料需求的申请人", "Whoever submits the order made it, or asked for what it orders"),
		ORDER,
		probe="self_approval",
	),
	Shipped(
		"new_supplier",
		Text("新供应商大额订单", "Large Order to a New Supplier"),
		Text("供应商建档后不久即获得大额订单", "A supplier has a large order soon after it was entered"),
		ORDER,
		probe="new_supplier",
		days=30,
		line=100000,
	),
	Shipped(
		"price_jump",
		Text("单价异常偏高", "Unusually High Price"),
		Text("单价高于近期均价的幅度超过界限（百分比）", "A rate above the recent average by more than the line, in percent"),
		ORDER,
		probe="price_jump",
		days=180,
		line=20,
	),
	Shipped(
		"off_hours",
		Text("夜间或节假日提交", "Submitted at Night or on a Day Off"),
		Text("在夜间、周末或法定节假日提交付款", "A payment submitted at night, at a weekend or on a public holiday"),
		PAYMENT,
		consequence="record",
		expression="hour < 7 or hour >= 20 or not workday",
	),
	Shipped(
		"shared_details",
		Text("供应商信息与他人相同", "Supplier Details Shared with Others"),
		Text("供应商的账户、电话或地址与其他供应商或员工相同", "A supplier's bank account, phone or address is another supplier's or an employee's"),
		"Supplier",
		event="save",
		colour="orange",
		probe="shared_details",
	),
	Shipped(
		"shared_account",
		Text("收款账户与他人相同", "Bank Account Shared with Others"),
		Text("登记的供应商账户与其他供应商或员工相同", "A supplier's bank account is another supplier's or an employee's"),
		"Bank Account",
		event="save",
		colour="orange",
		filters=[["Bank Account", "party_type", "=", "Supplier"]],
		probe="shared_details",
	),
	Shipped(
		"paid_before_receipt",
		Text("未收货先付款", "Paid before Receipt"),
		Text("未收到任何货物，付款已超过订单的界限比例（百分比）", "More than the line of an order, in percent, is paid and nothing was received"),
		PAYMENT,
		filters=[[PAYMENT, "payment_type", "=", "Pay"]],
		probe="paid_before_receipt",
		line=30,
	),
	Shipped(
		"paid_above_order",
		Text("付款超过订单金额", "Paid above the Order"),
		Text("对同一订单的付款合计超过订单金额", "The payments for an order are together more than its total"),
		PAYMENT,
		colour="orange",
		filters=[[PAYMENT, "payment_type", "=", "Pay"]],
		probe="paid_above_order",
	),
	Shipped(
		"backdated",
		Text("倒签单据", "Backdated Entry"),
		Text("记账日期早于录入日一周以上", "The posting date lies more than a week before the entry"),
		INVOICE,
		expression="days_back > 7",
	),
	Shipped(
		"resubmitted",
		Text("反复取消重提", "Cancelled and Submitted Again and Again"),
		Text("采购订单多次取消后重新提交", "A purchase order that was cancelled and submitted again, several times"),
		ORDER,
		probe="resubmitted",
		line=2,
	),
	Shipped(
		"bank_changed",
		Text("付款前变更收款账户", "Bank Account Changed before a Payment"),
		Text("曾付过款的供应商，其收款账户在付款前不久新增或变更", "A supplier that was paid before has a new or changed bank account shortly before the payment"),
		PAYMENT,
		colour="orange",
		filters=[[PAYMENT, "payment_type", "=", "Pay"], [PAYMENT, "party_type", "=", "Supplier"]],
		probe="bank_changed",
		days=14,
	),
)  # fmt: skip
