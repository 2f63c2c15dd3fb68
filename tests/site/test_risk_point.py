"""What a risk point does when it is saved, and when the rules around it change."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
import pytest
from frappe.utils import nowdate

from lianzheng_risk.core.schemes import MATRIX_5X5, PRODUCT_LC, WORSE_OF_TWO_WITH_FLOORS
from lianzheng_risk.risk_screening.doctype.integrity_risk_point.integrity_risk_point import (
	StepOfNoPowerError,
	UnknownLevelError,
)
from lianzheng_risk.risk_screening.regrading import regrade_all
from lianzheng_risk.store.scheme_rows import to_values
from tests.site import records

UNIT = "局"


@pytest.fixture(autouse=True)
def in_chinese(site) -> Iterator[None]:
	frappe.local.lang = "zh"
	records.create_unit(UNIT)
	yield


def put_in_force(scheme) -> str:
	document = records.create("Integrity Grading Scheme", effective_from=nowdate(), **to_values(scheme))
	document.submit()
	return document.name


@pytest.mark.parametrize(
	("probability", "harm", "grade"),
	[
		("High", "Limited", "I"),
		("Fairly Small", "Serious", "I"),
		("Fairly High", "Limited", "II"),
		("Fairly Small", "Fairly Serious", "II"),
		("Fairly Small", "Limited", "III"),
	],
)
def test_the_worse_of_the_two_levels_decides(probability: str, harm: str, grade: str) -> None:
	risk = records.create_risk_point(UNIT, probability=probability, harm=harm)
	assert (risk.grade, risk.base_grade, risk.scheme) == (grade, grade, "worse-of-two-v1")


def test_a_grade_typed_in_is_computed_all_the_same() -> None:
	assert records.create_risk_point(UNIT, grade="I", base_grade="I").grade == "III"


def test_a_changed_level_changes_the_grade() -> None:
	risk = records.create_risk_point(UNIT)
	risk.probability = "Fairly High"
	risk.save()
	assert frappe.db.get_value("Integrity Risk Point", risk.name, "grade") == "II"


def test_an_aggravating_circumstance_raises_and_says_so() -> None:
	risk = records.create_risk_point(UNIT, prior_misconduct=1)
	assert (risk.grade, risk.base_grade) == ("I", "III")
	risk.run_method("onload")
	assert risk.get_onload("grading") == {
		"scheme_title": "机率与危害就高定级",
		"reason": "发生机率：较小，危害程度：一般 → 三级；提级情形：该处曾发生问题 → 提为一级",
		"managing_level": "主要领导",
		"review_months": 6,
	}


def test_a_level_that_the_scheme_does_not_use_is_refused() -> None:
	with pytest.raises(
		UnknownLevelError, match="“很高”不是定级方案“机率与危害就高定级”中的发生机率，请改为：高、较高、较小"
	):
		records.create_risk_point(UNIT, probability="Very High")


def test_a_step_needs_a_power_that_has_it() -> None:
	power = records.create_power(UNIT)
	assert records.create_risk_point(UNIT, power=power.name, step_no=2).step_no == 2
	with pytest.raises(StepOfNoPowerError, match="没有环节3"):
		records.create_risk_point(UNIT, power=power.name, step_no=3)
	with pytest.raises(StepOfNoPowerError, match="职权"):
		records.create_risk_point(UNIT, step_no=1)


def test_measures_follow_into_another_unit() -> None:
	records.create_unit("科", UNIT)
	risk = records.create_risk_point(UNIT)
	measure = records.create_measure(risk.name, unit="科")
	assert measure.unit == UNIT
	risk.unit = "科"
	risk.save()
	assert frappe.db.get_value("Integrity Control Measure", measure.name, "unit") == "科"


def test_numbers_are_given_in_order_and_codes_are_kept() -> None:
	first, second = (records.create_risk_point(UNIT) for _ in range(2))
	year = nowdate()[:4]
	assert first.name.startswith(f"LZ-F-{year}-") and first.risk_code == first.name
	assert int(second.name[-5:]) == int(first.name[-5:]) + 1
	assert records.create_risk_point(UNIT, risk_code=" 风险一 ").name == "风险一"


def test_renaming_takes_the_code_along() -> None:
	risk = records.create_risk_point(UNIT, risk_code="旧编号")
	measure = records.create_measure(risk.name)
	frappe.rename_doc("Integrity Risk Point", "旧编号", "新编号")
	assert frappe.db.get_value("Integrity Risk Point", "新编号", "risk_code") == "新编号"
	assert frappe.db.get_value("Integrity Control Measure", measure.name, "risk") == "新编号"


def test_a_new_scheme_regrades_what_it_can() -> None:
	changed = records.create_risk_point(UNIT, probability="High", harm="Limited")
	same = records.create_risk_point(UNIT)
	assert (changed.grade, same.grade) == ("I", "III")
	name = put_in_force(PRODUCT_LC)  # 10 × 15 is below 240, 3 × 15 below 90
	frappe.db.set_default("lang", "zh")
	frappe.local.lang = "en"
	regrade_all()
	graded = {
		risk.name: frappe.db.get_value("Integrity Risk Point", risk.name, ["grade", "scheme"])
		for risk in (changed, same)
	}
	assert graded == {changed.name: ("II", name), same.name: ("III", name)}
	told = frappe.get_all("Comment", {"reference_name": name, "comment_type": "Info"}, pluck="content")
	assert told == ["已按本方案重新定级2个风险点，其中1个等级有变化"]


def test_a_level_that_the_new_scheme_lacks_keeps_its_grade() -> None:
	put_in_force(MATRIX_5X5)
	risk = records.create_risk_point(UNIT, probability="Very High", harm="Very Serious")
	before = (risk.grade, risk.scheme)
	put_in_force(WORSE_OF_TWO_WITH_FLOORS)
	regrade_all()
	assert frappe.db.get_value("Integrity Risk Point", risk.name, ["grade", "scheme"]) == before


def test_another_business_area_of_the_power_regrades_its_risks() -> None:
	name = put_in_force(WORSE_OF_TWO_WITH_FLOORS)
	power = records.create_power(UNIT, business_area="Other Area")
	risk = records.create_risk_point(UNIT, power=power.name)
	assert (risk.grade, risk.scheme) == ("III", name)
	power.business_area = "Finance"
	power.save()
	stored = frappe.db.get_value("Integrity Risk Point", risk.name, ["grade", "base_grade"])
	assert stored == ("II", "III")
