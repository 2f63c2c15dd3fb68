"""The course of a rectification, and what counts as a finding that has come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lianzheng_risk.core import course
from lianzheng_risk.core.course import Actor
from lianzheng_risk.core.rectification.path import ACTION, RECTIFICATION, STATE, WAITING, RectificationCase
from lianzheng_risk.core.rectification.recurrence import Finding, came_back
from lianzheng_risk.core.roles import ROLE

TODAY = date(2026, 6, 30)
CASE = RectificationCase(
	"reported", frozenset({"zhang"}), frozenset({"li"}), deadline=date(2026, 6, 30), asked_until=date(2026, 7, 31)
)


def refusal(user: str, role: str, action: str, case: RectificationCase = CASE, **given):
	return RECTIFICATION.refusal(case, Actor(user, frozenset({role})), action, TODAY, given)


class TestCourse:
	def test_moves_lead_from_a_state_to_another_by_roles_that_exist(self):
		for move in RECTIFICATION.moves:
			assert {move.source, move.target} <= set(STATE.codes)
			assert set(move.roles) <= set(ROLE.codes)
			assert set(move.needs) <= set(course.NEEDED)
		assert {move.action for move in RECTIFICATION.moves} == set(ACTION.codes)
		assert set(WAITING) <= set(STATE.codes)

	@pytest.mark.parametrize(("user", "words"), [("zhang", "本人办理"), ("li", "由本人负责")])
	def test_nobody_closes_what_they_did_or_answer_for(self, user, words):
		assert words in refusal(user, "leader", "close").zh

	@pytest.mark.parametrize("role", ["leader", "supervisor", "inspector"])
	def test_another_one_closes_it(self, role):
		assert refusal("zhao", role, "close") is None

	def test_who_answers_for_it_may_still_send_it_back(self):
		assert refusal("li", "leader", "send_back", reason="佐证不全") is None

	def test_a_report_needs_evidence(self):
		ordered = replace(CASE, state="ordered")
		assert "佐证" in refusal("zhang", "liaison", "report", ordered).zh
		assert refusal("zhang", "liaison", "report", ordered, evidence="整改报告") is None

	def test_an_extension_needs_a_reason_and_a_day(self):
		under_way = replace(CASE, state="under_way")
		assert "理由" in refusal("zhang", "liaison", "ask_extension", under_way).zh
		assert "截止日期" in refusal("zhang", "liaison", "ask_extension", under_way, reason="等待批复").zh

	def test_nobody_grants_the_extension_they_asked_for(self):
		asked = replace(CASE, state="extension")
		assert "本人办理" in refusal("zhang", "leader", "grant", asked).zh
		assert refusal("zhao", "leader", "grant", asked) is None

	def test_an_extension_to_no_later_day_is_none(self):
		asked = replace(CASE, state="extension", asked_until=date(2026, 6, 30))
		assert "无须延期" in refusal("zhao", "leader", "grant", asked).zh

	def test_what_was_closed_off_can_be_taken_up_again(self):
		closed = replace(CASE, state="closed")
		assert refusal("zhao", "supervisor", "take_up_again", closed, reason="问题反弹") is None
		assert "没有办理" in refusal("zhao", "holder", "take_up_again", closed, reason="问题反弹").zh


FOUND = Finding("F9", "NJ", risk="R1")
CLOSED = Finding("F1", "NJ", risk="R1", closed_on=date(2026, 2, 28))


class TestComingBack:
	@pytest.mark.parametrize(
		("earlier", "same"),
		[
			(CLOSED, True),
			(replace(CLOSED, unit="NJ-CW"), False),
			(replace(CLOSED, risk="R2"), False),
			(replace(CLOSED, closed_on=None), False),
			# A measure says more than its risk point does.
			(replace(CLOSED, measure="C1"), False),
			(replace(CLOSED, post="G1"), True),
			(replace(CLOSED, name="F9"), False),
		],
	)
	def test_it_is_about_the_same_thing(self, earlier, same):
		assert came_back(FOUND, TODAY, [earlier]) == (earlier if same else None)

	@pytest.mark.parametrize(
		("found_on", "within"),
		[("2026-02-27", False), ("2026-02-28", True), ("2027-02-28", True), ("2027-03-01", False)],
	)
	def test_within_a_year_of_being_closed_off(self, found_on, within):
		assert bool(came_back(FOUND, date.fromisoformat(found_on), [CLOSED])) is within

	def test_of_several_it_is_the_latest(self):
		later = replace(CLOSED, name="F2", closed_on=date(2026, 5, 1))
		assert came_back(FOUND, TODAY, [later, CLOSED]) == later

	def test_findings_about_a_unit_alone_are_not_compared(self):
		unit = Finding("F9", "NJ")
		assert came_back(unit, TODAY, [Finding("F1", "NJ", closed_on=date(2026, 5, 1))]) is None
