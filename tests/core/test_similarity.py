"""Likeness worked out by hand from the pairs of characters, and the ranking of like risk points."""

from __future__ import annotations

import pandas as pd
import pytest

from lianzheng_risk.core.similarity import Ranked, likeness, rank

COLUMNS = ["title", "manifestation", "post_name", "rank", "power_category", "business_area", "category"]


def candidates(*rows: dict) -> pd.DataFrame:
	return pd.DataFrame([{"title": "", "manifestation": "", **row} for row in rows], columns=COLUMNS)


@pytest.mark.parametrize(
	("other", "expected"),
	[
		("审核不严", 1.0),
		("审核，不严。 ", 1.0),  # punctuation and white space do not count
		("审核把关不严", 2 * 2 / (3 + 5)),  # 审核 and 不严 of 审核/核不/不严 and 审核/核把/把关/关不/不严
		("不严审核", 2 * 2 / (3 + 3)),  # 审核 and 不严: the order does not matter
		("现金收取", 0.0),
		("", 0.0),
	],
)
def test_likeness_is_the_share_of_common_pairs(other: str, expected: float) -> None:
	assert likeness("审核不严", [other])[0] == pytest.approx(expected)


def test_nothing_resembles_an_empty_text_and_nothing_is_compared_with_nothing() -> None:
	assert likeness("", ["审核不严"]).tolist() == [0.0]
	assert likeness("审核不严", []).tolist() == []


def test_characters_beyond_the_basic_plane_are_kept_apart() -> None:
	# 𠮷 is U+20BB7, 㮷 is U+3BB7: equal in the lower sixteen bits.
	assert likeness("𠮷田", ["㮷田"]).tolist() == [0.0]


def test_like_words_come_before_like_posts() -> None:
	found = rank(
		{"title": "审核不严", "rank": "staff", "business_area": "finance"},
		candidates(
			{"title": "公章外借", "rank": "staff", "business_area": "finance"},  # 1.0 + 1.5
			{"title": "审核不严", "rank": "department_head"},  # 4.0
			{"title": "泄露秘密", "rank": "department_head"},
		),
	)
	assert found == [Ranked(1, 4.0, ("text",)), Ranked(0, 2.5, ("business_area", "rank"))]


def test_an_unknown_trait_on_either_side_says_nothing() -> None:
	found = rank(
		{"rank": "staff", "category": None},
		candidates({"title": "甲", "category": None}, {"title": "乙", "rank": "staff"}),
	)
	assert found == [Ranked(1, 1.0, ("rank",))]


def test_common_words_alone_are_no_likeness() -> None:
	# One of 审核/核不/不严 among nine pairs: 2 / (3 + 9) is below a fifth.
	assert rank({"title": "审核不严"}, candidates({"title": "单据审核之后擅自改动"})) == []


def test_the_same_words_are_offered_once_and_only_the_best_few() -> None:
	rows = [
		{"title": "审核不严"},
		{"title": "审核不严。", "rank": "staff"},
		{"title": "审核过严"},
		{"title": "审核不严格"},
	]
	found = rank({"title": "审核不严", "rank": "staff"}, candidates(*rows), most=2)
	# 审核不严格 shares 3 of 3 and 4 pairs: 4 × 6 / 7
	assert [(it.position, it.score) for it in found] == [(1, 5.0), (3, pytest.approx(24 / 7))]


def test_without_candidates_there_is_nothing() -> None:
	assert rank({"title": "审核不严"}, candidates()) == []
