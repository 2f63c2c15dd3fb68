"""Every cell of the permission matrix, asked of the platform's document layer."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
import pytest

from tests.site.matrix import data, place
from tests.site.matrix.data import PLACES, ROLES
from tests.site.matrix.place import CHANGE, NEW, RISK, UNITS, Organisation
from tests.site.sites import connected

LINES = data.permissions()
ASKED = [action for action in data.ACTIONS if action not in ("create", "write")]
# Where a risk point stands decides about changes beyond any permission: seen by saving, not by asking.
_REFUSED = (frappe.PermissionError, frappe.ValidationError)


@pytest.fixture(scope="module")
def organisation(erp_site: str) -> Iterator[Organisation]:
	with connected(erp_site):
		yield place.build()


@pytest.fixture
def undone(organisation: Organisation) -> Iterator[Organisation]:
	frappe.db.savepoint("before_the_test")
	yield organisation
	frappe.set_user("Administrator")
	frappe.db.rollback(save_point="before_the_test")
	frappe.clear_messages()


def line_id(line: data.Line) -> str:
	return "-".join(filter(None, (line.doctype, line.state, line.role))).replace("Integrity ", "")


@pytest.mark.parametrize("line", LINES, ids=line_id)
def test_what_a_member_may_do(undone: Organisation, line: data.Line) -> None:
	documents = undone.documents[line.doctype, line.state]
	frappe.set_user(undone.users[line.role])
	found = {
		action: {where for where, name in documents.items() if frappe.has_permission(line.doctype, action, doc=name)}
		for action in ASKED
	}
	found["create"] = {where for where in documents if can_create(line, where)}
	found["write"] = {where for where, name in documents.items() if can_change(line.doctype, name)}
	assert found == {action: set(line.allowed[action]) for action in found}


def can_create(line: data.Line, where: str) -> bool:
	"""Whether a document is really made there; only the first state of a DocType is one to start in."""
	if line.doctype not in NEW or line.state != first_state(line.doctype):
		return bool(line.allowed["create"]) and line.doctype not in NEW
	new = frappe.new_doc(line.doctype).update(NEW[line.doctype](UNITS.get(where, "")))
	return succeeds(new.insert)


def first_state(doctype: str) -> str:
	return next(line.state for line in LINES if line.doctype == doctype)


def can_change(doctype: str, name: str) -> bool:
	document = frappe.get_doc(doctype, name)
	document.update(CHANGE[doctype])
	return succeeds(document.save)


def succeeds(act) -> bool:
	frappe.db.savepoint("attempt")
	try:
		act()
	except _REFUSED:
		return False
	finally:
		frappe.db.rollback(save_point="attempt")
	return True


@pytest.mark.parametrize("role", ROLES)
def test_lists_show_what_may_be_read_and_nothing_else(undone: Organisation, role: str) -> None:
	frappe.set_user(undone.users[role])
	for doctype in documents_by_doctype(undone):
		if frappe.get_meta(doctype).issingle:
			continue
		may_ask = frappe.has_permission(doctype, "read")
		listed = frappe.get_list(doctype, pluck="name", limit_page_length=0, order_by="name") if may_ask else []
		assert set(listed) & undone.all_of(doctype) == readable(undone, doctype, role), doctype


def readable(organisation: Organisation, doctype: str, role: str) -> set[str]:
	return {
		organisation.documents[doctype, line.state][where]
		for line in LINES
		if (line.doctype, line.role) == (doctype, role)
		for where in line.allowed["read"]
	}


def documents_by_doctype(organisation: Organisation) -> list[str]:
	return list(dict.fromkeys(doctype for doctype, _ in organisation.documents))


@pytest.mark.parametrize("role", ROLES)
def test_without_a_place_only_some_roles_see_the_organisation(undone: Organisation, role: str) -> None:
	user = place.unplaced_user(role)
	frappe.set_user(user)
	expected = {UNITS[where] for where in data.unplaced()[role]}
	assert set(frappe.get_list("Integrity Unit", pluck="name")) & set(UNITS.values()) == expected
	in_force = undone.documents[RISK, "In Force"]
	seen = set(frappe.get_list(RISK, filters={"workflow_state": "In Force"}, pluck="name", limit_page_length=0))
	assert seen & set(in_force.values()) == {in_force[where] for where in data.unplaced()[role]}


@pytest.mark.parametrize("step", data.approval(), ids=lambda step: f"{step.grade}-{step.state}-{step.action}")
def test_who_may_take_a_step(steps_open: dict, step: data.Step) -> None:
	found = {
		role: {where for where in PLACES if step.action in steps_open[role, where, step.grade, step.state]}
		for role in step.allowed
	}
	assert found == {role: set(places) for role, places in step.allowed.items()}


def test_no_step_is_open_that_the_table_does_not_name(steps_open: dict) -> None:
	named = {(step.grade, step.state, step.action) for step in data.approval()}
	found = {(grade, state, action) for (_, _, grade, state), actions in steps_open.items() for action in actions}
	assert found <= named


@pytest.fixture(scope="module")
def steps_open(organisation: Organisation) -> Iterator[dict[tuple[str, str, str, str], set[str]]]:
	"""Role, place, grade and state → the actions that the approval path offers."""
	from lianzheng_risk.core.approval.path import ACTION
	from lianzheng_risk.risk_screening.approving.moves import open_moves

	frappe.db.savepoint("before_the_steps")
	points = {("III", state): organisation.documents[RISK, state] for state in place.STATES}
	for number, state in enumerate(place.STATES):
		points["I", state] = {
			where: place.risk_in(state, unit, f"{unit}-E{number}", **place.GRAVE) for where, unit in UNITS.items()
		}
	offered = {}
	for role, user in organisation.users.items():
		frappe.set_user(user)
		for (grade, state), documents in points.items():
			for where, name in documents.items():
				risk = frappe.get_doc(RISK, name)
				visible = risk.has_permission("read")
				moves = open_moves(risk) if visible else []
				offered[role, where, grade, state] = {ACTION.label(move.action, "en") for move in moves}
	frappe.set_user("Administrator")
	frappe.db.rollback(save_point="before_the_steps")
	yield offered
