"""Two years of a county, played by the clock and by people: its assessments and trends are those worked out by hand.

`two_years/deeds.py` says what happened, `two_years/expected.py` what that comes to and why.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator

import frappe
import pandas as pd
import pytest
from frappe.desk import query_report
from frappe.model.document import Document

from lianzheng_risk.core.frozen.freezing import checksum
from lianzheng_risk.core.frozen.rows import values_of
from lianzheng_risk.core.scoring import scores
from lianzheng_risk.core.scoring.scheme import from_dict
from tests.site import records
from tests.site.approving import acting
from tests.site.sites import connected
from tests.site.two_years import expected, place, playing

ASSESSMENT = "Integrity Assessment"
QUARTERS = expected.QUARTERS
OF_HALVES_AND_YEARS = {
	"2024H1": "2024-06-18",
	"2024H2": "2024-11-18",
	"2024": "2024-11-18",
	"2025H1": "2025-06-18",
	"2025H2": "2025-11-18",
	"2025": "2025-11-18",
}
# August's cut-off day, the 19th, passed while the clock stood still, and September's had come when it was back.
OF_MONTHS = {
	"2025-06": "2025-06-19",
	"2025-07": "2025-07-18",
	"2025-09": "2025-09-22",
	"2025-10": "2025-10-17",
	"2025-11": "2025-11-19",
	"2025-12": "2025-12-19",
}
COVERAGE, ON_TIME, WARNED = "岗位排查覆盖率", "措施按期落实率", "预警按期处置率"


@pytest.fixture(scope="module")
def history(erp_site: str) -> Iterator[dict[tuple[str, str], frappe._dict]]:
	"""By unit and period what the clock has made, after the two years."""
	with connected(erp_site):
		frappe.local.lang = "zh"
		with playing.on(playing.FIRST):
			place.build()
		playing.play(random.Random(2024))
		yield _made()


@pytest.fixture
def afterwards(history) -> Iterator[dict]:
	"""A day after the two years, of which nothing stays."""
	frappe.db.savepoint("afterwards")
	with playing.on("2026-01-05"):
		yield history
	frappe.set_user("Administrator")
	frappe.db.rollback(save_point="afterwards")
	frappe.clear_messages()


def _made() -> dict[tuple[str, str], frappe._dict]:
	fields = ["name", "unit", "period", "as_of", "due_on", "version", "status", "by_clock", "creation"]
	fields += ["figures_json", "figures_hash", "scheme_json", "summary"]
	rows = frappe.get_all(ASSESSMENT, filters={"unit": ["in", place.UNITS]}, fields=fields, order_by="version")
	return {(row.unit, row.period): row for row in rows}


def figures(history: dict, unit: str, period: str) -> dict:
	return json.loads(history[unit, period].figures_json)


def by_hand(unit: str, quarter: str, below: bool) -> dict[str, int]:
	place_of = QUARTERS.index(quarter)
	units = expected.BELOW[unit] if below else (unit,)
	return {
		name: sum(expected.OWN[one].get(name, expected.NEVER)[place_of] for one in units) for name in expected.COMPARED
	}


class TestClock:
	def test_makes_one_of_each_period_for_each_unit_that_is_there(self, history):
		assert frappe.db.count(ASSESSMENT, {"unit": ["in", place.UNITS]}) == len(history), "none twice"
		found = defaultdict(set)
		for unit, period in history:
			found[period].add(unit)
		periods = [*QUARTERS, *OF_HALVES_AND_YEARS, *OF_MONTHS]
		before = {"2024Q1", "2024Q2", "2024H1"}  # the grain bureau was not there yet
		everybody = set(place.UNITS)
		assert dict(found) == {
			period: everybody - {place.GRAIN} if period in before else everybody for period in periods
		}

	def test_takes_figures_on_the_cut_off_day_and_after_an_outage_as_of_the_day_it_is_back(self, history):
		days = dict(zip(QUARTERS, expected.TAKEN_ON, strict=True)) | OF_HALVES_AND_YEARS | OF_MONTHS
		found = {(period, str(row.as_of), str(row.creation.date())) for (_, period), row in history.items()}
		assert found == {(period, day, day) for period, day in days.items()}

	def test_fails_with_nothing(self, history):
		runs = frappe.get_all("Integrity Clock Run", fields=["job", "day", "failed", "error"], limit_page_length=0)
		assert len(runs) > 200
		assert [run for run in runs if run.failed or run.error] == []

	def test_issues_what_nobody_scores(self, history):
		states = {(len(period) in (4, 6) and "Q" not in period, row.status) for (_, period), row in history.items()}
		assert states == {(True, "To Be Scored by the Unit"), (False, "Assessment Issued")}

	def test_keeps_figures_that_are_those_of_their_checksum(self, history):
		assert all(row.figures_hash == checksum(json.loads(row.figures_json)) for row in history.values())


class TestFigures:
	@pytest.mark.parametrize("quarter", QUARTERS)
	def test_of_each_unit_are_those_by_hand(self, history, quarter):
		units = [unit for unit in place.UNITS if (unit, quarter) in history]
		for unit in units:
			found = figures(history, unit, quarter)
			for which, below in (("own", False), ("total", True)):
				counted = {name: found[which][name] for name in expected.COMPARED}
				assert counted == by_hand(unit, quarter, below), (unit, quarter, which)

	@pytest.mark.parametrize("name", expected.WHOLE)
	def test_of_the_whole_county(self, history, name):
		found = tuple(figures(history, place.COUNTY, quarter)["total"][name] for quarter in QUARTERS)
		assert found == expected.WHOLE[name]

	def test_say_what_became_of_the_risk_points(self, history):
		found = {
			(unit, quarter): {sort: count for sort, count in changes["own"].items() if count}
			for unit, quarter in history
			if quarter in QUARTERS and (changes := figures(history, unit, quarter)["changes"])
		}
		assert {key: moves for key, moves in found.items() if moves} == expected.MOVES
		assert figures(history, place.COUNTY, "2024Q1")["changes"] is None, "nothing to compare with"
		for (unit, quarter), (sort, rows) in expected.LISTED_MOVES.items():
			assert figures(history, unit, quarter)["changes"][sort] == rows
		whole = figures(history, place.COUNTY, "2024Q4")["changes"]["total"]
		assert whole == {"new": 0, "raised": 0, "lowered": 0, "removed": 1}

	@pytest.mark.parametrize(("unit", "period", "indicator"), expected.COMPARISONS)
	def test_stand_beside_those_before_and_of_last_year(self, history, unit, period, indicator):
		(row,) = frappe.get_all(
			"Integrity Assessment Indicator",
			filters={"parent": history[unit, period].name, "indicator": indicator},
			fields=["numerator", "denominator", "value", "previous", "year_ago"],
		)
		assert tuple(row.values()) == expected.COMPARISONS[unit, period, indicator]

	@pytest.mark.parametrize(("unit", "period"), expected.SCORES)
	def test_give_the_score(self, history, unit, period):
		scheme = from_dict(json.loads(history[unit, period].scheme_json))
		points = scores.automatic(scheme, values_of({unit: figures(history, unit, period)["total"]}))
		people = {item.code: [item.marks] for item in scheme.of_kind("manual")}
		found = scores.totals(scheme, pd.concat([points, pd.DataFrame(people, index=points.index)], axis=1)).iloc[0]
		assert (found["score"], found["rating"]) == expected.SCORES[unit, period]


def trend(
	who: str, unit: str | None, kind: str = "Quarterly Assessment"
) -> tuple[list[str], dict[str, list], list[str]]:
	"""The labels of the periods, by indicator what stands below them, and what the points of the picture say."""
	with acting(who):
		found = query_report.run("Indicator Trend", filters={"unit": unit, "kind": kind}, ignore_prepared_report=True)
	periods = found["columns"][1:]
	rows = {row["indicator"]: [row[one["fieldname"]] for one in periods] for row in found["result"]}
	points = re.findall(r"<circle[^>]*><title>([^<]*)</title>", found["message"])
	return [one["label"] for one in periods], rows, points


class TestTrend:
	def test_shows_a_leader_the_own_unit_quarter_by_quarter(self, history):
		labels, rows, _ = trend("chief", place.BUREAU)
		ordinals = ("一", "二", "三", "四")
		assert labels == [f"{year}年第{quarter}季度" for year in (2024, 2025) for quarter in ordinals]
		# Of P1 P2 P3; of the measures due; of the warnings judged, among them the one of X2.
		assert rows[COVERAGE] == ["66.7%", "100.0%", "100.0%", "66.7%", "66.7%", "66.7%", "100.0%", "100.0%"]
		assert rows[ON_TIME] == ["—", "100.0%", "50.0%", "66.7%", "66.7%", "75.0%", "50.0%", "40.0%"]
		assert rows[WARNED] == ["—", "100.0%", "50.0%", "25.0%", "0.0%", "0.0%", "50.0%", "50.0%"]

	def test_shows_a_leader_nothing_of_other_units(self, history):
		assert trend("chief", place.SECTION)[1]
		for unit in (place.COUNTY, place.GRAIN):
			assert trend("chief", unit)[1] == {}
		assert trend("grain_chief", place.BUREAU)[1] == {}

	def test_shows_the_supervisor_all_of_it(self, history):
		rows = trend("supervisor", place.COUNTY)[1]
		assert rows[COVERAGE] == ["66.7%", "100.0%", "100.0%", "75.0%", "75.0%", "60.0%", "80.0%", "80.0%"]
		assert trend("supervisor", place.BUREAU)[1][WARNED] == trend("chief", place.BUREAU)[1][WARNED]

	@pytest.mark.parametrize(("who", "unit"), [("chief", place.BUREAU), ("supervisor", place.COUNTY)])
	def test_begins_with_the_highest_unit_that_one_sees(self, history, who, unit):
		assert trend(who, None) == trend(who, unit)

	def test_draws_what_there_is_and_nothing_else(self, history):
		labels, rows, points = trend("chief", place.BUREAU)
		for name in (COVERAGE, ON_TIME, WARNED):
			there = [f"{label} {name} {value}" for label, value in zip(labels, rows[name], strict=True) if value != "—"]
			assert [point for point in points if f" {name} " in point] == there

	def test_leaves_room_for_a_month_that_was_missed(self, history):
		labels, rows, points = trend("chief", place.BUREAU, "Monthly Assessment")
		assert labels == [f"2025年{month}月" for month in range(6, 13)]
		assert rows[COVERAGE] == ["66.7%", "100.0%", "未评估", "100.0%", "100.0%", "100.0%", "100.0%"]
		assert not [point for point in points if point.startswith("2025年8月")]

	def test_begins_when_the_unit_did(self, history):
		labels, rows, _ = trend("grain_chief", place.GRAIN)
		assert labels[0] == "2024年第三季度"
		assert rows[COVERAGE] == ["100.0%", "100.0%", "100.0%", "50.0%", "50.0%", "50.0%"]


class TestAfterwards:
	def test_later_edits_change_nothing_of_what_was(self, afterwards):
		stored = {key: (row.figures_json, row.summary) for key, row in afterwards.items()}
		shown = trend("chief", place.BUREAU)
		records.create_risk_point(place.SECTION, title="后来的风险", probability="High")
		frappe.db.set_value("Integrity Risk Point", "YX-R1", "grade", "III")
		frappe.delete_doc("Integrity Activity", frappe.get_all("Integrity Activity", pluck="name")[0], force=True)
		frappe.rename_doc("Integrity Post", "P1", "P1-A", force=True)
		assert {key: (row.figures_json, row.summary) for key, row in _made().items()} == stored
		assert trend("chief", place.BUREAU) == shown

	def test_a_new_version_lists_what_it_says_otherwise(self, afterwards):
		old = afterwards[place.SECTION, "2025Q4"]
		records.create_post(place.SECTION, post_code="P6")
		with acting("supervisor"):
			again: Document = frappe.new_doc(ASSESSMENT).update({"unit": place.SECTION, "period": "2025Q4"}).insert()
			assert (again.version, again.replaces) == (2, old.name)
			assert again.differences.split("\n") == expected.REISSUED
			again.submit()
		assert frappe.db.get_value(ASSESSMENT, old.name, ["status", "figures_json"]) == (
			"Replaced by a New Version",
			old.figures_json,
		)
		labels, rows, _ = trend("chief", place.SECTION)
		assert (labels[-1], rows[COVERAGE][-2:]) == ("2025年第四季度", ["100.0%", "66.7%"])
