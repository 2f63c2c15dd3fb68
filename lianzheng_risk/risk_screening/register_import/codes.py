"""New codes taken on a connection of their own: a series is locked for a moment, not for the hours of an import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import frappe

from lianzheng_risk.store.importing.codes import next_codes


def taken(table: str, count: int) -> list[str]:
	"""Codes that nobody else will be given, whether they are used in the end or not."""
	with _aside() as settle:
		codes = next_codes(table, count)
		settle()
	return codes


def expected(table: str, count: int) -> list[str]:
	"""The codes that would be given now; nothing is taken."""
	with _aside():
		return next_codes(table, count)


@contextmanager
def _aside() -> Iterator[Callable[[], None]]:
	"""A transaction beside the one under way, which the callable given commits."""
	own = frappe.local.db
	frappe.connect(set_admin_as_user=False)
	beside = frappe.local.db
	try:
		yield beside.commit
	finally:
		frappe.local.db = own
		beside.rollback()
		beside.close()
