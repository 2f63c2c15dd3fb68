"""A campaign day by day: how many of its posts had reported, how many were confirmed, and how many should have reported.

Of a post that was sent back only the report that stands counts, on its own day.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from typing import NamedTuple

import pandas as pd

# Below so many points of a line there is room for their days.
POINTS_AT_MOST = 14


class Day(NamedTuple):
	"""How it stood at the end of a day; `expected` is the even pace at which every post has reported when it is due."""

	day: datetime.date
	expected: int
	handed_in: int
	confirmed: int


def day_by_day(screenings: pd.DataFrame, start: datetime.date, due: datetime.date, until: datetime.date) -> list[Day]:
	"""From the start to `until`, in even steps where that is long. `due` is when posts are to have reported.

	`screenings` have status, reported_on and confirmed_on; what was reported or confirmed without a day counts on the last.
	"""
	reported = _days(screenings, ("reported", "confirmed"), "reported_on", until)
	confirmed = _days(screenings, ("confirmed",), "confirmed_on", until)
	return [
		Day(day, _expected(len(screenings), start, due, day), bisect_right(reported, day), bisect_right(confirmed, day))
		for day in _shown(start, until)
	]


def _shown(start: datetime.date, until: datetime.date) -> list[datetime.date]:
	length = max((until - start).days, 0)
	step = max(1, -(-length // (POINTS_AT_MOST - 1)))
	# Counted from the end, so that the last day is always there.
	return [until - datetime.timedelta(days=back) for back in range(0, length + 1, step)][::-1]


def _days(screenings: pd.DataFrame, statuses: tuple[str, ...], column: str, last: datetime.date) -> list[datetime.date]:
	found = screenings.loc[screenings["status"].isin(statuses), column]
	return sorted(last if pd.isna(moment) else min(moment.date(), last) for moment in found)


def _expected(posts: int, start: datetime.date, due: datetime.date, day: datetime.date) -> int:
	whole = (due - start).days
	return posts if day >= due or whole <= 0 else posts * (day - start).days // whole
