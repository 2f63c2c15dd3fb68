"""Tests that have to commit, because a worker or another connection is to see what they did, and leave the site as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.utils.nestedset import rebuild_tree

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
	return set(frappe.get_all(doctype, pluck="name", order_by="", limit=0))
