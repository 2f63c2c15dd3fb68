"""Risk points from before there was an approval path: all of them start in self-screening, as their owners' drafts."""

import frappe

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.approval.path import RANK_OF, STATE, Route
from lianzheng_risk.risk_screening.approving.case import managing_ranks
from lianzheng_risk.store.terms import english

RISK = "Integrity Risk Point"


def execute():
	risk = frappe.qb.DocType(RISK)
	untouched = risk.proposed_grade.isnull() | (risk.proposed_grade == "")
	if not frappe.qb.from_(risk).select(risk.name).where(untouched).limit(1).run():
		return
	for grade, rank, level in _levels():
		query = frappe.qb.update(risk).set(risk.approving_level, level)
		query.where(untouched & (risk.grade == grade) & _of_rank(risk, rank)).run()
	(
		frappe.qb.update(risk)
		.set(risk.workflow_state, english(STATE, "screening"))
		.set(risk.proposed_grade, risk.grade)
		.set(risk.drafted_by, risk.owner)
		.set(risk.revision, 0)
		.where(untouched)
		.run()
	)


def _levels():
	"""Who approves each grade, for the posts of each rank and for risk points without a post."""
	managing = managing_ranks()
	for grade in v.GRADE.codes:
		for rank in (None, *v.RANK.codes):
			route = Route(grade, managing, rank)
			yield grade, rank, english(v.RANK, RANK_OF[route.approving_level])


def _of_rank(risk, rank: str | None):
	post = frappe.qb.DocType("Integrity Post")
	if rank is None:
		return risk.post.isnull() | (risk.post == "")
	return risk.post.isin(frappe.qb.from_(post).select(post.name).where(post.rank == english(v.RANK, rank)))
