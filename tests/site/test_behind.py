"""From a figure to the documents behind it: as many as the figure says, only those in one's sight, and what came later."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator

import frappe
import pytest
from frappe.desk import query_report

from lianzheng_risk.boot import figures
from lianzheng_risk.core.behind import FIGURES
from lianzheng_risk.core.overdue import KINDS
from lianzheng_risk.risk_assessment.report.integrity_documents_behind_a_figure import (
	integrity_documents_behind_a_figure as report,
)
from lianzheng_risk.store import behind
from tests.site import records
from tests.site.bureau import MINE, named

ASSESSMENT, POST = "Integrity Assessment", "Integrity Post"
REPORT = "Integrity Documents behind a Figure"
# One figure of each table that the bureau has rows in, and the documents it leads to.
OF_EVERYBODY = {
	"units": "Integrity Unit",
	"people": "Integrity Person",
	"posts": POST,
	"powers": "Integrity Power",
	"power_steps": "Integrity Power",
	"risk_points": "Integrity Risk Point",
	"measures": "Integrity Control Measure",
}
UNIT_REPORTS = ("Screening Coverage", "Measures in Place", "Supervision by Unit")


def run(name: str = REPORT, **filters) -> dict:
	return query_report.run(name, filters=filters, ignore_prepared_report=True)


def rows(**filters) -> list[dict]:
	return run(**filters)["result"]


def numbers(answer: dict) -> list[object]:
	return [one["value"] for one in answer["report_summary"]]


@pytest.mark.parametrize(("figure", "doctype"), OF_EVERYBODY.items())
def test_leads_to_the_documents_in_sight_and_to_no_others(acting, figure, doctype) -> None:
	for unit, role, sight in (("A-1", "Integrity Liaison", MINE), ("A-2", "Integrity Department Head", {"A-2"})):
		frappe.set_user("Administrator")
		acting(unit, role)
		found = rows(figure=figure, part="Counted")
		assert {row["document"] for row in found} == named(doctype, sight)
		assert {(row["doctype_name"], row["unit"]) for row in found} == {(doctype, place) for place in sight}
		assert all(frappe.has_permission(doctype, "read", row["document"]) for row in found)


@pytest.mark.parametrize("name", UNIT_REPORTS)
def test_the_cells_of_a_unit_report_lead_to_as_many_documents(acting, monkeypatch, name) -> None:
	# Read once for all cells: nothing changes meanwhile.
	monkeypatch.setattr(behind, "read_to_assess", functools.cache(behind.read_to_assess))
	acting("A", "Integrity Unit Leader")
	answer = run(name)
	cells = [(row, column["fieldname"]) for row in answer["result"] for column in answer["columns"][1:]]
	assert len(cells) >= 4 * 9
	for row, figure in cells[::5]:
		share = isinstance(row[figure], str)
		found = run(figure=figure, unit=row["unit"], part="Counted")
		assert numbers(found)[3 if share else 0] == row[figure], figure
		assert len(found["result"]) == numbers(found)[0]


def test_cells_of_the_funnel_and_the_unit_reports_are_figures() -> None:
	offered = {one["value"] for one in figures()["figures"]}
	assert offered == set(FIGURES)
	assert {column for kind in KINDS for column in (kind.there, kind.due, kind.overdue)} <= offered
	for name in UNIT_REPORTS:
		assert {column["fieldname"] for column in run(name)["columns"][1:]} <= offered


@pytest.mark.parametrize("unit", [None, "A-1", "A-1-1"])
def test_each_cell_of_the_matrix_leads_to_as_many_risk_points(acting, monkeypatch, unit) -> None:
	monkeypatch.setattr(behind, "read_to_assess", functools.cache(behind.read_to_assess))
	frappe.db.set_value("Integrity Risk Point", "A-1-1-F", "power", None)
	acting("A-1", "Integrity Unit Leader")
	lines = run("Risks by Category and Power", unit=unit)["result"]
	cells = [(line[name], leading) for line in lines for name, leading in line["leads_to"].items() if line[name]]
	assert len(cells) >= 4
	for count, leading in cells:
		found = run(unit=unit, part="Counted", **leading)
		assert numbers(found)[0] == len(found["result"]) == count, leading
		assert {row["unit"] for row in found["result"]} <= MINE


def test_sums_of_the_matrix_lead_nowhere_where_they_leave_something_out(acting) -> None:
	frappe.db.set_value("Integrity Risk Point", "A-1-F", "category", None)
	acting("A-1", "Integrity Unit Leader")
	*lines, sums = run("Risks by Category and Power")["result"]
	assert sums["leads_to"] == {} and all(line["leads_to"] for line in lines)


def test_a_cell_of_another_unit_and_a_power_of_no_risk_point_are_refused(acting) -> None:
	acting("A-1", "Integrity Unit Leader")
	with pytest.raises(frappe.PermissionError):
		rows(unit="A-2", figure="category_post_duty", power="No Power")
	for figure, power in (("posts", "No Power"), ("risk_points", "Power to Do Anything")):
		with pytest.raises(frappe.ValidationError, match="按职权类别筛选"):
			rows(figure=figure, power=power)


def test_how_weak_a_unit_is_leads_to_as_many_indicators(acting) -> None:
	acting("A-1", "Integrity Unit Leader")
	for row in run("Unit Risk Map")["result"]:
		of_unit = {"name": "Integrity Indicators of a Unit", "unit": row["unit"]}
		weak, judged = run(only_weak=1, **of_unit)["result"], run(**of_unit)["result"]
		assert (len(weak), len(judged)) == (row["weak"], row["judged"])
		assert [one["figure"] for one in weak] == [one["figure"] for one in row["off_target"]]
		for one in judged:
			found = run(figure=one["figure"], unit=row["unit"], part="Counted")
			assert numbers(found)[0] == one["numerator"] and numbers(found)[2:] == [one["denominator"], one["value"]]
	with pytest.raises(frappe.PermissionError):
		run("Integrity Indicators of a Unit", unit="A-2")


def test_a_unit_is_told_with_everything_below_it(acting) -> None:
	acting("A", "Integrity Unit Leader")
	found = rows(unit="A-1", figure="posts", part="Counted")
	assert Counter(row["unit"] for row in found) == {"A-1": 1, "A-1-1": 1}
	assert [row["unit_name"] for row in found] == ["单位A-1", "单位A-1-1"]


def test_says_what_is_lacking_before_anybody_chooses(acting) -> None:
	acting("A-1", "Integrity Manager", by_table=True)
	new = records.create_post("A-1-1", post_name="未排查的岗位").name
	answer = run()
	assert [row["document"] for row in answer["result"]] == [new]
	assert numbers(answer) == [2, 1, 3, "66.7%"]


def test_tells_the_grade_state_and_days_in_chinese(acting) -> None:
	acting("A-2", "Integrity Liaison")
	[row] = rows(figure="overdue_share")
	assert (row["grade"], row["status"], str(row["due_date"])) == ("三级", "计划中", "2020-01-01")
	[risk] = rows(figure="risk_points")
	assert risk["category"] == "岗位职责"


def test_of_another_unit_nothing_is_told(acting) -> None:
	acting("A-1", "Integrity Liaison")
	with pytest.raises(frappe.PermissionError):
		rows(unit="A-2", figure="posts")


def test_a_figure_that_does_not_exist_is_refused(acting) -> None:
	acting("A-1", "Integrity Liaison")
	with pytest.raises(frappe.ValidationError, match="没有这个指标"):
		rows(figure="posts_abolished")


def test_says_how_many_more_there_are(acting, monkeypatch) -> None:
	monkeypatch.setattr(report, "AT_MOST", 1)
	acting("A-1", "Integrity Liaison")
	answer = run(figure="posts", part="Counted")
	assert len(answer["result"]) == 1
	assert answer["message"] == "共2条，仅列出前1条，另有1条未列出，请选择单位。"


class TestFrozen:
	@pytest.fixture
	def assessment(self, acting) -> Iterator[dict]:
		"""Of A-1, as its leader compares it."""
		frappe.db.set_single_value("System Settings", "language", "zh")
		made = records.create(ASSESSMENT, unit="A-1", period=frappe.utils.nowdate()[:7])
		acting("A-1", "Integrity Unit Leader")
		yield {"unit": made.unit, "as_of": str(made.as_of), "assessment": made.name}

	def test_the_same_documents_give_the_same(self, assessment) -> None:
		answer = run(figure="post_coverage", part="Counted", **assessment)
		assert "2 / 2；按现有单据计算，结果相同" in answer["message"]
		assert [row["after"] for row in answer["result"]] == [None, None]

	def test_says_what_came_since(self, assessment) -> None:
		new = as_administrator(lambda: records.create_post("A-1", post_name="此后设的岗位").name)
		answer = run(figure="post_coverage", part="Not Counted", **assessment)
		assert {row["document"]: row["after"] for row in answer["result"]} == {new: "此后列入"}
		assert "冻结，为2 / 2；按现有单据计算，同一天为2 / 3" in answer["message"]
		assert "本表增加1项、减少0项" in answer["message"]
		assert "其余差别" not in answer["message"]

	def test_says_what_is_mended_since(self, assessment) -> None:
		"""What was made since may take something from the list, though nothing of the list itself was changed."""
		post = as_administrator(lambda: records.create_post("A-1").name)
		late = run(figure="posts", part="Counted", **assessment)
		assert [row["after"] for row in late["result"]] == [None, "此后列入", None]
		frappe.db.set_value(POST, post, "creation", "2020-01-01", update_modified=False)
		as_administrator(lambda: records.create_risk_point("A-1", post=post))
		answer = run(figure="post_coverage", part="Not Counted", **assessment)
		assert answer["result"] == []
		assert "本表增加0项、减少1项" in answer["message"]
		# The post itself is said to have been there, and the frozen figure does not know of it.
		assert "其余差别来自此后改动的单据" in answer["message"]

	def test_nothing_is_compared_with_another_day_or_unit(self, assessment) -> None:
		assert run(figure="posts", **assessment | {"as_of": "2026-01-01"}).get("message") is None
		assert run(figure="posts", **assessment | {"unit": "A-1-1"}).get("message") is None

	def test_a_trend_leads_to_the_assessment_that_each_of_its_figures_was_frozen_with(self, assessment) -> None:
		name, period = assessment["assessment"], frappe.utils.nowdate()[:7]
		frappe.db.set_value(ASSESSMENT, name, "docstatus", 1)
		trend = run("Indicator Trend", unit="A-1", kind="Monthly Assessment")["result"]
		[row] = [row for row in trend if row["figure"] == "overdue_share"]
		assert row["assessments"] == {period: assessment}
		answer = run(figure=row["figure"], part="Counted", **row["assessments"][period])
		assert numbers(answer)[3] == row[period] == "100.0%"
		assert "结果相同" in answer["message"]

	def test_an_assessment_out_of_sight_tells_nothing(self, assessment, acting) -> None:
		frappe.set_user("Administrator")
		acting("A-2", "Integrity Department Head")
		with pytest.raises(frappe.PermissionError):
			run(figure="posts", assessment=assessment["assessment"])


def as_administrator(make):
	user = frappe.session.user
	frappe.set_user("Administrator")
	try:
		return make()
	finally:
		frappe.set_user(user)
		frappe.local.lang = "zh"
