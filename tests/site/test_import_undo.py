"""An import is taken back whole, as long as nothing that it wrote was changed or used since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import frappe
import pandas as pd
import pytest

from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.risk_screening.approving.moves import Given
from lianzheng_risk.risk_screening.approving.records import keep_approval
from lianzheng_risk.store.documents import write_register
from lianzheng_risk.store.frames import read_register
from lianzheng_risk.store.importing.journal import JOURNAL
from lianzheng_risk.store.importing.undoing import ChangedSince, NothingToTakeBack, take_back
from tests.site.imports import imported
from tests.site.invented import invent
from tests.site.people import create_member, create_user

RISK, MEASURE, POST, UNIT = "Integrity Risk Point", "Integrity Control Measure", "Integrity Post", "Integrity Unit"


@pytest.fixture(scope="module")
def register() -> Register:
	return invent(units=4, seed=7, as_of=date(2026, 6, 30))


@pytest.fixture
def there(site, register: Register) -> Register:
	"""The site has the register; frames to be changed."""
	write_register(register)
	return Register({name: frame.copy() for name, frame in register.items()})


def counts() -> dict[str, int]:
	# The journal tells of the import, and marks say what is to be counted anew.
	beside = {f"tab{JOURNAL}", "tabIntegrity Tally Mark"}
	tables = [table for table in frappe.db.get_tables(cached=False) if table not in beside]
	return {table: frappe.db.sql(f"select count(*) from `{table}`")[0][0] for table in tables}


def assert_same(one: Register, other: Register) -> None:
	for name in TABLES:
		pd.testing.assert_frame_equal(one.sorted()[name], other.sorted()[name], obj=name)


def changed(register: Register, table: str, row: int, **values) -> Register:
	frame = register[table].copy()
	for column, value in values.items():
		frame.loc[frame.index[row], column] = value
	return Register({**register.frames, table: frame})


def test_what_was_new_goes_without_a_trace(site, register: Register) -> None:
	# History that other tests left under the same names would go with the documents, as it does on any deletion.
	frappe.db.delete("Version")
	before = counts()
	imported(register)
	assert frappe.db.count(RISK) == len(register["risk_points"])
	assert frappe.db.count("Version", {"ref_doctype": RISK}) == len(register["risk_points"])
	told = take_back("IMPORT-1")
	assert told[RISK] == {"removed": len(register["risk_points"]), "restored": 0}
	assert told[UNIT] == {"removed": 4, "restored": 0}
	assert counts() == before


def test_an_import_is_taken_back_once(site, register: Register) -> None:
	imported(register)
	take_back("IMPORT-1")
	with pytest.raises(NothingToTakeBack):
		take_back("IMPORT-1")
	journal = frappe.get_doc(JOURNAL, "IMPORT-1")
	assert (journal.taken_back_by, journal.contents) == ("Administrator", None)


def test_what_changed_has_its_old_values_again(there: Register, register: Register) -> None:
	risk, measure = register["risk_points"]["risk"].iloc[0], register["measures"]["measure"].iloc[3]
	there = changed(there, "risk_points", 0, title="改过的风险点", manifestation=None)
	there = changed(there, "measures", 3, description="改过的措施", due_date=pd.Timestamp("2027-01-31"))
	journal = imported(there, blanks="clear")
	assert [(change.doctype, change.name) for change in journal.changed] == [(RISK, risk), (MEASURE, measure)]
	assert frappe.db.get_value(RISK, risk, ["title", "manifestation"]) == ("改过的风险点", None)
	assert take_back("IMPORT-1") == {RISK: {"removed": 0, "restored": 1}, MEASURE: {"removed": 0, "restored": 1}}
	assert_same(read_register(), register)


def test_a_step_that_the_import_took_is_taken_back(there: Register, register: Register) -> None:
	at = register["measures"]["status"].tolist().index("planned")
	values = {"status": "implemented", "evidence": "记录", "completed_on": pd.Timestamp("2026-05-31")}
	imported(changed(there, "measures", at, **values))
	take_back("IMPORT-1")
	assert_same(read_register(), register)


def test_the_history_tells_of_both_ways(there: Register) -> None:
	name = there["measures"]["measure"].iloc[0]
	# Tests of commands before may have left the history of measures of the same code.
	earlier = frappe.get_all("Version", filters={"docname": name, "ref_doctype": MEASURE}, pluck="name")
	imported(changed(there, "measures", 0, description="改过的措施"))
	take_back("IMPORT-1")
	of_measure = {"docname": name, "ref_doctype": MEASURE, "name": ["not in", earlier]}
	versions = frappe.get_all("Version", filters=of_measure, pluck="data", order_by="creation")
	labels = [frappe.parse_json(data)["updater_reference"]["label"] for data in versions]
	assert len(labels) == 2
	assert "登记簿.xlsx" in labels[0]


def test_rows_of_a_post_come_back_as_they_were(there: Register, register: Register) -> None:
	tenures = there["tenures"]
	post = tenures["post"].iloc[0]
	rows = frappe.get_all(
		"Integrity Post Tenure", filters={"parent": post}, fields=["name", "person", "start_date"], order_by="name"
	)
	more = tenures.iloc[[0]].assign(person=there["people"]["person"].iloc[-1], start_date=pd.Timestamp("2026-07-01"))
	first = tenures.index[tenures["post"] == post][0]
	tenures.loc[first, "end_date"] = pd.Timestamp("2026-06-30")
	imported(Register({**there.frames, "tenures": pd.concat([tenures, more], ignore_index=True)}))
	assert frappe.db.count("Integrity Post Tenure", {"parent": post}) == len(rows) + 1
	assert take_back("IMPORT-1") == {POST: {"removed": 0, "restored": 1}}
	assert_same(read_register(), register)
	assert (
		frappe.get_all(
			"Integrity Post Tenure", filters={"parent": post}, fields=["name", "person", "start_date"], order_by="name"
		)
		== rows
	)


def test_the_tree_of_units_closes_again(there: Register, register: Register) -> None:
	units = there["units"]
	top = units.loc[units["parent_unit"].isna(), "unit"].iloc[0]
	more = units.iloc[[1, 1]].assign(unit=["AA", "AB"], unit_name=["甲处", "甲处一科"], parent_unit=[top, "AA"])
	people = {"responsible_leader": None, "head": None, "liaison": None}
	imported(Register({**there.frames, "units": pd.concat([units, more.assign(**people)], ignore_index=True)}))
	assert tree() == [
		(top, 1, 12),
		("AA", 2, 5),
		("AB", 3, 4),
		*((unit, 6 + 2 * n, 7 + 2 * n) for n, unit in enumerate(sorted(set(units["unit"]) - {top}))),
	]
	take_back("IMPORT-1")
	assert tree() == [
		(top, 1, 8),
		*((unit, 2 + 2 * n, 3 + 2 * n) for n, unit in enumerate(sorted(set(units["unit"]) - {top}))),
	]


def tree() -> list[tuple[str, int, int]]:
	return [tuple(unit.values()) for unit in frappe.get_all(UNIT, fields=["name", "lft", "rgt"], order_by="lft")]


def put_in_force(name: str) -> None:
	record = keep_approval(frappe.get_doc(RISK, name), Given())
	frappe.db.set_value(RISK, name, {"workflow_state": "In Force", "grade_record": record.name})


def test_a_revision_that_an_import_opened_is_abandoned(there: Register) -> None:
	name = there["risk_points"]["risk"].iloc[0]
	put_in_force(name)
	title = frappe.db.get_value(RISK, name, "title")
	imported(changed(there, "risk_points", 0, title="修订后的风险点", grade_basis="新的依据"))
	assert frappe.db.get_value(RISK, name, "workflow_state") == "Self-Screening"
	take_back("IMPORT-1")
	restored = frappe.get_doc(RISK, name)
	assert (restored.workflow_state, restored.title, restored.grade_basis) == (
		"In Force",
		title,
		there["risk_points"]["grade_basis"].iloc[0],
	)


def comment(name: str) -> None:
	frappe.get_doc(RISK, name).add_comment("Comment", "请核实")


def attachment(name: str) -> None:
	frappe.new_doc("File").update(
		{
			"file_name": "佐证.txt",
			"content": "x",
			"is_private": 1,
			"attached_to_doctype": RISK,
			"attached_to_name": name,
		}
	).insert()


def assignment(name: str) -> None:
	todo = {"reference_type": RISK, "reference_name": name, "description": "核实", "allocated_to": "Administrator"}
	frappe.new_doc("ToDo").update(todo).insert()


def measure(name: str) -> None:
	values = {"risk": name, "layer": "Post Layer", "phase": "Early Prevention", "description": "手工添加的措施"}
	frappe.new_doc(MEASURE).update(values).insert()


def change(name: str) -> None:
	frappe.get_doc(RISK, name).update({"title": "手工改过"}).save()


def deletion(name: str) -> None:
	for it in frappe.get_all(MEASURE, filters={"risk": name}, pluck="name"):
		frappe.delete_doc(MEASURE, it)
	frappe.delete_doc(RISK, name)


@pytest.mark.parametrize("meanwhile", [comment, attachment, assignment, measure, change, deletion])
def test_nothing_is_taken_back_once_a_document_was_changed_or_used(
	site, register: Register, meanwhile: Callable
) -> None:
	imported(register)
	name = register["risk_points"]["risk"].iloc[5]
	meanwhile(name)
	before = counts()
	with pytest.raises(ChangedSince) as refusal:
		take_back("IMPORT-1")
	assert (RISK, name) in [document[:2] for document in refusal.value.documents]
	assert name in str(refusal.value)
	assert counts() == before


def test_a_link_from_any_other_doctype_keeps_a_document(site, register: Register) -> None:
	"""As another app, or a site, may have added one to a DocType of the platform."""
	imported(register)
	name = register["posts"]["post"].iloc[0]
	note = frappe.new_doc("User Permission").update(
		{"user": create_user("linked@undo.example"), "allow": POST, "for_value": name}
	)
	note.insert()
	with pytest.raises(ChangedSince) as refusal:
		take_back("IMPORT-1")
	assert refusal.value.documents[0][:2] == (POST, name)


def test_who_may_not_delete_may_not_take_back(site, register: Register) -> None:
	imported(register)
	supervisor = create_user("supervisor@undo.example", "Integrity Supervisor")
	manager = create_user("manager@undo.example", "Integrity Manager")
	frappe.set_user(supervisor)
	with pytest.raises(frappe.PermissionError):
		take_back("IMPORT-1")
	frappe.set_user(manager)
	assert take_back("IMPORT-1")[RISK]["removed"] == len(register["risk_points"])


def test_a_manager_of_another_unit_may_not_take_back(there: Register) -> None:
	departments = there["units"].loc[there["units"]["parent_unit"].notna(), "unit"]
	risks = there["risk_points"]
	row = risks["unit"].tolist().index(departments.iloc[0])
	imported(changed(there, "risk_points", row, title="改过的风险点"))
	frappe.set_user(create_member(departments.iloc[1], "Integrity Manager"))
	with pytest.raises(frappe.PermissionError):
		take_back("IMPORT-1")


def test_nobody_of_the_app_reads_a_journal(site, register: Register) -> None:
	imported(register)
	frappe.set_user(create_user("manager@undo.example", "Integrity Manager"))
	with pytest.raises(frappe.PermissionError):
		frappe.get_list(JOURNAL)
