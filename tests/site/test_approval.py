"""The approval path on a real site: five users in their places, what each may do, and what stays of it."""

from __future__ import annotations

import frappe
import pytest
from frappe.utils import add_days, getdate, nowdate

from lianzheng_risk.risk_screening.approval import path_of
from lianzheng_risk.risk_screening.approving.guard import ChangeRefusedError
from lianzheng_risk.risk_screening.approving.publicity import end_what_ran_out
from lianzheng_risk.risk_screening.doctype.integrity_risk_point.integrity_risk_point import ApprovedRiskPointError
from tests.site.approving import (
	II,
	MEETING,
	RECORD,
	RISK,
	I,
	acting,
	change,
	done,
	drafted,
	end_publicity,
	in_force,
	post_of,
	publicised,
	refused,
	reviewed,
	step,
	value,
)
from tests.site.approving import (
	county as county,
)

pytestmark = pytest.mark.usefixtures("county")


class TestWholePaths:
	def test_grade_three_is_approved_by_the_head_of_the_department(self) -> None:
		name = drafted()
		assert (value(name, "workflow_state"), value(name, "approving_level")) == ("Self-Screening", "Department Head")
		assert done(name, "holder", "Ask for Peer Review") == "Peer Review"
		assert done(name, "peer", "Agree as Peer") == "Department Review"
		assert done(name, "head", "Approve Grade", reason="属实") == "Publicity"
		assert end_publicity(name) == "In Force"
		steps = frappe.get_doc(RISK, name).approval_steps
		assert [(row.acted_by.split("@")[0], row.action, row.to_state) for row in steps] == [
			("holder", "Ask for Peer Review", "Peer Review"),
			("peer", "Agree as Peer", "Department Review"),
			("head", "Approve Grade", "Publicity"),
			("Administrator", "End Publicity", "In Force"),
		]
		assert steps[2].reason == "属实"

	def test_grade_two_goes_on_to_the_leader_in_charge(self) -> None:
		name = drafted(**II)
		assert value(name, "approving_level") == "Leader in Charge"
		assert reviewed(name) == "Department Review"
		assert "不能审定" in refused(name, "head", "Approve Grade")
		assert done(name, "head", "Pass On") == "Leader Approval"
		assert "单位领导" in refused(name, "head", "Approve Grade")
		assert done(name, "deputy", "Approve Grade") == "Publicity"
		assert end_publicity(name) == "In Force"

	def test_grade_one_takes_the_record_of_a_meeting_and_a_filing(self) -> None:
		name = drafted(**I)
		reviewed(name)
		done(name, "head", "Pass On")
		assert done(name, "deputy", "Pass On") == "Collective Approval"
		assert refused(name, "chief", "Approve Grade") == "请填写会议记录或备案文号"
		assert refused(name, "chief", "Approve Grade", record="纪要") == "请填写会议日期"
		assert done(name, "chief", "Approve Grade", **MEETING) == "Publicity"
		assert end_publicity(name) == "Filing"
		assert "廉政纪检监察人员" in refused(name, "chief", "Register Filing", record="备")
		assert refused(name, "supervisor", "Register Filing") == "请填写会议记录或备案文号"
		assert done(name, "supervisor", "Register Filing", record="备〔2026〕1号") == "In Force"
		record = frappe.get_doc(RECORD, value(name, "grade_record"))
		assert (record.grade, record.record, str(record.record_date), record.filing) == (
			"I", "党组会议纪要〔2026〕3号", "2026-11-20", "备〔2026〕1号",
		)  # fmt: skip
		assert (record.approved_by, str(record.effective_on)) == ("chief@example.com", nowdate())

	def test_without_peer_review_it_goes_straight_to_the_department(self) -> None:
		name = drafted()
		assert "请先提请互查" in refused(name, "holder", "Submit for Review")
		frappe.db.set_single_value("Integrity Risk Settings", "peer_review_required", 0)
		frappe.clear_document_cache("Integrity Risk Settings", "Integrity Risk Settings")
		assert done(name, "holder", "Submit for Review") == "Department Review"


