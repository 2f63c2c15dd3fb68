"""What a document needs a decision for: by its amount, by its kind, or because it was split off others."""

from __future__ import annotations

import datetime
from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.query_builder import Criterion, DocType
from frappe.utils import add_days, escape_html, getdate, nowdate

from lianzheng_risk.core.decisions.consumption import Demand, money
from lianzheng_risk.core.decisions.splitting import Bill, Split, split_of
from lianzheng_risk.core.decisions.words import CATEGORY, DRAW
from lianzheng_risk.risk_control.decisions import announcing
from lianzheng_risk.risk_control.decisions.thresholds import UNIT, Threshold, binding
from lianzheng_risk.store.terms import english

DRAW_TYPE = "Integrity Decision Draw"
DATES = ("transaction_date", "posting_date")
# Of more documents than these within one window the largest are added up; they reach any threshold by far.
_MOST = 2000


class NoThresholdInCurrencyError(frappe.ValidationError):
	pass


class Need(NamedTuple):
	threshold: Threshold
	demand: Demand
	split: Split | None = None


def needs_of(doc: Document, submitting: bool = False) -> list[Need]:
	"""One for each category in which the document has to rest on a decision.

	What is being submitted also counts with others that are, and is counted with by them.
	"""
	return [need for threshold in binding(doc) if (need := _need(doc, threshold, submitting))]


def amounts_of(doc: Document) -> dict[str, Decimal]:
	return {threshold.name: _amount(doc, threshold) for threshold in binding(doc)}


def demand_of(doc: Document, threshold: Threshold) -> Demand:
	return Demand(
		unit=threshold.unit,
		category=threshold.category,
		amount=_amount(doc, threshold),
		today=getdate(nowdate()),
		currency=currency_of(doc, threshold),
		company=doc.get("company") or "",
		party=_text(doc, threshold.party_field),
		same_party=threshold.same_party,
	)


def currency_of(doc: Document, threshold: Threshold) -> str:
	"""The currency in which the document's amount is; nothing where the threshold asks for no amount."""
	if not threshold.amount_field:
		return ""
	options = doc.meta.get_field(threshold.amount_field).options or ""
	if options.count(":") == 2:
		doctype, link, field = options.split(":")
		found = frappe.get_cached_value(doctype, doc.get(link), field) if doc.get(link) else None
	else:
		found = doc.get(options) if options else None
	return found or frappe.db.get_default("currency") or ""


def date_field(threshold: Threshold, meta) -> str:
	return threshold.date_field or next((field for field in DATES if meta.has_field(field)), "creation")


def _need(doc: Document, threshold: Threshold, submitting: bool) -> Need | None:
	demand = demand_of(doc, threshold)
	if not threshold.amount_field:
		return Need(threshold, demand)
	if demand.amount <= 0:
		return None
	if demand.currency != threshold.currency:
		frappe.throw(
			_("The threshold “{0}” is in {1}, the document in {2}. Please have a threshold in {2} set up.").format(
				escape_html(threshold.title), threshold.currency, demand.currency
			),
			NoThresholdInCurrencyError,
		)
	if demand.amount >= threshold.amount:
		return Need(threshold, demand)
	split = _split(doc, threshold, demand.amount, submitting)
	return Need(threshold, demand, split) if split else None


def _amount(doc: Document, threshold: Threshold) -> Decimal:
	return money(doc.get(threshold.amount_field)) if threshold.amount_field else Decimal(0)


def _text(doc: Document, field: str) -> str:
	return str(doc.get(field) or "") if field else ""


def _split(doc: Document, threshold: Threshold, amount: Decimal, submitting: bool) -> Split | None:
	if not threshold.window_days:
		return None
	bill = Bill(
		doc.name,
		amount,
		_text(doc, threshold.party_field),
		_text(doc, threshold.requester_field),
		_items(doc, threshold),
	)
	if not (bill.party or bill.requester or bill.items):
		return None
	others = _bills_being_submitted(doc, threshold, bill) if submitting else []
	return split_of(bill, [*_bills_of_window(doc, threshold, bill), *others], threshold.amount)


