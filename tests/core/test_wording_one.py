"""What is said about one risk point while it is being written."""

from __future__ import annotations

import pytest

from lianzheng_risk.core.checks.one_text import remarks
from lianzheng_risk.core.checks.vague import OF_MEASURES, OF_RISKS, problem_of_measure, problem_of_risk


def told(**values: str) -> list[tuple[str, str | None]]:
	return [(it.rule.code, it.place.field) for it in remarks(values)]


@pytest.mark.parametrize(
	("manifestation", "rule", "value"),
	[
		("收钱", "too_short", None),
		("审核不严格", "too_short", None),  # five characters; six say something
		("可能出现廉政问题", "no_conduct", None),
		("以权谋私、滥用职权。", "no_conduct", None),
		("责任意识不强，可能存在廉政风险", "no_conduct", None),
		("验收时不清点数量，可能造成不良影响", "vague_wording", "可能造成不良影响"),
		("对熟人的申请不核对原件，容易滋生腐败", "vague_wording", "容易滋生腐败"),
		("经办人廉洁意识淡薄，节日收受购物卡", "vague_wording", "廉洁意识淡薄"),
		("违反有关规定，把标底透露给投标人", "vague_wording", "违反有关规定"),
		("进一步加强日常管理，对账由出纳一人完成", "vague_wording", "进一步加强日常管理"),
		("内部监督不到位，印章由一人保管", "vague_wording", "内部监督不到位"),
	],
)
def test_a_risk_that_would_fit_any_post(manifestation: str, rule: str, value: str | None) -> None:
	problem = problem_of_risk(manifestation)
	assert (problem.rule.code, problem.values.get("value")) == (rule, value)


@pytest.mark.parametrize(
	"manifestation",
	[
		"",
		"先用印后补登记",
		"违反《印章管理办法》，先用印后补登记",
		"以可能影响公正执行公务为由拒绝回避登记",
		"对交易双方收受礼金，简易程序中当场减免罚款",
		"安排家属在其管辖范围内承揽业务",
		"加强型钢的检测报告未抽检即签字",
	],
)
def test_concrete_conduct_passes(manifestation: str) -> None:
	assert problem_of_risk(manifestation) is None


def test_the_name_of_the_risk_again_is_no_manifestation() -> None:
	assert problem_of_risk("审核把关不严。", "审核把关不严").rule.code == "no_conduct"
	assert problem_of_risk("审核把关不严，超标准单据照单签字", "审核把关不严") is None


@pytest.mark.parametrize("slogan", ["加强管理", "进一步强化监督管理。", "提高廉洁自律意识", "完善规章制度"])
def test_a_slogan_is_no_measure(slogan: str) -> None:
	assert problem_of_measure(slogan).values["value"] == slogan


@pytest.mark.parametrize(
	"measure",
	[
		"完善报销审核清单，会计、出纳分设",
		"每月核对用印登记",
		"落实2人以上验收",
		"严格执行到期轮岗并由人事部门按月核对名单",
	],
)
def test_a_measure_that_says_who_does_what_passes(measure: str) -> None:
	assert problem_of_measure(measure) is None


def test_every_pattern_starts_from_its_mark_and_advises_in_both_languages() -> None:
	for mark, (pattern, advice) in {**OF_RISKS, **OF_MEASURES}.items():
		assert mark in pattern.pattern
		assert advice.zh.startswith(("请", "这是措施")) and advice.en and advice.en != advice.zh


def test_leftovers_are_found_in_every_text_and_vague_wording_in_the_manifestation() -> None:
	assert told(title="XX岗位收受礼金", manifestation="可能出现廉政问题", grade_basis="待补充") == [
		("template_leftover", "title"),
		("template_leftover", "grade_basis"),
		("no_conduct", "manifestation"),
	]
	assert told(title="用印登记不全", manifestation="先用印后补登记") == []
	assert remarks({"title": None, "manifestation": None}) == []


def test_words_copied_from_other_posts_are_named_with_their_risk_points() -> None:
	own = {"title": "推诿", "manifestation": "对服务对象态度生硬，推诿拖延"}
	others = [("甲", "对服务对象态度生硬推诿拖延。"), ("乙", "对服务对象态度热情"), ("丙", "")]
	(remark,) = remarks(own, others)
	assert remark.message() == "“表现形式”与其他岗位的风险点（甲）一字不差，请按本岗位的实际情况填写"
	# A short text may well be the same by chance.
	assert remarks({"title": "拖延", "manifestation": "推诿拖延不办"}, [("甲", "推诿拖延不办")]) == []


def test_the_message_says_what_to_do() -> None:
	(remark,) = remarks({"title": "收受礼金", "manifestation": "违反有关规定，节日收受购物卡"})
	assert remark.message() == "“表现形式”中的“违反有关规定”过于笼统，请写明是哪项规定的哪项要求"
	assert remark.message("en") == (
		"“Manifestation”: “违反有关规定” could be said of any post; name the rule and what it asks"
	)
