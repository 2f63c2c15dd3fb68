"""The calendar periods in which something has to take place once."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from lianzheng_risk.core.months import add_months

_MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}
_ONE_DAY = datetime.timedelta(days=1)


class Period(NamedTuple):
	"""The first and the last day of a period."""

	start: datetime.date
	end: datetime.date


def period_of(day: datetime.date, every: str) -> Period:
	"""The period that a day lies in. `every` is a code of `vocabulary.RECURRENCE`; raises KeyError for any other."""
	if every == "weekly":
		start = day - datetime.timedelta(days=day.weekday())
		return Period(start, start + datetime.timedelta(days=6))
	months = _MONTHS[every]
	start = datetime.date(day.year, (day.month - 1) // months * months + 1, 1)
	return Period(start, add_months(start, months) - _ONE_DAY)


def before(period: Period, every: str) -> Period:
	return period_of(period.start - _ONE_DAY, every)
