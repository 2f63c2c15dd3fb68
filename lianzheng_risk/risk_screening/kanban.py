"""Cards on a kanban board: dragging one to another column takes the step on the approval path that leads there."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.desk.doctype.kanban_board import kanban_board as platform
from frappe.model.document import Document

from lianzheng_risk.core.approval.path import ACTION, STATE
from lianzheng_risk.risk_screening.approving import moves
from lianzheng_risk.risk_screening.approving.moves import RISK, Given, MoveRefusedError
from lianzheng_risk.setup.scoped import SCOPED
from lianzheng_risk.store.terms import code, english


@frappe.whitelist(methods=["POST"])
def update_order_for_single_card(
	board_name: str, docname: str, from_colname: str, to_colname: str, old_index: str | int, new_index: str | int
) -> Document:
	"""In place of the platform's method of that name. Raises MoveRefusedError where the path does not lead there."""
	board = frappe.get_doc("Kanban Board", board_name)
	board.check_permission("read")
	if (board.reference_doctype, board.field_name) != (RISK, "workflow_state"):
		return platform.update_order_for_single_card(
			board_name, docname, from_colname, to_colname, old_index, new_index
		)
	if from_colname != to_colname:
		move_to(docname, to_colname)
	return board


def move_to(name: str, state: str) -> None:
	"""Take the step that leads the risk point to the state, if it needs nothing but a hand."""
	risk = frappe.get_doc(RISK, name)
	risk.check_permission("read")
	leading_there = [move for move in moves.open_moves(risk) if move.target == code(STATE, state)]
	ready = next((move for move in leading_there if not move.needs), None)
	if leading_there and not ready:
		action = _(english(ACTION, leading_there[0].action))
		frappe.throw(
			_("“{0}” needs a reason or a record. Please open the risk point and do it there.").format(action),
			MoveRefusedError,
			title=action,
		)
	move = ready or moves.judged_by_target(risk, state)
	moves.take(name, move.action, Given())


def keep_no_order(board: Document, event: str | None = None) -> None:
	"""A board is read by everybody: it must not list documents that its reader may not see."""
	if board.reference_doctype in SCOPED:
		for column in board.columns:
			column.order = "[]"
