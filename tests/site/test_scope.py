"""Whoever is held to one unit sees that unit and what is below it, whichever way the platform is asked."""

from __future__ import annotations

import json

import frappe
import pytest
from frappe.client import get as rest_get
from frappe.core.doctype.data_import.exporter import Exporter
from frappe.desk import reportview
from frappe.desk.search import search_link
from frappe.desk.treeview import get_all_nodes
from frappe.www.printview import get_html_and_style

from lianzheng_risk.risk_screening.dashboard_chart_source.risk_points_by_grade import (
	risk_points_by_grade as chart,
)
from lianzheng_risk.risk_screening.doctype.integrity_unit.integrity_unit import (
	MoveOutOfReachError,
	get_tree_nodes,
)
from lianzheng_risk.setup.scoped import SCOPED
from tests.site import records
from tests.site.bureau import MINE, OTHERS, SUFFIXES, asked, named
from tests.site.people import create_user, join

TREE = "lianzheng_risk.risk_screening.doctype.integrity_unit.integrity_unit.get_tree_nodes"

every_doctype = pytest.mark.parametrize("doctype", SUFFIXES)


@every_doctype
def test_lists(member, doctype: str) -> None:
	assert set(frappe.get_list(doctype, pluck="name")) == named(doctype, MINE)


@pytest.mark.parametrize("doctype", [doctype for doctype in SCOPED if doctype != "Integrity Unit"])
def test_what_is_of_a_unit_is_found_by_it(bureau, doctype: str) -> None:
	first = frappe.db.sql(f"show index from `tab{doctype}` where Seq_in_index = 1", as_dict=True)
	assert "unit" in {row.Column_name for row in first}


@every_doctype
def test_single_documents(member, doctype: str) -> None:
	for name in named(doctype, MINE):
		assert rest_get(doctype, name)["name"] == name
	for name in named(doctype, OTHERS):
		with pytest.raises(frappe.PermissionError):
			rest_get(doctype, name)


@every_doctype
def test_link_searches(member, doctype: str) -> None:
	assert {found["value"] for found in search_link(doctype, "")} == named(doctype, MINE)


@every_doctype
def test_the_report_builder(member, doctype: str) -> None:
	found = asked(reportview.get, doctype=doctype, fields=json.dumps(["name"]), filters="[]")
	assert {row[0] for row in found["values"]} == named(doctype, MINE)


@every_doctype
def test_exports_for_data_import(member, doctype: str) -> None:
	_, *rows = Exporter(doctype, export_fields={doctype: ["name"]}, export_data=True).get_csv_array()
	assert {row[0] for row in rows} == named(doctype, MINE)


@every_doctype
def test_prints(member, doctype: str) -> None:
	for name in named(doctype, MINE):
		assert name in get_html_and_style(doctype, name)["html"]
	for name in named(doctype, OTHERS):
		with pytest.raises(frappe.PermissionError):
			get_html_and_style(doctype, name)


@pytest.mark.parametrize("card", ["Risk Points on Record", "Measures to Be Implemented", "Overdue Measures"])
def test_number_cards(member, card: str) -> None:
	assert frappe.get_attr(frappe.get_doc("Number Card", card).method)()["value"] == len(MINE)


def test_the_chart(member) -> None:
	drawn = chart.get()
	assert drawn["labels"] == ["一级", "二级", "三级"]
	assert drawn["datasets"][0]["values"] == [0, 0, len(MINE)]


def test_the_tree_starts_at_the_own_unit(member) -> None:
	assert [node["value"] for node in get_tree_nodes("Integrity Unit")] == ["A-1"]
	branches = get_all_nodes("Integrity Unit", "", "", TREE)
	assert {node["value"] for branch in branches for node in branch["data"]} == MINE
	assert get_tree_nodes("Integrity Unit", "A") == [
		{"value": "A-1", "title": "单位A-1", "expandable": True, "counts": {"posts": 2, "grades": {"III": 2}}}
	]


def test_the_whole_tree_starts_at_its_top(acting) -> None:
	acting(None, "Integrity Supervisor")
	assert [node["value"] for node in get_tree_nodes("Integrity Unit")] == ["A"]
	assert [node["value"] for node in get_tree_nodes("Integrity Unit", "A")] == ["A-1", "A-2"]


