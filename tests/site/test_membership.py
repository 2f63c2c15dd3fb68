"""The member table of a unit gives roles and places, and takes back exactly what it gave."""

from __future__ import annotations

import frappe
import pytest

from lianzheng_risk.access import held_places, held_posts, roles_at, units_of
from lianzheng_risk.access.membership import RoleProfileError
from lianzheng_risk.risk_screening.doctype.integrity_unit.integrity_unit import MemberError, MembersOutOfReachError
from tests.site import records
from tests.site.people import create_user, join, leave, permit

HEAD, HOLDER, LIAISON = "Integrity Department Head", "Integrity Post Holder", "Integrity Liaison"
MANAGER, AUDITOR = "Integrity Manager", "Integrity Auditor"
WANG = "wang@example.com"


@pytest.fixture
def wang(acting) -> str:
	return create_user(WANG)


def roles(user: str) -> set[str]:
	return {role for role in frappe.get_roles(user) if role.startswith("Integrity ")}


def places(user: str) -> list[str]:
	held = {"user": user, "allow": "Integrity Unit"}
	return frappe.get_all("User Permission", filters=held, pluck="for_value", order_by="for_value")


def marks(unit: str) -> list[tuple[str, int, int]]:
	rows = frappe.get_all(
		"Integrity Unit Member", {"parent": unit}, ["role", "gave_role", "gave_place"], order_by="idx"
	)
	return [(row.role, row.gave_role, row.gave_place) for row in rows]


def test_a_row_gives_role_and_place_and_takes_both_back(wang) -> None:
	join("A-1", wang, HEAD)
	assert (roles(wang), places(wang), marks("A-1")) == ({HEAD}, ["A-1"], [(HEAD, 1, 1)])
	permission = frappe.get_doc("User Permission", {"user": wang})
	assert (permission.apply_to_all_doctypes, permission.hide_descendants) == (1, 0)
	leave("A-1", wang)
	assert (roles(wang), places(wang)) == (set(), [])


def test_a_website_user_comes_to_the_desk(wang) -> None:
	assert "Desk User" not in frappe.get_roles(wang)
	join("A-1", wang, HEAD)
	assert "Desk User" in frappe.get_roles(wang)


def test_what_was_granted_by_hand_survives(wang) -> None:
	frappe.get_doc("User", wang).add_roles(LIAISON)
	permit("A-1", wang)
	join("A-1", wang, LIAISON)
	assert marks("A-1") == [(LIAISON, 0, 0)]
	leave("A-1", wang)
	assert (roles(wang), places(wang)) == ({LIAISON}, ["A-1"])


def test_a_role_needed_elsewhere_stays_and_is_taken_back_there(wang) -> None:
	join("A-1", wang, HEAD)
	join("A-2", wang, HEAD)
	assert marks("A-2") == [(HEAD, 0, 1)]
	leave("A-1", wang)
	assert (roles(wang), places(wang), marks("A-2")) == ({HEAD}, ["A-2"], [(HEAD, 1, 1)])
	leave("A-2", wang)
	assert (roles(wang), places(wang)) == (set(), [])


def test_a_place_needed_by_another_role_stays(wang) -> None:
	join("A-1", wang, HEAD)
	join("A-1", wang, HOLDER)
	assert marks("A-1") == [(HEAD, 1, 1), (HOLDER, 1, 0)]
	leave("A-1", wang, HEAD)
	assert (roles(wang), places(wang), marks("A-1")) == ({HOLDER}, ["A-1"], [(HOLDER, 1, 1)])


def test_another_role_or_user_in_a_row(wang) -> None:
	join("A-1", wang, HEAD)
	unit = frappe.get_doc("Integrity Unit", "A-1")
	unit.members[0].role = HOLDER
	unit.save()
	assert (roles(wang), places(wang), marks("A-1")) == ({HOLDER}, ["A-1"], [(HOLDER, 1, 1)])
	li = create_user("li@example.com")
	unit.reload()
	unit.members[0].user = li
	unit.save()
	assert (roles(wang), places(wang), roles(li), places(li)) == (set(), [], {HOLDER}, ["A-1"])


