"""Rounds of recurring measures against dates worked out by hand, and the clock run day by day against late runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianzheng_risk.core.measures.recurrence import nth, number_of, on_workday
from lianzheng_risk.core.measures.rounds import Ended, Lapsed, Rules, Standing, due_when_renewed, following, turns
from lianzheng_risk.core.vocabulary import MEASURE_STATUS, RECURRENCE, RECURRENCE_BASIS
from lianzheng_risk.core.workdays import HolidayList

EVERY_DAY_WORKS = HolidayList.of([date(2020, 1, 4)], date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
	("first", "recurrence", "dates"),
	[
		(date(2026, 1, 31), "monthly", ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
		(date(2027, 11, 30), "quarterly", ["2027-11-30", "2028-02-29", "2028-05-30"]),
		(date(2026, 8, 31), "half_yearly", ["2026-08-31", "2027-02-28", "2027-08-31"]),
		(date(2028, 2, 29), "yearly", ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]),
		(date(2026, 12, 28), "weekly", ["2026-12-28", "2027-01-04", "2027-01-11"]),
	],
)
def test_a_series_keeps_its_day_of_the_month(first, recurrence, dates):
	assert [nth(first, recurrence, n).isoformat() for n in range(1, len(dates) + 1)] == dates


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from(RECURRENCE.codes), st.integers(0, 4000))
def test_the_number_of_a_day_is_that_of_the_next_date(first, recurrence, later):
	day = first + timedelta(days=later)
	n = number_of(first, recurrence, day)
	assert nth(first, recurrence, n) >= day
	assert n == 1 or nth(first, recurrence, n - 1) < day


@pytest.mark.parametrize(
	("day", "moved"),
	[
		("2026-10-01", "2026-10-08"),  # the National Day holidays
		("2026-02-14", "2026-02-14"),  # a Saturday worked in exchange
		("2026-10-31", "2026-11-02"),
		("2026-06-30", "2026-06-30"),
	],
)
def test_a_date_on_a_holiday_moves_to_the_next_working_day(day, moved):
	assert on_workday(date.fromisoformat(day)).isoformat() == moved


MONTHLY = Standing("in_progress", date(2026, 1, 30), "monthly", "calendar", date(2026, 1, 30))


def test_after_a_round_that_moved_into_the_next_month_comes_the_right_one():
	# 2026-10-31 is a Saturday and moves to 2 November; the round after it is that of 30 November.
	moved = replace(MONTHLY, first_due=date(2026, 8, 31), due=date(2026, 11, 2))
	assert following(moved) == date(2026, 11, 30)
	assert following(replace(moved, due=date(2026, 8, 31))) == date(2026, 9, 30)


class TestOnFixedDates:
	verified = replace(MONTHLY, status="verified", completed_on=date(2026, 1, 20))

	def test_a_proven_round_makes_room_once_its_date_has_passed(self):
		assert turns(self.verified, date(2026, 1, 30)) == []
		assert turns(self.verified, date(2026, 1, 31)) == [Ended(date(2026, 1, 31), "verified", date(2026, 2, 28))]

	def test_one_that_was_not_done_stays_until_the_next_date_has_passed(self):
		assert turns(MONTHLY, date(2026, 2, 28)) == []
		assert turns(MONTHLY, date(2026, 3, 1)) == [Ended(date(2026, 3, 1), "missed", date(2026, 2, 28))]

	def test_what_was_reported_but_not_verified_is_not_missed(self):
		(turn,) = turns(replace(MONTHLY, status="implemented"), date(2026, 3, 1))
		assert turn.outcome == "unverified"

	def test_rounds_missed_in_a_row_end_it_on_the_day_of_the_last(self):
		*ended, lapsed = turns(MONTHLY, date(2026, 12, 31), Rules(lapse_after=2))
		assert [turn.on for turn in ended] == [date(2026, 3, 1), date(2026, 3, 31)]
		assert lapsed.on == date(2026, 3, 31)
		assert lapsed.reason.zh == "连续2期没有落实"

	def test_without_such_a_rule_it_goes_on(self):
		# From January's round to November's, which is over on 31 December, the day after the twelfth date.
		assert [turn.outcome for turn in turns(MONTHLY, date(2026, 12, 31))] == ["missed"] * 11

	def test_a_round_reported_before_the_limit_is_not_ended(self):
		late = replace(MONTHLY, status="implemented", missed=2)
		assert turns(late, date(2026, 2, 15), Rules(lapse_after=2)) == []


class TestFromLastCompletion:
	verified = replace(MONTHLY, status="verified", basis="completion", completed_on=date(2026, 2, 10))

	def test_the_next_round_is_counted_from_the_day_it_was_done(self):
		assert turns(self.verified, date(2026, 2, 10)) == []
		assert turns(self.verified, date(2026, 2, 11)) == [Ended(date(2026, 2, 11), "verified", date(2026, 3, 10))]

	def test_one_that_is_not_done_stays_due(self):
		assert turns(replace(self.verified, status="planned"), date(2030, 1, 1)) == []

	def test_it_lapses_when_late_by_as_many_rounds(self):
		open_round = replace(self.verified, status="planned", due=date(2026, 1, 30))
		assert turns(open_round, date(2026, 3, 30), Rules(lapse_after=2)) == []
		(lapsed,) = turns(open_round, date(2026, 3, 31), Rules(lapse_after=2))
		assert (type(lapsed), lapsed.on) == (Lapsed, date(2026, 3, 31))


class TestValidity:
	def test_it_holds_through_its_last_day(self):
		valid = Standing("planned", valid_until=date(2026, 6, 30))
		assert turns(valid, date(2026, 6, 30)) == []
		(lapsed,) = turns(valid, date(2026, 7, 15))
		assert (lapsed.on, lapsed.reason.zh) == (date(2026, 7, 1), "有效期届满")

	def test_what_came_before_its_end_comes_first(self):
		both = replace(TestOnFixedDates.verified, valid_until=date(2026, 2, 15))
		assert [type(turn) for turn in turns(both, date(2026, 12, 1))] == [Ended, Lapsed]

	@pytest.mark.parametrize("status", ["lapsed", "cancelled"])
	def test_nothing_happens_to_what_has_ended(self, status):
		assert turns(replace(MONTHLY, status=status, valid_until=date(2026, 1, 1)), date(2030, 1, 1)) == []


class TestRenewing:
	"""What was missed while it had ended is not made up for, or it would end again the next night."""

	def test_on_fixed_dates_it_falls_due_on_the_next_of_them(self):
		assert due_when_renewed(MONTHLY, date(2027, 8, 1)) == date(2027, 8, 30)

	def test_counted_from_completion_it_falls_due_a_round_from_now(self):
		assert due_when_renewed(replace(MONTHLY, basis="completion"), date(2026, 8, 3)) == date(2026, 9, 3)

	def test_what_does_not_recur_keeps_its_date(self):
		assert due_when_renewed(Standing("lapsed", date(2026, 1, 30)), date(2027, 8, 1)) == date(2026, 1, 30)

	def test_nothing_happens_to_it_the_next_night(self):
		due = due_when_renewed(MONTHLY, date(2027, 8, 1))
		assert turns(replace(MONTHLY, due=due), date(2027, 8, 2), Rules(lapse_after=1)) == []


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
standings = st.builds(
	Standing,
	status=st.sampled_from(MEASURE_STATUS.codes),
	due=days,
	recurrence=st.sampled_from([None, *RECURRENCE.codes]),
	basis=st.sampled_from(RECURRENCE_BASIS.codes),
	first_due=days,
	completed_on=st.none() | days,
	valid_until=st.none() | days,
	missed=st.integers(0, 3),
)


@settings(deadline=None)
@given(standings, st.integers(0, 3), st.sets(st.integers(0, 500), max_size=20))
def test_late_runs_of_the_clock_find_what_daily_ones_find(measure, lapse_after, runs):
	rules, end = Rules(EVERY_DAY_WORKS, lapse_after), 500

	def played(on: list[int]) -> list:
		standing, found = measure, []
		for day in on:
			for turn in turns(standing, date(2026, 1, 1) + timedelta(days=day), rules):
				found.append(turn)
				standing = after(standing, turn)
		return found

	assert played([*sorted(runs), end, end]) == played(list(range(end + 1)))


def after(standing: Standing, turn: Ended | Lapsed) -> Standing:
	if isinstance(turn, Lapsed):
		return replace(standing, status="lapsed")
	missed = turn.outcome == "missed"
	return replace(
		standing,
		status=standing.status if missed else "in_progress",
		due=turn.due,
		missed=standing.missed + 1 if missed else 0,
	)
