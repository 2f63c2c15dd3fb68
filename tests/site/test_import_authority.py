"""An import writes what its user could write by hand, row by row, and tells of nothing that the user does not see."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import frappe
import pandas as pd
import pytest

from lianzheng_risk.core.findings import Finding, Place
from lianzheng_risk.core.importing import Plan
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.store.documents import RowRefused, write_register
from lianzheng_risk.store.importing.authority import refusals
from lianzheng_risk.store.importing.journal import Journal
from lianzheng_risk.store.mapping import MAPPINGS
from lianzheng_risk.store.writing import Batch
from lianzheng_risk.store.writing.acceptance import problems
from lianzheng_risk.store.writing.batch import DOCUMENTS
from lianzheng_risk.store.writing.rights import refused
from tests.site.bureau import PARENTS
from tests.site.imports import imported, planned
from tests.site.test_bulk_writing import document_values

RISK, MEASURE, POST, UNIT = "Integrity Risk Point", "Integrity Control Measure", "Integrity Post", "Integrity Unit"
PERSON = "Integrity Person"

# What a file says of every unit: of each record there is one that has other words, and one that is new.
_PERSON = {"rank": "staff", "job_title": "科员"}
_RISK = {"category": "post_duty", "probability": "small", "harm": "limited", "manifestation": "新的表现"}
_MEASURE = {"layer": "post", "phase": "prevention", "status": "planned", "description": "新的措施"}


def of_every_unit() -> Register:
	units = list(PARENTS)
	people = [{"person": f"{unit}-R", "person_name": f"{unit}的人", "unit": unit, **_PERSON} for unit in units]
	people += [{"person": f"{unit}-R2", "person_name": f"{unit}新来的", "unit": unit, **_PERSON} for unit in units]
	posts = [{"post": f"{unit}-G", "post_name": f"{unit}新名", "unit": unit, "rank": "staff"} for unit in units]
	risks = [{"risk": f"{unit}-F", "unit": unit, "title": f"{unit}的风险点", **_RISK} for unit in units]
	risks += [{"risk": f"{unit}-F2", "unit": unit, "title": f"{unit}新风险", **_RISK} for unit in units]
	measures = [{"measure": f"{unit}-C", "risk": f"{unit}-F", **_MEASURE} for unit in units]
	measures += [{"measure": f"{unit}-C2", "risk": f"{unit}-F", **_MEASURE} for unit in units]
	return Register.of(
		**{**dict(empty()), "people": people, "posts": posts, "risk_points": risks, "measures": measures}
	)


def empty() -> Register:
	return Register.of(**{name: [] for name in TABLES})


def codes(plan: Plan, sort: str = "refused") -> set[str]:
	found = set()
	for name in DOCUMENTS:
		keys = plan.draft.frames[name][TABLES[name].key[0]]
		found |= set(keys[list(getattr(plan.tables[name], sort))])
	return found


def refused_one_by_one(register: Register) -> set[str]:
	"""The codes that the platform itself does not let the session's user write, each tried by itself."""
	return {
		getattr(row, TABLES[name].key[0])
		for name in DOCUMENTS
		for row in register[name].itertuples()
		if not can_write(MAPPINGS[name].doctype, getattr(row, TABLES[name].key[0]), given(name, row))
	}


def given(name: str, row: tuple) -> dict:
	return {field: value for field, value in document_values(name, row).items() if value not in (None, 0)}


def can_write(doctype: str, code: str, values: dict) -> bool:
	frappe.db.savepoint("one_document")
	try:
		if frappe.db.exists(doctype, code) and frappe.has_permission(doctype, "read", code):
			frappe.get_doc(doctype, code).update(values).save()
		else:
			frappe.new_doc(doctype).update(values).insert()
	except (frappe.ValidationError, frappe.PermissionError, frappe.NameError):
		return False
	finally:
		frappe.db.rollback(save_point="one_document")
		frappe.clear_messages()
	return True


