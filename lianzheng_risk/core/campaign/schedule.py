"""When each phase of a campaign is due, and when to remind of it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from lianzheng_risk.core.workdays import HolidayList, add_workdays


class Planned(NamedTuple):
	"""One phase: its working days, and the day it is due where a person has settled that."""

	workdays: int
	due: datetime.date | None = None


def due_dates(
	start: datetime.date, phases: Sequence[Planned], holidays: HolidayList | None = None
) -> list[datetime.date]:
	"""The due date of each phase in turn: the settled one, otherwise counted from the end of the phase before."""
	dues: list[datetime.date] = []
	for phase in phases:
		dues.append(phase.due or add_workdays(dues[-1] if dues else start, phase.workdays, holidays))
	return dues


def first_out_of_order(start: datetime.date, dues: Sequence[datetime.date]) -> int | None:
	"""The position of the first phase that is due before the one in front of it, or before the start."""
	return next((at for at, (before, due) in enumerate(zip([start, *dues], dues, strict=False)) if due < before), None)


def is_reminder_due(
	today: datetime.date, due: datetime.date, last: datetime.date | None, days_before: int, every_days: int
) -> bool:
	"""Whether to remind today of what is due on `due`: once shortly before, then at once when it is late, and again
	every so many days (0: never again). `last` is the day of the last reminder; a day that was missed is made up for.
	"""
	opens = due - datetime.timedelta(days=days_before)
	if today < opens:
		return False
	if last is None or last < opens:
		return True
	if today <= due:
		return False
	return last <= due or (every_days > 0 and (today - last).days >= every_days)
