"""Periods of the calendar, and which post still owes which activity, worked out by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from lianzheng_risk.core.activities.coverage import ACTIVITY_KIND, COLUMNS, Requirement, coverage
from lianzheng_risk.core.activities.periods import before, period_of
from lianzheng_risk.core.vocabulary import RECURRENCE

AS_OF = date(2026, 8, 15)


@pytest.mark.parametrize(
	("day", "every", "start", "end"),
	[
		("2026-08-15", "weekly", "2026-08-10", "2026-08-16"),
		("2028-02-29", "monthly", "2028-02-01", "2028-02-29"),
		("2026-08-15", "quarterly", "2026-07-01", "2026-09-30"),
		("2026-06-30", "half_yearly", "2026-01-01", "2026-06-30"),
		("2026-07-01", "half_yearly", "2026-07-01", "2026-12-31"),
		("2026-12-31", "yearly", "2026-01-01", "2026-12-31"),
	],
)
def test_the_period_of_a_day(day, every, start, end):
	period = period_of(date.fromisoformat(day), every)
	assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize("every", RECURRENCE.codes)
def test_periods_follow_one_another(every):
	period = period_of(AS_OF, every)
	for _ in range(30):
		earlier = before(period, every)
		assert (period.start - earlier.end).days == 1
		assert earlier.start < earlier.end
		period = earlier


POSTS = pd.DataFrame(
	[
		("G1", "principal_leader", "I", True, None),
		("G2", "staff", "II", False, None),
		("G3", "staff", None, False, None),
		("G4", "staff", "I", True, "2026-03-01"),
		("G5", "department_head", "III", False, "2026-01-01"),
	],
	columns=["post", "rank", "grade", "key_post", "since"],
).astype({"since": "datetime64[s]"})
TALK = Requirement("integrity_talk", "half_yearly")


def told(*requirements: Requirement, activities=()) -> dict[str, tuple]:
	frame = pd.DataFrame(activities, columns=["kind", "post", "date"]).astype({"date": "datetime64[s]"})
	found = coverage(POSTS, frame, requirements, AS_OF)
	assert tuple(found.columns) == COLUMNS
	return {row.post: (row.done, row.overdue) for row in found.itertuples()}


@pytest.mark.parametrize(
	("requirement", "posts"),
	[
		(TALK, "G1 G2 G3 G4 G5"),
		(Requirement("integrity_talk", "half_yearly", grade="I"), "G1 G4"),
		(Requirement("integrity_talk", "half_yearly", grade="II"), "G1 G2 G4"),
		(Requirement("duty_report", "yearly", ranks=("principal_leader", "department_head")), "G1 G5"),
		(Requirement("pledge", "yearly", key_posts_only=True), "G1 G4"),
		(Requirement("pledge", "yearly", ranks=("staff",), grade="I", key_posts_only=True), "G4"),
	],
)
def test_of_whom_it_is_required(requirement, posts):
	assert set(told(requirement)) == set(posts.split())


@pytest.mark.parametrize(
	("day", "done", "overdue"),
	[
		("2026-08-15", True, False),
		("2026-07-01", True, False),
		("2026-06-30", False, False),  # the last half-year had its talk; this one has time until 31 December
		("2026-01-01", False, False),
		("2025-12-31", False, True),
		("2026-08-16", False, True),  # still to come
		(None, False, True),
	],
)
def test_done_in_this_period_or_overdue_since_the_last(day, done, overdue):
	activities = [("integrity_talk", "G1", day)] if day else []
	assert told(TALK, activities=activities)["G1"] == (done, overdue)


def test_another_kind_or_another_post_is_no_evidence():
	activities = [("pledge", "G1", "2026-08-01"), ("integrity_talk", "G2", "2026-08-01")]
	assert told(TALK, activities=activities)["G1"] == (False, True)


def test_who_came_in_the_middle_of_a_period_owes_nothing_for_it():
	by_post = told(TALK)
	assert by_post["G4"] == (False, False)
	assert by_post["G5"] == (False, True)  # held throughout, from its first day


def test_several_requirements_are_told_apart():
	frame = coverage(POSTS, pd.DataFrame({"kind": [], "post": [], "date": pd.to_datetime([])}), [TALK, TALK], AS_OF)
	assert frame["requirement"].tolist() == [0] * 5 + [1] * 5
	assert set(frame["due"]) == {pd.Timestamp("2026-12-31")}


def test_nothing_is_required_where_there_are_no_requirements():
	assert told() == {}


def test_an_unknown_rank_is_an_error():
	with pytest.raises(KeyError, match="boss"):
		Requirement("pledge", "yearly", ranks=("boss",)).applies_to(POSTS)


def test_kinds_are_understood_as_people_write_them():
	assert ACTIVITY_KIND.find("个人有关事项报告").code == "personal_matters"


def test_what_took_place_before_the_holder_came_was_another_s():
	activities = [("integrity_talk", "G4", "2026-02-01"), ("integrity_talk", "G5", "2026-08-01")]
	frame = pd.DataFrame(activities, columns=["kind", "post", "date"]).astype({"date": "datetime64[s]"})
	found = coverage(POSTS, frame, [Requirement("integrity_talk", "yearly")], AS_OF).set_index("post")
	assert not found.loc["G4", "done"] and pd.isna(found.loc["G4", "last"])
	assert found.loc["G5", "done"]
