"""When a measure that recurs falls due.

The dates of a series are counted from its first one, so a series that begins on the 31st comes back to the 31st after a
shorter month. A date that is no working day moves to the next one, as periods do by the Civil Code (民法典第203条).
"""

from __future__ import annotations

import datetime

from lianzheng_risk.core.months import add_months
from lianzheng_risk.core.workdays import HolidayList, add_workdays, is_workday

MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}


def nth(first: datetime.date, recurrence: str, n: int) -> datetime.date:
	"""The n-th date of a series, `first` being number 1, before holidays are looked at.

	`recurrence` is a code of `vocabulary.RECURRENCE`; raises KeyError for any other.
	"""
	if recurrence == "weekly":
		return first + datetime.timedelta(weeks=n - 1)
	return add_months(first, MONTHS[recurrence] * (n - 1))


def number_of(first: datetime.date, recurrence: str, day: datetime.date) -> int:
	"""The number of the first date of the series that is not before `day`; at least 1."""
	if day <= first:
		return 1
	if recurrence == "weekly":
		return -((first - day).days // 7) + 1
	passed = (day.year - first.year) * 12 + day.month - first.month
	n = max(passed // MONTHS[recurrence], 0) + 1
	return n if nth(first, recurrence, n) >= day else n + 1


def on_workday(day: datetime.date, holidays: HolidayList | None = None) -> datetime.date:
	"""The day itself, or the next working day."""
	return day if is_workday(day, holidays) else add_workdays(day, 1, holidays)
