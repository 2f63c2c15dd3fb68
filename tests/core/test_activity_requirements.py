"""The requirements shipped with the product, and how a requirement is put into words."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from lianzheng_risk.core.activities.coverage import ACTIVITY_KIND, Requirement, coverage
from lianzheng_risk.core.activities.requirements import DEFAULT_REQUIREMENTS, told
from lianzheng_risk.core.vocabulary import RECURRENCE

POSTS = pd.DataFrame(
	[
		("leader", "principal_leader", None, False),
		("deputy", "leader_in_charge", "II", False),
		("grave", "staff", "I", False),
		("key", "staff", None, True),
		("plain", "department_head", "III", False),
	],
	columns=["post", "rank", "grade", "key_post"],
).assign(since=pd.Series([pd.NaT] * 5, dtype="datetime64[s]"))
NOTHING = pd.DataFrame({"kind": [], "post": [], "date": pd.to_datetime([])})
ALL = {"pledge", "education"}


@pytest.mark.parametrize(
	("post", "kinds"),
	[
		("leader", ALL | {"duty_report", "personal_matters"}),
		("deputy", ALL | {"duty_report", "personal_matters"}),
		("grave", ALL | {"integrity_talk"}),
		("key", ALL | {"integrity_talk"}),
		("plain", ALL),
	],
)
def test_what_is_usually_required_of_whom(post, kinds):
	found = coverage(POSTS, NOTHING, DEFAULT_REQUIREMENTS, date(2026, 8, 15))
	required = found.loc[found["post"] == post, "requirement"]
	assert {DEFAULT_REQUIREMENTS[position].kind for position in required} == kinds


def test_grave_risks_have_their_talk_more_often():
	talks = [required for required in DEFAULT_REQUIREMENTS if required.kind == "integrity_talk"]
	assert [(talk.every, talk.grade, talk.key_posts_only) for talk in talks] == [
		("half_yearly", "I", False),
		("yearly", None, True),
	]


@pytest.mark.parametrize("requirement", DEFAULT_REQUIREMENTS)
def test_they_speak_in_terms_of_the_vocabularies(requirement):
	assert requirement.kind in ACTIVITY_KIND.codes
	assert requirement.every in RECURRENCE.codes


@pytest.mark.parametrize(
	("requirement", "zh", "en"),
	[
		(Requirement("pledge", "yearly"), "每年", "Every Year"),
		(
			Requirement("integrity_talk", "half_yearly", grade="I"),
			"每半年（风险为一级）",
			"Every Half-Year (Grade I)",
		),
		(
			Requirement("pledge", "yearly", ("staff",), "II", True),
			"每年（一般工作人员，风险为二级及以上，重点岗位）",
			"Every Year (Staff, Grade II or worse, key posts)",
		),
		(
			Requirement("duty_report", "yearly", ("principal_leader", "leader_in_charge")),
			"每年（主要领导、分管领导）",
			"Every Year (Principal Leader or Leader in Charge)",
		),
	],
)
def test_a_requirement_in_words(requirement, zh, en):
	assert (told(requirement), told(requirement, "en")) == (zh, en)
