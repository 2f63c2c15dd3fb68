"""Tests that have to commit, because a worker or another connection is to see what they did, and leave the site as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.utils.nestedset import rebuild_tree

from tests.site import caches
from tests.site.sites import connected

# What the platform writes about documents and people.
_OF_THE_PLATFORM = (
	"Activity Log",
	"Comment",
	"Contact",
	"Contact Email",
	"Error Log",
	"File",
	"Has Role",
	"Notification Log",
	"Notification Settings",
	"User",
	"User Email",
	"User Permission",
	"Version",
)


@contextmanager
def no_trace_left(site: str) -> Iterator[None]:
	"""Whatever documents of the app, and of the platform about them, are new after the block are removed."""
	with connected(site):
		before = {doctype: _names(doctype) for doctype in _doctypes()}
	try:
		yield
	finally:
		with connected(site):
			for doctype, known in before.items():
				for name in _names(doctype) - known:
					frappe.db.delete(doctype, {"name": name})
			rebuild_tree("Integrity Unit")
			frappe.db.commit()


def _doctypes() -> list[str]:
	modules = frappe.get_all("Module Def", filters={"app_name": "lianzheng_risk"}, pluck="name")
	ours = {"module": ["in", modules], "issingle": 0}
	platform = [doctype for doctype in _OF_THE_PLATFORM if frappe.db.table_exists(doctype)]
	return [*frappe.get_all("DocType", filters=ours, pluck="name"), *platform]


def _names(doctype: str) -> set[str]:
	return {row[0] for row in frappe.db.sql(f"select name from `tab{doctype}`")}


@contextmanager
def all_as_before(site: str) -> Iterator[None]:
	"""Like `no_trace_left`, for tests that bring documents of ERPNext along: every table, and the site's settings."""
	with connected(site):
		names = {doctype: _names(doctype) for doctype in _stored_doctypes()}
		settings = {table: frappe.db.sql(f"select * from `{table}`", as_dict=True) for table in _SETTINGS}
	try:
		yield
	finally:
		with connected(site):
			for doctype, known in names.items():
				if new := sorted(_names(doctype) - known):
					frappe.db.delete(doctype, {"name": ["in", new]})
			for table, rows in settings.items():
				_put_back(table, rows)
			frappe.db.commit()
			caches.empty()


# Where the platform keeps single documents, and how far series have counted; neither has a name.
_SETTINGS = ("tabSingles", "tabSeries")


def _stored_doctypes() -> list[str]:
	named = frappe.get_all("DocType", filters={"issingle": 0, "is_virtual": 0}, pluck="name", order_by="name", limit=0)
	return [doctype for doctype in named if frappe.db.table_exists(doctype)]


def _put_back(table: str, rows: list[dict]) -> None:
	frappe.db.sql(f"delete from `{table}`")
	for row in rows:
		columns = ", ".join(f"`{column}`" for column in row)
		places = ", ".join(["%s"] * len(row))
		frappe.db.sql(f"insert into `{table}` ({columns}) values ({places})", list(row.values()))
