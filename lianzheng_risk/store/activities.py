"""What the coverage of integrity activities is worked out from: posts, what their holders took part in, what is required.

Frames hold codes, as core does. Four queries, however many posts there are.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import frappe
import pandas as pd
from frappe.query_builder.functions import Max

from lianzheng_risk.access import held_posts
from lianzheng_risk.access.reach import is_more_than_post_holder
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.activities.conduct import ACTIVITY_STATUS
from lianzheng_risk.core.activities.coverage import ACTIVITY_KIND, Requirement
from lianzheng_risk.core.activities.requirements import DEFAULT_REQUIREMENTS
from lianzheng_risk.store.frames import RETIRED
from lianzheng_risk.store.terms import code, english

POST, RISK, UNIT = "Integrity Post", "Integrity Risk Point", "Integrity Unit"
_SETTINGS = "Integrity Risk Settings"
_COLUMNS = {
	"post": "name",
	"post_name": "post_name",
	"unit": "unit",
	"unit_name": "unit.unit_name",
	"rank": "rank",
	"key_post": "key_post",
}
Place = str | tuple[str, ...] | None
"""A unit with everything below it, or just these units; None for everywhere."""

_TENURE = {
	"post": "name",
	"person": "tenures.person",
	"start": "tenures.start_date",
	"end": "tenures.end_date",
}


def requirements_of_site() -> tuple[Requirement, ...]:
	"""Those of the settings, the usual ones where none are set."""
	rows = frappe.get_cached_doc(_SETTINGS).activity_requirements
	return tuple(map(_requirement, rows)) or DEFAULT_REQUIREMENTS


def _requirement(row) -> Requirement:
	return Requirement(
		kind=code(ACTIVITY_KIND, row.kind),
		every=code(v.RECURRENCE, row.every),
		ranks=(code(v.RANK, row.rank),) if row.rank else (),
		grade=code(v.GRADE, row.grade),
		key_posts_only=bool(row.key_posts_only),
	)


def read_posts(as_of: datetime.date, unit: Place = None) -> pd.DataFrame:
	"""The posts of whose activities the session's user may know, at that place.

	Columns: post, post_name, unit, unit_name, rank, key_post, grade (the worst of its risk points that the user sees),
	holders (people), since (start of the present tenure). Left out are posts that had holders and have none on that day:
	nothing can be required of nobody. Where no holder was ever recorded `since` is missing.
	"""
	posts = _open_to_user(_frame(POST, _COLUMNS, _below(POST, unit)))
	tenures = _frame(POST, _TENURE, _below(POST, unit)).dropna(subset=["person"])
	day = pd.Timestamp(as_of)
	for column in ("start", "end"):
		tenures[column] = pd.to_datetime(tenures[column]).astype("datetime64[s]")
	in_office = tenures[(tenures["start"] <= day) & (tenures["end"].isna() | (tenures["end"] >= day))]
	held = (
		in_office.sort_values(["start", "person"])
		.groupby("post")
		.agg(since=("start", "min"), holders=("person", tuple))
	)
	posts = posts[~posts["post"].isin(tenures["post"]) | posts["post"].isin(held.index)]
	known = posts["post"]
	return posts.assign(
		grade=_worst_grades(unit).reindex(known).astype(object).to_numpy(),
		since=held["since"].reindex(known).to_numpy(),
		holders=[held["holders"].get(post, ()) for post in known],
	).reset_index(drop=True)


def _open_to_user(posts: pd.DataFrame) -> pd.DataFrame:
	"""Who is only a post holder somewhere knows of the own posts there, not of a colleague's talks."""
	user = frappe.session.user
	looked_after = {unit for unit in posts["unit"].unique() if is_more_than_post_holder(user, unit)}
	return posts[posts["unit"].isin(looked_after) | posts["post"].isin(held_posts(user))]


def _worst_grades(unit: Place) -> pd.Series:
	living = [[RISK, "workflow_state", "!=", RETIRED], [RISK, "post", "is", "set"], [RISK, "grade", "is", "set"]]
	risks = _frame(RISK, {"post": "post", "grade": "grade"}, [*living, *_below(RISK, unit)])
	worst_last = risks.assign(place=risks["grade"].map(v.GRADE.codes.index)).sort_values("place", ascending=False)
	return worst_last.drop_duplicates("post", keep="last").set_index("post")["grade"]


def read_activities(posts: Iterable[str], as_of: datetime.date, unit: Place = None) -> pd.DataFrame:
	"""When each of the posts last took part in each kind of activity, up to that day: kind, post, date.

	What a unit held counts for the posts below it, whose people do not see the activity itself; so this goes by the posts,
	which have to be those that the user may know of, and tells nothing but kind and day.
	"""
	activity = frappe.qb.DocType("Integrity Activity")
	row = frappe.qb.DocType("Integrity Activity Participant")
	query = (
		frappe.qb.from_(row)
		.join(activity)
		.on((row.parent == activity.name) & (row.parenttype == "Integrity Activity"))
		.select(activity.kind, row.post, Max(activity.held_on))
		.where(activity.status == english(ACTIVITY_STATUS, "held"))
		.where(row.attended == 1)
		.where(activity.held_on <= as_of)
		.groupby(activity.kind, row.post)
	)
	if isinstance(unit, tuple):
		post = frappe.qb.DocType(POST)
		query = query.join(post).on(row.post == post.name).where(post.unit.isin(unit))
	elif unit:
		post, own, top = frappe.qb.DocType(POST), frappe.qb.DocType(UNIT), frappe.qb.DocType(UNIT).as_("top")
		query = (
			query.join(post)
			.on(row.post == post.name)
			.join(own)
			.on(post.unit == own.name)
			.join(top)
			.on((own.lft >= top.lft) & (own.rgt <= top.rgt))
			.where(top.name == unit)
		)
	found = pd.DataFrame(list(query.run()), columns=["kind", "post", "date"], dtype=object)
	found["kind"] = found["kind"].map({term.en: term.code for term in ACTIVITY_KIND.terms}).astype(object)
	found["date"] = pd.to_datetime(found["date"]).astype("datetime64[s]")
	return found[found["post"].isin(set(posts))].reset_index(drop=True)


def names_of(people: Iterable[str]) -> dict[str, str]:
	"""The names of those of the people that the user may see."""
	filters = {"name": ["in", sorted(set(people))]}
	rows = frappe.get_list(
		"Integrity Person", filters=filters, fields=["name", "person_name"], order_by="", limit_page_length=0
	)
	return {row.name: row.person_name for row in rows}


def _below(doctype: str, unit: Place) -> list[list]:
	if isinstance(unit, tuple):
		return [[doctype, "unit", "in", unit]]
	return [[doctype, "unit", "descendants of (inclusive)", unit]] if unit else []


def _frame(doctype: str, columns: dict[str, str], filters: list) -> pd.DataFrame:
	rows = frappe.get_list(
		doctype,
		fields=[f"{source} as {name}" for name, source in columns.items()],
		filters=filters,
		order_by="",  # the rows are put in order as frames
		limit_page_length=0,
		as_list=True,
	)
	frame = pd.DataFrame(list(rows), columns=list(columns), dtype=object)
	if "rank" in frame:
		frame["rank"] = frame["rank"].map({term.en: term.code for term in v.RANK.terms}).astype(object)
		frame["key_post"] = pd.to_numeric(frame["key_post"]).fillna(0).astype(bool)
	return frame