# Everybody whose place or role differs, in their own place and out of it.
USERS = {
	"manager of all": (None, "Integrity Manager"),
	"manager": ("A-1", "Integrity Manager"),
	"liaison": ("A-1", "Integrity Liaison"),
	"head": ("A-1", "Integrity Department Head"),
	"leader": ("A", "Integrity Unit Leader"),
	"holder": ("A-1", "Integrity Post Holder"),
	"supervisor": (None, "Integrity Supervisor"),
	"supervisor of one": ("A-1", "Integrity Supervisor"),
	"inspector": ("A-1", "Integrity Inspector"),
	"liaison of nothing": (None, "Integrity Liaison"),
}
WRITES = {
	"manager of all": {"A", "A-1", "A-1-1", "A-2"},
	"manager": {"A-1", "A-1-1"},
	"liaison": {"A-1", "A-1-1"},
	"liaison of nothing": set(),
	"inspector": set(),
}


@pytest.mark.parametrize("by_table", [False, True], ids=["by-hand", "by-table"])
@pytest.mark.parametrize("user", USERS)
def test_an_import_refuses_the_rows_that_the_platform_refuses(acting: Callable, user: str, by_table: bool) -> None:
	unit, role = USERS[user]
	acting(unit, role, by_table=by_table and unit is not None)
	register = of_every_unit()
	one_by_one = refused_one_by_one(register)
	plan = planned(register)
	assert codes(plan) == one_by_one
	if user in WRITES:
		rows = {code for frame in register.values() if len(frame) for code in frame.iloc[:, 0]}
		in_force = set() if user == "liaison" else {f"{unit}-F" for unit in PARENTS}  # which a manager may not revise
		writable = {code for code in rows - in_force if code.rpartition("-")[0] in WRITES[user]}
		assert rows - one_by_one == writable
		assert codes(plan, "new") | codes(plan, "changed") == writable


def test_an_auditor_writes_nothing(acting: Callable) -> None:
	acting(None, "Integrity Auditor")
	plan = planned(of_every_unit(), bad_rows="skip")
	assert not plan.ready
	assert not codes(plan, "new") | codes(plan, "changed")


def test_a_good_row_is_written_and_the_others_are_not(acting: Callable) -> None:
	acting("A-1", "Integrity Liaison")
	journal = imported(of_every_unit(), bad_rows="skip")
	assert journal.created[RISK].keys() == {"A-1-F2", "A-1-1-F2"}
	assert {change.name for change in journal.changed if change.doctype == MEASURE} == {"A-1-C", "A-1-1-C"}
	assert not frappe.get_all(RISK, {"manifestation": "新的表现", "unit": ["in", ("A", "A-2")]})
	assert owners_of(journal) == {frappe.session.user}


def owners_of(journal: Journal) -> set[str]:
	return {
		owner
		for doctype, names in journal.created.items()
		for owner in frappe.get_all(doctype, {"name": ["in", list(names)]}, pluck="owner")
	}


def test_a_record_out_of_sight_is_not_told_of(acting: Callable) -> None:
	"""Only that its code is taken, which whoever tries to save under it learns as well."""
	secret = {"title": "绝密的风险点", "manifestation": "绝密的表现"}
	frappe.db.set_value(RISK, "A-2-F", secret)
	acting("A-1", "Integrity Liaison")
	risks = [{"risk": "A-2-F", "unit": "A-1", "title": "我的风险点", **_RISK}]
	plan = planned(Register.of(**{**dict(empty()), "risk_points": risks}))
	(finding,) = errors(plan)
	assert (finding.rule.code, finding.place) == ("code_taken", Place("risk_points", 2, "risk"))
	assert plan.changes(10) == []
	told = repr(plan.findings) + "".join(finding.message(lang) for finding in plan.findings for lang in ("zh", "en"))
	assert "绝密" not in told + repr(plan.register["risk_points"].values.tolist())


def test_a_natural_key_out_of_sight_makes_a_new_record(acting: Callable) -> None:
	acting("A-1", "Integrity Liaison")
	people = [{"person": "", "person_name": "A-2的人", "unit": "A-1", **_PERSON}]
	plan = planned(Register.of(**{**dict(empty()), "people": people}))
	assert (plan.ready, plan.tables["people"].counts()["new"]) == (True, 1)
	assert plan.register["people"]["person"].iloc[0] != "A-2-R"


