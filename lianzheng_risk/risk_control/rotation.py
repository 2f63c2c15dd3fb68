"""Rotation on the platform: who holds which post since when, and how long rotation is waived."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import frappe
from frappe.utils import nowdate

WAIVER, POST, TENURE = "Integrity Rotation Waiver", "Integrity Post", "Integrity Post Tenure"


def holds_today(post: str, person: str) -> bool:
	tenures = frappe.get_all(
		TENURE,
		filters={"parenttype": POST, "parent": post, "person": person, "start_date": ["<=", nowdate()]},
		pluck="end_date",
	)
	return any(not end or str(end) >= nowdate() for end in tenures)


def waived_until(posts: Iterable[str]) -> dict[tuple[str, str], datetime.date]:
	"""Post and person → the last day of the latest waiver of those posts."""
	posts = sorted(set(posts))
	rows = frappe.get_all(WAIVER, filters={"post": ["in", posts]}, fields=["post", "person", "until"]) if posts else []
	latest: dict[tuple[str, str], datetime.date] = {}
	for row in rows:
		key = (row.post, row.person)
		latest[key] = max(latest.get(key, row.until), row.until)
	return latest
