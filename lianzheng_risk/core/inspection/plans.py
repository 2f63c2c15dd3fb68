"""When the inspections of a plan fall due.

A function of what is stored and of the day: a second run finds nothing, a run after days of standstill finds every date
that passed meanwhile, so the outcome does not depend on when the clock ran.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from lianzheng_risk.core.measures.recurrence import nth, number_of, on_workday
from lianzheng_risk.core.workdays import HolidayList

# Dates of one plan that one run turns into inspections; the next run goes on from there.
AT_ONCE = 60


@dataclass(frozen=True)
class Plan:
	"""`next_on` is the first date of the series without an inspection, before holidays were looked at.

	An inspection is there `days_ahead` days before its date, for people to prepare for it.
	"""

	first_on: datetime.date
	recurrence: str
	next_on: datetime.date
	days_ahead: int = 0
	until: datetime.date | None = None


@dataclass(frozen=True)
class Due:
	"""`date` identifies the inspection within its plan, `planned_on` is the working day on which it is to be held."""

	date: datetime.date
	planned_on: datetime.date


def due(plan: Plan, today: datetime.date, holidays: HolidayList | None = None) -> list[Due]:
	"""What has to be there by today and is not, in order."""
	last = today + datetime.timedelta(days=plan.days_ahead)
	if plan.until:
		last = min(last, plan.until)
	found: list[Due] = []
	day = plan.next_on
	while day <= last and len(found) < AT_ONCE:
		found.append(Due(day, on_workday(day, holidays)))
		day = after(plan, day)
	return found


def after(plan: Plan, day: datetime.date) -> datetime.date:
	"""The date of the series that follows `day`."""
	number = number_of(plan.first_on, plan.recurrence, day + datetime.timedelta(days=1))
	return nth(plan.first_on, plan.recurrence, number)


def next_when_changed(first_on: datetime.date, recurrence: str, last_made: datetime.date | None) -> datetime.date:
	"""Where a series that was set anew goes on: at its first date after the last inspection that was made."""
	if not last_made or last_made < first_on:
		return first_on
	number = number_of(first_on, recurrence, last_made + datetime.timedelta(days=1))
	return nth(first_on, recurrence, number)
