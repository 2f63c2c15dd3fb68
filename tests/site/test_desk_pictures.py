"""The pictures on the desk: they show the figures of an assessment of the same unit and day, and of their own place alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import frappe
import pytest
from frappe.desk.desktop import get_desktop_page
from frappe.desk.query_report import run

from lianzheng_risk.core.assessment import Assessment
from lianzheng_risk.core.demo import invent
from lianzheng_risk.core.frozen.rows import percent
from lianzheng_risk.core.indicators import values
from lianzheng_risk.core.weakness import weaknesses
from lianzheng_risk.risk_assessment.assessments.frozen import picture_of
from lianzheng_risk.risk_assessment.pictures import size
from lianzheng_risk.risk_assessment.pictures.heat_map import get
from lianzheng_risk.risk_assessment.report.indicator_trend.indicator_trend import UnknownKindError
from lianzheng_risk.store.documents import write_register
from tests.site import records
from tests.site.people import create_member, create_user
from tests.site.sites import connected

UNITS, SEED = 4, 7
RISK = "Integrity Risk Point"


@pytest.fixture(scope="module")
def bureau(erp_site: str) -> Iterator[list[str]]:
	"""An invented bureau and its units: the whole, and the first department below it."""
	with connected(erp_site):
		register = invent(UNITS, SEED)
		write_register(register)
		units = register["units"]
		top = units["unit"].iloc[0]
		yield [top, units.loc[units["parent_unit"] == top, "unit"].iloc[0]]


@pytest.fixture
def asking(bureau: list[str]) -> Iterator[Callable[[str], None]]:
	def ask(user: str) -> None:
		frappe.set_user(user)
		frappe.local.lang = "zh"

	yield ask
	frappe.set_user("Administrator")
	frappe.clear_messages()


@pytest.fixture(scope="module")
def assessed(bureau: list[str]) -> dict[str, Assessment]:
	"""Of each unit the picture of an assessment that somebody makes today."""
	year = str(frappe.utils.getdate().year)
	made = {unit: records.create("Integrity Assessment", unit=unit, period=year) for unit in bureau}
	return {unit: picture_of(assessment) for unit, assessment in made.items()}


def rows(report: str, unit: str) -> list[dict]:
	return run(report, filters={"unit": unit}, ignore_prepared_report=True)["result"]


def grid(report: str, unit: str) -> list[list[int]]:
	lines = [row for row in rows(report, unit) if not row.get("is_total")]
	return [[line[f"cell_{place}"] for place in range(sum(key.startswith("cell_") for key in line))] for line in lines]


@pytest.mark.parametrize("place", [0, 1], ids=["bureau", "department"])
def test_grids_show_the_figures_of_the_assessment(asking, bureau, assessed, place: int) -> None:
	asking("Administrator")
	unit, picture = bureau[place], assessed[bureau[place]]
	assert grid("Risk Heat Map", unit) == picture.heat_map[:, ::-1].tolist()
	assert picture.heat_map.sum() > 0
	whole = picture.to_dict()
	matrix = grid("Risks by Category and Power", unit)
	assert [sum(line) for line in matrix] == list(whole["by_category"].values())
	assert [sum(column) for column in zip(*matrix, strict=True)][:-1] == list(whole["by_power"].values())


BY_UNIT = ("Screening Coverage", "Measures in Place", "Supervision by Unit", "Unit Risk Map")


@pytest.mark.parametrize("report", BY_UNIT)
@pytest.mark.parametrize("place", [0, 1], ids=["bureau", "department"])
def test_reports_by_unit_show_the_figures_of_the_assessment(asking, bureau, assessed, place: int, report: str) -> None:
	asking("Administrator")
	unit, picture = bureau[place], assessed[bureau[place]]
	shown = rows(report, unit)
	assert [row["unit"] for row in shown] == picture.tree.codes.tolist()
	shares, weak = values(picture.total), weaknesses(picture.total)
	compared = 0
	for row, (position, counts) in zip(shown, picture.total.reset_index(drop=True).iterrows(), strict=True):
		for name, value in row.items():
			if name in shares:
				assert value == percent(shares[name].iloc[position]), (unit, name)
				compared += 1
			elif name in counts:
				assert value == counts[name], (unit, name)
				compared += 1
		if report == "Unit Risk Map":
			assert (row["weak"], row["judged"]) == (len(weak[position].weak), weak[position].judged)
	assert compared >= 2 * len(shown)


def cells(drawn: dict) -> list[tuple[str, str, int]]:
	"""Probability, harm and count of each cell."""
	return [
		(line["value"], harm["value"], cell["count"])
		for line in drawn["lines"]
		for harm, cell in zip(drawn["harm"], line["cells"], strict=True)
	]


@pytest.mark.parametrize(
	("role", "page"),
	[
		("Integrity Unit Leader", "Integrity Leader Desk"),
		("Integrity Department Head", "Integrity Leader Desk"),
		("Integrity Supervisor", "Integrity Supervision Desk"),
	],
)
def test_the_heat_map_of_a_page_shows_the_own_place_alone(asking, bureau, role: str, page: str) -> None:
	top, department = bureau
	user = create_member(department, role)
	asking(user)
	shown = get_desktop_page(frappe.as_json({"name": page, "title": page, "public": 1}))
	assert [block.label for block in shown["custom_blocks"]["items"]] == ["廉政风险热力图"]
	living = {"workflow_state": ["!=", "Retired"]}
	seen = frappe.get_list(RISK, filters=living, fields=["probability", "harm", "unit"], limit_page_length=0)
	assert {point.unit for point in seen} and top not in {point.unit for point in seen}
	drawn = get()
	# What a cell leads to is what it counts.
	for probability, harm, count in cells(drawn):
		assert count == sum(point.probability == probability and point.harm == harm for point in seen)
	assert drawn["total"] == len(seen) < frappe.db.count(RISK, living)
	with pytest.raises(frappe.PermissionError):
		get(top)


def test_who_reads_no_risk_points_is_refused_the_heat_map(asking, bureau) -> None:
	asking(create_user("nobody@pictures.example"))
	with pytest.raises(frappe.PermissionError):
		get()


@pytest.mark.parametrize("kind", ["Weekly Assessment", "quarter", ""])
def test_a_trend_of_no_kind_of_period_is_refused(asking, bureau, kind: str) -> None:
	asking("Administrator")
	with pytest.raises(UnknownKindError, match="请选择评估周期：月度、季度、半年或年度。"):
		run("Indicator Trend", filters={"unit": bureau[0], "kind": kind}, ignore_prepared_report=True)


def test_a_department_is_not_told_that_it_has_no_unit_above(asking, bureau) -> None:
	user = create_member(bureau[1], "Integrity Liaison")
	asking(user)
	found = {row["rule"] for row in run("Register Data Quality")["result"]}
	assert found and not found & {"department_at_top", "several_tops"}


def test_the_quality_of_too_large_a_register_is_asked_for_by_unit(asking, bureau, monkeypatch) -> None:
	top, department = bureau
	asking("Administrator")
	below = frappe.db.count(RISK, {"unit": ["descendants of (inclusive)", department]})
	monkeypatch.setattr(size, "RISKS_AT_MOST", below)
	answer = run("Register Data Quality", filters={"unit": top})
	assert not answer["result"]
	assert answer["message"] == f"所选范围内的风险点超过{below}个，无法一次检查，请选择下级单位。"
	answer = run("Register Data Quality", filters={"unit": department})
	assert answer["result"] and not answer["message"]