def _bills_being_submitted(doc: Document, threshold: Threshold, bill: Bill) -> list[Bill]:
	"""Those within the window of which no query can tell yet."""
	day = _day(doc, threshold)
	announced = announcing.announce(doc, threshold, bill, day)
	near = [one for one in announced if abs((one.day - day).days) <= threshold.window_days]
	return [one.bill for one in announcing.unsettled(doc.doctype, near)]


def _day(doc: Document, threshold: Threshold) -> datetime.date:
	return getdate(doc.get(date_field(threshold, doc.meta)) or nowdate())


def _items(doc: Document, threshold: Threshold) -> dict[str, Decimal]:
	items: dict[str, Decimal] = defaultdict(Decimal)
	for row in doc.get(threshold.item_table) or [] if threshold.item_table else []:
		if item := row.get(threshold.item_field):
			items[item] += money(row.get(threshold.item_amount_field))
	return items


def _bills_of_window(doc: Document, threshold: Threshold, bill: Bill) -> list[Bill]:
	"""Submitted documents of the window that have something in common with this one and rest on no decision. One query."""
	table, draw = DocType(doc.doctype), DocType(DRAW_TYPE)
	rests = (draw.reference_doctype == doc.doctype) & (draw.reference_name == table.name)
	rests &= (draw.status == english(DRAW, "drawn")) & (draw.category == english(CATEGORY, threshold.category))
	amount = table[threshold.amount_field]
	dated = date_field(threshold, doc.meta)
	day, days = _day(doc, threshold), threshold.window_days
	query = (
		frappe.qb.from_(table)
		.left_join(draw)
		.on(rests)
		.select(table.name, amount)
		.where((table.docstatus == 1) & (table.name != doc.name) & draw.name.isnull() & (amount > 0))
		.where(table[dated] >= add_days(day, -days))
		.where(table[dated] < add_days(day, days + 1))
		.orderby(amount, order=frappe.qb.desc)
		.limit(_MOST)
	)
	common = []
	for field, value in ((threshold.party_field, bill.party), (threshold.requester_field, bill.requester)):
		query = query.select(table[field] if field else table.docstatus)
		if value:
			common.append(table[field] == value)
	if bill.items:
		row = DocType(doc.meta.get_field(threshold.item_table).options)
		of_item = (row.parent == table.name) & (row.parenttype == doc.doctype)
		of_item &= row[threshold.item_field].isin(sorted(bill.items))
		query = query.left_join(row).on(of_item).select(row[threshold.item_field], row[threshold.item_amount_field])
		common.append(row.name.isnotnull())
	query = _within_scope(query.where(Criterion.any(common)), table, doc, threshold)
	return _bills(query.run(), threshold)


def _within_scope(query, table, doc: Document, threshold: Threshold):
	"""Documents that the same threshold would bind."""
	if doc.meta.has_field("company"):
		query = query.where(table.company == (doc.get("company") or ""))
	if threshold.unit_field:
		unit, top = DocType(UNIT), DocType(UNIT).as_("top")
		below = frappe.qb.from_(unit).join(top).on((unit.lft >= top.lft) & (unit.rgt <= top.rgt))
		query = query.where(table[threshold.unit_field].isin(below.select(unit.name).where(top.name == threshold.unit)))
	for field, operator, value in threshold.conditions:
		query = query.where(_WHERE[operator](table[field], value))
	return query


_WHERE = {
	"=": lambda column, value: column == value,
	"!=": lambda column, value: column != value,
	">": lambda column, value: column > value,
	">=": lambda column, value: column >= value,
	"<": lambda column, value: column < value,
	"<=": lambda column, value: column <= value,
	"in": lambda column, value: column.isin(value),
	"not in": lambda column, value: column.notin(value),
}


def _bills(rows, threshold: Threshold) -> list[Bill]:
	"""A document that has several of the items comes once for each of them."""
	bills: dict[str, Bill] = {}
	items: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
	for name, amount, party, requester, *item in rows:
		if item and item[0]:
			items[name][item[0]] += money(item[1])
		party = str(party or "") if threshold.party_field else ""
		requester = str(requester or "") if threshold.requester_field else ""
		bills[name] = Bill(name, money(amount), party, requester, items[name])
	return list(bills.values())
