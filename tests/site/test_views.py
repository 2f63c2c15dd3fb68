"""The quick views of the lists, the board, the counts on the tree and the saved reports, each for who is asking."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import frappe
import pytest
from frappe.desk import query_report
from frappe.utils import add_days, nowdate

from lianzheng_risk.access import forget_places
from lianzheng_risk.risk_screening import views
from lianzheng_risk.risk_screening.approving.moves import MoveRefusedError
from lianzheng_risk.risk_screening.kanban import update_order_for_single_card
from lianzheng_risk.risk_screening.unit_counts import count_below
from lianzheng_risk.risk_screening.views import (
	MEASURE,
	POST,
	RISK,
	count_steps_overdue,
	count_waiting_for_me,
	get_views,
)
from lianzheng_risk.setup.kanban import BOARD, ensure_board
from tests.site import records
from tests.site.matrix.place import risk_in
from tests.site.people import create_user, join
from tests.site.sites import connected

# 局 V with departments V-1 and V-2, and V-1-1 below V-1.
PARENTS = {"V": None, "V-1": "V", "V-1-1": "V-1", "V-2": "V"}
HOLDER, HEAD, LEADER, LIAISON = (f"{who}@views.example" for who in ("holder", "head", "leader", "liaison"))
MEMBERS = {
	HOLDER: ("V-1", "Integrity Post Holder"),
	HEAD: ("V-1", "Integrity Department Head"),
	LEADER: ("V", "Integrity Unit Leader"),
	LIAISON: ("V", "Integrity Liaison"),
}
# Name: unit, state, who drafted it, days until the step is due, further values.
POINTS = {
	"draft-own": ("V-1", "Self-Screening", HOLDER, 3, {"post": "V-1-G"}),
	"draft-colleague": ("V-1", "Self-Screening", LIAISON, 3, {}),
	"peer": ("V-1", "Peer Review", LIAISON, 3, {}),
	"peer-own": ("V-1", "Peer Review", HOLDER, -1, {"post": "V-1-G"}),
	"department": ("V-1-1", "Department Review", LIAISON, -1, {}),
	"department-beside": ("V-2", "Department Review", LIAISON, -1, {}),
	"leader": ("V-1", "Leader Approval", HOLDER, 0, {}),
	"force": ("V-1", "In Force", HOLDER, None, {"post": "V-1-G"}),
	"retired": ("V-1-1", "Retired", LIAISON, None, {}),
}


@pytest.fixture(scope="module")
def bureau(erp_site: str) -> Iterator[None]:
	with connected(erp_site):
		for unit, parent in PARENTS.items():
			records.create_unit(unit, parent)
		for user, (unit, role) in MEMBERS.items():
			create_user(user)
			join(unit, user, role)
			records.create_person(unit, person_code=user.split("@")[0], user=user)
		tenure = {"person": "holder", "start_date": "2020-01-01"}
		records.create_post("V-1", post_code="V-1-G", tenures=[tenure])
		records.create_post("V-2", post_code="V-2-G")
		frappe.db.set_value("Integrity Unit", "V-1", {"head": "head", "responsible_leader": "leader"})
		frappe.db.set_value("Integrity Unit", "V-2", "responsible_leader", "leader")
		for name, (unit, state, drafted_by, days, values) in POINTS.items():
			risk_in(state, unit, name, **values)
			due = None if days is None else add_days(nowdate(), days)
			frappe.db.set_value(RISK, name, {"drafted_by": drafted_by, "step_due": due})
		records.create_measure("force", measure_code="late", responsible_person="holder", due_date="2020-01-01")
		forget_places()
		yield


@pytest.fixture
def asking(bureau) -> Iterator[Callable[[str], None]]:
	frappe.db.savepoint("before_the_test")

	def ask(user: str) -> None:
		frappe.set_user(user)
		frappe.local.lang = "zh"

	yield ask
	frappe.set_user("Administrator")
	frappe.db.rollback(save_point="before_the_test")
	frappe.clear_messages()


def shown(doctype: str = RISK) -> dict[str, set[str]]:
	"""Key of each view of the session's user → what the list shows with its filters."""
	found = {}
	for view in get_views(doctype):
		names = frappe.get_list(doctype, filters=view["filters"], pluck="name", limit_page_length=0)
		assert view["count"] == len(names)
		found[view["key"]] = set(names)
	return found


@pytest.mark.parametrize(
	("user", "expected"),
	[
		(
			HOLDER,
			{
				"mine": {"draft-own", "peer-own", "force"},
				"drafted": {"draft-own", "peer-own", "leader", "force"},
				"review": {"peer"},
				"overdue": {"peer-own", "department"},
			},
		),
		(
			HEAD,
			{
				"drafted": set(),
				"charge": set(POINTS) - {"department-beside"},
				"review": {"peer", "peer-own", "department"},
				"overdue": {"peer-own", "department"},
			},
		),
		(
			LEADER,
			{
				"drafted": set(),
				"charge": set(POINTS),
				"review": {"department", "department-beside", "leader"},
				"overdue": {"peer-own", "department", "department-beside"},
			},
		),
		(
			LIAISON,
			{
				"drafted": {"draft-colleague", "peer", "department", "department-beside", "retired"},
				"review": {"peer-own"},
				"overdue": {"peer-own", "department", "department-beside"},
			},
		),
	],
)
def test_each_sees_exactly_what_is_meant(asking, user: str, expected: dict) -> None:
	asking(user)
	assert shown() == expected


