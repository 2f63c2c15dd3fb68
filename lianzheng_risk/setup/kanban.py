"""The board on which risk points move along their approval path.

It is made once and then the site's own, so it is no fixture: those are written anew with every migration.
"""

import json

import frappe

from lianzheng_risk.core.approval.path import STATE

BOARD = "Integrity Risk Points by State"
RISK = "Integrity Risk Point"
# State and colour of each column. Most risk points rest in the last two states; on a board they would only be in the way.
_COLUMNS = {
	"screening": "Gray",
	"peer_review": "Cyan",
	"department_review": "Blue",
	"leader_approval": "Blue",
	"collective_approval": "Purple",
	"publicity": "Orange",
	"objection": "Red",
	"filing": "Yellow",
}
_AT_REST = [STATE.label(state, "en") for state in STATE.codes if state not in _COLUMNS]
# The platform's first look at a board brings no links along, so a card could not show unit or grade.
_ON_THE_CARDS = ["category"]


def ensure_board() -> None:
	"""Create the board on a site that does not have it."""
	if frappe.db.exists("Kanban Board", BOARD):
		return
	frappe.get_doc(
		{
			"doctype": "Kanban Board",
			"kanban_board_name": BOARD,
			"reference_doctype": RISK,
			"field_name": "workflow_state",
			"private": 0,
			"show_labels": 1,
			"fields": json.dumps(_ON_THE_CARDS),
			"filters": json.dumps([[RISK, "workflow_state", "not in", _AT_REST]]),
			"columns": [
				{"column_name": STATE.label(state, "en"), "status": "Active", "indicator": colour}
				for state, colour in _COLUMNS.items()
			],
		}
	).insert(ignore_permissions=True)


def remove_boards(doctypes: list[str]) -> None:
	"""The app's board, and those that people made for themselves."""
	for name in frappe.get_all("Kanban Board", filters={"reference_doctype": ["in", doctypes]}, pluck="name"):
		frappe.delete_doc("Kanban Board", name, ignore_permissions=True, force=True, delete_permanently=True)
