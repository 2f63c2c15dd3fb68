"""Ways past the approval path, those of the platform among them: each is judged like any step."""

from __future__ import annotations

import frappe
import pytest

from lianzheng_risk.core.approval.path import MOVES
from lianzheng_risk.risk_screening.approval import path_of
from lianzheng_risk.risk_screening.approving.moves import MoveRefusedError
from lianzheng_risk.risk_screening.doctype.integrity_grade_record.integrity_grade_record import KeptForeverError
from tests.site import records
from tests.site.approving import (
	II,
	RECORD,
	RISK,
	I,
	acting,
	done,
	drafted,
	in_force,
	post_of,
	reviewed,
	value,
)
from tests.site.approving import (
	county as county,
)

pytestmark = pytest.mark.usefixtures("county")


class TestForgeries:
	def test_a_new_risk_point_starts_at_the_beginning_whatever_is_sent(self) -> None:
		of_another = value(in_force(), "grade_record")
		with acting("liaison"):
			forged = records.create_risk_point(
				"Y-1", **I, workflow_state="In Force", grade="III", grade_record=of_another, revision=7,
				approving_level="Staff", drafted_by="peer@example.com", step_due="2030-01-01",
				approval_steps=[{"action": "Approve Grade", "to_state": "In Force", "acted_by": "chief@example.com"}],
			)  # fmt: skip
		forged.reload()
		assert (forged.workflow_state, forged.grade, forged.grade_record, forged.revision) == (
			"Self-Screening", "I", None, 0,
		)  # fmt: skip
		assert (forged.approving_level, forged.drafted_by) == ("Principal Leader", "liaison@example.com")
		assert forged.approval_steps == []
		assert str(forged.step_due) < "2030"

	@pytest.mark.parametrize("forge", ["dropped", "edited", "added"])
	def test_the_steps_are_only_ever_added_by_the_path(self, forge: str) -> None:
		name = drafted()
		done(name, "holder", "Ask for Peer Review")
		done(name, "holder", "Recall")
		document = frappe.get_doc(RISK, name)
		before = [(row.name, row.action, row.acted_by) for row in document.approval_steps]
		if forge == "dropped":
			document.approval_steps = []
		elif forge == "edited":
			document.approval_steps[0].acted_by = "chief@example.com"
		else:
			document.append("approval_steps", {"action": "Approve Grade", "acted_by": "chief@example.com"})
		document.title = "改过"
		document.save()
		document.reload()
		assert [(row.name, row.action, row.acted_by) for row in document.approval_steps] == before

	def test_a_state_written_by_rest_is_judged_like_any_step(self) -> None:
		from frappe.client import set_value

		name = drafted(**II)
		with acting("holder"), pytest.raises(MoveRefusedError, match="尚未审定过"):
			set_value(RISK, name, "workflow_state", "In Force")
		with acting("holder"):
			assert set_value(RISK, name, "workflow_state", "Peer Review")["workflow_state"] == "Peer Review"
		done(name, "peer", "Agree as Peer")
		with acting("head"), pytest.raises(MoveRefusedError, match="不能直接进入“公示”"):
			set_value(RISK, name, "workflow_state", "Publicity")
		steps = frappe.get_doc(RISK, name).approval_steps
		assert [row.action for row in steps] == ["Ask for Peer Review", "Agree as Peer"]

	def test_a_card_moved_on_the_kanban_board_is_judged_too(self) -> None:
		name = drafted()
		document = frappe.get_doc(RISK, name)
		document.workflow_state = "In Force"
		with pytest.raises(MoveRefusedError):
			document.save()
		document = frappe.get_doc(RISK, name)
		document.update({"workflow_state": "Peer Review", "title": "同时改"})
		with pytest.raises(MoveRefusedError, match="请先保存修改"):
			document.save()

	def test_records_are_made_by_the_path_alone(self) -> None:
		name = in_force()
		record = frappe.get_doc(RECORD, value(name, "grade_record"))
		record.grade = "I"
		with pytest.raises(KeptForeverError):
			record.save(ignore_permissions=True)
		with pytest.raises(KeptForeverError):
			frappe.delete_doc(RECORD, record.name, ignore_permissions=True)
		values = {"doctype": RECORD, "risk": name, "unit": "Y-1", "kind": "Approval", "grade": "I"}
		with pytest.raises(KeptForeverError):
			frappe.get_doc({**values, "flags": {"by_approval": True}}).insert(ignore_permissions=True)

	def test_what_was_changed_in_the_database_shows(self) -> None:
		name = in_force()
		assert path_of(name)["warnings"] == {"seal_broken": False, "other": ""}
		frappe.db.set_value(RISK, name, {"harm": "Serious", "title": "改过"})
		assert path_of(name)["warnings"] == {"seal_broken": False, "other": "风险点、危害程度"}
		frappe.db.set_value(RECORD, value(name, "grade_record"), "grade", "II")
		assert path_of(name)["warnings"]["seal_broken"] is True

	def test_another_code_of_the_risk_point_or_its_post_is_no_forgery(self) -> None:
		name = in_force(post=post_of("holder"))
		frappe.rename_doc("Integrity Post", value(name, "post"), "新岗位码")
		frappe.rename_doc(RISK, name, "新编号")
		assert path_of("新编号")["warnings"] == {"seal_broken": False, "other": ""}


class TestThePlatformsOwnWays:
	def test_its_button_takes_a_step_that_needs_nothing_and_refuses_the_others(self) -> None:
		from frappe.model.workflow import apply_workflow

		name = drafted()
		with acting("holder"):
			apply_workflow(frappe.get_doc(RISK, name).as_dict(), "Ask for Peer Review")
		assert value(name, "workflow_state") == "Peer Review"
		with acting("liaison"), pytest.raises(MoveRefusedError, match="请填写理由"):
			apply_workflow(frappe.get_doc(RISK, name).as_dict(), "Return with Reason")

	def test_what_the_workflow_asks_for_is_neither_stored_nor_listed(self) -> None:
		name = drafted()
		assert "open_moves" not in frappe.db.get_table_columns(RISK)
		(listed,) = frappe.get_list(RISK, filters={"name": name}, fields=["*"])
		assert "open_moves" not in listed
		with acting("holder"):
			assert "Ask for Peer Review>Peer Review" in frappe.get_doc(RISK, name).as_dict().open_moves

	def test_no_to_do_of_the_platform_names_a_risk_point_to_the_wrong_people(self) -> None:
		name = drafted()
		reviewed(name)
		assert frappe.get_all("Workflow Action", {"reference_name": name}) == []

	def test_the_workflow_has_a_row_for_every_move(self) -> None:
		rows = frappe.get_doc("Workflow", "Integrity Risk Approval").transitions
		assert {row.condition for row in rows} == {f'"{move.key}" in doc.open_moves' for move in MOVES}

	def test_the_comment_tells_of_the_step(self) -> None:
		name = drafted()
		done(name, "holder", "Ask for Peer Review")
		found = frappe.get_all("Comment", {"reference_name": name, "comment_type": "Workflow"}, pluck="content")
		assert found == ["互查"]
