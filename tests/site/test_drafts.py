"""Self-screening is confidential among peers until the risk point goes on to them."""

from __future__ import annotations

import frappe
import pytest
from frappe.desk.search import search_link

from tests.site import records
from tests.site.bureau import requested
from tests.site.people import create_user, join

RISK, MEASURE = "Integrity Risk Point", "Integrity Control Measure"
HEAD, HOLDER, LIAISON = "Integrity Department Head", "Integrity Post Holder", "Integrity Liaison"
DRAFT, ITS_MEASURE = "A-1-D", "A-1-DC"


@pytest.fixture
def draft(acting) -> None:
	"""A draft on post A-1-G, with a measure. Its holder is zhou@example.com."""
	records.create_risk_point("A-1", risk_code=DRAFT, post="A-1-G")
	records.create_measure(DRAFT, measure_code=ITS_MEASURE)
	change(workflow_state="Self-Screening", grade_record=None, drafted_by=None)
	frappe.db.set_value("Integrity Person", "A-1-R", "user", create_user("zhou@example.com"))


def change(**values) -> None:
	frappe.db.set_value(RISK, DRAFT, values)


def seen(user: str) -> bool:
	"""Whether the user sees the draft and what hangs on it; the list and the single document must agree."""
	frappe.set_user(user)
	answers = {
		DRAFT in frappe.get_list(RISK, pluck="name"),
		ITS_MEASURE in frappe.get_list(MEASURE, pluck="name"),
		bool(frappe.has_permission(RISK, "read", DRAFT)),
		bool(frappe.has_permission(MEASURE, "read", ITS_MEASURE)),
		DRAFT in [hit["value"] for hit in search_link(RISK, DRAFT)],
		DRAFT in [hit.name for hit in requested("frappe.utils.global_search.search", text=DRAFT)],
	}
	frappe.set_user("Administrator")
	(answer,) = answers
	return answer


def member(name: str, *places: tuple[str, str]) -> str:
	user = create_user(f"{name}@example.com")
	for unit, role in places:
		join(unit, user, role)
	return user


def test_peers_do_not_see_a_draft(draft) -> None:
	peer = member("peer", ("A-1", HOLDER))
	assert not seen(peer)
	change(workflow_state="Peer Review")
	assert seen(peer)


@pytest.mark.parametrize("role", [HEAD, LIAISON, "Integrity Unit Leader", "Integrity Inspector"])
def test_whoever_is_more_than_a_post_holder_there_sees_it(draft, role: str) -> None:
	assert seen(member("more", ("A-1", role)))
	assert seen(member("above", ("A", role)))


def test_being_more_elsewhere_does_not_help(draft) -> None:
	assert not seen(member("elsewhere", ("A-1", HOLDER), ("A-2", HEAD), ("A-1-1", HEAD)))


def test_the_holder_of_the_post_sees_it_while_in_office(draft) -> None:
	join("A-1", "zhou@example.com", HOLDER)
	assert seen("zhou@example.com")
	frappe.db.set_value("Integrity Post Tenure", {"parent": "A-1-G"}, "end_date", "2020-12-31")
	assert not seen("zhou@example.com")


@pytest.mark.parametrize("field", ["owner", "drafted_by"])
def test_who_drafted_it_sees_it(draft, field: str) -> None:
	peer = member("peer", ("A-1", HOLDER))
	change(**{field: peer})
	assert seen(peer)


def test_who_drafted_it_and_left_the_unit_does_not(draft) -> None:
	change(owner=member("gone", ("A-2", HOLDER)))
	assert not seen("gone@example.com")


def test_what_was_approved_before_stays_in_sight(draft) -> None:
	change(grade_record="LZ-J-1")
	assert seen(member("peer", ("A-1", HOLDER)))


def test_a_peer_writes_no_measure_on_a_draft(draft) -> None:
	peer = member("peer", ("A-1", HOLDER))
	frappe.set_user(peer)
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc(MEASURE, ITS_MEASURE).save()
	forged = frappe.get_doc(RISK, DRAFT).as_dict() | {"owner": peer}
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc(forged).save()
	frappe.set_user("Administrator")
