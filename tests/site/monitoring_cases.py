"""Shipped rules with documents that they find, and near misses that they pass over. Each case is a sequence of documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, nowdate

from tests.site import caches
from tests.site.monitoring import clock_at
from tests.site.people import create_user
from tests.site.trade import DAY, OTHER, bank_account, invoice, order, payment, submitted, supplier


class Case(NamedTuple):
	rule: str
	name: str
	act: Callable[[], object]
	hits: int


def orders(*amounts: float, days: int = 1, suppliers: int = 1, company: str | None = None) -> Callable[[], None]:
	"""Orders that follow each other by so many days, of one supplier or of several in turn."""

	def act() -> None:
		names = [supplier(f"供应商{place}") for place in range(suppliers)]
		for place, amount in enumerate(amounts):
			day = add_days(DAY, days * (place - len(amounts) + 1))
			where = {"company": company} if company else {}
			submitted(order(names[place % suppliers], amount, day, **where))

	return act


def prices(*rates: float) -> Callable[[], None]:
	return orders(*rates, suppliers=len(rates))


def new_supplier(amount: float, entered: str) -> Callable[[], None]:
	return lambda: submitted(order(supplier("新供应商", entered), amount))


def by_maker(maker: bool) -> Callable[[], None]:
	def act() -> None:
		document = order(supplier("供应商"), 10).insert()
		user = create_user("buyer@monitoring.example", "Purchase Manager", "Purchase User")
		document.db_set("owner", "Administrator" if maker else user)
		document.reload()
		document.submit()

	return act


def paid_at(moment: str) -> Callable[[], None]:
	def act() -> None:
		with clock_at(moment):
			submitted(payment(supplier("供应商"), 10))

	return act


def with_accounts(first: str, second: str) -> Callable[[], None]:
	"""The bank account of a second supplier, entered when the first one has its own."""

	def act() -> None:
		bank_account(supplier("甲供应商"), first)
		bank_account(supplier("乙供应商"), second)

	return act


def with_phones(first: str, second: str) -> Callable[[], None]:
	def act() -> None:
		for name, phone in (("甲供应商", first), ("乙供应商", second)):
			link = {"link_doctype": "Supplier", "link_name": supplier(name)}
			contact = frappe.new_doc("Contact").update({"first_name": name, "links": [link]})
			contact.append("phone_nos", {"phone": phone}).is_primary_mobile_no = 1
			contact.insert()
			frappe.get_doc("Supplier", name).save()

	return act


def paid(ordered: float, *amounts: float, received: float = 0) -> Callable[[], None]:
	def act() -> None:
		document = submitted(order(supplier("供应商"), ordered))
		document.db_set("per_received", received)
		for amount in amounts:
			submitted(payment("供应商", amount, against=document))

	return act


def invoiced_and_paid(ordered: float, invoiced: float) -> Callable[[], None]:
	"""More is invoiced than was ordered, which the site allows, and paid."""

	def act() -> None:
		frappe.db.set_single_value("Accounts Settings", "over_billing_allowance", 100)
		frappe.db.set_single_value("Buying Settings", "maintain_same_rate", 0)
		caches.empty()
		document = submitted(order(supplier("供应商"), ordered))
		bill = submitted(invoice("供应商", invoiced, against=document))
		submitted(payment("供应商", invoiced, against=bill))

	return act


def dated(days: int) -> Callable[[], None]:
	return lambda: submitted(invoice(supplier("供应商"), 10, add_days(nowdate(), -days)))


def resubmitted(times: int) -> Callable[[], None]:
	def act() -> Document:
		document = submitted(order(supplier("供应商"), 10))
		for _ in range(times):
			document.cancel()
			again = frappe.copy_doc(document)
			again.amended_from = document.name
			document = submitted(again)
		return document

	return act


def account_entered(days_ago: int, paid_before: bool = True, edited: bool = False) -> Callable[[], None]:
	"""The account of a supplier, perhaps changed again today, and a payment."""

	def act() -> None:
		name = supplier("供应商")
		if paid_before:
			submitted(payment(name, 5, add_days(nowdate(), -60)))
		account = bank_account(name, "62220001")
		frappe.db.set_value(account.doctype, account.name, "creation", add_days(nowdate(), -days_ago))
		if edited:
			account.reload()
			account.bank_account_no = "62229999"
			account.save()
		submitted(payment(name, 10, nowdate()))

	return act


CASES = (
	Case("order_splitting", "together above the limit", orders(60000, 50000), 1),
	Case("order_splitting", "further orders belong to the same cause", orders(60000, 50000, 40000), 1),
	Case("order_splitting", "together below the limit", orders(40000, 50000), 0),
	Case("order_splitting", "one order at the limit hides nothing", orders(100000, 20000), 0),
	Case("order_splitting", "too far apart", orders(60000, 50000, days=40), 0),
	Case("order_splitting", "of two suppliers", orders(60000, 50000, suppliers=2), 0),
	Case("order_splitting", "of another company", orders(60000, 50000, company=OTHER), 0),
	Case("single_source", "three times from one supplier", orders(10, 10, 10, days=30), 1),
	Case("single_source", "twice", orders(10, 10, days=30), 0),
	Case("single_source", "from several suppliers", orders(*[10] * 6, days=10, suppliers=2), 0),
	Case("single_source", "over more than a year", orders(10, 10, 10, days=200), 0),
	Case("self_approval", "made and submitted by one person", by_maker(True), 1),
	Case("self_approval", "made by somebody else", by_maker(False), 0),
	Case("new_supplier", "large and at once", new_supplier(150000, add_days(DAY, -10)), 1),
	Case("new_supplier", "small", new_supplier(5000, add_days(DAY, -10)), 0),
	Case("new_supplier", "long known", new_supplier(150000, add_days(DAY, -300)), 0),
	Case("price_jump", "a third dearer", prices(10, 10, 14), 1),
	Case("price_jump", "a tenth dearer", prices(10, 10, 11), 0),
	Case("price_jump", "nothing to compare with", prices(14), 0),
	Case("off_hours", "at night", paid_at("2026-11-25 23:10:00"), 1),
	Case("off_hours", "on a Sunday", paid_at("2026-11-22 10:00:00"), 1),
	Case("off_hours", "on a public holiday", paid_at("2026-10-01 10:00:00"), 1),
	Case("off_hours", "in working hours", paid_at("2026-11-25 10:00:00"), 0),
	Case("shared_account", "the same account, written otherwise", with_accounts("62220001", "6222 0001"), 1),
	Case("shared_account", "another account", with_accounts("62220001", "62220002"), 0),
	Case("shared_details", "the same phone", with_phones("13912345678", "139-1234-5678"), 1),
	Case("shared_details", "another phone", with_phones("13912345678", "13912345679"), 0),
	Case("paid_before_receipt", "half and nothing received", paid(1000, 500), 1),
	Case("paid_before_receipt", "an advance within the line", paid(1000, 300), 0),
	Case("paid_before_receipt", "half of it received", paid(1000, 500, received=50), 0),
	Case("paid_above_order", "by an invoice above it", invoiced_and_paid(1000, 1500), 1),
	Case("paid_above_order", "what was ordered", invoiced_and_paid(1000, 1000), 0),
	Case("paid_above_order", "in two parts", paid(1000, 400, 600), 0),
	Case("backdated", "by three weeks", dated(21), 1),
	Case("backdated", "by five days", dated(5), 0),
	Case("resubmitted", "twice", resubmitted(2), 1),
	Case("resubmitted", "once", resubmitted(1), 0),
	Case("bank_changed", "entered three days before", account_entered(3), 1),
	Case("bank_changed", "changed on the same day", account_entered(300, edited=True), 1),
	Case("bank_changed", "entered a month before", account_entered(30), 0),
	Case("bank_changed", "the first account of a new supplier", account_entered(3, paid_before=False), 0),
)
