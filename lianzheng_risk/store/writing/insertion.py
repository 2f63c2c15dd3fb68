"""Many rows into one table with few statements."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import frappe
from frappe.utils import get_table_name

from lianzheng_risk.store.writing.values import Rows

# Few enough for every database the platform runs on, and for the server's limit on one statement.
_VALUES_AT_ONCE = 30_000
_CHARACTERS_AT_ONCE = 1_000_000


def insert(rows: Rows) -> None:
	"""Raises the database's own error where a name is taken."""
	if not rows.count:
		return
	own = list(rows.own)
	columns = ", ".join(f"`{column}`" for column in (*rows.same, *own))
	one = f"({', '.join([*map(_literal, rows.same.values()), *['%s'] * len(own)])})"
	start = f"INSERT INTO {get_table_name(rows.doctype, wrap_in_backticks=True)} ({columns}) VALUES "
	for some in _portions(rows):
		values = zip(*(rows.own[column][some] for column in own), strict=True)
		count = some.stop - some.start
		frappe.db.sql(start + ", ".join([one] * count), tuple(chain.from_iterable(values)))


def new_names(count: int) -> list[str]:
	"""Names for rows that nobody calls by name: random, and in ascending order, which the database takes in faster."""
	series = frappe.generate_hash(length=12)
	return [f"{series}{number:07x}" for number in range(count)]


def _literal(value: object) -> str:
	"""A value that all rows share, written once instead of being sent with each."""
	if value is None:
		return "NULL"
	return str(value) if isinstance(value, int | float) else frappe.db.escape(str(value))


def _portions(rows: Rows) -> Iterator[slice]:
	most = max(1, _VALUES_AT_ONCE // max(1, len(rows.own)))
	texts = [values for values in rows.own.values() if any(isinstance(value, str) for value in values)]
	start = characters = 0
	for row in range(rows.count):
		length = sum(len(values[row] or "") for values in texts)
		if row > start and (row - start >= most or characters + length > _CHARACTERS_AT_ONCE):
			yield slice(start, row)
			start, characters = row, 0
		characters += length
	yield slice(start, rows.count)
