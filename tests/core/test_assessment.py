import datetime
import json

import pandas as pd
import pytest
from bureau import AS_OF, register
from hypothesis import given, settings
from hypothesis import strategies as st

from lianzheng_risk.core import counts, schemes
from lianzheng_risk.core.assessment import assess
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.tree import UnitTreeError


def picture(whole=None, lang="zh", **options):
	return assess(register() if whole is None else whole, schemes.DEFAULT, AS_OF, **options).to_dict(lang)


def as_json(content: dict) -> str:
	return json.dumps(content, ensure_ascii=False, allow_nan=False)


def test_the_whole_picture_of_the_bureau():
	content = picture()
	assert content["as_of"] == "2026-06-30"
	assert content["lang"] == "zh"
	assert content["scheme"] == schemes.to_dict(schemes.DEFAULT)
	assert content["totals"] == {
		"units": 4, "people": 5, "posts": 5, "posts_screened": 4,
		"powers": 3, "power_steps": 3, "risk_points": 6, "measures": 8,
	}  # fmt: skip
	assert content["by_grade"] == {"I": 2, "II": 2, "III": 2}
	assert content["by_category"] == {"post_duty": 1, "process": 3, "institution": 1, "environment": 1}
	assert content["by_power"] == {
		"decision": 1, "approval": 0, "enforcement": 2, "personnel": 0, "assets": 2, "other": 0,
	}  # fmt: skip
	assert content["by_layer"] == {"unit": 3, "department": 2, "post": 3}
	assert content["by_phase"] == {"prevention": 4, "monitoring": 2, "disposal": 2}
	assert content["by_status"] == {
		"planned": 2, "in_progress": 1, "implemented": 2, "verified": 1, "lapsed": 1, "cancelled": 1,
	}  # fmt: skip
	assert content["weak_links_total"] == 7
	assert content["changes"] is None


def test_the_heat_map_has_probability_down_and_harm_across():
	heat_map = picture()["heat_map"]
	assert [level["code"] for level in heat_map["probability"]] == ["high", "fairly_high", "small"]
	assert [level["label"] for level in heat_map["harm"]] == ["严重", "较为严重", "一般"]
	assert heat_map["grades"] == [["I", "I", "I"], ["I", "II", "II"], ["I", "II", "III"]]
	assert heat_map["counts"] == [[0, 0, 1], [0, 0, 1], [0, 1, 3]]


def test_indicators_of_the_whole():
	shown = {i["code"]: i for i in picture()["indicators"]}
	assert shown["key_post_coverage"] == {
		"code": "key_post_coverage", "label": "重点岗位排查覆盖率", "numerator": 2, "denominator": 3, "value": 0.6667,
		"direction": "up", "target": 1.0, "weak": True,
	}  # fmt: skip
	assert shown["power_coverage"]["value"] == 1.0 and not shown["power_coverage"]["weak"]
	expected = {
		"unit_coverage": (3, 4), "person_coverage": (3, 5), "post_coverage": (4, 5), "powers_mapped_share": (2, 3),
		"powers_based_share": (2, 3), "share_grade_I": (2, 6), "share_power_assets": (2, 6), "measure_coverage": (4, 6),
		"high_measure_coverage": (3, 4), "three_phases_share": (1, 2), "share_phase_prevention": (4, 8),
		"in_place_share": (3, 6), "on_time_share": (1, 4), "overdue_share": (1, 4), "verified_share": (1, 3),
		"evidenced_share": (2, 3), "parties_named_share": (4, 6),
	}  # fmt: skip
	assert {code: (shown[code]["numerator"], shown[code]["denominator"]) for code in expected} == expected


def test_units_in_preorder_with_their_own_and_everything_below():
	units = picture()["units"]
	assert [(u["unit"], u["name"], u["type"], u["parent"], u["level"]) for u in units] == [
		("NJ", "宁江县示例局", "unit", None, 0),
		("NJ-CW", "财务科", "department", "NJ", 1),
		("NJ-ZF", "执法大队", "unit", "NJ", 1),
		("NJ-ZF-1", "一中队", "department", "NJ-ZF", 2),
	]
	brigade = units[2]
	assert list(brigade["own"]) == list(counts.COLUMNS)
	assert (brigade["own"]["risk_points"], brigade["total"]["risk_points"]) == (0, 2)
	assert (brigade["own"]["posts"], brigade["total"]["posts"]) == (1, 2)
	assert brigade["indicators"]["unit_coverage"] == 0.5
	assert brigade["indicators"]["key_post_coverage"] == 0.0
	assert brigade["indicators"]["on_time_share"] is None, "no measure of the brigade has a due date"
	assert units[0]["total"]["measures"] == 8


