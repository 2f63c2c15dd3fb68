"""Whoever is held to one unit sees that unit and what is below it, whichever way the platform is asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import frappe
import pytest
from frappe.client import get as rest_get
from frappe.core.doctype.data_import.exporter import Exporter
from frappe.desk import reportview
from frappe.desk.doctype.number_card.number_card import get_result as card_result
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
from tests.site import records
from tests.site.conftest import connected
from tests.site.people import create_member

# 局 A, its departments, and A-1-1 below A-1. The member is held to A-1.
PARENTS = {"A": None, "A-1": "A", "A-1-1": "A-1", "A-2": "A"}
MINE, OTHERS = {"A-1", "A-1-1"}, {"A", "A-2"}
# Every document is called after its unit.
SUFFIXES = {
	"Integrity Unit": "",
	"Integrity Person": "-R",
	"Integrity Post": "-G",
	"Integrity Power": "-Q",
	"Integrity Risk Point": "-F",
	"Integrity Control Measure": "-C",
}
TREE = "lianzheng_risk.risk_screening.doctype.integrity_unit.integrity_unit.get_tree_nodes"

every_doctype = pytest.mark.parametrize("doctype", SUFFIXES)


@pytest.fixture(scope="module")
def bureau(erp_site: str) -> Iterator[None]:
	with connected(erp_site):
		for unit, parent in PARENTS.items():
			records.create_unit(unit, parent)
		for unit in PARENTS:
			records.create_person(unit, person_code=f"{unit}-R")
			post = records.create_post(unit, post_code=f"{unit}-G")
			power = records.create_power(unit, power_code=f"{unit}-Q")
			risk = records.create_risk_point(unit, risk_code=f"{unit}-F", post=post.name, power=power.name)
			# Whoever answers for a measure may well be in another unit.
			elsewhere = {"responsible_unit": "A-2", "responsible_leader": "A-R"}
			records.create_measure(risk.name, measure_code=f"{unit}-C", due_date="2020-01-01", **elsewhere)
		frappe.db.set_value("Integrity Unit", "A-1", "responsible_leader", "A-R")
		yield


@pytest.fixture
def acting(bureau) -> Iterator[Callable[..., str]]:
	"""`acting(unit, role)` continues as a new member; everything since is undone after the test."""
	frappe.db.savepoint("before_the_test")

	def act(unit: str | None, role: str, strict: bool = False) -> str:
		user = create_member(unit, role, strict)
		frappe.set_user(user)
		frappe.local.lang = "zh"
		return user

	yield act
	frappe.set_user("Administrator")
	frappe.db.rollback(save_point="before_the_test")
	frappe.clear_cache()


@pytest.fixture(params=[False, True], ids=["usual", "strict"])
def member(acting, request) -> str:
	return acting("A-1", "Integrity Liaison", request.param)


def named(doctype: str, units: set[str]) -> set[str]:
	return {unit + SUFFIXES[doctype] for unit in units}


def asked(method: Callable, **form) -> object:
	"""What a request with these form fields is answered."""
	frappe.local.form_dict = frappe._dict(form)
	return method()


@every_doctype
def test_lists(member, doctype: str) -> None:
	assert set(frappe.get_list(doctype, pluck="name")) == named(doctype, MINE)


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
	document = frappe.get_doc("Number Card", card)
	assert card_result(document.as_dict(), document.filters_json) == len(MINE)


def test_the_chart(member) -> None:
	drawn = chart.get()
	assert drawn["labels"] == ["一级", "二级", "三级"]
	assert drawn["datasets"][0]["values"] == [0, 0, len(MINE)]


def test_the_tree_starts_at_the_own_unit(member) -> None:
	assert [node["value"] for node in get_tree_nodes("Integrity Unit")] == ["A-1"]
	branches = get_all_nodes("Integrity Unit", "", "", TREE)
	assert {node["value"] for branch in branches for node in branch["data"]} == MINE
	assert get_tree_nodes("Integrity Unit", "A") == [{"value": "A-1", "title": "单位A-1", "expandable": True}]


def test_the_whole_tree_starts_at_its_top(acting) -> None:
	acting(None, "Integrity Supervisor")
	assert [node["value"] for node in get_tree_nodes("Integrity Unit")] == ["A"]
	assert [node["value"] for node in get_tree_nodes("Integrity Unit", "A")] == ["A-1", "A-2"]


def test_nothing_is_written_into_another_unit(member) -> None:
	with pytest.raises(frappe.PermissionError):
		records.create_risk_point("A-2")
	risk = frappe.get_doc("Integrity Risk Point", "A-1-F")
	risk.unit = "A-2"
	with pytest.raises(frappe.PermissionError):
		risk.save()


def test_a_measure_answered_for_elsewhere_can_be_kept_up(member) -> None:
	measure = frappe.get_doc("Integrity Control Measure", "A-1-C")
	measure.status = "Implemented"
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
