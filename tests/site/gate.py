"""A shop with thresholds: what its documents are told, and what that asks of the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
import pytest

from lianzheng_risk.risk_control.decisions.refusing import DecisionNeededError
from tests.site.deciding import open_shop, undone


@pytest.fixture(scope="module")
def shop_opened(erp_site: str) -> Iterator[None]:
	with open_shop(erp_site):
		yield


@pytest.fixture
def shop(shop_opened) -> Iterator[None]:
	with undone():
		yield


def submitted(document):
	document.submit()
	return document


def refusal(document) -> str:
	"""What the person is told; the document stays a draft."""
	with pytest.raises(DecisionNeededError) as refused:
		document.submit()
	assert frappe.db.get_value(document.doctype, document.name, "docstatus") == 0
	document.reload()
	return str(refused.value)


@contextmanager
def queries() -> Iterator[list[str]]:
	"""What is asked of the database meanwhile."""
	asked: list[str] = []
	run = frappe.db.sql

	def listening(query, *args, **kwargs):
		asked.append(str(query))
		return run(query, *args, **kwargs)

	frappe.db.sql = listening
	try:
		yield asked
	finally:
		frappe.db.sql = run
