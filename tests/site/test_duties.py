"""Duties that must lie apart, by what roles and workflows really allow; nobody learns of people beside their own unit."""

from __future__ import annotations

import frappe
import pytest
from frappe.permissions import add_permission, update_permission_property

from lianzheng_risk.core.monitoring.duties import USUAL
from lianzheng_risk.risk_supervision.doctype.integrity_duty_conflict.integrity_duty_conflict import DutyError
from lianzheng_risk.risk_supervision.monitoring.duties import CONFLICT, add_usual_conflicts
from lianzheng_risk.risk_supervision.report.incompatible_duties.incompatible_duties import rows
from tests.site import records
from tests.site.approving import acting, county  # noqa: F401
from tests.site.people import create_user, join

NOTE, EVENT = "Note", "Event"


@pytest.fixture(autouse=True)
def roles(county) -> None:  # noqa: F811
	"""A role that enters notes and one that changes events; a manager of 局 Y, who looks after 科 Y-1 below it."""
	for role in ("Note Keeper", "Event Keeper"):
		frappe.new_doc("Role").update({"role_name": role}).insert()
	for doctype, role, right in ((NOTE, "Note Keeper", "create"), (EVENT, "Event Keeper", "write")):
		add_permission(doctype, role)
		update_permission_property(doctype, role, 0, right, 1)
	join("Y", create_user("manager@example.com"), "Integrity Manager")
	frappe.clear_messages()


def conflict(**values) -> str:
	usual = {
		"title": "记录 × 安排",
		"first_doctype": NOTE,
		"first_right": "Create Documents",
		"second_doctype": EVENT,
		"second_right": "Change Documents",
	}
	return records.create(CONFLICT, **usual | values).name


def employ(name: str, *roles: str) -> None:
	frappe.get_doc("User", f"{name}@example.com").add_roles(*roles)


def seen(name: str) -> list[tuple[str, str]]:
	with acting(name):
		return [(row["unit"], row["user"].partition("@")[0]) for row in rows()]


def test_who_holds_both_is_shown_to_those_who_look_after_the_unit() -> None:
	conflict()
	for name in ("peer", "stranger"):
		employ(name, "Note Keeper", "Event Keeper")
	employ("holder", "Note Keeper")
	assert seen("manager") == [("Y-1", "peer")]
	assert sorted(seen("supervisor")) == [("Y-1", "peer"), ("Z", "stranger")]
	with acting("head"), pytest.raises(frappe.PermissionError):
		rows_as_report()


def rows_as_report() -> list:
	from frappe.desk.query_report import run

	return run("Incompatible Duties", ignore_prepared_report=True)["result"]


def test_the_roles_that_give_each_duty_are_named() -> None:
	conflict()
	employ("peer", "Note Keeper", "Event Keeper")
	with acting("manager"):
		[row] = rows_as_report()
	assert (row["first"], row["second"], row["title"]) == ("Note Keeper", "Event Keeper", "记录 × 安排")


def test_what_the_site_has_changed_counts_and_not_what_was_delivered() -> None:
	conflict()
	employ("peer", "Note Keeper", "Event Keeper")
	update_permission_property(EVENT, "Event Keeper", 0, "write", 0)
	assert seen("manager") == []


def test_approval_by_workflow_is_a_duty() -> None:
	conflict(second_right="Approve by Workflow")
	employ("peer", "Note Keeper", "Event Keeper")
	assert seen("manager") == []
	# Past the workflow's own setting-up, which changes the table of the documents.
	workflow = frappe.new_doc("Workflow").update({"document_type": EVENT, "is_active": 1})
	workflow.name = "安排的审批"
	workflow.db_insert()
	transition = frappe.new_doc("Workflow Transition").update({"parent": workflow.name, "parenttype": "Workflow"})
	transition.update({"parentfield": "transitions", "allowed": "Event Keeper", "name": "duty-test"}).db_insert()
	assert seen("manager") == [("Y-1", "peer")]


def test_inactive_conflicts_and_accounts_are_passed_over() -> None:
	name = conflict()
	employ("peer", "Note Keeper", "Event Keeper")
	frappe.db.set_value("User", "peer@example.com", "enabled", 0)
	assert seen("manager") == []
	frappe.db.set_value("User", "peer@example.com", "enabled", 1)
	frappe.db.set_value(CONFLICT, name, "active", 0)
	assert seen("manager") == []


@pytest.mark.parametrize(
	"values",
	[
		{"first_right": ""},
		{"second_doctype": "No Such DocType"},
		{"second_doctype": NOTE, "second_right": "Create Documents"},
	],
)
def test_duties_that_are_none_are_refused(values: dict) -> None:
	with pytest.raises(DutyError):
		conflict(**values)


def test_usual_conflicts_are_taken_over_once() -> None:
	made = add_usual_conflicts()
	assert len(made) == (len(USUAL) if frappe.db.exists("DocType", "Payment Entry") else 0)
	assert add_usual_conflicts() == []
	with acting("head"), pytest.raises(frappe.PermissionError):
		add_usual_conflicts()
