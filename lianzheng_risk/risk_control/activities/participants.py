"""The posts that take part in an activity: where they lie, and who held them on its day. One query for all of them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable

import frappe

POST = "Integrity Post"


def posts_outside(unit: str, posts: Iterable[str]) -> list[str]:
	"""Those of the posts that lie neither in the unit nor below it."""
	named = sorted(set(posts))
	filters = [["name", "in", named], ["unit", "descendants of (inclusive)", unit]]
	inside = set(frappe.get_all(POST, filters=filters, pluck="name")) if named else set()
	return [post for post in named if post not in inside]


def holders_on(day: datetime.date, posts: Iterable[str]) -> dict[str, list[str]]:
	"""By post the people who held it on that day, who has held it longest first."""
	named = sorted(set(posts))
	holders: dict[str, list[str]] = defaultdict(list)
	if not named:
		return holders
	tenure = frappe.qb.DocType("Integrity Post Tenure")
	query = (
		frappe.qb.from_(tenure)
		.select(tenure.parent, tenure.person)
		.where(tenure.parenttype == POST)
		.where(tenure.parent.isin(named))
		.where(tenure.start_date <= day)
		.where(tenure.end_date.isnull() | (tenure.end_date >= day))
		.orderby(tenure.start_date)
		.orderby(tenure.idx)
	)
	for post, person in query.run():
		holders[post].append(person)
	return holders
