"""A risk point while it is saved: where it starts, and what a change or another state means for it."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.core.approval.path import STATE, Move
from lianzheng_risk.risk_screening.approving import guard, moves, records
from lianzheng_risk.risk_screening.approving.moves import Given, MoveRefusedError
from lianzheng_risk.store.terms import code

# Whoever sends it on vouches for a grade by the rules of today.
_ONWARD = ("ask_peers", "submit", "agree", "pass_on", "approve")


def start(risk: Document) -> None:
	"""A new risk point, whatever was sent along with it."""
	guard.start_afresh(risk)
	_draft(risk)
	risk.step_due = moves.due_of("screening")


def go_on(risk: Document, before: Document) -> None:
	"""A risk point that is stored as `before`: either somebody moves it on or somebody changes it.

	Raises ChangeRefusedError and MoveRefusedError.
	"""
	requested = risk.flags.pop("move", None)
	guard.keep_history(risk, before)
	entered = guard.entered(risk, before)
	if requested or risk.workflow_state != before.workflow_state:
		_move(risk, before, requested, entered)
	elif entered:
		_change(risk, before, entered)
	if not risk.grade_record:
		risk.grade = risk.proposed_grade


def after_saving(risk: Document) -> None:
	"""The approval is put on record once what was approved is stored."""
	if approval := risk.flags.pop("approval", None):
		records.keep_approval(risk, approval)


def _move(risk: Document, before: Document, requested: tuple[Move, Given] | None, entered: tuple[str, ...]) -> None:
	if entered:
		frappe.throw(
			_("Please save your changes first, then move the risk point on: {0}").format(guard.named(entered)),
			MoveRefusedError,
		)
	move, given = requested or (moves.judged_by_target(before, risk.workflow_state), Given())
	if move.action in _ONWARD:
		_grade_by_today_s_rules(risk)
	if move.action == "approve":
		risk.flags.approval = given
	moves.carry_out(risk, move, given)


def _change(risk: Document, before: Document, entered: tuple[str, ...]) -> None:
	state, material = code(STATE, before.workflow_state), guard.material(risk, before)
	if state not in ("screening", "in_force"):
		guard.refuse(risk, before, entered)
	revision = moves.judged(before, "revise", Given()) if material and state == "in_force" else None
	guard.check_own(risk, before)
	if material:
		_draft(risk)
	if revision:
		moves.carry_out(risk, revision, Given())


def _draft(risk: Document) -> None:
	risk.drafted_by = frappe.session.user
	risk.propose_grade()
	if not risk.grade_record:
		risk.grade = risk.proposed_grade


def _grade_by_today_s_rules(risk: Document) -> None:
	before = risk.proposed_grade
	risk.propose_grade()
	if risk.proposed_grade != before:
		frappe.throw(
			_("The rules of grading have changed and this risk point has another grade now. Please try again shortly."),
			MoveRefusedError,
		)
