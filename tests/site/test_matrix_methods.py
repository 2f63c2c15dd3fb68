"""Methods that clients call with the name of a document: for one out of the caller's place they give and do nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import frappe
import pytest

from tests.site.matrix import place
from tests.site.matrix.data import ORGANISATION
from tests.site.matrix.place import CAMPAIGN, DELIVERY, LIBRARY, MEASURE, RISK, SCREENING, Organisation
from tests.site.sites import connected

SCREEN = "lianzheng_risk.risk_screening"
CAMPAIGNS = f"{SCREEN}.doctype.integrity_screening_campaign.integrity_screening_campaign"
Named = Callable[..., str]

# Method → the arguments that name a document; `named(doctype, state)` is its name in the place in question.
CALLS: dict[str, Callable[[Named], dict]] = {
	f"{SCREEN}.approval.path_of": lambda named: {"name": named(RISK, "In Force")},
	f"{SCREEN}.kanban.update_order_for_single_card": lambda named: {
		"board_name": "Integrity Risk Points by State",
		"docname": named(RISK, "Department Review"),
		"from_colname": "Department Review",
		"to_colname": "Self-Screening",
		"old_index": 0,
		"new_index": 0,
	},
	f"{SCREEN}.library.propose": lambda named: {"risk": named(RISK, "In Force")},
	f"{SCREEN}.library.create_measures": lambda named: {
		"risk": named(RISK, "In Force"),
		"entry": named(LIBRARY, "Published"),
	},
	f"{SCREEN}.assistance.remarks_on": lambda named: {"values": {"unit": named("Integrity Unit")}},
	f"{SCREEN}.assistance.similar_to": lambda named: {"values": {"unit": named("Integrity Unit")}},
	f"{SCREEN}.flow_diagram.draw_steps": lambda named: {"title": "x", "steps": [], "power": named("Integrity Power")},
	f"{SCREEN}.screening.answering.report_result": lambda named: {"name": named(SCREENING), "result": "None Found"},
	f"{CAMPAIGNS}.count_posts": lambda named: {"name": named(CAMPAIGN, "Planned")},
	f"{CAMPAIGNS}.start": lambda named: {"name": named(CAMPAIGN, "Planned")},
	f"{CAMPAIGNS}.close": lambda named: {"name": named(CAMPAIGN, "Running"), "reason": "x"},
	f"{CAMPAIGNS}.get_totals": lambda named: {"name": named(CAMPAIGN, "Running")},
	f"{CAMPAIGNS}.get_open_posts": lambda named: {"name": named(CAMPAIGN, "Running")},
	"lianzheng_risk.notices.repeating.send_again": lambda named: {"name": named(DELIVERY)},
}
# These take many names, and answer for each of them.
ONE_BY_ONE: dict[str, Callable[[Named], dict]] = {
	"lianzheng_risk.courses.steps.take_step": lambda named: {
		"doctype": MEASURE,
		"names": [named(MEASURE, "In Force")],
		"action": "Begin Implementing",
	},
	f"{SCREEN}.approval.take": lambda named: {"names": [named(RISK, "In Force")], "action": "Retire", "reason": "x"},
	f"{SCREEN}.screening.answering.confirm": lambda named: {"names": [named(SCREENING)]},
	f"{SCREEN}.screening.answering.send_back": lambda named: {"names": [named(SCREENING)], "reason": "x"},
}


@pytest.fixture(scope="module")
def organisation(erp_site: str) -> Iterator[Organisation]:
	with connected(erp_site):
		yield place.build()


@pytest.fixture
def called(organisation: Organisation) -> Iterator[Callable]:
	"""`called(role, method, calls, where)`: what the method answers a member of the own unit about a document there."""
	frappe.db.savepoint("before_the_test")

	def call(role: str, method: str, calls: dict, where: str):
		def named(doctype: str, state: str = "") -> str:
			documents = organisation.documents[doctype, state]
			return documents.get(where) or documents[ORGANISATION]

		frappe.set_user(organisation.users[role])
		frappe.local.lang = "zh"
		return frappe.get_attr(method)(**calls[method](named))

	yield call
	frappe.set_user("Administrator")
	frappe.db.rollback(save_point="before_the_test")
	frappe.clear_messages()


@pytest.mark.parametrize("role", ["Integrity Liaison", "Integrity Unit Leader"])
@pytest.mark.parametrize("method", CALLS)
def test_nothing_about_a_unit_beside(called: Callable, method: str, role: str) -> None:
	with pytest.raises(frappe.PermissionError):
		called(role, method, CALLS, "beside")


@pytest.mark.parametrize("role", ["Integrity Liaison", "Integrity Unit Leader"])
@pytest.mark.parametrize("method", ONE_BY_ONE)
def test_nothing_about_a_unit_beside_among_many(called: Callable, method: str, role: str) -> None:
	answer = called(role, method, ONE_BY_ONE, "beside")
	assert answer["done"] == []
	# Of what the user may not read nothing is told but the name that was given.
	assert [refused["title"] in ("", refused["name"]) for refused in answer["refused"]] == [True]


def test_the_same_methods_answer_about_the_own_unit(called: Callable) -> None:
	"""The calls are well formed: what refuses above is the place and not a mistake in the call."""
	for method in (f"{SCREEN}.approval.path_of", f"{SCREEN}.assistance.similar_to", f"{CAMPAIGNS}.count_posts"):
		called("Integrity Liaison", method, CALLS, "own")


def test_levels_in_force_are_for_whoever_fills_in_risk_points(organisation: Organisation) -> None:
	from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import (
		get_levels_in_force,
	)

	frappe.set_user(organisation.users["Integrity Post Holder"])
	assert get_levels_in_force().keys() == {"probability", "harm"}
	frappe.set_user("Guest")
	with pytest.raises(frappe.PermissionError):
		get_levels_in_force()
	frappe.set_user("Administrator")


def test_roles_are_searched_by_who_keeps_up_units(organisation: Organisation) -> None:
	from lianzheng_risk.risk_screening.doctype.integrity_unit.integrity_unit import search_roles

	asked = {"doctype": "Role", "txt": "auditor", "searchfield": "name", "start": 0, "page_len": 20, "filters": None}
	frappe.set_user(organisation.users["Integrity Manager"])
	assert search_roles(**asked) == [("Integrity Auditor",)]
	frappe.set_user(organisation.users["Integrity Post Holder"])
	with pytest.raises(frappe.PermissionError):
		search_roles(**asked)
	frappe.set_user("Administrator")