class TestWhoMayNot:
	def test_nobody_decides_on_what_they_drafted_or_sent_on(self) -> None:
		name = drafted("head")
		done(name, "head", "Ask for Peer Review")
		assert "不能审核本人填报或提交的风险点" in refused(name, "head", "Agree as Peer")
		done(name, "peer", "Agree as Peer")
		assert "不能审核本人填报或提交的风险点" in refused(name, "head", "Approve Grade")
		assert done(name, "deputy", "Approve Grade") == "Publicity"

	def test_the_head_s_own_post_goes_one_level_up(self) -> None:
		name = drafted("liaison", post=post_of("head", rank="Department Head"))
		assert value(name, "approving_level") == "Leader in Charge"
		done(name, "liaison", "Ask for Peer Review")
		assert done(name, "peer", "Agree as Peer") == "Leader Approval"
		assert "单位领导" in refused(name, "head", "Approve Grade")
		assert done(name, "deputy", "Approve Grade") == "Publicity"

	def test_the_chief_s_own_post_goes_to_the_unit_above(self) -> None:
		name = drafted("liaison", post=post_of("chief", "Y", "Principal Leader"))
		done(name, "liaison", "Ask for Peer Review")
		assert done(name, "peer", "Agree as Peer") == "Collective Approval"
		assert "不能审核本人岗位的风险点" in refused(name, "chief", "Approve Grade", **MEETING)
		assert "由上级单位领导审定" in refused(name, "deputy", "Approve Grade", **MEETING)
		assert done(name, "county", "Approve Grade", **MEETING) == "Publicity"

	def test_a_leader_of_another_unit_learns_nothing(self) -> None:
		name = drafted()
		reviewed(name)
		answer = step(name, "stranger", "Approve Grade")
		assert answer["done"] == [] and answer["refused"][0]["title"] == ""
		with acting("stranger"), pytest.raises(frappe.PermissionError):
			path_of(name)

	def test_a_peer_changes_no_draft_of_somebody_else(self) -> None:
		name = drafted(post=post_of("holder"))
		with pytest.raises((ChangeRefusedError, frappe.PermissionError)):
			change(name, "peer", title="别人改的")
		assert change(name, "holder", title="自己改的").title == "自己改的"

	def test_the_buttons_are_what_core_allows(self) -> None:
		from frappe.model.workflow import get_transitions

		name = drafted(**II)
		reviewed(name)
		expected = {
			"head": {("Pass On", "Leader Approval"), ("Return with Reason", "Self-Screening")},
			"deputy": {("Pass On", "Leader Approval"), ("Return with Reason", "Self-Screening")},
			"holder": {("Recall", "Self-Screening")},
			"inspector": set(),
			"supervisor": set(),
		}
		for user, moves in expected.items():
			with acting(user):
				shown = get_transitions(frappe.get_doc(RISK, name))
				assert {(row.action, row.next_state) for row in shown} == moves, user


class TestComingBack:
	def test_a_return_takes_a_reason_and_starts_a_new_round(self) -> None:
		name = drafted()
		reviewed(name)
		assert refused(name, "head", "Return with Reason") == "请填写理由"
		assert done(name, "head", "Return with Reason", reason="表现形式太笼统") == "Self-Screening"
		with acting("holder"):
			assert path_of(name)["sent_back"] == {
				"action": "Return with Reason", "by": "head", "on": nowdate(), "reason": "表现形式太笼统",
			}  # fmt: skip
		# The liaison takes the draft over: whoever sent it on in the last round may review it in this one.
		change(name, "liaison", manifestation="以会签代替会议")
		done(name, "liaison", "Ask for Peer Review")
		assert done(name, "peer", "Agree as Peer") == "Department Review"

	def test_who_sent_it_on_takes_it_back_and_nobody_else(self) -> None:
		name = drafted()
		reviewed(name)
		assert refused(name, "liaison", "Recall") == "只有提交人可以撤回"
		assert done(name, "holder", "Recall") == "Self-Screening"

	def test_an_objection_upheld_undoes_the_approval(self) -> None:
		name = drafted()
		publicised(name)
		assert refused(name, "inspector", "Raise Objection") == "请填写理由"
		assert done(name, "inspector", "Raise Objection", reason="等级偏低") == "Objection Review"
		assert done(name, "head", "Uphold Objection", reason="确实偏低") == "Self-Screening"
		assert (value(name, "grade_record"), value(name, "publicity_until")) == (None, None)
		assert frappe.get_all(RECORD, {"risk": name}, pluck="effective_on") == [None]

	def test_an_objection_dismissed_goes_on_with_publicity(self) -> None:
		name = drafted()
		publicised(name)
		until = value(name, "publicity_until")
		done(name, "liaison", "Raise Objection", reason="等级偏低")
		assert done(name, "head", "Dismiss Objection", reason="依据充分") == "Publicity"
		assert value(name, "publicity_until") == until
		assert end_publicity(name) == "In Force"


