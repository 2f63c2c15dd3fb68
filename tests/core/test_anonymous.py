"""Texts without names: what could be a name, and what stands in for it."""

from __future__ import annotations

from lianzheng_risk.core.anonymous import possible_names, without_names


def test_every_stretch_of_the_right_length_could_be_a_name_but_none_across_punctuation() -> None:
	assert possible_names(["李明，在局", "李明"], 2, 3) == ["在局", "李明"]
	assert possible_names(["王守正签字"], 2, 3) == ["守正", "守正签", "正签", "正签字", "王守", "王守正", "签字"]


def test_a_name_of_several_parts_stays_whole() -> None:
	assert "艾力·江" in possible_names(["由艾力·江签字"], 4, 4)
	assert "副主任（综合）" in possible_names(["经副主任（综合）同意"], 7, 7)


def test_nothing_short_enough_is_no_name() -> None:
	assert possible_names(["局"], 2, 6) == []
	assert possible_names([], 2, 6) == []


def test_the_longest_name_goes_first() -> None:
	stand_ins = {"宁江县水务局": "本单位", "水务局": "上级单位", "李明": "有关人员", "": "不用"}
	assert without_names("宁江县水务局的李明到水务局签字", stand_ins) == "本单位的有关人员到上级单位签字"


def test_without_names_the_text_stays() -> None:
	assert without_names("先用印后补登记", {}) == "先用印后补登记"
