"""Thresholds and collective decisions of the bureau Y, as the people of `tests.site.approving` would have them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.model.document import Document
from frappe.utils import nowdate

from lianzheng_risk.access import forget_places
from lianzheng_risk.risk_control.decisions import thresholds
from tests.site import caches, purchasing, records
from tests.site.approving import MEMBERS
from tests.site.people import create_user, join
from tests.site.purchasing import COMPANY, ORDER, SUPPLIER
from tests.site.sites import connected

DECISION, THRESHOLD, DRAW = (
	"Integrity Collective Decision",
	"Integrity Decision Threshold",
	"Integrity Decision Draw",
)
FUNDS = "Large Funds"


def threshold(amount: float = 100000, **values) -> Document:
	"""Of purchase orders, unless said otherwise."""
	defaults = {
		"title": "大额采购",
		"unit": "Y",
		"category": FUNDS,
		"document_type": ORDER,
		"company": COMPANY,
		"amount_field": "base_grand_total",
		"amount": amount,
		"party_field": "supplier",
		"basis": "大额资金管理办法第五条",
	}
	return records.create(THRESHOLD, **defaults | values)


def leaders(unit: str = "Y") -> list[str]:
	"""Two deputies and the chief."""
	ranks = ("Leader in Charge", "Leader in Charge", "Principal Leader")
	names = ("副局长甲", "副局长乙", "局长丙")
	return [
		frappe.db.get_value("Integrity Person", {"person_name": name, "unit": unit})
		or records.create_person(unit, person_name=name, rank=rank).name
		for name, rank in zip(names, ranks, strict=True)
	]


def members(opinions: tuple[str | None, ...] = ("Agree", "Agree", "Agree")) -> list[dict]:
	people = leaders()
	return [
		{"person": person, "attendance": "Present", "opinion": opinion, "is_chief": int(person == people[-1])}
		for person, opinion in zip(people, opinions, strict=True)
	]


def draft(amount: float = 100000, opinions=("Agree", "Agree", "Agree"), **values) -> Document:
	defaults = {
		"matter": "采购复印纸",
		"unit": "Y",
		"category": FUNDS,
		"meeting_date": nowdate(),
		"amount": amount,
		"currency": "CNY",
		"company": COMPANY,
		"party": SUPPLIER,
		"chair": leaders()[-1],
		"members": members(opinions),
		"decision": "同意采购",
	}
	return records.create(DECISION, **defaults | values)


def decided(amount: float = 100000, opinions=("Agree", "Agree", "Agree"), **values) -> Document:
	decision = draft(amount, opinions, **values)
	decision.submit()
	return decision


def balance(decision: Document | str) -> tuple[float, float]:
	"""What was drawn, by the decision and by its draws: the same, whatever happened."""
	name = decision if isinstance(decision, str) else decision.name
	drawn, left, amount = frappe.db.get_value(DECISION, name, ["drawn", "left_over", "amount"])
	draws = frappe.get_all(DRAW, filters={"decision": name, "status": "Drawn"}, pluck="amount")
	assert drawn == sum(draws)
	assert left == amount - drawn
	return drawn, left


def draws_of(document: Document) -> list[tuple[str, str, float]]:
	filters = {"reference_doctype": document.doctype, "reference_name": document.name}
	rows = frappe.get_all(DRAW, filters=filters, fields=["decision", "status", "amount"], order_by="name")
	return [(row.decision, row.status, row.amount) for row in rows]


@contextmanager
def open_shop(site: str) -> Iterator[None]:
	"""The county with its people, and the company with what it buys: made once for all tests of a module."""
	with connected(site):
		purchasing.ensure_masters()
		records.create_unit("X")
		records.create_unit("Y", "X")
		records.create_unit("Y-1", "Y", unit_type="Internal Department")
		records.create_unit("Z", "X")
		for name, (unit, role) in MEMBERS.items():
			join(unit, create_user(f"{name}@example.com"), role)
		create_user("buyer@example.com", "Purchase User", "Purchase Manager")
		yield
		frappe.set_user("Administrator")


@contextmanager
def undone() -> Iterator[None]:
	"""Whatever happens meanwhile has not happened afterwards; Redis knows of no rollback."""
	frappe.db.savepoint("before_the_test")
	frappe.local.lang = "zh"
	yield
	frappe.set_user("Administrator")
	frappe.db.rollback(save_point="before_the_test")
	frappe.clear_messages()
	thresholds.forget()
	forget_places()
	frappe.cache.delete_keys("lianzheng_passing:")
	caches.empty()
