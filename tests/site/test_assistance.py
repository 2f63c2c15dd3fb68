"""Help while a risk point is written: the grade, remarks and suggestions, and nothing out of other units in any of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

import frappe
import pytest

from lianzheng_risk.risk_screening.assistance import remarks_on, similar_to
from lianzheng_risk.store.library import LIBRARY
from tests.site import records
from tests.site.bureau import PARENTS

RISK = "Integrity Risk Point"
HERE = {"unit": "A-1", "post": "A-1-G"}
COPIED = "对服务对象态度生硬，推诿拖延"


@pytest.fixture(autouse=True)
def approved(acting) -> Iterator[None]:
	"""All four risk points of the bureau have been approved."""
	frappe.db.set_value(RISK, {"unit": ["in", list(PARENTS)]}, "grade_record", "某次审定")
	yield


def names(values: dict) -> list[str]:
	return [offer["name"] for offer in similar_to(json.dumps(values))]


def remarked(**values) -> list[str]:
	return [remark["message"] for remark in remarks_on({**HERE, **values})["remarks"]]


def create_entry(**values) -> str:
	defaults = {"title": "收受礼品", "category": "Post Duty", "manifestation": "节日收受购物卡", "status": "Published"}
	return records.create(LIBRARY, **defaults | values).name


def test_the_grade_comes_with_its_reason_and_its_path(member) -> None:
	grading = remarks_on({**HERE, "probability": "Fairly Small", "harm": "Serious"})["grading"]
	assert grading == {
		"grade": "I",
		"reason": "危害程度：严重 → 一级",
		"managing_level": "主要领导",
		"review_months": 6,
		"approving_level": "主要领导",
		"path": ["互查", "内设机构审核", "分管领导审定", "领导班子集体审定", "公示", "纪检备案"],
	}


def test_an_aggravating_circumstance_and_a_department_head_s_own_post(member) -> None:
	post = records.create_post("A-1", rank="Department Head")
	asked = {"unit": "A-1", "post": post.name, "probability": "Fairly Small", "harm": "Limited"}
	assert remarks_on(asked)["grading"]["path"] == ["互查", "分管领导审定", "公示"]
	raised = remarks_on({**asked, "prior_misconduct": 1})["grading"]
	assert (raised["grade"], raised["reason"]) == (
		"I",
		"发生机率：较小，危害程度：一般 → 三级；提级情形：该处曾发生问题 → 提为一级",
	)


def test_lowering_an_approved_grade_goes_to_who_manages_the_higher_one(member) -> None:
	frappe.db.set_value(RISK, "A-1-F", "grade", "II")
	asked = {**HERE, "name": "A-1-F", "probability": "Fairly Small", "harm": "Limited"}
	assert remarks_on(asked)["grading"]["approving_level"] == "分管领导"
	# What the form claims about earlier approvals does not count.
	assert remarks_on({**asked, "grade": "III", "grade_record": ""})["grading"]["approving_level"] == "分管领导"


def test_without_levels_there_is_no_grade_and_an_unknown_level_is_explained(member) -> None:
	assert remarks_on(HERE) == {"grading": None, "problem": None, "remarks": []}
	answer = remarks_on({**HERE, "probability": "Very High", "harm": "Limited"})
	assert answer["grading"] is None
	assert answer["problem"].startswith("“很高”不是定级方案“机率与危害就高定级”中的发生机率")


def test_nothing_is_saved(member) -> None:
	before = frappe.db.count(RISK)
	remarks_on({**HERE, "title": "新的", "probability": "High", "harm": "Serious"})
	assert frappe.db.count(RISK) == before


def test_leftovers_and_vague_wording_are_remarked_on(member) -> None:
	assert remarked(title="XX岗位收受礼金", manifestation="可能出现廉政问题") == [
		"“风险点”中还有模板文字“XX”，请改成本单位的实际内容",
		"“表现形式”没有写出具体行为，请写明什么人在哪个环节可能做什么、漏做什么",
	]


def test_wording_copied_from_another_post_of_the_unit_is_remarked_on(member) -> None:
	post = records.create_post("A-1")
	records.create_risk_point("A-1", title="别岗的风险", post=post.name, manifestation=COPIED)
	assert remarked(title="推诿", manifestation=f"{COPIED}。") == [
		"“表现形式”与其他岗位的风险点（别岗的风险）一字不差，请按本岗位的实际情况填写"
	]


def test_a_colleague_s_draft_is_not_given_away_by_a_remark(acting) -> None:
	post = records.create_post("A-1")
	records.create_risk_point("A-1", title="同事的草稿", post=post.name, manifestation=COPIED)
	acting("A-1", "Integrity Post Holder")
	assert remarked(title="推诿", manifestation=COPIED) == []


def test_approved_risk_points_of_like_posts_are_offered_and_none_of_other_units(member) -> None:
	(offer,) = similar_to(HERE)
	assert (offer["name"], offer["source"], offer["origin"], offer["grade"]) == (
		"A-1-1-F",
		"risk",
		"单位A-1-1 · A-1-1的岗位",
		"III",
	)
	assert offer["alike"] == ["岗位名称相近", "职务层次相同"]


def test_who_sees_the_whole_organisation_is_offered_all_of_it(acting) -> None:
	acting(None, "Integrity Supervisor")
	assert set(names(HERE)) == {"A-F", "A-1-1-F", "A-2-F"}


def test_by_words_alone_something_is_found_too(member) -> None:
	assert set(names({"title": "A-1-1的风险点"})) == {"A-1-F", "A-1-1-F"}


def test_what_is_not_approved_is_not_offered(member) -> None:
	frappe.db.set_value(RISK, "A-1-1-F", "grade_record", None)
	assert names(HERE) == []


def test_the_same_power_category_is_enough(member) -> None:
	frappe.db.set_value("Integrity Post", "A-1-1-G", {"rank": "Department Head", "post_name": "另一个"})
	(offer,) = similar_to({**HERE, "power": "A-1-Q"})
	assert offer["alike"] == ["职权类别相同"]


def test_published_entries_of_the_library_are_offered_first_where_they_fit_better(acting) -> None:
	measure = {"layer": "Post Layer", "phase": "Early Prevention", "description": "逐人提醒并登记"}
	fits = create_entry(post_rank="Staff", measures=[measure])
	create_entry(title="待发布的", post_rank="Staff", status="Proposed")
	acting("A-1", "Integrity Liaison")
	library, risk = similar_to({**HERE, "title": "节日收受礼品"})
	assert (library["name"], library["source"], library["origin"], library["measures"]) == (
		fits, "library", "风险点参考库", 1,
	)  # fmt: skip
	assert library["alike"] == ["文字相近", "职务层次相同"]
	assert risk["name"] == "A-1-1-F"


@pytest.mark.parametrize("endpoint", [remarks_on, similar_to])
@pytest.mark.parametrize("values", [
	{"unit": "A-2"}, {"post": "A-2-G"}, {"power": "A-2-Q"}, {"post": "A-G"}, {"name": "A-2-F"},
], ids=str)  # fmt: skip
def test_nobody_asks_about_places_out_of_sight(member, endpoint, values: dict) -> None:
	with pytest.raises(frappe.PermissionError):
		endpoint(values)


@pytest.mark.parametrize("endpoint", [remarks_on, similar_to])
def test_who_has_nothing_to_do_with_risk_points_is_refused(acting, endpoint) -> None:
	frappe.set_user("Guest")
	with pytest.raises(frappe.PermissionError):
		endpoint({})