@pytest.mark.parametrize("role", ["Integrity Manager", "Integrity Supervisor", "Integrity Auditor"])
def test_who_looks_after_the_whole_sees_all_without_a_place(acting, role: str) -> None:
	acting(None, role)
	assert named("Integrity Risk Point", MINE | OTHERS) <= set(frappe.get_list("Integrity Risk Point", pluck="name"))


@pytest.mark.parametrize(
	"role",
	[
		"Integrity Unit Leader",
		"Integrity Department Head",
		"Integrity Liaison",
		"Integrity Post Holder",
		"Integrity Inspector",
	],
)
def test_every_other_role_sees_nothing_without_a_place(acting, role: str) -> None:
	acting(None, role)
	for doctype in SUFFIXES:
		assert frappe.get_list(doctype, pluck="name") == []
		for name in named(doctype, MINE):
			with pytest.raises(frappe.PermissionError):
				rest_get(doctype, name)


def test_who_has_no_role_of_the_app_sees_nothing(bureau, acting) -> None:
	acting("A-1", "Report Manager")
	with pytest.raises(frappe.PermissionError):
		frappe.get_list("Integrity Risk Point")


def test_a_role_counts_where_it_is_held(bureau, acting) -> None:
	"""Head of A-1 and post holder in A-2: reads both, changes posts and powers as head in A-1 only."""
	user = create_user("qian@example.com")
	join("A-1", user, "Integrity Department Head")
	join("A-2", user, "Integrity Post Holder")
	frappe.set_user(user)
	assert set(frappe.get_list("Integrity Post", pluck="name")) == named("Integrity Post", MINE | {"A-2"})
	post = frappe.get_doc("Integrity Post", "A-1-1-G")
	post.duties = "受理登记"
	post.save()
	assert records.create_post("A-1", post_code="A-1-G9").name == "A-1-G9"
	post = frappe.get_doc("Integrity Post", "A-2-G")
	post.duties = "受理登记"
	with pytest.raises(frappe.PermissionError):
		post.save()
	with pytest.raises(frappe.PermissionError):
		records.create_post("A-2")
	assert [frappe.has_permission("Integrity Post", "export", name) for name in ("A-1-G", "A-2-G")] == [True, False]
	frappe.set_user("Administrator")


def test_nothing_is_written_into_another_unit(member) -> None:
	with pytest.raises(frappe.PermissionError):
		records.create_risk_point("A-2")
	risk = frappe.get_doc("Integrity Risk Point", "A-1-F")
	risk.unit = "A-2"
	with pytest.raises(frappe.PermissionError):
		risk.save()


def test_a_measure_answered_for_elsewhere_can_be_kept_up(member) -> None:
	measure = frappe.get_doc("Integrity Control Measure", "A-1-C")
	measure.update({"status": "Implemented", "evidence": "会议纪要"})
	measure.save()
	assert frappe.db.get_value("Integrity Control Measure", "A-1-C", "status") == "Implemented"


def test_a_member_builds_up_the_own_branch(member) -> None:
	records.create_unit("A-1-2", "A-1")
	assert set(frappe.get_list("Integrity Unit", pluck="name")) == MINE | {"A-1-2"}
	for parent in ("A-2", "A", None):
		with pytest.raises(frappe.PermissionError):
			records.create_unit("A-9", parent)


@pytest.mark.parametrize(("unit", "parent"), [("A-1-1", "A-2"), ("A-1-1", None), ("A-1", "A-2")])
def test_a_member_moves_no_unit_out_of_the_own_branch(member, unit: str, parent: str | None) -> None:
	document = frappe.get_doc("Integrity Unit", unit)
	document.parent_integrity_unit = parent
	with pytest.raises(MoveOutOfReachError):
		document.save()


def test_a_unit_moved_by_others_is_seen_in_its_new_place_at_once(member) -> None:
	assert "A-2" not in frappe.get_list("Integrity Unit", pluck="name")
	frappe.set_user("Administrator")
	for unit, parent in (("A-2", "A-1"), ("A-1-1", "A")):
		document = frappe.get_doc("Integrity Unit", unit)
		document.parent_integrity_unit = parent
		document.save()
	frappe.set_user(member)
	assert set(frappe.get_list("Integrity Unit", pluck="name")) == {"A-1", "A-2"}
	assert set(frappe.get_list("Integrity Risk Point", pluck="name")) == {"A-1-F", "A-2-F"}