def test_weak_links_as_plain_data():
	assert picture()["weak_links"][0] == {
		"kind": "high_risk_overdue",
		"label": "一、二级风险的防控措施逾期未落实",
		"unit": "NJ-CW",
		"unit_name": "财务科",
		"grade": "II",
		"count": 1,
		"subjects": [{"code": "F2", "title": "采购需求不实"}],
	}


def test_in_english_only_the_labels_differ():
	zh, en = picture(), picture(lang="en")
	assert en["heat_map"]["harm"][0] == {"code": "serious", "label": "Serious"}
	assert en["weak_links"][0]["label"] == "Grade I or II risks with an overdue measure"
	assert en["units"] == zh["units"]
	assert [i["value"] for i in en["indicators"]] == [i["value"] for i in zh["indicators"]]


def test_a_unit_within_the_whole_has_the_same_figures_as_by_itself():
	whole, part = picture()["units"], picture(unit="NJ-ZF")["units"]
	assert [u["unit"] for u in part] == ["NJ-ZF", "NJ-ZF-1"]
	assert [(u["parent"], u["level"]) for u in part] == [(None, 0), ("NJ-ZF", 1)]
	for alone, within in zip(part, whole[2:], strict=True):
		assert {k: alone[k] for k in ("own", "total", "indicators")} == {
			k: within[k] for k in ("own", "total", "indicators")
		}


def test_a_part_has_its_own_totals_and_heat_map():
	content = picture(unit="NJ-ZF")
	assert content["totals"]["risk_points"] == 2
	assert content["heat_map"]["counts"] == [[0, 0, 0], [0, 0, 0], [0, 1, 1]]
	assert content["by_grade"] == {"I": 0, "II": 1, "III": 1}


def test_a_unit_that_is_not_in_the_register():
	with pytest.raises(UnitTreeError):
		picture(unit="NJ-XX")


def test_an_empty_register_gives_an_empty_picture():
	content = picture(Register())
	assert content["units"] == [] and content["weak_links"] == []
	assert set(content["totals"].values()) == {0}
	assert {i["value"] for i in content["indicators"]} == {None}
	as_json(content)


def test_an_empty_register_can_follow_a_full_one():
	summary = picture(Register(), previous=register())["changes"]["summary"]
	assert summary == {"new": 0, "changed": 0, "removed": 40, "regraded": 0, "raised": 0, "lowered": 0}


def test_the_date_decides_what_is_overdue():
	later = assess(register(), schemes.DEFAULT, datetime.date(2027, 1, 1)).whole
	assert (later["measures_due"], later["measures_overdue"], later["posts_held"]) == (5, 3, 3)


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_rows_does_not_matter(seed):
	def shuffled():
		return Register({name: frame.sample(frac=1, random_state=seed) for name, frame in register().items()})

	content = picture(shuffled(), previous=shuffled())
	assert as_json(content) == as_json(picture(previous=register()))


def test_categorical_columns_give_the_same_json():
	def categorical(whole):
		return Register(
			{
				name: frame.astype({f.name: "category" for f in TABLES[name].fields if f.kind in ("term", "reference")})
				for name, frame in whole.items()
			}
		)

	assert as_json(picture(categorical(register()), previous=register())) == as_json(picture(previous=register()))


def test_a_hundred_levels_deep():
	names = [f"U{n:03}" for n in range(100)]
	units = [
		{"unit": name, "unit_name": name, "unit_type": "unit", "parent_unit": above}
		for name, above in zip(names, [None, *names], strict=False)
	]
	content = picture(Register.of(units=units))
	assert [u["total"]["units"] for u in content["units"]] == list(range(100, 0, -1))


def test_the_register_is_left_as_it_was():
	whole, before = register(), register()
	picture(whole)
	for name, frame in whole.items():
		pd.testing.assert_frame_equal(frame, before[name])
