"""A unit with a company, its monitoring rules, and what they find on documents that are really saved and submitted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import get_datetime

from lianzheng_risk.core.monitoring.shipped import SHIPPED
from lianzheng_risk.risk_supervision.monitoring import active, queueing, watcher
from lianzheng_risk.risk_supervision.monitoring.evaluating import evaluate
from lianzheng_risk.risk_supervision.monitoring.library import fields_of
from lianzheng_risk.setup.erp import ensure_erp_fields
from tests.site import caches, records, trade
from tests.site.people import create_user, join
from tests.site.sites import connected

RULE, HIT, WARNING = "Integrity Monitoring Rule", "Integrity Monitoring Hit", "Integrity Warning"
# 集团 G is at the top of everything; 甲 and 乙 below it have a company each, the department 甲-1 that of 甲.
UNITS = {"MG": None, "MA": "MG", "MB": "MG", "MA-1": "MA"}
PEOPLE = {"supervisor": ("MA", "Integrity Supervisor"), "leader": ("MA", "Integrity Unit Leader"), "other": ("MB", "Integrity Supervisor"), "manager": ("MA", "Integrity Manager"), "head": ("MA", "Integrity Department Head")}  # fmt: skip


@pytest.fixture(scope="module")
def companies(erp_site: str) -> Iterator[None]:
	with connected(erp_site):
		if not frappe.db.exists("DocType", "Company"):
			pytest.skip("ERPNext is not installed here")
		ensure_erp_fields()
		frappe.local.lang = "zh"
		frappe.db.commit = lambda: None
		trade.open_companies()
		for unit, parent in UNITS.items():
			records.create_unit(unit, parent)
		for unit, company in (("MA", trade.COMPANY), ("MB", trade.OTHER)):
			frappe.db.set_value("Integrity Unit", unit, "company", company)
		for name, (unit, role) in PEOPLE.items():
			join(unit, create_user(f"{name}@monitoring.example"), role)
		frappe.clear_messages()
		yield
		del frappe.db.commit
	active._HELD.clear()


@pytest.fixture
def business(companies) -> Iterator[None]:
	frappe.db.savepoint("before_the_test")
	start_anew()
	yield
	frappe.set_user("Administrator")
	frappe.db.rollback(save_point="before_the_test")
	frappe.clear_messages()
	start_anew()


def start_anew() -> None:
	queueing.taken()
	active._forget()
	frappe.db.value_cache.clear()
	caches.empty()
	frappe.local.lang = "zh"


@contextmanager
def by(name: str) -> Iterator[None]:
	before = frappe.session.user
	frappe.set_user(f"{name}@monitoring.example")
	frappe.local.lang = "zh"
	try:
		yield
	finally:
		frappe.set_user(before)
		frappe.local.lang = "zh"


def rule(unit: str = "MA", **values) -> Document:
	usual = {
		"title": "测试规则",
		"unit": unit,
		"watched_doctype": "Purchase Order",
		"event": "When Submitted",
		"consequence": "Record Only",
		"enabled": 1,
	}
	return records.create(RULE, **usual | values)


def shipped(key: str, unit: str = "MA", **values) -> Document:
	[one] = [one for one in SHIPPED if one.key == key]
	top = "MG" if one.doctype in ("Supplier", "Bank Account") else unit
	return records.create(RULE, **fields_of(one) | {"unit": top, "enabled": 1} | values)


def judged(at: str | None = None, user: str | None = None) -> int:
	"""What the job after the commit finds, as if everything since had been saved then, by that user."""
	candidates = queueing.taken()
	for candidate in candidates:
		candidate["at"] = at or candidate["at"]
		candidate["user"] = user or candidate["user"]
	return evaluate(candidates)


def hits(of: Document) -> list[frappe._dict]:
	return frappe.get_all(HIT, filters={"rule": of.name}, fields=["*"], order_by="name")


@contextmanager
def clock_at(moment: str) -> Iterator[None]:
	"""The time of day by which the watcher goes."""
	before = watcher.now_datetime
	watcher.now_datetime = lambda: get_datetime(moment)
	try:
		yield
	finally:
		watcher.now_datetime = before
