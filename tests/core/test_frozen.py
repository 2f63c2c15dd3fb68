"""Frozen figures: the picture put together from them is the assessment of that day, and moves are counted where they were."""

from __future__ import annotations

import json

import pytest
from bureau import AS_OF, RISK_POINTS, UNITS, edited, register

from lianzheng_risk.core import schemes
from lianzheng_risk.core.assessment import assess
from lianzheng_risk.core.frozen.freezing import Taken, as_text, checksum, freeze, put_together, risks_of
from lianzheng_risk.core.frozen.naming import give_titles, untitled
from lianzheng_risk.core.frozen.picture import assessment_of
from lianzheng_risk.core.frozen.rows import differences, indicator_rows
from lianzheng_risk.core.register import Register
from lianzheng_risk.core.tree import Tree


def frozen(whole=None, previous=None):
	return freeze(register() if whole is None else whole, schemes.DEFAULT, AS_OF, previous)


def later():
	"""F1 is gone, F9 new and grade I, F3 graded I instead of III, F5 graded III instead of II."""
	kept = edited(RISK_POINTS, "risk", F3={"probability": "high"}, F5={"harm": "limited"})[1:]
	return register(risk_points=[*kept, dict(RISK_POINTS[0], risk="F9", title="新的")])


@pytest.mark.parametrize("unit", [one["unit"] for one in UNITS])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_picture_of_a_unit_is_the_assessment_it_was_taken_from(unit, lang):
	kept = json.loads(json.dumps(frozen()))
	below = {code: kept[code] for code in Tree.of(register()["units"]).subtree(unit)}
	assert assessment_of(below).to_dict(lang) == assess(register(), schemes.DEFAULT, AS_OF, unit=unit).to_dict(lang)


def test_what_a_later_release_counts_has_no_value_in_older_figures():
	kept = frozen()
	for one in kept.values():
		del one["own"]["powers"]
	(powers,) = [row for row in assessment_of(kept).to_dict()["indicators"] if row["code"] == "powers_mapped_share"]
	assert (powers["denominator"], powers["value"]) == (0, None)


def test_figures_hold_the_own_risk_points_by_grade():
	assert frozen()["NJ-CW"]["risks"] == {"I": ["F4"], "II": ["F2"], "III": ["F3"]}
	assert frozen()["NJ-ZF"]["risks"] == {}


def test_without_a_period_before_nothing_is_said_of_changes():
	assert {one["changes"] for one in frozen().values()} == {None}


class TestMoves:
	def changes(self, unit):
		return frozen(later(), risks_of(frozen()))[unit]["changes"]

	def test_are_counted_with_everything_below(self):
		assert self.changes("NJ")["own"] == {"new": 1, "raised": 0, "lowered": 0, "removed": 1}
		assert self.changes("NJ")["total"] == {"new": 1, "raised": 1, "lowered": 1, "removed": 1}
		assert self.changes("NJ-ZF")["total"] == {"new": 0, "raised": 0, "lowered": 1, "removed": 0}

	def test_are_listed_with_both_grades(self):
		assert self.changes("NJ")["new"] == [["F9", "新的", "I"]]
		assert self.changes("NJ")["removed"] == [["F1", "I"]]
		assert self.changes("NJ-CW")["regraded"] == [["F3", "票据管理制度缺失", "III", "I"]]
		assert self.changes("NJ-ZF-1")["regraded"] == [["F5", "人情干扰执法", "II", "III"]]

	def test_are_none_against_the_same(self):
		again = frozen(previous=risks_of(frozen()))
		assert {tuple(one["changes"]["total"].values()) for one in again.values()} == {(0, 0, 0, 0)}
		assert again["NJ"]["changes"]["regraded"] == []

	def test_a_risk_point_that_moved_to_another_unit_is_neither_new_nor_gone(self):
		moved = register(risk_points=edited(RISK_POINTS, "risk", F2={"unit": "NJ"}))
		changes = frozen(moved, risks_of(frozen()))
		assert changes["NJ"]["changes"]["total"] == {"new": 0, "raised": 0, "lowered": 0, "removed": 0}

	def test_a_register_without_risk_points_has_lost_them_all(self):
		gone = frozen(register(risk_points=[], measures=[]), risks_of(frozen()))
		assert gone["NJ"]["changes"]["total"]["removed"] == 6

	def test_the_first_risk_points_of_a_site_are_new(self):
		empty = frozen(register(risk_points=[], measures=[]))
		assert frozen(previous=risks_of(empty))["NJ"]["changes"]["total"]["new"] == 6