def errors(plan: Plan) -> list[Finding]:
	return [finding for finding in plan.findings if finding.severity == "error"]


def rules(plan: Plan) -> set[tuple[str, str]]:
	return {(finding.rule.code, finding.place.table) for finding in errors(plan)}


def test_a_record_is_not_drawn_over_from_another_unit(acting: Callable) -> None:
	acting("A-1", "Integrity Liaison")
	frappe.set_user("Administrator")
	frappe.share.add(RISK, "A-2-F", "integrity_liaison@example.com", read=1)
	frappe.set_user("integrity_liaison@example.com")
	risks = [{"risk": "A-2-F", "unit": "A-1", "title": "拉过来的", **_RISK}]
	plan = planned(Register.of(**{**dict(empty()), "risk_points": risks}))
	assert not plan.ready


def risk_change(**values) -> Register:
	row = {"risk": "A-1-F", "unit": "A-1", "title": "A-1的风险点", **_RISK, **values}
	return Register.of(**{**dict(empty()), "risk_points": [row]})


@pytest.mark.parametrize(
	("state", "rule"),
	[("Department Review", "under_review"), ("Publicity", "under_review"), ("Retired", "retired_risk_point")],
)
def test_a_state_that_allows_no_change_allows_none_by_import(acting: Callable, state: str, rule: str) -> None:
	frappe.db.set_value(RISK, "A-1-F", "workflow_state", state)
	acting("A-1", "Integrity Manager")
	assert rules(planned(risk_change())) == {(rule, "risk_points")}


def test_no_measure_for_a_retired_risk_point(acting: Callable) -> None:
	frappe.db.set_value(RISK, "A-1-F", "workflow_state", "Retired")
	acting("A-1", "Integrity Manager")
	measures = [{"measure": "A-1-C9", "risk": "A-1-F", **_MEASURE}]
	plan = planned(Register.of(**{**dict(empty()), "measures": measures}))
	assert not plan.ready
	assert plan.tables["measures"].counts()["refused"] == 1


def test_a_post_holder_changes_the_points_of_the_own_post_only(acting: Callable) -> None:
	frappe.db.set_value(RISK, {"unit": "A-1"}, "workflow_state", "Self-Screening")
	user = acting("A-1", "Integrity Post Holder")
	frappe.set_user("Administrator")
	mine = frappe.new_doc(RISK).update(
		{"risk_code": "MINE", "unit": "A-1", "title": "本人的", "category": "Post Duty", "probability": "Fairly Small",
		"harm": "Limited"}
	).insert()  # fmt: skip
	mine.db_set("drafted_by", user)
	frappe.set_user(user)
	frappe.db.set_value(RISK, "A-1-F", "workflow_state", "In Force")
	assert planned(risk_change(risk="MINE", title="本人的")).ready
	assert rules(planned(risk_change(step_no=None, manifestation="别人的表现"))) <= {
		("may_not_revise", "risk_points"), ("not_own_risk_point", "risk_points"), ("may_not_change", "risk_points"),
	}  # fmt: skip
	assert not planned(risk_change(manifestation="别人的表现")).ready


def test_the_members_of_a_unit_are_no_business_of_an_import(acting: Callable) -> None:
	user = acting("A-1", "Integrity Liaison", by_table=True)
	units = [{"unit": "A-1", "unit_name": "改名的单位", "unit_type": "unit", "parent_unit": "A"}]
	imported(Register.of(**{**dict(empty()), "units": units}))
	document = frappe.get_doc(UNIT, "A-1")
	assert (document.unit_name, [row.user for row in document.members]) == ("改名的单位", [user])


