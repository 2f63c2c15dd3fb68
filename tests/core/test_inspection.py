"""Inspections: scores and vetoes, who may fill in which part, and the dates of a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lianzheng_risk.core.inspection import appraisal, concluding, parties, plans, scoring
from lianzheng_risk.core.inspection.appraisal import SATISFACTION
from lianzheng_risk.core.inspection.parties import CHECKING, PLANNING, SELF_SCORING
from lianzheng_risk.core.inspection.plans import Due, Plan, after, due, next_when_changed
from lianzheng_risk.core.inspection.scoring import Item, impossible, total, unexplained
from lianzheng_risk.core.inspection.words import INSPECTION_TYPE, RATING
from lianzheng_risk.core.measures.recurrence import nth
from lianzheng_risk.core.rectification.path import STATE as RECTIFICATION_STATE
from lianzheng_risk.core.roles import ROLE
from lianzheng_risk.core.vocabulary import RECURRENCE

SHEET = (
	Item("职权目录", 40, self_score=40, checked=38, reason="漏列两项"),
	Item("排查", 60, self_score=55, checked=60),
	Item("隐瞒不报", is_veto=True),
)


class TestScores:
	def test_are_summed_and_rated_by_their_share(self):
		assert total(SHEET) == scoring.Total(100, 95, 98, False, "excellent")

	@pytest.mark.parametrize(
		("checked", "full", "expected"),
		[
			(90, 100, "excellent"),
			(89.99, 100, "up_to_standard"),
			(80, 100, "up_to_standard"),
			(79.99, 100, "below_standard"),
			(45, 50, "excellent"),
			(0, 100, "below_standard"),
			(0, 0, None),
		],
	)
	def test_are_rated_by_the_lines_of_practice(self, checked, full, expected):
		assert scoring.rating(checked, full) == expected
		assert expected is None or expected in RATING.codes

	def test_nothing_is_left_after_a_veto(self):
		vetoed = (*SHEET[:2], replace(SHEET[2], veto_hit=True, reason="隐瞒一起"))
		assert total(vetoed) == scoring.Total(100, 95, 0, True, "below_standard")

	def test_a_sheet_of_vetoes_alone_has_a_rating_only_when_one_is_hit(self):
		assert total([SHEET[2]]).rating is None
		assert total([replace(SHEET[2], veto_hit=True)]).rating == "below_standard"

	def test_tenths_add_up(self):
		assert total([Item(str(n), 0.1, checked=0.1) for n in range(10)]).checked == 1

	@pytest.mark.parametrize(
		("item", "words"),
		[
			(Item("甲", 10, self_score=10.5), "自评分应在 0 到 10"),
			(Item("甲", 10, self_score=-1), "自评分"),
			(Item("甲", 10, checked=11), "核准分应在 0 到 10"),
			(Item("甲", 10, veto_hit=True), "不是一票否决项"),
		],
	)
	def test_cannot_leave_their_range(self, item, words):
		(text,) = impossible([item])
		assert words in text.zh
		assert "甲" in text.en

	def test_every_point_taken_away_has_its_reason(self):
		assert list(unexplained(SHEET)) == []
		(text,) = unexplained([replace(SHEET[0], reason=" ")])
		assert text.zh == "“职权目录”扣了 2 分，请填写扣分原因"
		(veto,) = unexplained([replace(SHEET[2], veto_hit=True)])
		assert "一票否决" in veto.zh

	def test_nothing_is_wrong_with_a_sheet_that_is_right(self):
		assert list(impossible(SHEET)) == []

	def test_braces_in_an_item_are_shown_as_they_are(self):
		(text,) = unexplained([Item("{0}", 1)])
		assert "{0}" in text.zh


class TestOwnUnit:
	# 县 X above 局 Y above 科 Y-1.
	@pytest.mark.parametrize(
		("lineage", "inspected", "own"),
		[
			(["Y", "X"], {"Y"}, True),
			(["Y-1", "Y", "X"], {"Y"}, True),
			(["X"], {"Y"}, False),
			(["Y", "X"], {"Y-1"}, False),
			(["Z", "X"], {"Y", "Z"}, True),
			([], {"Y"}, False),
		],
	)
	def test_is_the_unit_that_one_belongs_to_and_what_is_around_it(self, lineage, inspected, own):
		assert parties.is_own_unit(lineage, inspected) is own

	def test_is_inspected_in_a_self_check_only(self):
		for kind in INSPECTION_TYPE.codes:
			assert parties.may_not_inspect(kind, ["Y"], ["Y"]) is (kind != "self_check")


class TestParts:
	@pytest.mark.parametrize(
		("part", "roles"),
		[
			(PLANNING, {"manager", "supervisor", "inspector"}),
			(SELF_SCORING, {"leader", "head", "liaison"}),
			(CHECKING, {"supervisor", "inspector"}),
		],
	)
	def test_belong_to_their_roles(self, part, roles):
		allowed = {role for role in ROLE.codes if not parties.refusal(part, "superior", {role}, own=False)}
		assert allowed == roles

	def test_all_belong_to_the_unit_in_a_self_check(self):
		for part in (PLANNING, SELF_SCORING, CHECKING):
			assert parties.refusal(part, "self_check", {"liaison"}, own=True) is None
			assert parties.refusal(part, "self_check", {"holder"}, own=True)

	def test_an_inspector_leaves_the_own_unit_alone(self):
		assert "本人所在" in parties.refusal(CHECKING, "special", {"inspector"}, own=True).zh
		assert "本人所在" in parties.refusal(PLANNING, "special", {"supervisor"}, own=True).zh
		assert parties.refusal(SELF_SCORING, "special", {"liaison"}, own=True) is None

	def test_without_a_role_nothing_is_open(self):
		assert parties.refusal(CHECKING, "superior", set(), own=False)


MONTHLY = Plan(date(2026, 1, 31), "monthly", date(2026, 1, 31))


class TestPlan:
	def test_nothing_is_due_before_its_day(self):
		assert due(MONTHLY, date(2026, 1, 30)) == []
		assert [one.date for one in due(MONTHLY, date(2026, 1, 31))] == [date(2026, 1, 31)]

	def test_a_month_end_comes_back_after_a_shorter_month(self):
		dates = [one.date for one in due(MONTHLY, date(2026, 4, 30))]
		assert dates == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]

	def test_an_inspection_is_held_on_a_working_day(self):
		# 31 January 2026 is a Saturday, 1 February a Sunday.
		assert due(MONTHLY, date(2026, 1, 31)) == [Due(date(2026, 1, 31), date(2026, 2, 2))]

	def test_is_prepared_some_days_ahead(self):
		ahead = replace(MONTHLY, days_ahead=10)
		assert due(ahead, date(2026, 1, 20)) == []
		assert len(due(ahead, date(2026, 1, 21))) == 1

	def test_ends_with_its_last_day(self):
		ending = replace(MONTHLY, until=date(2026, 3, 30))
		assert [one.date for one in due(ending, date(2027, 1, 1))] == [date(2026, 1, 31), date(2026, 2, 28)]

	@pytest.mark.parametrize("recurrence", RECURRENCE.codes)
	def test_a_late_run_finds_what_daily_ones_would_have_found(self, recurrence):
		plan = Plan(date(2026, 1, 31), recurrence, date(2026, 1, 31), days_ahead=3)
		end = date(2027, 2, 15)
		daily, standing = [], plan
		for number in range((end - plan.first_on).days + 10):
			for _run in range(2):
				found = due(standing, plan.first_on - timedelta(days=8) + timedelta(days=number))
				daily += found
				if found:
					standing = replace(standing, next_on=after(standing, found[-1].date))
		late = due(plan, end)
		assert daily[: len(late)] == late
		assert len(set(daily)) == len(daily)
		assert len(late) > 1
		assert [one.date for one in late] == [nth(plan.first_on, recurrence, n) for n in range(1, len(late) + 1)]

	def test_a_long_standstill_is_made_up_for_run_by_run(self):
		weekly = Plan(date(2020, 1, 1), "weekly", date(2020, 1, 1))
		first = due(weekly, date(2026, 1, 1))
		assert len(first) == plans.AT_ONCE
		rest = due(replace(weekly, next_on=after(weekly, first[-1].date)), date(2026, 1, 1))
		assert rest[0].date == first[-1].date + timedelta(weeks=1)

	@pytest.mark.parametrize(
		("last_made", "expected"),
		[
			(None, date(2026, 1, 31)),
			(date(2025, 12, 31), date(2026, 1, 31)),
			(date(2026, 1, 31), date(2026, 2, 28)),
			(date(2026, 2, 15), date(2026, 2, 28)),
		],
	)
	def test_a_series_set_anew_goes_on_after_what_was_made(self, last_made, expected):
		assert next_when_changed(date(2026, 1, 31), "monthly", last_made) == expected


ANSWERS = dict.fromkeys(appraisal.ASPECTS, "satisfied")


class TestAppraisal:
	def test_is_complete_and_in_the_words_of_the_form(self):
		assert appraisal.fault(ANSWERS) is None
		for wrong in ({}, {"duties": "satisfied"}, ANSWERS | {"duties": "great"}, ANSWERS | {"duties": []}):
			assert appraisal.fault(wrong) == appraisal.INCOMPLETE
		assert appraisal.fault(ANSWERS | {"unit": "satisfied"}) == appraisal.INCOMPLETE

	def test_has_a_comment_that_ends(self):
		assert appraisal.fault(ANSWERS, "好" * appraisal.LONGEST_COMMENT) is None
		assert "1000" in appraisal.fault(ANSWERS, "好" * (appraisal.LONGEST_COMMENT + 1)).zh

	@pytest.mark.parametrize(
		("answers", "expected"),
		[
			({"satisfied": 2}, 100),
			({"satisfied": 1, "fairly": 1, "dissatisfied": 1, "unknown": 5}, 53.3),
			({"dissatisfied": 3}, 0),
			({"unknown": 1, None: 1}, None),
			({}, None),
		],
	)
	def test_counts_those_who_could_say(self, answers, expected):
		assert appraisal.percent_of_counts(answers) == expected

	def test_every_answer_has_its_weight_or_counts_for_nothing(self):
		assert {code for code in SATISFACTION.codes if appraisal.percent_of_counts({code: 1}) is None} == {"unknown"}


class TestConclusion:
	@pytest.mark.parametrize(
		("held", "signed", "expected"),
		[
			(date(2026, 3, 1), date(2026, 3, 1), None),
			(None, None, None),
			(date(2026, 3, 3), None, concluding.HELD_IN_FUTURE),
			(date(2026, 3, 1), date(2026, 3, 3), concluding.SIGNED_IN_FUTURE),
			(date(2026, 3, 2), date(2026, 3, 1), concluding.SIGNED_TOO_EARLY),
		],
	)
	def test_has_its_days_in_order(self, held, signed, expected):
		assert concluding.fault_of_dates(held, signed, date(2026, 3, 2)) == expected

	def test_is_taken_back_while_nobody_has_acted(self):
		can = {state for state in RECTIFICATION_STATE.codes if concluding.can_be_taken_back(["ordered", state])}
		assert can == {"ordered", "withdrawn"}
