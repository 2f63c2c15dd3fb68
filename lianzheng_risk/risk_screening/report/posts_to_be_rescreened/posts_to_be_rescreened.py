"""任职变动复查: posts that somebody else holds since they were last screened, of those that the session's user may see."""

from __future__ import annotations

import frappe
from frappe import _

from lianzheng_risk.risk_screening.post_reports import AT_MOST, columns_of_holders, posts_chosen, told_of_more
from lianzheng_risk.risk_screening.rescreening.finding import due_posts
from lianzheng_risk.store.names import PERSON, POST, names_of


def execute(filters: dict | None = None) -> tuple:
	rows = get_rows(frappe._dict(filters or {}))
	return get_columns(), rows[:AT_MOST], told_of_more(len(rows)), None, get_summary(rows)


def get_columns() -> list[dict]:
	return [
		*columns_of_holders("since"),
		{"fieldname": "last", "label": _("Last Screened On"), "fieldtype": "Date", "width": 180},
	]


def get_rows(filters: frappe._dict) -> list[dict]:
	"""The longest in office first."""
	chosen = posts_chosen(filters.unit, filters.key_posts_only)
	fields = ["name", "post_name", "unit", "unit.unit_name as unit_name", "key_post"]
	posts = frappe.get_list(POST, filters=chosen, fields=fields, order_by="name", limit_page_length=0)
	found = due_posts([post.name for post in posts])
	names = names_of(PERSON, (it.person for it in found.values()))
	rows = [
		{
			"unit": post.unit,
			"unit_name": post.unit_name,
			"post": post.name,
			"post_name": post.post_name,
			"key_post": post.key_post,
			"person_name": names.get(found[post.name].person),
			**found[post.name]._asdict(),
		}
		for post in posts
		if post.name in found
	]
	return sorted(rows, key=lambda row: (row["since"], row["post"]))


def get_summary(rows: list[dict]) -> list[dict]:
	never = sum(row["last"] is None for row in rows)
	return [
		{"label": _("Posts to Be Rescreened"), "value": len(rows), "indicator": "Orange" if rows else "Green"},
		{"label": _("Of These Never Screened"), "value": never, "indicator": "Red" if never else "Green"},
	]
