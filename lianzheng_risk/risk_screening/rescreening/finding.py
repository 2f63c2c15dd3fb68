"""Which posts are due, from their tenures, confirmed screenings and approvals; a few queries however many posts there are."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence

import frappe
from frappe.query_builder.functions import Max
from frappe.utils import getdate, nowdate

from lianzheng_risk.core.campaign.words import SCREENING_STATUS
from lianzheng_risk.core.rescreening import Due, Term, due, headline
from lianzheng_risk.risk_screening.language import session_lang
from lianzheng_risk.store.names import PERSON, POST, names_of
from lianzheng_risk.store.terms import english

TENURE = "Integrity Post Tenure"
_CONFIRMED = english(SCREENING_STATUS, "confirmed")
_APPROVAL = "Approval"
# More names than this make a query slower than reading all posts.
_NAMED_AT_MOST = 1000


def due_posts(posts: Sequence[str]) -> dict[str, Due]:
	"""Of these posts the ones that are due. Whoever asks sees to it that the posts may be seen."""
	last, today = last_screened(posts), getdate(nowdate())
	found = {post: due(terms, last.get(post), today) for post, terms in _terms(posts).items()}
	return {post: it for post, it in found.items() if it}


def last_screened(posts: Sequence[str]) -> dict[str, datetime.date]:
	"""Post → the day of its last confirmed screening, or of the last approval of one of its risk points."""
	days: dict[str, datetime.date] = {}
	for post, moment in (*_confirmed(posts), *_approved(posts)):
		if moment:
			days[post] = max(days.get(post, getdate(moment)), getdate(moment))
	return days


def headline_of(post: str) -> str | None:
	found = due_posts([post]).get(post)
	if not found:
		return None
	name = names_of(PERSON, [found.person]).get(found.person, found.person)
	return headline(found, name, session_lang())


def _terms(posts: Sequence[str]) -> dict[str, list[Term]]:
	tenure = frappe.qb.DocType(TENURE)
	query = (
		frappe.qb.from_(tenure)
		.select(tenure.parent, tenure.person, tenure.start_date, tenure.end_date)
		.where(tenure.parenttype == POST)
	)
	asked, terms = set(posts), defaultdict(list)
	for post, *term in _only(query, tenure.parent, posts).run():
		if post in asked:
			terms[post].append(Term(*term))
	return terms


def _confirmed(posts: Sequence[str]) -> Sequence[tuple]:
	screening = frappe.qb.DocType("Integrity Post Screening")
	query = (
		frappe.qb.from_(screening)
		.select(screening.post, Max(screening.confirmed_on))
		.where(screening.status == _CONFIRMED)
		.groupby(screening.post)
	)
	return _only(query, screening.post, posts).run()


def _approved(posts: Sequence[str]) -> Sequence[tuple]:
	record, risk = frappe.qb.DocType("Integrity Grade Record"), frappe.qb.DocType("Integrity Risk Point")
	query = (
		frappe.qb.from_(record)
		.join(risk)
		.on(record.risk == risk.name)
		.select(risk.post, Max(record.approved_on))
		.where((record.kind == _APPROVAL) & (risk.post != ""))
		.groupby(risk.post)
	)
	return _only(query, risk.post, posts).run()


def _only(query, field, posts: Sequence[str]):
	return query.where(field.isin(list(posts) or [""])) if len(posts) <= _NAMED_AT_MOST else query