def test_views_are_named_in_the_language_of_their_user(asking) -> None:
	asking(HOLDER)
	assert [view["label"] for view in get_views(RISK)] == ["我的", "我填报的", "待我审核", "逾期"]


def test_posts_and_measures_have_views_too(asking) -> None:
	asking(HOLDER)
	assert shown(POST) == {"mine": {"V-1-G"}}
	assert shown(MEASURE) == {"mine": {"late"}, "overdue": {"late"}}
	asking(LEADER)
	assert shown(POST) == {"charge": {"V-1-G", "V-2-G"}}


def test_a_list_without_views_has_none(asking) -> None:
	asking(LIAISON)
	assert get_views("Integrity Power") == []


def test_views_of_what_one_may_not_read_are_refused(asking) -> None:
	asking("Guest")
	with pytest.raises(frappe.PermissionError):
		get_views(RISK)


def test_a_head_elsewhere_has_one_view_for_each_place(asking) -> None:
	"""Liaison at the bureau and head of one department: peer reviews of all, department reviews of the own."""
	create_user("both@views.example")
	join("V", "both@views.example", "Integrity Liaison")
	join("V-1", "both@views.example", "Integrity Department Head")
	forget_places()
	asking("both@views.example")
	waiting = {key: names for key, names in shown().items() if key.startswith("review")}
	assert sorted(map(sorted, waiting.values())) == [["department"], ["peer", "peer-own"]]
	assert count_waiting_for_me()["value"] == 3


def test_too_many_units_for_one_address_become_one_view_each(asking, monkeypatch) -> None:
	monkeypatch.setattr(views, "MOST_UNITS", 2)
	asking(LEADER)
	charges = {key: names for key, names in shown().items() if key.startswith("charge")}
	assert charges == {"charge:V-1": set(POINTS) - {"department-beside"}, "charge:V-2": {"department-beside"}}


def test_number_cards_lead_to_the_list_they_count(asking) -> None:
	asking(HEAD)
	card = count_waiting_for_me()
	assert (card["value"], card["route"]) == (3, ["List", RISK, "List"])
	assert card["route_options"][f"{RISK}.unit"] == ["descendants of (inclusive)", "V-1"]
	assert count_steps_overdue()["value"] == 2


def move(name: str, to_state: str) -> None:
	from_state = frappe.db.get_value(RISK, name, "workflow_state")
	update_order_for_single_card(BOARD, name, from_state, to_state, 0, 0)


class TestTheBoard:
	def test_a_step_that_needs_nothing_is_taken(self, asking) -> None:
		asking(HEAD)
		move("peer", "Department Review")
		assert frappe.db.get_value(RISK, "peer", "workflow_state") == "Department Review"

	def test_a_step_that_needs_a_reason_is_for_the_form(self, asking) -> None:
		asking(HEAD)
		with pytest.raises(MoveRefusedError, match="请打开该风险点办理"):
			move("department", "Self-Screening")

	def test_what_the_approval_path_refuses_is_refused_with_its_reason(self, asking) -> None:
		asking(HEAD)
		with pytest.raises(MoveRefusedError, match="廉政单位领导"):
			move("leader", "Publicity")
		assert frappe.db.get_value(RISK, "leader", "workflow_state") == "Leader Approval"

	def test_the_path_does_not_lead_everywhere(self, asking) -> None:
		asking(LEADER)
		with pytest.raises(MoveRefusedError):
			move("draft-colleague", "Filing")

	def test_what_one_does_not_see_one_does_not_move(self, asking) -> None:
		asking(HEAD)
		with pytest.raises(frappe.PermissionError):
			move("department-beside", "Publicity")

	def test_it_remembers_no_cards(self, asking) -> None:
		"""Everybody may read a board, so it would tell of documents that its reader does not see."""
		ensure_board()
		board = frappe.get_doc("Kanban Board", BOARD)
		board.columns[0].order = '["department-beside"]'
		board.save()
		assert {column.order for column in board.columns} == {"[]"}

	def test_it_is_made_once(self, asking) -> None:
		frappe.db.set_value("Kanban Board", BOARD, "show_labels", 0)
		ensure_board()
		assert frappe.db.get_value("Kanban Board", BOARD, "show_labels") == 0


def test_the_tree_counts_what_lies_below_and_is_seen(asking) -> None:
	asking(LEADER)
	assert count_below(["V", "V-1"]) == {
		"V": {"posts": 2, "grades": {"III": 8}},
		"V-1": {"posts": 1, "grades": {"III": 7}},
	}
	asking(HOLDER)
	# Neither the colleague's draft nor anything beside, even where somebody asks for the unit above.
	assert count_below(["V", "V-2"]) == {
		"V": {"posts": 1, "grades": {"III": 6}},
		"V-2": {"posts": 0, "grades": {}},
	}


def test_posts_without_risk_points(asking) -> None:
	def posts(**filters) -> list[str]:
		answer = query_report.run("Posts without Risk Points", filters=filters, ignore_prepared_report=True)
		return [row["post"] for row in answer["result"]]

	asking(LIAISON)
	assert posts() == ["V-2-G"]
	assert posts(unit="V-1") == []
	frappe.db.set_value(RISK, {"post": "V-1-G"}, "workflow_state", "Retired")
	assert posts() == ["V-1-G", "V-2-G"]
	assert posts(key_posts_only=1) == []
	asking(HOLDER)
	assert posts() == ["V-1-G"]
