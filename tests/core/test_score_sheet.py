"""The score sheet of one unit, and the course of its assessment: who fills in what, issues, appeals and corrects."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from lianzheng_risk.core.course import Actor
from lianzheng_risk.core.scoring.default import DEFAULT
from lianzheng_risk.core.scoring.path import (
	ASSESSMENT,
	CHECK,
	SELF,
	SUMMARY,
	AssessmentCase,
	refusal_of_part,
	refusal_to_issue,
)
from lianzheng_risk.core.scoring.sheet import Line, impossible, points_of, result, unexplained

DAY = date(2026, 6, 24)
DUE = date(2026, 6, 25)


def lines(**changed) -> list[Line]:
	"""Full marks everywhere, nothing added or taken off."""
	full = {item.code: Line(item, item.marks, item.marks) if item.is_weighed else Line(item) for item in DEFAULT.items}
	for code, values in changed.items():
		full[code] = Line(
			full[code].item, **{"self_score": full[code].self_score, "checked": full[code].checked} | values
		)
	return list(full.values())


class TestSheet:
	def test_self_and_checked_score_stand_side_by_side(self):
		found = result(DEFAULT, lines(grading={"self_score": 9, "checked": 4, "reason": "三处不当"}))
		assert (found.self_score, found.checked, found.rating) == (99, 94, "excellent")

	def test_a_veto_leaves_nothing_of_the_checked_score_alone(self):
		found = result(DEFAULT, lines(veto_case={"veto_hit": True}))
		assert (found.self_score, found.checked, found.rating, found.vetoed) == (100, 0, "below_standard", True)

	def test_automatic_points_follow_from_the_figures(self):
		values = pd.DataFrame(
			[{item.indicator: 1.0 for item in DEFAULT.of_kind("automatic")} | {"post_coverage": None}]
		)
		points = points_of(DEFAULT, values)
		assert points["posts_screened"] is None and points["units_screened"] == 4

	@pytest.mark.parametrize(
		("changed", "words"),
		[
			({"grading": {"self_score": 11}}, "“定级准确、分级管理落实”的自评分应在0到10之间"),
			({"grading": {"checked": -1}}, "核准分应在0到10之间"),
			({"bonus": {"checked": 6}}, "核准分应在0到5之间"),
			({"grading": {"veto_hit": True}}, "不是一票否决项"),
		],
	)
	def test_what_no_sheet_may_hold(self, changed, words):
		(found,) = impossible(lines(**changed))
		assert words in found.zh

	@pytest.mark.parametrize(
		("changed", "words"),
		[
			({"grading": {"checked": 7.5}}, "“定级准确、分级管理落实”扣了2.5分，请填写原因"),
			({"bonus": {"checked": 3}}, "记了3分，请填写原因"),
			({"deduction": {"checked": 1}}, "记了1分，请填写原因"),
			({"veto_case": {"veto_hit": True}}, "被一票否决，请填写原因"),
		],
	)
	def test_what_lacks_its_reason(self, changed, words):
		(found,) = unexplained(lines(**changed))
		assert words in found.zh
		((code, values),) = changed.items()
		assert not list(unexplained(lines(**{code: values | {"reason": "依据充分"}})))

	def test_figures_explain_themselves(self):
		assert not list(unexplained(lines(posts_screened={"checked": 0})))


def actor(role: str, user: str = "u") -> Actor:
	return Actor(user, frozenset({role}))


class TestCourse:
	@pytest.mark.parametrize(
		("state", "role", "actions"),
		[
			("to_score", "liaison", ["report_self"]),
			("to_score", "supervisor", []),
			("to_check", "supervisor", ["return"]),
			("issued", "leader", ["appeal"]),
			("issued", "supervisor", []),
			("appealed", "supervisor", ["reject"]),
			("appealed", "leader", []),
			("replaced", "leader", []),
		],
	)
	def test_who_may_take_which_step(self, state, role, actions):
		moves = ASSESSMENT.open_moves(AssessmentCase(state), actor(role), DAY)
		assert [move.action for move in moves] == actions

	def test_an_appeal_is_upheld_by_a_correction_and_rejected_without_one(self):
		corrected = AssessmentCase("appealed", corrected=True)
		assert [m.action for m in ASSESSMENT.open_moves(corrected, actor("supervisor"), DAY)] == ["correct"]

	def test_nobody_decides_on_their_own_appeal(self):
		case = AssessmentCase("appealed", appellants=frozenset({"u"}))
		assert "本人提出的申诉" in ASSESSMENT.refusal(case, actor("supervisor"), "reject", DAY, {"reason": "x"}).zh

	def test_an_appeal_says_why(self):
		assert ASSESSMENT.refusal(AssessmentCase("issued"), actor("head"), "appeal", DAY).zh == "请填写理由"

	def test_what_is_not_scored_has_no_appeal(self):
		case = AssessmentCase("issued", is_scored=False)
		assert ASSESSMENT.refusal(case, actor("head"), "appeal", DAY, {"reason": "x"}).zh == "本期评估不计分"

	def test_the_unit_has_until_the_day_on_which_it_is_due(self):
		case = AssessmentCase("to_score", due=DUE)
		assert "2026-06-25" in refusal_to_issue(case, "u", {"supervisor"}, DAY).zh
		assert refusal_to_issue(case, "u", {"supervisor"}, DUE) is None

	def test_who_handed_in_the_self_score_does_not_issue_it(self):
		case = AssessmentCase("to_check", self_scorers=frozenset({"u"}))
		assert refusal_to_issue(case, "u", {"supervisor"}, DAY)
		assert refusal_to_issue(case, "v", {"supervisor"}, DAY) is None
		assert refusal_to_issue(case, "v", {"leader"}, DAY)

	@pytest.mark.parametrize(
		("part", "state", "role", "may"),
		[
			(SELF, "to_score", "liaison", True),
			(SELF, "to_check", "liaison", False),
			(SELF, "to_score", "supervisor", False),
			(CHECK, "to_check", "supervisor", True),
			(CHECK, "issued", "supervisor", False),
			(CHECK, "appealed", "supervisor", True),
			(CHECK, "to_check", "leader", False),
			(SUMMARY, "to_check", "head", True),
			(SUMMARY, "issued", "supervisor", False),
			(SUMMARY, "to_check", "auditor", False),
		],
	)
	def test_who_fills_in_which_part(self, part, state, role, may):
		assert (refusal_of_part(part, state, {role}) is None) == may
