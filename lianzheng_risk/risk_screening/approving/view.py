"""What a form shows of the approval path: where the risk point is, whom it waits for, what the user may do."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from lianzheng_risk.access.members import members_at_or_above
from lianzheng_risk.core.approval import judge, rounds
from lianzheng_risk.core.approval.judge import Case
from lianzheng_risk.core.approval.path import STATE
from lianzheng_risk.core.roles import ROLE
from lianzheng_risk.risk_screening.approving import guard, moves, records
from lianzheng_risk.risk_screening.approving.case import actor_at, case_of, steps_of, superior_of
from lianzheng_risk.store.terms import english

_PEOPLE_SHOWN = 5
_AT_REST = ("in_force", "retired")


def open_keys(risk: Document) -> str:
	"""The keys of the moves that the session's user may take, one a line. Worked out once for a document as it stands."""
	if risk.is_new() or not risk.proposed_grade:
		return ""
	standing = (frappe.session.user, risk.workflow_state, str(risk.modified))
	known = risk.flags.open_keys
	if not known or known[0] != standing:
		known = risk.flags.open_keys = standing, "\n".join(move.key for move in moves.open_moves(risk))
	return known[1]


def approval(risk: Document) -> dict[str, Any]:
	"""States and roles in English, which the desk translates."""
	case = case_of(risk)
	record = frappe.get_doc(records.RECORD, risk.grade_record) if risk.grade_record else None
	return {
		"route": _route(case),
		"waits_for": {
			"roles": [english(ROLE, role) for role in judge.waits_for(case)],
			"people": _people(risk, case),
		},
		"overdue": bool(risk.step_due) and getdate(risk.step_due) < getdate(),
		"sent_back": _sent_back(risk),
		"in_force": _in_force(record),
		"at_rest": case.state in _AT_REST,
		"lowers": case.route.lowers and case.state not in _AT_REST,
		"warnings": _warnings(risk, case, record),
	}


def _route(case: Case) -> list[dict[str, str]]:
	"""The states from self-screening to being in force, and which of them are done, now and next."""
	states = ["screening"]
	if case.peer_review_required or case.state == "peer_review":
		states.append("peer_review")
	states += case.route.goes_through()
	states.append("publicity")
	if case.state == "objection":
		states.append("objection")
	if case.route.filed:
		states.append("filing")
	states.append("in_force")
	here = states.index(case.state) if case.state in states else len(states)
	return [
		{"state": english(STATE, state), "place": "done" if place < here else "now" if place == here else "next"}
		for place, state in enumerate(states)
	]


def _people(risk: Document, case: Case) -> list[str]:
	"""Full names of the accounts whose turn it is."""
	if case.state == "screening":
		users = [risk.drafted_by]
	else:
		waiting = judge.waits_for(case)
		users = [user for user in _members(risk, case, waiting) if _may_lead_on(risk, case, user)]
	names = frappe.get_all("User", filters={"name": ["in", users[:_PEOPLE_SHOWN] or [""]]}, pluck="full_name")
	return sorted(names)


def _members(risk: Document, case: Case, roles: tuple[str, ...]) -> list[str]:
	"""The members of the unit and of those above it who hold one of the roles there, the nearest first."""
	if not roles:
		return []
	place = superior_of(risk.unit) if case.has_superior else risk.unit
	return members_at_or_above(place, [english(ROLE, role) for role in roles])


def _may_lead_on(risk: Document, case: Case, user: str) -> bool:
	"""Whether the user may take the step that the risk point waits for, and not only one that leads back."""
	opened = judge.open_moves(case, actor_at(risk, user), getdate(nowdate()))
	return any(move.action not in ("return", "recall", "object") for move in opened)


def _sent_back(risk: Document) -> dict[str, str] | None:
	steps = steps_of(risk)
	if not rounds.sent_back(steps):
		return None
	row = risk.approval_steps[-1]
	return {
		"action": row.action,
		"by": frappe.utils.get_fullname(row.acted_by),
		"on": str(getdate(row.acted_on)),
		"reason": row.reason or "",
	}


def _in_force(record: Document | None) -> dict[str, str] | None:
	if not record:
		return None
	return {"grade": record.grade, "on": str(getdate(record.approved_on)), "kind": record.kind}


def _warnings(risk: Document, case: Case, record: Document | None) -> dict[str, object]:
	"""Signs that somebody wrote into the database past the platform."""
	if not record:
		return {}
	other = records.other_than_approved(risk, record) if case.state == "in_force" else ()
	return {"seal_broken": not records.is_sealed(record), "other": guard.named(other)}
