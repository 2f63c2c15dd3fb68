"""Posts on which nobody has put a risk point on record, and whether that was reported and confirmed."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from frappe import _

POST, RISK, SCREENING = "Integrity Post", "Integrity Risk Point", "Integrity Post Screening"
AT_ONCE = 2000
AT_MOST = 5000


def execute(filters: dict | None = None) -> tuple:
	filters = frappe._dict(filters or {})
	posts = list(posts_without_risk_points(filters))
	return get_columns(), get_rows(posts[:AT_MOST]), get_message(len(posts))


def get_columns() -> list[dict]:
	return [
		{"fieldname": "unit", "label": _("Unit"), "fieldtype": "Link", "options": "Integrity Unit", "width": 220},
		{"fieldname": "post", "label": _("Post Name"), "fieldtype": "Link", "options": POST, "width": 220},
		{"fieldname": "rank", "label": _("Post Rank"), "fieldtype": "Data", "width": 140},
		{"fieldname": "key_post", "label": _("Key Post"), "fieldtype": "Check", "width": 100},
		{"fieldname": "report", "label": _("Last Report"), "fieldtype": "Data", "width": 260},
	]


def posts_without_risk_points(filters: frappe._dict) -> Iterator[frappe._dict]:
	"""Read a piece at a time, and no more than will be shown, of what the session's user may see."""
	found, start = 0, 0
	while found <= AT_MOST:
		posts = frappe.get_list(
			POST,
			filters=_chosen(filters),
			fields=["name", "post_name", "unit", "unit.unit_name as unit_name", "rank", "key_post"],
			order_by="unit, name",
			limit_start=start,
			limit_page_length=AT_ONCE,
		)
		covered = posts_with_risk_points([post.name for post in posts])
		for post in posts:
			if post.name not in covered:
				found += 1
				yield post
		start += AT_ONCE
		if len(posts) < AT_ONCE:
			return


def _chosen(filters: frappe._dict) -> list[list]:
	chosen = []
	if filters.unit:
		chosen.append([POST, "unit", "descendants of (inclusive)", filters.unit])
	if filters.key_posts_only:
		chosen.append([POST, "key_post", "=", 1])
	return chosen


def posts_with_risk_points(posts: list[str]) -> set[str]:
	"""Those of the posts that have a risk point which is not retired, as far as the session's user may see."""
	alive = {"post": ["in", posts or [""]], "workflow_state": ["!=", "Retired"]}
	return set(frappe.get_list(RISK, filters=alive, pluck="post", distinct=True, order_by="post", limit_page_length=0))


def get_rows(posts: list[frappe._dict]) -> list[dict]:
	reports = last_reports([post.name for post in posts])
	return [
		{
			"post": post.name,
			"post_name": post.post_name,
			"unit": post.unit,
			"unit_name": post.unit_name,
			"rank": _(post["rank"], context=POST),
			"key_post": post.key_post,
			"report": reports.get(post.name, ""),
		}
		for post in posts
	]


def last_reports(posts: list[str]) -> dict[str, str]:
	"""What the latest screening of each post that was reported came to, in the user's language."""
	if not posts or not frappe.has_permission(SCREENING, "read"):
		return {}
	rows = frappe.get_list(
		SCREENING,
		filters={"post": ["in", posts], "result": ["is", "set"]},
		fields=["post", "status", "result"],
		order_by="creation",
		limit_page_length=0,
	)
	return {row.post: " · ".join(_(word, context=SCREENING) for word in (row.result, row.status)) for row in rows}


def get_message(found: int) -> str | None:
	if found <= AT_MOST:
		return None
	return _("Shown are the first {0} posts. Please choose a unit to see fewer.").format(AT_MOST)
