"""Score schemes and scores: whatever is wrong with a scheme is named, and a score follows from figures alone."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from bureau import AS_OF, register
from hypothesis import given, settings
from hypothesis import strategies as st

from lianzheng_risk.core import schemes
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.frozen.freezing import freeze
from lianzheng_risk.core.frozen.rows import values_of
from lianzheng_risk.core.scoring.default import DEFAULT
from lianzheng_risk.core.scoring.faults import faults
from lianzheng_risk.core.scoring.scheme import (
	Band,
	Item,
	RatingLine,
	ScoreScheme,
	ScoreSchemeError,
	from_dict,
	to_dict,
)
from lianzheng_risk.core.scoring.scores import automatic, ratings, totals

COVERAGE = Item(
	"posts", "automatic", "排查", "岗位", 60, indicator="post_coverage", bands=(Band(0.8, 30), Band(1.0, 60))
)
OVERDUE = Item(
	"late",
	"automatic",
	"措施",
	"逾期",
	20,
	indicator="overdue_share",
	direction="down",
	bands=(Band(0, 20), Band(0.1, 5)),
)
SCHEME = ScoreScheme(
	"small",
	Text("小方案", "small"),
	(
		COVERAGE,
		OVERDUE,
		Item("lead", "manual", "领导", "部署", 20),
		Item("more", "bonus", "加分", "推广", 5),
		Item("less", "deduction", "扣分", "迟报", 5),
		Item("veto", "veto", "否决", "瞒报"),
	),
	DEFAULT.ratings,
)


def values(**columns) -> pd.DataFrame:
	return pd.DataFrame({"post_coverage": [1.0], "overdue_share": [0.0]} | columns)


def changed(which: str, **fields) -> ScoreScheme:
	return replace(
		SCHEME, items=tuple(replace(item, **fields) if item.code == which else item for item in SCHEME.items)
	)


class TestAutomaticPoints:
	@pytest.mark.parametrize(
		("coverage", "points"), [(1.0, 60), (0.9999, 30), (0.8, 30), (0.7999, 0), (0.0, 0), (None, None)]
	)
	def test_go_by_the_band_reached(self, coverage, points):
		found = automatic(SCHEME, values(post_coverage=[coverage]))["posts"].iloc[0]
		assert np.isnan(found) if points is None else found == points

	@pytest.mark.parametrize(("share", "points"), [(0.0, 20), (0.0001, 5), (0.1, 5), (0.1001, 0), (1.0, 0)])
	def test_go_the_other_way_where_less_is_better(self, share, points):
		assert automatic(SCHEME, values(overdue_share=[share]))["late"].iloc[0] == points

	def test_fail_clearly_for_an_indicator_that_does_not_exist(self):
		with pytest.raises(ScoreSchemeError, match="nothing_like_it") as refused:
			automatic(changed("posts", indicator="nothing_like_it"), values())
		assert refused.value.text.zh == "考核方案引用的指标“nothing_like_it”不存在，不能计分"

	@settings(max_examples=60, deadline=None)
	@given(
		st.lists(st.floats(0, 1), min_size=1, max_size=6, unique=True),
		st.lists(st.floats(0, 1), min_size=1, max_size=20),
		st.sampled_from(["up", "down"]),
	)
	def test_are_those_of_a_plain_look_up(self, limits, shares, direction):
		ordered = sorted(limits, reverse=direction == "up")
		bands = tuple(Band(limit, float(len(limits) - place)) for place, limit in enumerate(ordered))
		scheme = changed("posts", bands=bands, direction=direction)
		found = automatic(scheme, values_frame(shares))["posts"].tolist()

		def expected(share):
			reached = (b.points for b in bands if (share >= b.limit if direction == "up" else share <= b.limit))
			return max(reached, default=0.0)

		assert found == [expected(share) for share in shares]


def values_frame(shares) -> pd.DataFrame:
	return pd.DataFrame({"post_coverage": shares, "overdue_share": [0.0] * len(shares)})


class TestTotals:
	def test_add_up_and_are_rated(self):
		points = pd.DataFrame({"posts": [60.0], "late": [20.0], "lead": [15.0], "more": [2.0], "less": [1.0]})
		row = totals(SCHEME, points).iloc[0]
		assert (row["given"], row["applicable"], row["added"], row["taken"], row["score"]) == (95, 100, 2, 1, 96)
		assert row["rating"] == "excellent"

	def test_what_does_not_apply_is_made_up_for_by_the_rest(self):
		points = pd.DataFrame({"posts": [30.0], "late": [np.nan], "lead": [20.0]})
		row = totals(SCHEME, points).iloc[0]
		assert (row["given"], row["applicable"], row["score"]) == (50, 80, 62.5)

	def test_points_that_people_did_not_give_are_none(self):
		points = pd.DataFrame({"posts": [60.0], "late": [20.0], "lead": [np.nan]})
		assert totals(SCHEME, points)["score"].iloc[0] == 80

	def test_where_nothing_applies_there_is_no_score(self):
		scheme = replace(SCHEME, items=(COVERAGE,))
		row = totals(scheme, pd.DataFrame({"posts": [np.nan]})).iloc[0]
		assert np.isnan(row["score"]) and row["rating"] is None

	def test_nothing_is_left_after_a_veto(self):
		points = pd.DataFrame({"posts": [60.0, 60.0], "late": [20.0, 20.0], "lead": [20.0, 20.0]})
		found = totals(SCHEME, points, pd.Series([False, True]))
		assert found["score"].tolist() == [100, 0]
		assert found["rating"].tolist() == ["excellent", "below_standard"]

	def test_deductions_take_no_more_than_there_is(self):
		assert totals(SCHEME, pd.DataFrame({"posts": [0.0], "late": [0.0], "less": [5.0]}))["score"].iloc[0] == 0

	@pytest.mark.parametrize(
		("score", "rating"),
		[
			(105, "excellent"),
			(90, "excellent"),
			(89.99, "up_to_standard"),
			(80, "up_to_standard"),
			(79.99, "below_standard"),
		],
	)
	def test_lines_of_practice(self, score, rating):
		assert ratings(DEFAULT, pd.Series([float(score)])).iloc[0] == rating


class TestOfTheBureau:
	def test_all_units_at_once_score_as_each_by_itself(self):
		frozen = freeze(register(), schemes.DEFAULT, AS_OF)
		all_totals = {unit: one["total"] for unit, one in frozen.items()}
		together = totals(DEFAULT, automatic(DEFAULT, values_of(all_totals)))
		for unit, total in all_totals.items():
			alone = totals(DEFAULT, automatic(DEFAULT, values_of({unit: total})))
			assert alone.iloc[0].to_dict() == pytest.approx(together.loc[unit].to_dict(), nan_ok=True)

	def test_by_hand(self):
		"""NJ: 4 of 5 posts → 4 of 10, nobody overdue for rotation → 3; nothing else reaches a band, and no ledger is kept.
		NJ-ZF-1 holds no power and no key post."""
		frozen = freeze(register(), schemes.DEFAULT, AS_OF)
		points = automatic(DEFAULT, values_of({unit: one["total"] for unit, one in frozen.items()}))
		assert points.loc["NJ"].sum() == 4 + 3
		assert points.loc["NJ-ZF-1"].isna().to_dict() == {
			"powers_based": True, "powers_mapped": True, "units_screened": False, "posts_screened": False,
			"key_posts_screened": True, "measures_there": False, "three_phases": True, "parties_named": False,
			"on_time": True, "warnings": True, "inspections": True, "activities": True, "rotation": True,
			"rectified": True, "recurring": True, "powers_open": True, "publicised": True, "filed": True,
		}  # fmt: skip
		# 4 + 10 for screening, 0 for measures (one of two risks), 4 for parties named; 100 - 10 - 6 - 4 - 6 - 25 - 5 apply.
		row = totals(DEFAULT, points).loc["NJ-ZF-1"]
		assert (row["given"], row["applicable"]) == (18, 44)

	def test_a_score_is_the_same_from_its_frozen_figures_and_scheme(self):
		frozen = freeze(register(), schemes.DEFAULT, AS_OF)
		first = totals(DEFAULT, automatic(DEFAULT, values_of({"NJ": frozen["NJ"]["total"]})))
		kept = json.loads(json.dumps({"figures": frozen["NJ"], "scheme": to_dict(DEFAULT)}))
		scheme = from_dict(kept["scheme"])
		again = totals(scheme, automatic(scheme, values_of({"NJ": kept["figures"]["total"]})))
		pd.testing.assert_frame_equal(first, again)


class TestFaults:
	def test_the_default_scheme_has_none(self):
		assert faults(DEFAULT) == []
		assert faults(SCHEME) == []

	@pytest.mark.parametrize(
		("scheme", "words"),
		[
			(changed("lead", marks=25), "项目的分值合计105分，应为100分"),
			(changed("lead", code="posts"), "项目编码“posts”重复"),
			(changed("lead", kind="guess"), "项目“部署”的计分方式不明"),
			(changed("more", marks=0), "项目“推广”的分值应大于0"),
			(changed("posts", indicator=None), "自动计分项目“岗位”没有选择指标"),
			(changed("posts", indicator="post_coverge"), "项目“岗位”引用的指标“post_coverge”不存在"),
			(changed("lead", indicator="post_coverage"), "项目“部署”不是自动计分"),
			(changed("posts", bands=()), "自动计分项目“岗位”没有分档"),
			(changed("posts", bands=(Band(1, 60), Band(1, 30))), "项目“岗位”有两档的界限同为1，分档重叠"),
			(changed("posts", bands=(Band(1, 60), Band(0.8, 60))), "分档矛盾：界限1优于0.8"),
			(changed("late", bands=(Band(0.1, 20), Band(0, 5))), "分档矛盾：界限0优于0.1"),
			(changed("posts", bands=(Band(1, 61),)), "分档得分61不在0到60之间"),
			(changed("posts", bands=(Band(1, 50),)), "最高一档只得50分，达不到分值60"),
			(replace(SCHEME, items=SCHEME.items[3:]), "没有计分项目"),
			(replace(SCHEME, ratings=()), "没有评定等次"),
			(replace(SCHEME, ratings=(RatingLine("superb", 0),)), "评定等次“superb”不明"),
			(replace(SCHEME, ratings=(RatingLine("excellent", 0), RatingLine("below_standard", 60))), "次序颠倒"),
			(replace(SCHEME, ratings=(RatingLine("excellent", 90), RatingLine("below_standard", 10))), "应从0分起"),
			(replace(SCHEME, ratings=(RatingLine("excellent", 0), RatingLine("below_standard", 0))), "重复"),
		],
	)
	def test_each_is_named(self, scheme, words):
		assert [words in fault.zh for fault in faults(scheme)].count(True) == 1

	def test_indicators_of_the_caller_count(self):
		assert faults(SCHEME, {"post_coverage"}) != []


class TestAsData:
	def test_comes_back_as_it_was(self):
		assert to_dict(from_dict(json.loads(json.dumps(to_dict(DEFAULT))))) == to_dict(DEFAULT)

	@pytest.mark.parametrize(
		"broken", [{}, to_dict(DEFAULT) | {"items": [{"kind": "manual"}]}, to_dict(DEFAULT) | {"label": 3}]
	)
	def test_what_has_another_form_is_refused(self, broken):
		with pytest.raises(ScoreSchemeError):
			from_dict(broken)