def test_rows_stand_beside_those_of_before_and_of_a_year_ago():
	now, before = frozen(later())["NJ"], frozen()["NJ"]
	rows = {row.indicator.code: row for row in indicator_rows(now, before, None)}
	coverage = rows["measure_coverage"]
	assert (coverage.numerator, coverage.denominator, coverage.value) == (3, 6, 0.5)
	assert (coverage.previous, coverage.year_ago) == (0.6667, None)
	assert "share_grade_I" not in rows, "what judges nothing is no row"


def test_differences_between_two_versions_are_listed():
	found = differences(frozen()["NJ"], frozen(later())["NJ"] | {"as_of": "2026-07-01"})
	assert found[0] == "数据截至日：2026-06-30 → 2026-07-01"
	assert "防控措施覆盖率：66.7% → 50.0%" in found
	assert differences(frozen()["NJ"], frozen()["NJ"]) == []


def test_the_checksum_goes_by_the_content_alone():
	one = frozen()["NJ"]
	assert checksum(one) == checksum(json.loads(as_text(one)))
	assert checksum(one) == checksum(dict(reversed(one.items())))
	assert checksum(one) != checksum(one | {"as_of": "2026-07-01"})


class TestInParts:
	"""A tree too large to be read at once."""

	def in_parts(self, whole, size, previous=None):
		codes = Tree.of(whole["units"]).codes.tolist()
		parts = (codes[start : start + size] for start in range(0, len(codes), size))
		taken = Taken.together(Taken.of(whole, schemes.DEFAULT, AS_OF, units=part) for part in parts)
		return put_together(taken, whole["units"], schemes.DEFAULT, AS_OF, previous)

	@pytest.mark.parametrize("size", [1, 2, 100])
	def test_the_figures_are_those_of_the_whole(self, size):
		before = risks_of(frozen())
		kept = [as_text(one) for one in self.in_parts(later(), size, before).values()]
		assert kept == [as_text(one) for one in frozen(later(), before).values()]

	@pytest.mark.parametrize("unit", [one["unit"] for one in UNITS])
	def test_of_one_unit_and_below_they_are_the_same(self, unit):
		whole = register()
		below = Tree.of(whole["units"]).subtree(unit)
		taken = Taken.of(whole, schemes.DEFAULT, AS_OF, units=below)
		found = put_together(taken, whole["units"], schemes.DEFAULT, AS_OF)
		assert list(found) == below
		assert found == {code: frozen()[code] for code in below}


def test_titles_can_be_put_in_afterwards():
	before, whole = risks_of(frozen()), frozen(later(), risks_of(frozen()))
	bare = later()
	untold = {name: frame.assign(**{title: None}) for name, title in TITLES.items() for frame in [bare[name]]}
	figures = frozen(Register({**bare, **untold}), before)
	wanted = untitled(figures)
	assert wanted["risk_points"] >= {"F9", "F3", "F5"}
	known = {name: dict(zip(bare[name].iloc[:, 0], bare[name][title], strict=True)) for name, title in TITLES.items()}
	give_titles(figures, {name: {code: known[name][code] for code in codes} for name, codes in wanted.items()})
	assert figures == whole


TITLES = {"risk_points": "title", "measures": "description"}
