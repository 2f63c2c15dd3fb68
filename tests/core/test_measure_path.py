"""The course of a measure: which state leads where, and who may not take a step although the role would allow it."""

from __future__ import annotations

from datetime import date

import pytest

from lianzheng_risk.core import course
from lianzheng_risk.core.course import Actor
from lianzheng_risk.core.measures.path import ACTION, ENDED, MEASURE, OPEN, MeasureCase
from lianzheng_risk.core.roles import ROLE
from lianzheng_risk.core.vocabulary import MEASURE_STATUS

TODAY = date(2026, 6, 30)
REPORTED = MeasureCase("implemented", frozenset({"zhang"}), frozenset({"li"}), frozenset({"wang"}), "II")


def actor(user: str, *roles: str) -> Actor:
	return Actor(user, frozenset(roles))


def actions(state: str, *roles: str) -> set[str]:
	return {move.action for move in MEASURE.open_moves(MeasureCase(state), actor("somebody", *roles), TODAY)}


def test_moves_lead_from_a_state_to_another_by_roles_that_exist():
	for move in MEASURE.moves:
		assert {move.source, move.target} <= set(MEASURE_STATUS.codes)
		assert move.source != move.target
		assert set(move.roles) <= set(ROLE.codes)
		assert set(move.needs) <= set(course.NEEDED)
	assert {move.action for move in MEASURE.moves} == set(ACTION.codes)
	# No state has two moves of one name, so the action alone says what is meant.
	assert len({(move.source, move.action) for move in MEASURE.moves}) == len(MEASURE.moves)


@pytest.mark.parametrize(
	("state", "role", "expected"),
	[
		("planned", "leader", {"begin", "report", "lapse", "cancel"}),
		("planned", "liaison", {"begin", "report", "lapse"}),
		("planned", "holder", set()),  # not the own post
		("planned", "auditor", set()),
		("in_progress", "head", {"report", "lapse", "cancel"}),
		("implemented", "inspector", {"verify", "send_back"}),
		("implemented", "supervisor", {"verify", "send_back", "lapse"}),
		("implemented", "manager", set()),
		("verified", "liaison", {"send_back", "lapse"}),
		("lapsed", "liaison", {"renew"}),
		("cancelled", "holder", set()),
	],
)
def test_what_a_role_may_do(state, role, expected):
	assert actions(state, role) == expected


def test_nobody_verifies_what_they_reported():
	assert "本人报告" in MEASURE.refusal(REPORTED, actor("zhang", "liaison"), "verify", TODAY).zh
	assert MEASURE.refusal(REPORTED, actor("zhao", "liaison"), "verify", TODAY) is None


def test_nobody_verifies_what_they_answer_for():
	assert "本人负责" in MEASURE.refusal(REPORTED, actor("li", "head"), "verify", TODAY).zh


def test_only_who_reported_takes_it_back():
	assert MEASURE.refusal(REPORTED, actor("zhang", "liaison"), "take_back", TODAY) is None
	assert MEASURE.refusal(REPORTED, actor("zhao", "leader"), "take_back", TODAY)


@pytest.mark.parametrize("user", ["li", "wang"])
def test_a_post_holder_reports_on_the_own_post_and_own_measures(user):
	case = MeasureCase("in_progress", frozenset(), REPORTED.responsible, REPORTED.holders)
	assert MEASURE.refusal(case, actor(user, "holder"), "report", TODAY, {"evidence": "会议纪要"}) is None
	assert "本人岗位" in MEASURE.refusal(case, actor("zhao", "holder"), "report", TODAY, {"evidence": "会议纪要"}).zh


@pytest.mark.parametrize("state", OPEN)
def test_a_report_needs_evidence(state):
	case = MeasureCase(state)
	assert "佐证" in MEASURE.refusal(case, actor("zhao", "head"), "report", TODAY, {"evidence": "  "}).zh
	assert MEASURE.refusal(case, actor("zhao", "head"), "report", TODAY, {"evidence": "记录"}) is None


@pytest.mark.parametrize(("action", "state"), [("lapse", "planned"), ("cancel", "planned"), ("send_back", "verified")])
def test_an_end_needs_a_reason(action, state):
	case = MeasureCase(state)
	assert "理由" in MEASURE.refusal(case, actor("zhao", "leader"), action, TODAY).zh
	assert MEASURE.refusal(case, actor("zhao", "leader"), action, TODAY, {"reason": "职能已划转"}) is None


def test_a_measure_for_a_grade_I_risk_is_cancelled_by_a_leader():
	case, reason = MeasureCase("planned", grade="I"), {"reason": "职能已划转"}
	assert "单位领导" in MEASURE.refusal(case, actor("zhao", "head"), "cancel", TODAY, reason).zh
	assert MEASURE.refusal(case, actor("zhao", "leader"), "cancel", TODAY, reason) is None


def test_nobody_ends_a_measure_that_they_answer_for_unless_it_matters_little():
	reason = {"reason": "没有必要"}
	high, low = (MeasureCase("planned", responsible=frozenset({"li"}), grade=grade) for grade in ("II", "III"))
	for action in ("cancel", "lapse"):
		assert "本人负责" in MEASURE.refusal(high, actor("li", "head"), action, TODAY, reason).zh
		assert MEASURE.refusal(low, actor("li", "head"), action, TODAY, reason) is None


@pytest.mark.parametrize("state", ENDED)
def test_what_has_ended_can_only_be_renewed(state):
	assert {move.action for move in MEASURE.moves if move.source == state} == {"renew"}
	refusal = MEASURE.refusal(MeasureCase(state), actor("zhao", "leader"), "report", TODAY)
	assert (refusal.zh, refusal.en) == (
		f"“{MEASURE_STATUS.label(state)}”状态下不能报告落实",
		f"“Report as Implemented” is not possible in the state “{MEASURE_STATUS.label(state, 'en')}”",
	)
