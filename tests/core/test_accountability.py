"""Accountability: what the record suggests, the ladder, and who decides."""

from __future__ import annotations

import datetime
import random

import pytest

from lianzheng_risk.core.accountability.ladder import LADDER, REASON, heavier, is_heavier, next_above
from lianzheng_risk.core.accountability.path import ACCOUNTABILITY, ACTION, STATE, AccountabilityCase
from lianzheng_risk.core.accountability.suggesting import (
	DEFAULT_THRESHOLDS,
	GROUNDS,
	REFUSED_AFTER_DAYS,
	Duty,
	Lapse,
	Rules,
	Settled,
	Threshold,
	lapse_of,
	problems,
	suggestions,
)
from lianzheng_risk.core.course import Actor

TODAY = datetime.date(2026, 11, 28)


def day(before: int) -> datetime.date:
	return TODAY - datetime.timedelta(days=before)


def lapses(reason: str, *days: int, person: str = "li") -> list[Lapse]:
	return [Lapse(person, reason, day(before), f"Z-{before}") for before in days]


def steps(rows: list[Lapse], settled: Settled | None = None, today: datetime.date = TODAY) -> dict[str, str]:
	known = {("li", reason): settled for reason in REASON.codes} if settled else None
	return {found.reason: found.step for found in suggestions(rows, today, known)}


class TestLapses:
	def duty(self, **values) -> Duty:
		return Duty(**{"source": "Z", "person": "li", "deadline": day(10), "running": True, "received": True} | values)

	def test_running_past_its_deadline_is_late_from_the_day_after(self):
		assert lapse_of(self.duty(), TODAY) == Lapse("li", "late", day(9), "Z")
		assert lapse_of(self.duty(deadline=TODAY), TODAY) is None

	def test_reported_late_stays_late_and_in_time_never_is(self):
		assert lapse_of(self.duty(running=False, reported_on=day(9)), TODAY).reason == "late"
		assert lapse_of(self.duty(running=False, reported_on=day(10)), TODAY) is None
		assert lapse_of(self.duty(running=False), TODAY) is None

	def test_a_site_may_wait_longer_or_less(self):
		rules = Rules(refused_after_days=5)
		assert lapse_of(self.duty(received=False), TODAY, rules).reason == "refusal"

	def test_never_received_long_after_its_deadline_is_refused(self):
		ignored = self.duty(received=False, deadline=day(REFUSED_AFTER_DAYS))
		assert lapse_of(ignored, TODAY).reason == "late"
		later = TODAY + datetime.timedelta(days=1)
		assert lapse_of(ignored, later) == Lapse("li", "refusal", TODAY, "Z")
		assert lapse_of(self.duty(deadline=day(90)), TODAY).reason == "late"


class TestSuggestions:
	@pytest.mark.parametrize(
		("reason", "count", "step"),
		[
			("late", 2, None),
			("late", 3, "remind"),
			("late", 5, "talk"),
			("late", 7, "talk"),
			("late", 8, "hold_liable"),
			("refusal", 1, "talk"),
			("refusal", 2, "hold_liable"),
			("poor", 1, None),
			("poor", 2, "remind"),
			("poor", 9, "hold_liable"),
		],
	)
	def test_go_by_the_table(self, reason, count, step):
		assert steps(lapses(reason, *range(count))) == ({reason: step} if step else {})

	def test_count_a_year_back_and_no_further(self):
		assert steps(lapses("late", 1, 2, 364)) == {"late": "remind"}
		assert steps(lapses("late", 1, 2, 365)) == {}
		assert steps(lapses("late", 1, 2, -1)) == {}

	def test_are_made_by_person_and_ground(self):
		rows = [*lapses("late", 1, 2), *lapses("late", 3, person="wang"), *lapses("refusal", 4)]
		assert steps(rows) == {"refusal": "talk"}

	def test_count_the_same_lapse_once(self):
		assert steps(lapses("late", 1, 1, 1)) == {}

	def test_do_not_depend_on_the_order(self):
		rows = [*lapses("late", 1, 2, 3), *lapses("poor", 4, 5, person="wang")]
		shuffled = random.Random(1).sample(rows, len(rows))
		assert suggestions(rows, TODAY) == suggestions(shuffled, TODAY)

	def test_name_the_latest_source(self):
		[found] = suggestions(lapses("late", 30, 7, 90), TODAY)
		assert (found.source, found.count) == ("Z-7", 3)

	def test_hold_nothing_against_anybody_twice(self):
		rows = lapses("late", 10, 20, 30)
		assert steps(rows, Settled(day(10), "remind")) == {}
		assert steps(rows, Settled(day(10))) == {}

	def test_go_one_step_up_where_the_last_was_of_no_avail(self):
		rows = lapses("late", 1, 2, 3)
		assert steps(rows, Settled(day(40), "remind")) == {"late": "talk"}
		assert steps(rows, Settled(day(40), "hold_liable")) == {"late": "hold_liable"}
		assert steps(rows, Settled(day(40))) == {"late": "remind"}
		assert steps(rows, Settled(day(400), "talk")) == {"late": "remind"}

	def test_go_by_the_table_of_a_site(self):
		rules = Rules((Threshold("late", 2, "talk"),), within_months=1)
		assert [found.step for found in suggestions(lapses("late", 1, 2), TODAY, rules=rules)] == ["talk"]
		assert suggestions([*lapses("late", 1, 40), *lapses("refusal", 1)], TODAY, rules=rules) == []

	def test_the_usual_table_is_sound(self):
		assert problems(DEFAULT_THRESHOLDS) == []
		assert {row.reason for row in DEFAULT_THRESHOLDS} == set(GROUNDS) == set(REASON.codes) - {"other"}

	def test_what_is_wrong_with_a_table(self):
		rows = [("late", 0, "talk"), ("late", 3, "remind"), ("poor", 2, "remind"), ("poor", 2, "talk")]
		assert [problem.zh for problem in problems(Threshold(*row) for row in rows)] == [
			"“多次逾期”的次数应为1次以上",
			"“多次逾期”达到3次的处理方式没有更重，请改正",
			"“整改不力”有两行都是2次，请删去一行",
		]


