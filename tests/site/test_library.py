"""The library of risks: curated, nameless, open to all once published."""

from __future__ import annotations

import frappe
import pytest

from lianzheng_risk.core.demo.catalogue.library import LIBRARY as READY_MADE
from lianzheng_risk.risk_screening.doctype.integrity_risk_library_entry.integrity_risk_library_entry import (
	CuratorsOnlyError,
	NameInLibraryError,
)
from lianzheng_risk.risk_screening.library import NotApprovedError, create_measures, propose
from lianzheng_risk.store.library import LIBRARY, stock
from tests.site import records

MEASURE = "Integrity Control Measure"
TWO_MEASURES = [
	{"layer": "Post Layer", "phase": "Early Prevention", "kind": "Education", "description": "节前逐人提醒"},
	{"layer": "Unit Layer", "phase": "Interim Monitoring", "kind": "Integrity Talk", "description": "每半年谈话一次"},
]


def create_entry(**values):
	defaults = {"title": "收受礼品", "category": "Post Duty", "manifestation": "节日收受服务对象的购物卡"}
	return records.create(LIBRARY, **defaults | values)


@pytest.mark.parametrize(
	"role", ["Integrity Liaison", "Integrity Department Head", "Integrity Unit Leader", "Integrity Supervisor"]
)
def test_these_may_propose(acting, role: str) -> None:
	acting("A-1", role)
	assert create_entry().status == "Proposed"


@pytest.mark.parametrize("role", ["Integrity Post Holder", "Integrity Inspector", "Integrity Auditor"])
def test_these_may_not(acting, role: str) -> None:
	acting("A-1", role)
	with pytest.raises(frappe.PermissionError):
		create_entry()


def test_everybody_reads_what_is_published_and_only_that(acting) -> None:
	published, proposed = create_entry(status="Published", measures=TWO_MEASURES), create_entry(measures=TWO_MEASURES)
	withdrawn = create_entry(status="Withdrawn")
	acting("A-1", "Integrity Post Holder")
	assert frappe.get_list(LIBRARY, pluck="name") == [published.name]
	assert frappe.get_doc(LIBRARY, published.name).has_permission("read")
	for hidden in (proposed, withdrawn):
		assert not frappe.get_doc(LIBRARY, hidden.name).has_permission("read")
	rows = frappe.get_list("Integrity Library Measure", parent_doctype=LIBRARY, pluck="parent")
	assert set(rows) == {published.name}


def test_proposers_keep_up_their_own_entry_until_it_is_decided(acting) -> None:
	others = create_entry()
	acting("A-1", "Integrity Liaison")
	own = create_entry()
	assert frappe.get_list(LIBRARY, pluck="name") == [own.name]
	own.title = "收受礼金"
	own.save()
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc(LIBRARY, others.name).save()
	frappe.db.set_value(LIBRARY, own.name, "status", "Published")
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc(LIBRARY, own.name).save()


def test_only_curators_decide(acting) -> None:
	acting("A-1", "Integrity Unit Leader")
	with pytest.raises(CuratorsOnlyError, match="由管理员或纪检监察人员发布"):
		create_entry(status="Published")
	own = create_entry()
	with pytest.raises(CuratorsOnlyError):
		own.decide("Published")
	with pytest.raises(CuratorsOnlyError):
		create_entry(names_checked=1)


def test_a_supervisor_publishes_and_withdraws(acting) -> None:
	entry = create_entry()
	acting(None, "Integrity Supervisor")
	for status in ("Published", "Withdrawn"):
		frappe.get_doc(LIBRARY, entry.name).decide(status)
		assert frappe.db.get_value(LIBRARY, entry.name, "status") == status


@pytest.mark.parametrize(
	("values", "named"),
	[
		({"title": "单位A-1-1收受礼品"}, "单位A-1-1"),
		({"manifestation": "由A-1的人经手收受购物卡"}, "A-1的人"),
		({"source_note": "来自A-1的岗位的排查"}, "A-1的岗位"),
		({"measures": [{**TWO_MEASURES[0], "description": "提醒A-1的人"}]}, "A-1的人"),
	],
)
def test_nobody_is_named_in_any_text(member, values: dict, named: str) -> None:
	with pytest.raises(NameInLibraryError, match=named):
		create_entry(**values)


