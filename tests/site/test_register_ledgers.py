"""The ledgers in a register: brought along whole, seen by unit, kept to their course, and taken back."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
import pytest

from lianzheng_risk.core.register import Register
from lianzheng_risk.risk_control.decisions.drawing import FIELDS, decided_of
from lianzheng_risk.store.frames import read_register
from lianzheng_risk.store.importing.undoing import take_back
from tests.site import purchasing
from tests.site.imports import imported, planned


def ledgers(unit: str) -> dict[str, list[dict]]:
	"""One document of each kind at a unit of the bureau, all but the last of them long over."""
	post, risk, person = f"{unit}-G", f"{unit}-F", f"{unit}-R"
	return {
		"activities": [
			{
				"activity": f"{unit}-H", "kind": "integrity_talk", "title": "廉政谈话", "unit": unit, "status": "held",
				"held_on": "2025-03-18", "content": "提醒",
			}
		],
		"activity_posts": [{"activity": f"{unit}-H", "post": post, "person": person, "attended": True}],
		"rectifications": [
			{
				"rectification": f"{unit}-Z", "title": "缺少会议记录", "unit": unit, "status": "closed", "ordered_on": "2025-04-02",
				"deadline": "2025-04-24", "problem": "没有记录", "risk": risk, "post": post, "evidence": "补齐", "reported_on": "2025-04-20",
				"closed_on": "2025-04-23", "source_doctype": "Integrity Inspection", "source_name": f"{unit}-J",
			}
		],
		"inspections": [
			{
				"inspection": f"{unit}-J", "title": "专项检查", "unit": unit, "inspection_type": "special", "held_on": "2025-03-31",
				"conclusion": "问题1个", "signed_by": "A-R", "signed_on": "2025-04-01", "concluded": True,
			}
		],
		"inspection_inspectors": [{"inspection": f"{unit}-J", "person": "A-R"}],
		"inspection_findings": [
			{
				"inspection": f"{unit}-J", "finding_no": 1, "problem": "没有记录", "unit": unit, "risk": risk,
				"rectification": f"{unit}-Z",
			}
		],
		"warnings": [
			{
				"warning": f"{unit}-W", "title": "审计发现", "unit": unit, "colour": "yellow", "status": "handling",
				"issued_on": "2025-05-06", "deadline": "2025-05-13", "source": "audit", "facts": "登记不全", "risk": risk,
				"post": post, "addressee": "A-R", "received_on": "2025-05-07",
			}
		],
		"decisions": [
			{
				"decision": f"{unit}-S", "matter": "购置设备", "unit": unit, "category": "funds", "meeting_date": "2025-03-05",
				"chair": person, "resolution": "同意购置", "amount": 480000.5, "currency": "CNY", "party": "水泵公司", "decided": True, "result": "approved", "majority": "two_thirds",
				"execution_status": "under_way", "execution_due": "2099-06-30",
			},
			{
				"decision": f"{unit}-S2", "matter": "抢修线路", "unit": unit, "category": "funds", "meeting_date": "2025-03-06",
				"decided": True, "result": "urgent", "urgent_reason": "影响供电", "ratify_by": "2025-03-13",
			},
		],
		"decision_members": [
			{"decision": f"{unit}-S", "speaking_no": 1, "person": "A-R", "attendance": "present", "opinion": "agree"},
			{
				"decision": f"{unit}-S", "speaking_no": 2, "person": person, "attendance": "present", "opinion": "agree",
				"is_chief": True,
			},
		],
		"waivers": [
			{"waiver": f"{unit}-L", "post": post, "person": person, "until": "2099-06-30", "reason": "专项工作尚未结束"}
		],
	}  # fmt: skip


def register(*units: str, **changes: dict) -> Register:
	rows: dict[str, list[dict]] = {}
	for unit in units:
		for table, of_unit in ledgers(unit).items():
			rows.setdefault(table, []).extend({**row, **changes.get(table, {})} for row in of_unit)
	return Register.of(**rows)


def errors(plan) -> list[tuple[str, str]]:
	return [(it.rule.code, it.place.table) for it in plan.findings if it.severity == "error"]


@pytest.fixture
def brought(acting) -> Iterator[None]:
	"""Ledgers of A-1 and A-2, brought along by a supervisor of the whole organisation."""
	imported(register("A-1", "A-2"))
	yield


class TestWhatComesIn:
	def test_each_document_stands_as_the_register_says(self, brought) -> None:
		inspection = frappe.get_doc("Integrity Inspection", "A-1-J")
		assert (inspection.docstatus, inspection.findings[0].rectification) == (1, "A-1-Z")
		rectification = frappe.get_doc("Integrity Rectification", "A-1-Z")
		assert (rectification.status, str(rectification.closed_on)) == ("Closed Off", "2025-04-23")
		# The inspection came after it, and is there in the end.
		assert (rectification.source_doctype, rectification.source_name) == ("Integrity Inspection", "A-1-J")
		warning = frappe.get_doc("Integrity Warning", "A-1-W")
		assert (warning.status, warning.to_be_told, warning.grade) == ("Being Handled", 1, "III")
		assert frappe.get_doc("Integrity Activity", "A-1-H").participants[0].person == "A-1-R"
		decision = frappe.get_doc("Integrity Collective Decision", "A-1-S")
		assert (decision.docstatus, decision.result, decision.quorum) == (1, "Approved", "")
		assert [row.person for row in decision.members] == ["A-R", "A-1-R"]
		# No second rectification was ordered by the inspection that was concluded long ago.
		assert frappe.db.count("Integrity Rectification", {"unit": "A-1"}) == 1

	def test_the_same_register_again_changes_nothing(self, brought) -> None:
		counts = planned(register("A-1", "A-2")).counts()
		for table in ledgers("A-1"):
			assert (counts[table]["new"], counts[table]["changed"], counts[table]["refused"]) == (0, 0, 0), table

	def test_a_source_that_is_not_there_is_forgotten(self, acting) -> None:
		imported(register("A-1", rectifications={"source_name": "NO-SUCH"}))
		named = frappe.db.get_value("Integrity Rectification", "A-1-Z", ["source_doctype", "source_name"])
		assert named == (None, None)

	def test_an_urgent_action_of_a_register_covers_nothing_any_more(self, brought) -> None:
		decision = frappe.get_doc("Integrity Collective Decision", "A-1-S2")
		assert (decision.is_urgent, decision.docstatus, decision.decided_by) == (1, 1, None)
		row = frappe.db.get_value(decision.doctype, decision.name, list(FIELDS), as_dict=True)
		assert not decided_of(row).is_submitted
		assert decided_of(frappe._dict(row, decided_by="somebody@example.com")).is_submitted

	def test_an_amount_of_a_register_is_what_documents_may_draw(self, brought) -> None:
		row = frappe.db.get_value("Integrity Collective Decision", "A-1-S", [*FIELDS, "left_over"], as_dict=True)
		decided = decided_of(row)
		assert (str(decided.left), decided.currency, decided.party, row.left_over) == (
			"480000.50",
			"CNY",
			"水泵公司",
			480000.5,
		)
		assert read_register()["decisions"].set_index("decision")["amount"]["A-1-S"] == 480000.5

	def test_a_currency_and_a_company_are_those_of_the_site(self, acting) -> None:
		plan = planned(register("A-1", decisions={"currency": "贝壳", "company": "没有这家公司"}))
		assert errors(plan) == [("unknown_on_site", "decisions")] * 4
		assert {it.place.field for it in plan.findings if it.severity == "error"} == {"currency", "company"}

	def test_amounts_of_a_company_are_in_its_currency(self, acting) -> None:
		purchasing.ensure_masters()
		plan = planned(register("A-1", decisions={"currency": "USD", "company": purchasing.COMPANY}))
		assert errors(plan) == [("currency_of_company", "decisions")] * 2
		imported(register("A-1", decisions={"currency": None, "company": purchasing.COMPANY}))
		assert frappe.db.get_value("Integrity Collective Decision", "A-1-S", "currency") == "CNY"
		again = register("A-1", decisions={"currency": None, "company": purchasing.COMPANY})
		assert errors(planned(again)) == []
		assert ("submitted_stands", "decisions") in errors(planned(again, blanks="clear"))

	def test_what_nobody_decided_is_not_taken_in(self, acting) -> None:
		alone = register("A-1")
		alone.frames["decision_members"] = alone["decision_members"].iloc[:0]
		with pytest.raises(frappe.ValidationError, match=r"成员|members"):
			imported(alone)

	def test_a_result_other_than_the_opinions_make_it_is_refused(self, acting) -> None:
		plan = planned(register("A-1", decision_members={"opinion": "disagree"}))
		assert errors(plan) == [("decision_result_differs", "decisions")]

	def test_an_open_warning_of_the_system_names_its_cause(self, acting) -> None:
		of_clock = {"source": "measure_overdue"}
		with pytest.raises(frappe.ValidationError):
			imported(register("A-1", warnings=of_clock))

	def test_two_open_warnings_of_one_cause_are_one_too_many(self, acting) -> None:
		of_clock = {"source": "measure_overdue", "cause_key": "measure_overdue:A-1-C"}
		imported(register("A-1", warnings=of_clock))
		again = Register.of(
			warnings=[{**ledgers("A-1")["warnings"][0], **of_clock, "warning": "A-1-W2", "title": "又一次"}]
		)
		with pytest.raises(frappe.ValidationError):
			imported(again, name="IMPORT-2")


class TestWhatIsThere:
	def test_a_notice_stands_as_it_was_ordered(self, brought) -> None:
		plan = planned(register("A-1", rectifications={"problem": "换了说法"}))
		assert errors(plan) == [("course_step_refused", "rectifications")]

	def test_a_state_is_not_changed_by_a_file(self, brought) -> None:
		lifted = {"status": "lifted", "lifted_on": "2025-05-12", "handled_on": "2025-05-11", "evidence": "已补"}
		assert errors(planned(register("A-1", warnings=lifted))) == [("course_step_refused", "warnings")]

	def test_what_was_decided_stands_and_how_it_is_carried_out_goes_on(self, brought) -> None:
		imported(register("A-1", decisions={"execution_status": "done"}), name="IMPORT-2")
		assert frappe.db.get_value("Integrity Collective Decision", "A-1-S", "execution_status") == "Carried Out"
		plan = planned(register("A-1", decisions={"resolution": "换了说法", "amount": 900000}))
		assert errors(plan) == [("submitted_stands", "decisions")] * 4
		assert {(it.place.field, it.values["value"]) for it in plan.findings if it.severity == "error"} == {
			(field, decision) for field in ("resolution", "amount") for decision in ("A-1-S", "A-1-S2")
		}

	def test_an_inspection_that_was_concluded_stands_too(self, brought) -> None:
		assert errors(planned(register("A-1", inspections={"conclusion": "换了说法"}))) == [
			("submitted_stands", "inspections")
		]

	def test_it_is_taken_back_whole(self, acting) -> None:
		imported(register("A-1"))
		take_back("IMPORT-1")
		for doctype in ("Activity", "Rectification", "Inspection", "Warning", "Rotation Waiver", "Collective Decision"):
			assert not frappe.db.count(f"Integrity {doctype}", {"unit": "A-1"}), doctype
		assert not frappe.db.count("Integrity Inspection Finding", {"parent": "A-1-J"})


class TestWhoSeesWhat:
	def test_a_liaison_exports_the_own_unit_only(self, brought, acting) -> None:
		acting("A-1", "Integrity Liaison")
		seen = read_register()
		for table, own in (
			("activities", "A-1-H"),
			("rectifications", "A-1-Z"),
			("inspections", "A-1-J"),
			("warnings", "A-1-W"),
		):
			assert seen[table].iloc[:, 0].tolist() == [own], table
		assert seen["inspection_findings"]["inspection"].tolist() == ["A-1-J"]
		assert seen["activity_posts"]["post"].tolist() == ["A-1-G"]
		assert seen["waivers"]["waiver"].tolist() == ["A-1-L"]
		assert seen["decisions"]["decision"].tolist() == ["A-1-S", "A-1-S2"]
		assert set(seen["decision_members"]["decision"]) == {"A-1-S"}

	def test_a_liaison_adds_no_activity_to_another_unit(self, acting) -> None:
		acting("A-1", "Integrity Liaison")
		planned_ones = [{**ledgers(unit)["activities"][0], "status": "planned"} for unit in ("A-1", "A-2")]
		plan = planned(Register.of(activities=planned_ones))
		assert errors(plan) == [("may_not_create", "activities")]

	def test_a_liaison_orders_no_rectification_by_a_file(self, acting) -> None:
		acting("A-1", "Integrity Liaison")
		plan = planned(
			Register.of(
				rectifications=[{**ledgers("A-1")["rectifications"][0], "source_doctype": None, "source_name": None}]
			)
		)
		assert errors(plan) == [("may_not_create", "rectifications")]

	def test_a_liaison_submits_no_decision_by_a_file(self, acting) -> None:
		acting("A-1", "Integrity Liaison")
		own = {name: rows for name, rows in ledgers("A-1").items() if name.startswith("decision")}
		assert errors(planned(Register.of(**own))) == [("may_not_submit", "decisions")] * 2
		own["decisions"] = [row | {"decided": False} for row in own["decisions"][:1]]
		imported(Register.of(**own))
		assert frappe.db.get_value("Integrity Collective Decision", "A-1-S", ["docstatus", "result"]) == (0, "Approved")

	def test_a_ledger_that_is_not_for_a_role_is_left_out(self, brought, acting) -> None:
		acting("A-1", "Integrity Post Holder")
		seen = read_register()
		for table in ("inspections", "inspection_findings", "decisions", "decision_members"):
			assert seen[table].empty, table
		assert set(seen["units"]["unit"]) == {"A-1", "A-1-1"}
