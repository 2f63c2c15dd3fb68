"""Taking a step on the approval path: judged by core, carried out on the document while it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate, now_datetime, nowdate

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.approval import judge
from lianzheng_risk.core.approval.path import ACTION, MOVES, PENDING, RANK_OF, STATE, Move
from lianzheng_risk.core.approval.record import MATERIAL
from lianzheng_risk.risk_screening.approving import records
from lianzheng_risk.risk_screening.approving.case import SETTINGS, actor_at, case_of, route_of
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.terms import code, english
from lianzheng_risk.store.workdays import add_workdays

RISK = "Integrity Risk Point"
# Where a deadline comes from; the other states wait for nobody. An objection is settled as fast as publicity lasts.
_DAYS = {
	"screening": "self_screening_days",
	"peer_review": "peer_review_days",
	"department_review": "department_review_days",
	"leader_approval": "leader_approval_days",
	"collective_approval": "collective_approval_days",
	"objection": "publicity_days",
	"filing": "filing_days",
}


class MoveRefusedError(frappe.ValidationError):
	pass


@dataclass(frozen=True)
class Given:
	"""What somebody gives with a step."""

	reason: str | None = None
	record: str | None = None
	record_date: str | None = None


def take(name: str, action: str, given: Given) -> Document:
	"""The step as the session's user, whatever the user may otherwise write: core alone judges.

	`action` is a code. Raises MoveRefusedError, and frappe.PermissionError for a document that the user may not read.
	"""
	risk = frappe.get_doc(RISK, name, for_update=True)
	risk.check_permission("read")
	move = judged(risk, action, given)
	risk.flags.move = (move, given)
	risk.workflow_state = english(STATE, move.target)
	risk.save(ignore_permissions=True)
	risk.add_comment("Workflow", _(risk.workflow_state))
	return risk


def open_moves(risk: Document) -> list[Move]:
	"""The moves that the session's user may take now, if what they need is given."""
	return judge.open_moves(case_of(risk), actor_at(risk, frappe.session.user), getdate())


def judged(stored: Document, action: str, given: Given) -> Move:
	"""The move that the action means for the risk point as it is stored. Raises MoveRefusedError."""
	case = case_of(stored)
	refusal = judge.refusal(case, actor_at(stored, frappe.session.user), action, getdate(), vars(given))
	if refusal:
		frappe.throw(shown(refusal), MoveRefusedError, title=_(english(ACTION, action)))
	return judge.find(case, action)


def judged_by_target(stored: Document, state: str | None) -> Move:
	"""The move meant by whoever writes another state into the document: it comes with nothing given.

	Raises MoveRefusedError; where several moves lead there, the first one's reason.
	"""
	case, actor = case_of(stored), actor_at(stored, frappe.session.user)
	target = code(STATE, state)
	actions = dict.fromkeys(move.action for move in MOVES if (move.source, move.target) == (case.state, target))
	refusals = {}
	for action in actions:
		move = judge.find(case, action)
		if not move or move.target != target:
			continue
		refusals[action] = judge.refusal(case, actor, action, getdate())
		if not refusals[action]:
			return move
	if refusals:
		action, refusal = next(iter(refusals.items()))
		frappe.throw(shown(refusal), MoveRefusedError, title=_(english(ACTION, action)))
	frappe.throw(
		_("The approval path of {0} does not lead from {1} to {2}.").format(
			frappe.bold(frappe.utils.escape_html(stored.name)),
			_(stored.workflow_state),
			_(frappe.utils.escape_html(state or "")),
		),
		MoveRefusedError,
	)


def carry_out(risk: Document, move: Move, given: Given) -> None:
	"""The effects of the move on the document, before it is stored; a line in its steps tells of it."""
	if effect := _EFFECTS.get(move.action):
		effect(risk, given)
	if move.target == "in_force" and move.action != "abandon":
		_come_into_force(risk, given.record if move.action == "file" else None)
	risk.publicity_until = _publicity_end(risk, move)
	if move.action == "approve" or move.target == "screening":
		_tell_of_first_approval(risk, move)
	risk.step_due = risk.publicity_until if move.target == "publicity" else due_of(move.target)
	risk.workflow_state = english(STATE, move.target)
	_log(risk, move, given)


def due_of(state: str) -> object:
	"""By when a step that begins today has to be taken; None where the settings give it no days."""
	days = frappe.get_cached_doc(SETTINGS).get(_DAYS[state]) if state in _DAYS else None
	return add_workdays(nowdate(), days) if days else None


def set_level(risk: Document) -> None:
	"""The rank that has to approve what is proposed now."""
	risk.approving_level = english(v.RANK, RANK_OF[route_of(risk).approving_level])


def _revise(risk: Document, given: Given) -> None:
	"""What once spoke for lowering the grade speaks for it no longer, unless it was written just now."""
	risk.revision = (risk.revision or 0) + 1
	if risk.lowering_evidence == risk.get_doc_before_save().lowering_evidence:
		risk.lowering_evidence = None


def _abandon(risk: Document, given: Given) -> None:
	record = frappe.get_doc(records.RECORD, risk.grade_record)
	approved = records.values_of(record)
	risk.update({field: approved.get(field) for field in MATERIAL if not records.was_renamed(field, approved)})
	_take_grading_from(record, risk)


def _take_grading_from(record: Document, risk: Document) -> None:
	"""Where another scheme is in force by now, the next regrading finds the risk point by its scheme."""
	risk.proposed_grade, risk.base_grade, risk.scheme = record.grade, record.base_grade, record.scheme


def _come_into_force(risk: Document, filing: str | None) -> None:
	approval = frappe.get_doc(records.RECORD, records.pending(risk).name)
	records.bring_into_force(approval.name, filing)
	risk.grade_record, risk.grade = approval.name, approval.grade
	risk.approved_on, risk.publicised_until = getdate(approval.approved_on), risk.publicity_until
	risk.filing, risk.filed_on = filing, nowdate() if filing else None
	_take_grading_from(approval, risk)


def _tell_of_first_approval(risk: Document, move: Move) -> None:
	"""While no approval is in force the risk point counts as it stands, and so does the approval that is pending."""
	if records.was_ever_in_force(risk.name):
		return
	approved = move.action == "approve"
	risk.approved_on, risk.publicised_until = (getdate(), risk.publicity_until) if approved else (None, None)


def _publicity_end(risk: Document, move: Move) -> object:
	if move.action == "approve":
		return add_workdays(nowdate(), frappe.get_cached_doc(SETTINGS).publicity_days)
	return risk.publicity_until if move.target in PENDING else None


def _log(risk: Document, move: Move, given: Given) -> None:
	risk.append(
		"approval_steps",
		{
			"action": english(ACTION, move.action),
			"from_state": english(STATE, move.source),
			"to_state": english(STATE, move.target),
			"acted_by": frappe.session.user,
			"acted_on": now_datetime(),
			"revision": risk.revision,
			"grade": risk.proposed_grade,
			**vars(given),
		},
	)


_EFFECTS: dict[str, Callable[[Document, Given], None]] = {"revise": _revise, "reopen": _revise, "abandon": _abandon}
