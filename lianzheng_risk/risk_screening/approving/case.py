"""The facts that core needs to judge a move: one risk point as it is stored, and one user."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from lianzheng_risk.access import roles_at
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.approval import rounds
from lianzheng_risk.core.approval.judge import Actor, Case
from lianzheng_risk.core.approval.path import ACTION, PENDING, STATE, Route
from lianzheng_risk.core.approval.rounds import Step
from lianzheng_risk.core.roles import ROLE
from lianzheng_risk.risk_screening.approving import records
from lianzheng_risk.store.terms import code

SETTINGS = "Integrity Risk Settings"


def case_of(risk: Document) -> Case:
	"""The risk point on its way, in core's terms."""
	route, steps = route_of(risk), steps_of(risk)
	first_drafter = None if risk.revision else risk.owner
	return Case(
		state=code(STATE, risk.workflow_state),
		route=route,
		involved=rounds.involved(steps, (risk.drafted_by, first_drafter)),
		holders=holders_of(risk.post),
		objectors=rounds.objectors(steps),
		peer_review_required=bool(frappe.get_cached_doc(SETTINGS).peer_review_required),
		publicity_until=getdate(risk.publicity_until) if risk.publicity_until else None,
		has_superior=route.needs_superior and bool(superior_of(risk.unit)),
		evidence_given=bool((risk.lowering_evidence or "").strip()),
		reopened=rounds.reopened(steps),
	)


def actor_at(risk: Document, user: str) -> Actor:
	"""The user at the place of the risk point."""
	above = superior_of(risk.unit) if route_of(risk).needs_superior else None
	return Actor(user, _codes(roles_at(user, risk.unit)), _codes(roles_at(user, above)) if above else frozenset())


def route_of(risk: Document) -> Route:
	"""How far up the risk point goes. Once an approval is pending, its grade decides, whatever the rules say meanwhile."""
	pending = records.pending(risk) if code(STATE, risk.workflow_state) in PENDING else None
	return Route(
		proposed_grade=pending.grade if pending else risk.proposed_grade,
		managing=managing_ranks(),
		post_rank=code(v.RANK, frappe.db.get_value("Integrity Post", risk.post, "rank")) if risk.post else None,
		approved_grade=risk.grade if risk.grade_record else None,
	)


def managing_ranks() -> dict[str, str]:
	"""The rank that manages each grade, as the site has it."""
	return {
		grade: code(v.RANK, frappe.get_cached_value("Integrity Risk Grade", grade, "managing_level"))
		for grade in v.GRADE.codes
	}


def steps_of(risk: Document) -> list[Step]:
	return [
		Step(code(ACTION, row.action), code(STATE, row.to_state), row.acted_by, row.reason or "")
		for row in risk.approval_steps
	]


def holders_of(post: str | None) -> frozenset[str]:
	"""The accounts of the people who hold the post today."""
	if not post:
		return frozenset()
	tenure, person = frappe.qb.DocType("Integrity Post Tenure"), frappe.qb.DocType("Integrity Person")
	today = nowdate()
	query = (
		frappe.qb.from_(tenure)
		.join(person)
		.on(tenure.person == person.name)
		.select(person.user)
		.where(tenure.parent == post)
		.where(tenure.start_date <= today)
		.where(tenure.end_date.isnull() | (tenure.end_date >= today))
	)
	return frozenset(filter(None, query.run(pluck=True)))


def superior_of(unit: str) -> str | None:
	"""The unit above the one that `unit` is, or is a department of."""
	below, above = frappe.qb.DocType("Integrity Unit"), frappe.qb.DocType("Integrity Unit").as_("above")
	found = (
		frappe.qb.from_(below)
		.join(above)
		.on((above.lft <= below.lft) & (above.rgt >= below.rgt))
		.select(above.parent_integrity_unit)
		.where((below.name == unit) & (above.unit_type == "Unit"))
		.orderby(above.lft, order=frappe.qb.desc)
		.limit(1)
		.run()
	)
	return found[0][0] if found else None


def _codes(roles: frozenset[str]) -> frozenset[str]:
	return frozenset(filter(None, (code(ROLE, role) for role in roles)))
