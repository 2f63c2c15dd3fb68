"""What many tests begin with is made once, and from then on put back row by row: ten users take the platform two seconds."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import frappe

from tests.site import caches

# Where units, their members and new users leave rows; notes about them (Comment, Version) are nothing to begin with.
_TABLES = (
	"DefaultValue",
	"DocShare",
	"Has Role",
	"Integrity Unit",
	"Integrity Unit Member",
	"Notification Settings",
	"User",
	"User Permission",
	"User Social Login",
)
_CHIEF = ("Integrity Unit", "User")
_MADE: dict[tuple[str, Hashable], dict[str, list[dict]]] = {}


def once(key: Hashable, make: Callable[[], object]) -> None:
	"""`make()` where nothing has been made under this key in this process; otherwise the new rows that it left then.

	What it changed in rows that were there before is not put back.
	"""
	known = frappe.local.site, key
	if known in _MADE:
		for doctype, rows in _MADE[known].items():
			_insert(doctype, rows)
		caches.empty()
		return
	before = {doctype: _names(doctype) for doctype in _TABLES}
	make()
	_MADE[known] = {doctype: rows for doctype in _TABLES if (rows := _rows(doctype, _names(doctype) - before[doctype]))}


def _names(doctype: str) -> set[str]:
	return {name for (name,) in frappe.db.sql(f"select name from `tab{doctype}`")}


def _rows(doctype: str, names: set[str]) -> list[dict]:
	if not names:
		return []
	return frappe.db.sql(f"select * from `tab{doctype}` where name in %s", (sorted(names),), as_dict=True)


def _insert(doctype: str, rows: list[dict]) -> None:
	columns = ", ".join(f"`{column}`" for column in rows[0])
	row = f"({', '.join(['%s'] * len(rows[0]))})"
	values = [value for one in rows for value in one.values()]
	# Who cleans up after a test that commits may leave rows that go with a user; the user itself is never there twice.
	how = "insert" if doctype in _CHIEF else "insert ignore"
	frappe.db.sql(f"{how} into `tab{doctype}` ({columns}) values {', '.join([row] * len(rows))}", values)