def test_marks_sent_with_a_form_count_for_nothing(wang) -> None:
	frappe.get_doc("User", wang).add_roles(HEAD)
	unit = frappe.get_doc("Integrity Unit", "A-1")
	unit.append("members", {"user": wang, "role": HEAD, "gave_role": 1, "gave_place": 1})
	unit.save()
	assert marks("A-1") == [(HEAD, 0, 1)]


def test_saving_heals_what_is_missing(wang) -> None:
	join("A-1", wang, HEAD)
	frappe.get_doc("User", wang).remove_roles(HEAD)
	frappe.delete_doc("User Permission", frappe.db.get_value("User Permission", {"user": wang}))
	frappe.get_doc("Integrity Unit", "A-1").save()
	assert (roles(wang), places(wang)) == ({HEAD}, ["A-1"])


def test_deleting_a_unit_takes_back(wang) -> None:
	records.create_unit("A-3", "A")
	join("A-3", wang, HEAD)
	frappe.delete_doc("Integrity Unit", "A-3")
	assert (roles(wang), places(wang)) == (set(), [])


def test_merging_a_unit_into_another_takes_back(wang) -> None:
	records.create_unit("A-3", "A")
	join("A-3", wang, HEAD)
	frappe.rename_doc("Integrity Unit", "A-3", "A-2", merge=True)
	assert (roles(wang), places(wang), roles_at(wang, "A-2")) == (set(), [], frozenset())


def test_renaming_a_unit_keeps_its_members(wang) -> None:
	records.create_unit("A-3", "A")
	join("A-3", wang, HEAD)
	frappe.rename_doc("Integrity Unit", "A-3", "A-4")
	assert (places(wang), roles_at(wang, "A-4")) == (["A-4"], {HEAD})
	leave("A-4", wang)
	assert (roles(wang), places(wang)) == (set(), [])


def test_moving_a_unit_moves_what_its_superiors_hold(wang) -> None:
	join("A-2", wang, HEAD)
	assert (roles_at(wang, "A-1-1"), roles_at(wang, "A-2")) == (set(), {HEAD})
	unit = frappe.get_doc("Integrity Unit", "A-1-1")
	unit.parent_integrity_unit = "A-2"
	unit.save()
	assert roles_at(wang, "A-1-1") == {HEAD}


def test_who_sees_the_whole_organisation_is_not_held_to_a_place(acting) -> None:
	zhao = create_user("zhao@example.com", AUDITOR)
	join("A-1", zhao, MANAGER)
	assert (places(zhao), marks("A-1")) == ([], [(MANAGER, 1, 0)])
	assert (roles_at(zhao, "A-1-1"), roles_at(zhao, "A-2")) == ({AUDITOR, MANAGER}, {AUDITOR})


def test_roles_hold_where_they_were_given(wang) -> None:
	join("A-1", wang, HEAD)
	join("A-2", wang, HOLDER)
	assert [sorted(roles_at(wang, unit)) for unit in ("A", "A-1", "A-1-1", "A-2")] == [[], [HEAD], [HEAD], [HOLDER]]
	assert (units_of(wang, HEAD), held_places(wang)) == (("A-1",), ("A-1", "A-2"))
	join("A", wang, HEAD)
	assert units_of(wang, HEAD) == ("A",)


def test_roles_by_hand_hold_wherever_the_user_is_permitted(wang) -> None:
	frappe.get_doc("User", wang).add_roles(LIAISON)
	assert held_places(wang) == ()
	permit("A-1", wang)
	join("A-2", wang, HEAD)
	assert (roles_at(wang, "A-1"), roles_at(wang, "A-2")) == ({LIAISON}, {LIAISON, HEAD})


