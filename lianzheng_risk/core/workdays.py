"""Working days, by which deadlines are counted.

A holiday list that an organisation keeps decides within its period. Elsewhere the State Council's yearly arrangement
does, with the weekends worked in exchange (调休); years for which none has been published yet have Monday to Friday.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

_ONE_DAY = datetime.timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class HolidayList:
	"""The days off between `first` and `last` inclusive, as an organisation keeps them."""

	days: frozenset[datetime.date]
	first: datetime.date
	last: datetime.date

	@classmethod
	def of(cls, days: Iterable[datetime.date], first: datetime.date, last: datetime.date) -> HolidayList:
		return cls(frozenset(days), first, last)

	def covers(self, day: datetime.date) -> bool:
		return self.first <= day <= self.last

	def is_off(self, day: datetime.date) -> bool:
		return day in self.days or (not self._names_weekends and _is_weekend(day))

	@cached_property
	def _names_weekends(self) -> bool:
		"""A list without a single weekend names the festivals only; nobody means to work every Sunday by that."""
		return any(map(_is_weekend, self.days))


def is_workday(day: datetime.date, holidays: HolidayList | None = None) -> bool:
	if holidays and holidays.covers(day):
		return not holidays.is_off(day)
	return _is_official_workday(day)


def add_workdays(start: datetime.date, n: int, holidays: HolidayList | None = None) -> datetime.date:
	"""The n-th working day after `start`, the day itself not counted; `start` where n is 0.

	Raises ValueError for a negative n.
	"""
	if n < 0:
		raise ValueError(f"cannot count {n} working days ahead")
	day = start
	while n:
		day += _ONE_DAY
		n -= is_workday(day, holidays)
	return day


def workdays_between(start: datetime.date, end: datetime.date, holidays: HolidayList | None = None) -> int:
	"""How many working days lie after `start` up to and including `end`; negative where `end` comes first."""
	if end < start:
		return -workdays_between(end, start, holidays)
	days = (start + datetime.timedelta(days=n + 1) for n in range((end - start).days))
	return sum(is_workday(day, holidays) for day in days)


def _is_weekend(day: datetime.date) -> bool:
	return day.weekday() >= _SATURDAY


@lru_cache(maxsize=4096)
def _is_official_workday(day: datetime.date) -> bool:
	import chinese_calendar

	try:
		return chinese_calendar.is_workday(day)
	except NotImplementedError:  # how the library says that it does not know the year
		return not _is_weekend(day)
