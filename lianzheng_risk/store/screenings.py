"""The screenings of a campaign, its posts and their risk points: read and written in bulk.

Frames hold codes, as core does. What a user is shown is read with the user's permissions; the daily work is the system's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import frappe
import pandas as pd
from frappe.model.document import Document
from frappe.query_builder.functions import Max
from frappe.utils import now, nowdate
from pypika.queries import QueryBuilder, Table

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.approval.path import STATE
from lianzheng_risk.core.campaign.words import RESULT, SCREENING_STATUS
from lianzheng_risk.core.tree import standing_alone

SCREENING, POST, RISK, UNIT = "Integrity Post Screening", "Integrity Post", "Integrity Risk Point", "Integrity Unit"
AT_ONCE = 5000
_COLUMNS = {
	"name": "name",
	"post": "post",
	"post_name": "post_name",
	"unit": "unit",
	"status": "status",
	"result": "result",
	"holder": "holder",
	"reported_by": "reported_by",
	"reported_on": "reported_on",
	"confirmed_on": "confirmed_on",
	"post_rank": "post.rank",
	"holder_name": "holder.person_name",
	"holder_user": "holder.user",
}
_OF_STATE = ("post", "unit", "status", "result", "post_rank")
_POINT_COLUMNS = {
	"name": "name", "post": "post", "unit": "unit", "state": "workflow_state", "touched": "modified", "step_due": "step_due",
}  # fmt: skip
_CODES = {
	"status": SCREENING_STATUS,
	"result": RESULT,
	"post_rank": v.RANK,
	"state": STATE,
}


def read_screenings(campaign: Document, unit: str | None = None, as_system: bool = False) -> pd.DataFrame:
	"""One row per post that the session's user may see, of `unit` and below where one is given.

	Columns: name, post, post_name, unit, status, result, holder, reported_by, reported_on, confirmed_on, post_rank,
	holder_name, holder_user.
	"""
	filters = [[SCREENING, "campaign", "=", campaign.name], *_below(SCREENING, unit)]
	return _frame(SCREENING, _COLUMNS, filters, as_system)


def read_points(campaign: Document, unit: str | None = None, as_system: bool = False) -> pd.DataFrame:
	"""The risk points of posts in the campaign's scope: name, post, unit, state, touched, step_due."""
	filters = [[RISK, "post", "is", "set"], *_below(RISK, unit or campaign.unit)]
	points = _frame(RISK, _POINT_COLUMNS, filters, as_system)
	return points.assign(state=points["state"].fillna("screening"))


def read_screenings_of(campaign: Document, units: Sequence[str]) -> pd.DataFrame:
	"""What the state of the posts of these units follows from, whoever may see them: post, unit, status, result, post_rank."""
	filters = [[SCREENING, "campaign", "=", campaign.name], [SCREENING, "unit", "in", list(units)]]
	return _frame(SCREENING, {name: _COLUMNS[name] for name in _OF_STATE}, filters, as_system=True)


def read_states_of(campaign: Document, posts: Sequence[str]) -> pd.DataFrame:
	"""Of the risk points of these posts in the campaign's scope, whoever may see them: post, state, and when one of them in
	that state was touched last.
	"""
	risk = frappe.qb.DocType(RISK)
	query = (
		_in_scope(frappe.qb.from_(risk), risk, campaign)
		.select(risk.post, risk.workflow_state, Max(risk.modified))
		.groupby(risk.post, risk.workflow_state)
	)
	rows = [row for some in in_chunks(posts) for row in query.where(risk.post.isin(some)).run()]
	return _coded(pd.DataFrame(rows, columns=["post", "state", "touched"], dtype=object)).fillna({"state": "screening"})


def read_units(unit: str) -> pd.DataFrame:
	"""The units at and below `unit` that the session's user may see: unit, unit_name, parent_unit (in sight)."""
	columns = {"unit": "name", "unit_name": "unit_name", "parent_unit": "parent_integrity_unit"}
	return standing_alone(_frame(UNIT, columns, _below(UNIT, unit, "name"), as_system=False))


def _below(doctype: str, unit: str | None, field: str = "unit") -> list[list[str]]:
	return [[doctype, field, "descendants of (inclusive)", unit]] if unit else []