@pytest.mark.parametrize(
	("rows", "message"),
	[
		([(WANG, "System Manager")], "第 1 行"),
		([(WANG, HEAD), ("Guest", HEAD)], "第 2 行"),
		([(WANG, HEAD), (WANG, HOLDER), (WANG, HEAD)], "第 3 行"),
	],
	ids=["no role of the app", "nobody's account", "twice the same"],
)
def test_rows_that_make_no_sense_are_named(wang, rows: list, message: str) -> None:
	frappe.local.lang = "zh"
	unit = frappe.get_doc("Integrity Unit", "A-1")
	for user, role in rows:
		unit.append("members", {"user": user, "role": role})
	with pytest.raises(MemberError, match=message):
		unit.save()


def test_a_duplicate_of_a_stored_row_is_refused(wang) -> None:
	join("A-1", wang, HEAD)
	with pytest.raises(MemberError):
		join("A-1", wang, HEAD)


def test_a_role_profile_that_would_undo_the_row_is_named(wang) -> None:
	# Its update of all users waits in the queue and locks the profile under its name, beyond the end of the test.
	profile = records.create("Role Profile", role_profile=frappe.generate_hash(), roles=[{"role": AUDITOR}])
	frappe.db.set_value("User", wang, "role_profile_name", profile.name)
	with pytest.raises(RoleProfileError):
		join("A-1", wang, HEAD)


def test_a_manager_of_a_branch_manages_its_members_and_no_others(wang, acting) -> None:
	acting("A-1", MANAGER, by_table=True)
	join("A-1-1", wang, HEAD)
	assert (roles(wang), places(wang)) == ({HEAD}, ["A-1-1"])
	leave("A-1-1", wang)
	assert (roles(wang), places(wang)) == (set(), [])
	for unit in ("A", "A-2"):
		with pytest.raises(frappe.PermissionError):
			join(unit, wang, HEAD)
		with pytest.raises(frappe.PermissionError):
			join(unit, frappe.session.user, MANAGER)


def test_only_a_manager_of_that_unit_manages_its_members(wang, acting) -> None:
	"""Manager in A-2 and liaison in A-1: the table is open to managers, but not this manager's here."""
	user = acting("A-1", LIAISON, by_table=True)
	frappe.set_user("Administrator")
	join("A-2", user, MANAGER)
	frappe.set_user(user)
	join("A-2", wang, HEAD)
	with pytest.raises(MembersOutOfReachError):
		join("A-1", wang, HEAD)


def test_others_change_the_unit_and_leave_its_members_alone(wang, acting) -> None:
	join("A-1", wang, HEAD)
	acting("A-1", LIAISON)
	unit = frappe.get_doc("Integrity Unit", "A-1")
	unit.unit_name = "改名"
	unit.members = []
	unit.save()
	assert (roles(wang), places(wang)) == ({HEAD}, ["A-1"])


def test_leaving_ends_what_was_followed(wang) -> None:
	join("A-1", wang, HEAD)
	follow = {"ref_doctype": "Integrity Risk Point", "ref_docname": "A-1-F", "user": wang}
	frappe.new_doc("Document Follow").update(follow).insert()
	leave("A-1", wang)
	assert not frappe.db.exists("Document Follow", follow)


def test_posts_are_held_from_the_first_to_the_last_day(wang) -> None:
	frappe.db.set_value("Integrity Person", "A-1-R", "user", wang)
	assert held_posts(wang) == ("A-1-G",)
	tenure = frappe.db.get_value("Integrity Post Tenure", {"parent": "A-1-G"})
	for start, end, held in (
		("2020-01-01", frappe.utils.nowdate(), ("A-1-G",)),
		("2020-01-01", frappe.utils.add_days(None, -1), ()),
		(frappe.utils.add_days(None, 1), None, ()),
	):
		frappe.db.set_value("Integrity Post Tenure", tenure, {"start_date": start, "end_date": end})
		assert held_posts(wang) == held