def test_the_check_gives_away_no_name_out_of_sight_but_a_curator_finds_it(acting) -> None:
	acting("A-1", "Integrity Liaison")
	entry = create_entry(manifestation="由A-2的人经手收受购物卡")
	frappe.set_user("Administrator")
	with pytest.raises(NameInLibraryError, match="A-2的人"):
		frappe.get_doc(LIBRARY, entry.name).decide("Published")


def test_an_ordinary_word_stays_where_a_curator_says_so(acting) -> None:
	records.create_person("A-1", person_name="公正")
	acting(None, "Integrity Supervisor")
	with pytest.raises(NameInLibraryError, match="公正"):
		create_entry(manifestation="影响公正执行公务")
	assert create_entry(manifestation="影响公正执行公务", names_checked=1).name


def test_an_approved_risk_point_becomes_a_nameless_proposal(acting) -> None:
	frappe.db.set_value("Integrity Risk Point", "A-1-F", {
		"title": "单位A-1的收受礼品", "manifestation": "A-1的人在A-1的岗位收受购物卡", "prior_misconduct": 1,
	})  # fmt: skip
	frappe.db.set_value(MEASURE, "A-1-C", "description", "单位A每季提醒A-1的人")
	acting("A-1", "Integrity Liaison")
	entry = frappe.get_doc(LIBRARY, propose("A-1-F"))
	assert (entry.status, entry.title, entry.manifestation) == (
		"Proposed",
		"本单位的收受礼品",
		"有关人员在本岗位收受购物卡",
	)
	assert (entry.category, entry.prior_misconduct, entry.post_rank, entry.power_category) == (
		"Post Duty",
		1,
		"Staff",
		"Administrative Approval",
	)
	assert [row.description for row in entry.measures] == ["本单位每季提醒有关人员"]


def test_only_what_is_in_force_and_in_sight_is_proposed(acting) -> None:
	acting("A-1", "Integrity Liaison")
	with pytest.raises(frappe.PermissionError):
		propose("A-2-F")
	frappe.db.set_value("Integrity Risk Point", "A-1-F", "workflow_state", "Self-Screening")
	with pytest.raises(NotApprovedError, match="只有已生效的风险点"):
		propose("A-1-F")


def test_a_post_holder_makes_no_proposal_of_it(acting) -> None:
	acting("A-1", "Integrity Post Holder")
	with pytest.raises(frappe.PermissionError):
		propose("A-1-F")


def test_suggested_measures_become_those_of_the_risk_point_once(acting) -> None:
	entry = create_entry(status="Published", measures=TWO_MEASURES).name
	frappe.db.set_value("Integrity Risk Point", "A-1-F", "workflow_state", "Self-Screening")
	acting("A-1", "Integrity Liaison")
	created = create_measures("A-1-F", entry)
	stored = frappe.get_all(
		MEASURE, filters={"name": ["in", created]}, fields=["risk", "unit", "status", "kind"], order_by="name"
	)
	assert stored == [
		{"risk": "A-1-F", "unit": "A-1", "status": "Planned", "kind": "Education"},
		{"risk": "A-1-F", "unit": "A-1", "status": "Planned", "kind": "Integrity Talk"},
	]
	assert create_measures("A-1-F", entry) == []


def test_measures_are_taken_over_only_where_both_are_open_to_the_user(acting) -> None:
	published, proposed = create_entry(status="Published", measures=TWO_MEASURES), create_entry(measures=TWO_MEASURES)
	acting("A-1", "Integrity Liaison")
	before = frappe.db.count(MEASURE)
	with pytest.raises(frappe.PermissionError):
		create_measures("A-2-F", published.name)
	with pytest.raises(frappe.PermissionError):
		create_measures("A-1-F", proposed.name)
	assert frappe.db.count(MEASURE) == before


def test_the_ready_made_entries_stand_in_the_library(acting) -> None:
	assert stock(READY_MADE) == len(READY_MADE)
	acting("A-1", "Integrity Post Holder")
	assert len(frappe.get_list(LIBRARY, limit=0)) == len(READY_MADE)