def test_a_unit_is_moved_only_among_the_own_ones(acting: Callable) -> None:
	acting("A-1", "Integrity Liaison")

	def moved(unit: str, parent: str) -> Plan:
		row = {"unit": unit, "unit_name": f"单位{unit}", "unit_type": "unit", "parent_unit": parent}
		return planned(Register.of(**{**dict(empty()), "units": [row]}))

	assert rules(moved("A-1-1", "A-2")) == {("may_not_move_unit", "units")}
	assert rules(moved("A-1-9", "A-2")) == {("may_not_create", "units")}
	assert moved("A-1-9", "A-1").ready


def test_new_units_take_their_records_along(acting: Callable) -> None:
	acting("A-1", "Integrity Liaison")

	def with_unit_below(parent: str) -> Register:
		units = [{"unit": "N", "unit_name": "新科", "unit_type": "department", "parent_unit": parent}]
		people = [{"person": "N-R", "person_name": "新人", "unit": "N", **_PERSON}]
		risks = [{"risk": "N-F", "unit": "N", "title": "新科的风险点", **_RISK}]
		return Register.of(**{**dict(empty()), "units": units, "people": people, "risk_points": risks})

	assert codes(planned(with_unit_below("A-2"))) == {"N", "N-R", "N-F"}
	journal = imported(with_unit_below("A-1"))
	assert journal.created.keys() == {UNIT, PERSON, RISK}
	assert frappe.has_permission(RISK, "write", "N-F")


def test_a_field_of_a_closed_level_is_closed_to_an_import(acting: Callable) -> None:
	from frappe.custom.doctype.property_setter.property_setter import make_property_setter

	make_property_setter(RISK, "grade_basis", "permlevel", "1", "Int")
	frappe.clear_cache(doctype=RISK)
	acting("A-1", "Integrity Liaison")
	assert rules(planned(risk_change(grade_basis="自定的依据"))) == {("field_closed", "risk_points")}
	assert planned(risk_change()).ready


def test_the_command_s_way_in_asks_the_same(acting: Callable) -> None:
	acting("A-1", "Integrity Liaison")
	people = [{"person": "A-2-R9", "person_name": "外单位的人", "unit": "A-2", **_PERSON}]
	with pytest.raises(RowRefused) as refusal:
		write_register(Register.of(**{**dict(empty()), "people": people}))
	assert refusal.value.place == Place("people", 0)
	assert not frappe.db.exists(PERSON, "A-2-R9")


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
	sent: list[str] = []
	platform = frappe.db.sql
	monkeypatch.setattr(
		frappe.local.db, "sql", lambda query, *given, **more: sent.append(query) or platform(query, *given, **more)
	)
	yield sent


def test_no_query_is_made_for_a_row(acting: Callable, queries: list[str]) -> None:
	acting("A-1", "Integrity Liaison")

	def batch(rows: int) -> Batch:
		people = [{"person": f"P{row}", "person_name": f"人{row}", "unit": "A-1", **_PERSON} for row in range(rows)]
		risks = [{"risk": f"F{row}", "unit": "A-1", "title": f"风险{row}", **_RISK} for row in range(rows)]
		measures = [{"measure": f"C{row}", "risk": f"F{row}", **_MEASURE} for row in range(rows)]
		register = Register.of(**{**dict(empty()), "people": people, "risk_points": risks, "measures": measures})
		return Batch(
			register, {name: register[name].index for name in DOCUMENTS}, dict.fromkeys(DOCUMENTS, pd.Index([]))
		)

	def asked(rows: int) -> int:
		queries.clear()
		assert [*refused(batch(rows)), *problems(batch(rows))] == []
		return len(queries)

	asked(2)  # what the platform remembers from the first time
	assert asked(200) == asked(2)


def test_a_plan_is_asked_for_its_refusals_only_once_it_stands(acting: Callable) -> None:
	"""`refusals` of a plan without faults is empty, also for changes by child rows alone."""
	acting("A-1", "Integrity Liaison")
	tenures = [{"post": "A-1-G", "person": "A-1-1-R", "start_date": pd.Timestamp("2026-01-01")}]
	plan = planned(Register.of(**{**dict(empty()), "tenures": tenures}))
	assert (plan.ready, refusals(plan)) == (True, [])