def test_the_ladder_has_an_order_and_an_end():
	assert heavier("remind", "hold_liable") == "hold_liable"
	assert heavier(None, "remind") == "remind"
	assert [next_above(step) for step in LADDER.codes] == ["talk", "hold_liable", "hold_liable"]
	assert is_heavier("talk", "remind") and is_heavier("remind", None) and not is_heavier("talk", "talk")


def actor(user: str, *roles: str) -> Actor:
	return Actor(user, frozenset(roles))


GIVEN = {"basis": "问责办法第七条", "record": "纪〔2026〕3号", "reason": "查无实据"}


class TestCourse:
	def refusal(self, case: AccountabilityCase, who: Actor, action: str, **given) -> str | None:
		told = ACCOUNTABILITY.refusal(case, who, action, TODAY, GIVEN | given)
		return told.zh if told else None

	def test_a_leader_or_supervisor_decides_and_nobody_else(self):
		case = AccountabilityCase("under_decision")
		for role in ("leader", "supervisor"):
			assert self.refusal(case, actor("x", role), "decide") is None
		for role in ("manager", "head", "liaison", "holder", "inspector", "auditor"):
			assert "没有办理" in self.refusal(case, actor("x", role), "decide")

	@pytest.mark.parametrize("action", ACTION.codes)
	def test_nobody_acts_on_what_concerns_themselves(self, action):
		source = next(move.source for move in ACCOUNTABILITY.moves if move.action == action)
		case = AccountabilityCase(source, concerned=frozenset({"x"}))
		assert self.refusal(case, actor("x", "leader", "supervisor"), action) == "不能办理涉及本人的问责事项"
		assert self.refusal(case, actor("y", "leader"), action) is None

	def test_nobody_decides_on_what_they_proposed(self):
		case = AccountabilityCase("under_decision", proposed_by="x")
		assert "本人提出" in self.refusal(case, actor("x", "supervisor"), "decide")
		assert self.refusal(case, actor("x", "supervisor"), "dismiss") is None
		assert self.refusal(case, actor("y", "supervisor"), "decide") is None

	def test_a_decision_needs_a_basis_and_an_issue_its_document(self):
		who = actor("x", "leader")
		assert "处理依据" in self.refusal(AccountabilityCase("under_decision"), who, "decide", basis=" ")
		assert "文号" in self.refusal(AccountabilityCase("decided"), who, "issue", record="")
		assert "理由" in self.refusal(AccountabilityCase("suggested"), who, "dismiss", reason="")

	def test_what_is_issued_or_dismissed_stays(self):
		for state in ("issued", "dismissed"):
			assert ACCOUNTABILITY.leading_on(AccountabilityCase(state)) == []

	def test_every_state_is_reached(self):
		assert {move.target for move in ACCOUNTABILITY.moves} == set(STATE.codes) - {"suggested"}
