"""Colours, course and climbing of warnings, against tables and dates worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianzheng_risk.core import course
from lianzheng_risk.core.course import Actor
from lianzheng_risk.core.roles import ROLE
from lianzheng_risk.core.vocabulary import GRADE
from lianzheng_risk.core.warnings.causes import Cause, Round, Screened, missed_rounds, unreported
from lianzheng_risk.core.warnings.colours import COLOUR, DAYS, DEFAULT_LINES, Line, colour_of, heavier, problems
from lianzheng_risk.core.warnings.escalation import Climb, Resumed, Standing, addressees, deadline_of, turns
from lianzheng_risk.core.warnings.path import ACTION, BY_CLOCK, STATE, WARNING, WarningCase
from lianzheng_risk.core.workdays import HolidayList

TODAY = date(2026, 6, 30)
EVERY_DAY_WORKS = HolidayList.of([date(2020, 1, 4)], date(2020, 1, 1), date(2040, 12, 31))


class TestColours:
	@pytest.mark.parametrize(
		("grade", "late", "colour"),
		[
			("I", 0, "orange"), ("I", 9, "orange"), ("I", 10, "red"), ("I", -3, "orange"),
			("II", 0, "yellow"), ("II", 10, "orange"), ("II", 19, "orange"), ("II", 20, "red"),
			("III", 19, "yellow"), ("III", 400, "orange"),
			(None, 1, "yellow"), (None, 20, "orange"),
		],
	)  # fmt: skip
	def test_by_grade_and_delay(self, grade, late, colour):
		assert colour_of(grade, late) == colour

	def test_a_grade_without_a_line_is_an_error(self):
		with pytest.raises(ValueError, match="'II', 3"):
			colour_of("II", 3, [Line("I", 0, "red"), Line("II", 5, "red")])

	def test_one_up(self):
		assert [heavier(colour) for colour in COLOUR.codes] == ["orange", "red", "red"]

	def test_the_default_table_is_sound(self):
		assert problems(DEFAULT_LINES) == []

	def test_what_is_wrong_with_a_table(self):
		lines = [Line("I", 0, "red"), Line("I", 10, "yellow"), Line("II", 5, "red"), Line("III", 0, "yellow")]
		assert [problem.zh for problem in problems(lines)] == [
			"“一级”迟了10个工作日，颜色反而更轻，请改正",
			"“二级”没有从0个工作日起的一行，请补上",
			"“与风险点无关的”没有从0个工作日起的一行，请补上",
		]

	@given(st.sampled_from([*GRADE.codes, None]), st.integers(0, 100), st.integers(0, 100))
	def test_later_is_never_lighter(self, grade, late, more):
		rank = COLOUR.codes.index
		assert rank(colour_of(grade, late + more)) >= rank(colour_of(grade, late))


class TestCourse:
	case = WarningCase("handled", frozenset({"zhang"}), frozenset({"li"}))

	def refusal(self, user: str, role: str, action: str, case: WarningCase | None = None, **given):
		return WARNING.refusal(case or self.case, Actor(user, frozenset({role})), action, TODAY, given)

	def test_moves_lead_from_a_state_to_another_by_roles_that_exist(self):
		for move in WARNING.moves:
			assert {move.source, move.target} <= set(STATE.codes)
			assert set(move.roles) <= set(ROLE.codes)
			assert set(move.needs) <= set(course.NEEDED)
		assert {move.action for move in WARNING.moves} == set(ACTION.codes) - set(BY_CLOCK)

	def test_nobody_rechecks_what_they_handled(self):
		assert "本人处置" in self.refusal("zhang", "head", "lift").zh
		assert self.refusal("zhao", "head", "lift") is None

	def test_nobody_lifts_or_mutes_a_warning_about_themselves(self):
		assert "涉及本人" in self.refusal("li", "leader", "lift").zh
		issued = replace(self.case, state="issued")
		assert "涉及本人" in self.refusal("li", "leader", "mute", issued, reason="休假", until="2026-07-31").zh

	def test_muting_needs_a_reason_and_an_end(self):
		issued = replace(self.case, state="issued")
		assert "理由" in self.refusal("zhao", "leader", "mute", issued).zh
		assert "截止日期" in self.refusal("zhao", "leader", "mute", issued, reason="机构调整").zh
		assert self.refusal("zhao", "leader", "mute", issued, reason="机构调整", until="2026-07-31") is None

	def test_what_was_lifted_stays_lifted(self):
		assert [move for move in WARNING.moves if move.source == "lifted"] == []


ISSUED = Standing("issued", "yellow", 0, 2, date(2026, 6, 5))


class TestClimbing:
	def test_not_before_its_last_day_is_over(self):
		assert turns(ISSUED, date(2026, 6, 5)) == []

	def test_one_colour_and_one_level_up_with_the_days_of_the_new_colour(self):
		# 6 June is a Saturday; ten working days after it, the Dragon Boat Festival on the 19th left out, end on the 22nd.
		assert turns(ISSUED, date(2026, 6, 8)) == [Climb(date(2026, 6, 6), "orange", 1, date(2026, 6, 22))]

	def test_to_the_top_and_no_further(self):
		climbs = turns(ISSUED, date(2027, 6, 1))
		assert [(climb.colour, climb.level) for climb in climbs] == [("orange", 1), ("red", 2)]
		assert turns(replace(ISSUED, colour="red", level=2), date(2027, 6, 1)) == []

	def test_where_nobody_stands_above_the_colour_still_rises(self):
		climbs = turns(replace(ISSUED, top=0), date(2027, 6, 1))
		assert [(climb.colour, climb.level) for climb in climbs] == [("orange", 0), ("red", 0)]

	def test_a_red_one_still_climbs_the_tree(self):
		climbs = turns(replace(ISSUED, colour="red"), date(2027, 6, 1))
		assert [(climb.colour, climb.level) for climb in climbs] == [("red", 1), ("red", 2)]

	@pytest.mark.parametrize("state", ["handled", "lifted"])
	def test_what_was_handled_waits_for_nobody(self, state):
		assert turns(replace(ISSUED, state=state), date(2027, 6, 1)) == []

	def test_what_was_muted_comes_back_when_its_time_is_over(self):
		muted = replace(ISSUED, state="muted", muted_until=date(2026, 6, 30))
		assert turns(muted, date(2026, 6, 30)) == []
		assert turns(muted, date(2026, 7, 1)) == [Resumed(date(2026, 7, 1), date(2026, 7, 8))]

	def test_a_deadline_counts_working_days(self):
		# 29 and 30 September, 8 and 9 October, and Saturday the 10th, which is worked in exchange.
		assert deadline_of("yellow", date(2026, 9, 28)) == date(2026, 10, 10)

	@settings(deadline=None)
	@given(
		st.builds(
			Standing,
			state=st.sampled_from(STATE.codes),
			colour=st.sampled_from(COLOUR.codes),
			level=st.integers(0, 3),
			top=st.integers(3, 5),
			deadline=st.dates(date(2026, 1, 1), date(2026, 3, 1)),
			muted_until=st.dates(date(2026, 1, 1), date(2026, 3, 1)),
		),
		st.sets(st.integers(0, 200), max_size=20),
	)
	def test_late_runs_find_what_daily_ones_find(self, warning, runs):
		assert played(warning, [*sorted(runs), 200, 200]) == played(warning, range(201))


def played(warning: Standing, on) -> list:
	found = []
	for day in on:
		for turn in turns(warning, date(2026, 1, 1) + timedelta(days=day), EVERY_DAY_WORKS):
			found.append(turn)
			warning = replace(warning, state="issued", deadline=turn.deadline)
			if isinstance(turn, Climb):
				warning = replace(warning, colour=turn.colour, level=turn.level)
	return found


class TestAddressees:
	chain = ("head", "deputy", "chief", None, "county")

	@pytest.mark.parametrize(
		("concerned", "expected"),
		[
			(set(), ["head", "deputy", "chief", "county"]),
			({"clerk"}, ["head", "deputy", "chief", "county"]),
			({"head"}, ["deputy", "chief", "county"]),
			# Whoever stands under the one concerned is no judge either.
			({"deputy"}, ["chief", "county"]),
			({"head", "chief"}, ["county"]),
			({"county"}, []),
		],
	)
	def test_past_the_one_concerned_and_those_under_him(self, concerned, expected):
		assert addressees(self.chain, frozenset(concerned)) == expected

	def test_who_holds_two_places_is_asked_once(self):
		assert addressees(("chief", "chief", "county")) == ["chief", "county"]

	def test_every_colour_has_its_days(self):
		assert set(DAYS) == set(COLOUR.codes)


class TestCauses:
	def overdue(self, **values) -> Cause:
		given = {
			"source": "measure_overdue",
			"key": "m",
			"due": date(2026, 6, 1),
			"known": date(2026, 1, 1),
			"grade": "II",
		}
		return Cause(**given | values)

	def test_begins_on_the_day_after_it_was_due_or_when_the_site_first_knew(self):
		assert self.overdue().begins == date(2026, 6, 2)
		assert self.overdue(known=date(2026, 6, 20)).begins == date(2026, 6, 20)

	def test_what_was_put_right_before_it_began_was_never_met(self):
		assert not self.overdue().was_met(date(2026, 6, 1))
		assert self.overdue().was_met(date(2026, 6, 2))
		assert self.overdue(ended=date(2026, 6, 2)).was_met(date(2026, 7, 1))
		assert not self.overdue(known=date(2026, 6, 20), ended=date(2026, 6, 10)).was_met(date(2026, 7, 1))

	def test_old_arrears_come_with_the_colour_of_their_delay(self):
		assert self.overdue().colour() == "yellow"
		assert self.overdue(known=date(2026, 6, 20)).colour(EVERY_DAY_WORKS) == "orange"
		assert self.overdue(known=date(2026, 6, 21)).colour(EVERY_DAY_WORKS) == "red"

	def test_rounds_missed_one_after_the_other_are_one_cause(self):
		days = [date(2026, month, 28) for month in range(1, 7)]
		done = {days[2]: date(2026, 3, 20)}
		rounds = [Round("M", day, done.get(day)) for day in days]
		first, second = missed_rounds(rounds, date(2026, 1, 1), "I")
		assert (first.key, first.ended) == ("round:M:2026-01-28", date(2026, 3, 20))
		assert (second.key, second.due, second.ended) == ("round:M:2026-04-28", date(2026, 4, 28), None)

	def test_a_round_done_late_ends_the_row_that_it_belongs_to(self):
		rounds = [Round("M", date(2026, 1, 28), None), Round("M", date(2026, 2, 28), date(2026, 3, 5))]
		(cause,) = missed_rounds(rounds, date(2026, 1, 1), None)
		assert (cause.due, cause.ended) == (date(2026, 1, 28), date(2026, 3, 5))

	def test_a_round_done_late_was_overdue_until_then(self):
		(cause,) = missed_rounds([Round("M", date(2026, 1, 28), date(2026, 2, 5))], date(2026, 1, 1), None)
		assert (cause.begins, cause.ended) == (date(2026, 1, 29), date(2026, 2, 5))

	def test_a_round_done_in_time_is_no_cause(self):
		assert missed_rounds([Round("M", date(2026, 1, 28), date(2026, 1, 28))], date(2026, 1, 1), None) == []


def test_a_warning_is_not_lifted_while_what_it_warns_of_stands():
	supervisor = Actor("s", frozenset({"supervisor"}))
	assert WARNING.refusal(WarningCase("handled"), supervisor, "lift", TODAY) is None
	assert "还没有消除" in WARNING.refusal(WarningCase("handled", cause_stands=True), supervisor, "lift", TODAY).zh


class TestScreenings:
	"""The posts of one unit in a campaign that was to be reported by 15 June."""

	DUE = date(2026, 6, 15)
	START = date(2026, 6, 1)

	def cause(self, *reported: date | None, closed: date | None = None, known: date = START) -> Cause | None:
		return unreported("C", "U", self.DUE, [Screened(known, day) for day in reported], closed)

	def test_in_time_is_no_cause(self):
		assert self.cause(self.DUE, date(2026, 6, 2)) is None

	def test_stands_until_the_last_report(self):
		cause = self.cause(self.DUE, date(2026, 6, 20), None)
		assert (cause.begins, cause.ended) == (date(2026, 6, 16), None)
		assert self.cause(self.DUE, date(2026, 6, 20), date(2026, 6, 18)).ended == date(2026, 6, 20)

	def test_ends_with_the_campaign(self):
		assert self.cause(None, closed=date(2026, 6, 30)).ended == date(2026, 6, 30)

	def test_of_posts_added_late_it_is_not_known_before(self):
		assert self.cause(None, known=date(2026, 6, 25)).begins == date(2026, 6, 25)

	def test_what_was_reported_does_not_date_back_what_is_open(self):
		posts = [Screened(self.START, date(2026, 6, 20)), Screened(date(2026, 6, 25), None)]
		assert unreported("C", "U", self.DUE, posts).begins == date(2026, 6, 25)