class TestPublicity:
	def test_ends_only_after_its_last_day_and_only_once(self) -> None:
		name = drafted()
		publicised(name)
		assert getdate(value(name, "publicity_until")) > getdate(add_days(nowdate(), 4))
		assert refused(name, "liaison", "End Publicity") == "公示期未满"
		frappe.db.set_value(RISK, name, "publicity_until", nowdate())
		end_what_ran_out()
		assert value(name, "workflow_state") == "Publicity"
		assert end_publicity(name) == "In Force"
		end_what_ran_out()
		actions = [row.action for row in frappe.get_doc(RISK, name).approval_steps]
		assert actions.count("End Publicity") == 1
		assert frappe.db.count(RECORD, {"risk": name}) == 1


class TestRevisions:
	def test_a_material_change_starts_one_and_the_approved_grade_counts_on(self) -> None:
		name = in_force("II")
		changed = change(name, "liaison", probability="High")
		assert (changed.workflow_state, changed.revision) == ("Self-Screening", 1)
		assert (changed.grade, changed.proposed_grade) == ("II", "I")
		assert (changed.drafted_by, changed.approval_steps[-1].action) == ("liaison@example.com", "Revise")
		assert changed.approving_level == "Principal Leader"
		with acting("liaison"):
			assert path_of(name)["in_force"]["grade"] == "II"

	def test_what_is_not_material_is_kept_up_without_one(self) -> None:
		name = in_force()
		assert change(name, "liaison", grade_basis="按方案定级").workflow_state == "In Force"

	def test_an_approved_revision_takes_the_place_of_what_was_approved(self) -> None:
		name = in_force()
		first = value(name, "grade_record")
		change(name, "holder", probability="Fairly High")
		publicised(name, "II")
		assert (value(name, "grade"), value(name, "grade_record")) == ("III", first)
		assert end_publicity(name) == "In Force"
		second = frappe.get_doc(RECORD, value(name, "grade_record"))
		assert (second.grade, second.previous_grade, second.revision) == ("II", "III", 1)
		assert value(name, "grade") == "II"

	def test_an_abandoned_one_restores_what_was_approved(self) -> None:
		name = in_force(manifestation="原来的表现形式")
		change(name, "holder", probability="High", manifestation="改过的")
		assert done(name, "holder", "Abandon Revision", reason="误改") == "In Force"
		kept = frappe.get_doc(RISK, name)
		assert (kept.probability, kept.manifestation, kept.proposed_grade, kept.grade) == (
			"Fairly Small", "原来的表现形式", "III", "III",
		)  # fmt: skip

	def test_lowering_takes_evidence_and_the_level_of_the_higher_grade(self) -> None:
		name = in_force("II")
		change(name, "holder", probability="Fairly Small")
		assert value(name, "approving_level") == "Leader in Charge"
		assert "降低等级须填写降级依据" in refused(name, "holder", "Ask for Peer Review")
		change(name, "holder", lowering_evidence="三年未发生问题，已全程留痕")
		assert reviewed(name) == "Department Review"
		assert "不能审定" in refused(name, "head", "Approve Grade")
		done(name, "head", "Pass On")
		assert done(name, "deputy", "Approve Grade") == "Publicity"

	def test_nothing_is_changed_while_it_is_under_review(self) -> None:
		name = drafted()
		reviewed(name)
		for user in ("holder", "head"):
			with pytest.raises((ChangeRefusedError, frappe.PermissionError)):
				change(name, user, title="改")
		document = frappe.get_doc(RISK, name)
		document.title = "改"
		with pytest.raises(ChangeRefusedError, match="不能修改：风险点"):
			document.save()


class TestRetired:
	def test_it_is_kept_but_neither_changed_nor_counted(self) -> None:
		name = in_force("II")
		assert "单位领导" in refused(name, "head", "Retire", reason="职能划出")
		assert done(name, "deputy", "Retire", reason="职能划出") == "Retired"
		document = frappe.get_doc(RISK, name)
		document.title = "改"
		with pytest.raises(ChangeRefusedError, match="已取消"):
			document.save()

	def test_a_reinstated_one_has_to_be_approved_anew(self) -> None:
		name = in_force("II")
		done(name, "deputy", "Retire", reason="职能划出")
		assert done(name, "liaison", "Reinstate", reason="职能划回") == "Self-Screening"
		assert refused(name, "liaison", "Abandon Revision", reason="不改了") == "取消后恢复的风险点须重新审定"

	def test_what_was_approved_is_never_deleted(self) -> None:
		name = in_force()
		with pytest.raises(ApprovedRiskPointError, match="取消"):
			frappe.delete_doc(RISK, name)
		draft = drafted()
		frappe.delete_doc(RISK, draft)
		assert not frappe.db.exists(RISK, draft)