def _frame(doctype: str, columns: Mapping[str, str], filters: list, as_system: bool) -> pd.DataFrame:
	rows = frappe.get_list(
		doctype,
		fields=[f"{source} as {name}" for name, source in columns.items()],
		filters=filters,
		order_by="",  # the rows are put in order as frames
		limit_page_length=0,
		as_list=True,
		ignore_permissions=as_system,
	)
	return _coded(pd.DataFrame(list(rows), columns=list(columns), dtype=object))


def _coded(frame: pd.DataFrame) -> pd.DataFrame:
	for name, vocabulary in _CODES.items():
		if name in frame:
			frame[name] = frame[name].map({term.en: term.code for term in vocabulary.terms}).astype(object)
	return frame.where(frame.notna(), None)


def posts_in_scope(campaign: Document) -> pd.DataFrame:
	"""All posts at and below the campaign's unit: post, post_name, unit, screening (missing where there is none yet)."""
	post, screening = frappe.qb.DocType(POST), frappe.qb.DocType(SCREENING)
	query = (
		_in_scope(frappe.qb.from_(post), post, campaign)
		.left_join(screening)
		.on((screening.post == post.name) & (screening.campaign == campaign.name))
		.select(post.name, post.post_name, post.unit, screening.name.as_("screening"))
		.orderby(post.name)
	)
	return pd.DataFrame(list(query.run()), columns=["post", "post_name", "unit", "screening"], dtype=object)


def holders_of_posts(campaign: Document) -> dict[str, str]:
	"""Who holds each post in the campaign's scope today; of several the one who has held it longest."""
	tenure, post = frappe.qb.DocType("Integrity Post Tenure"), frappe.qb.DocType(POST)
	today = nowdate()
	rows = (
		_in_scope(frappe.qb.from_(tenure).join(post).on(tenure.parent == post.name), post, campaign)
		.select(post.name, tenure.person)
		.where(tenure.start_date <= today)
		.where(tenure.end_date.isnull() | (tenure.end_date >= today))
		.orderby(tenure.start_date)
		.orderby(tenure.idx)
		.run()
	)
	holders: dict[str, str] = {}
	for held, person in rows:
		holders.setdefault(held, person)
	return holders


def _in_scope(query: QueryBuilder, table: Table, campaign: Document) -> QueryBuilder:
	"""The query with only those rows of `table` that stand at or below the campaign's unit."""
	unit, top = frappe.qb.DocType(UNIT), frappe.qb.DocType(UNIT).as_("top")
	return (
		query.join(unit)
		.on(table.unit == unit.name)
		.join(top)
		.on((unit.lft >= top.lft) & (unit.rgt <= top.rgt))
		.where(top.name == campaign.unit)
	)


def insert_screenings(campaign: Document, posts: pd.DataFrame, holders: Mapping[str, str]) -> None:
	"""One screening, not yet begun, for each row of post, post_name and unit."""
	stamp, user = now(), frappe.session.user
	common = {"campaign": campaign.name, "status": "Not Begun", "owner": user, "modified_by": user}
	common |= {"creation": stamp, "modified": stamp, "docstatus": 0, "idx": 0}
	fields = ["name", "post", "post_name", "unit", "holder", *common]
	rows = (
		(frappe.generate_hash(length=10), row.post, row.post_name, row.unit, holders.get(row.post), *common.values())
		for row in posts.itertuples()
	)
	frappe.db.bulk_insert(SCREENING, fields, rows, ignore_duplicates=True, chunk_size=AT_ONCE)


def update_screenings(names: Sequence[str], values: Mapping[str, object], touch: bool = True) -> None:
	"""Set the same values on many screenings; `touch` counts them as modified."""
	screening = frappe.qb.DocType(SCREENING)
	stamped = {**values, "modified": now(), "modified_by": frappe.session.user} if touch else dict(values)
	for chunk in in_chunks(names):
		query = frappe.qb.update(screening).where(screening.name.isin(chunk))
		for field, value in stamped.items():
			query = query.set(screening[field], value)
		query.run()
	frappe.clear_document_cache(SCREENING)


def in_chunks(names: Sequence[str]) -> Iterable[list[str]]:
	return (list(names[start : start + AT_ONCE]) for start in range(0, len(names), AT_ONCE))
