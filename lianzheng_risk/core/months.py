"""Months of the calendar, by which terms and cycles are counted."""

from __future__ import annotations

import calendar
import datetime


def add_months(day: datetime.date, months: int) -> datetime.date:
	"""The same day of the month so many months on, or that month's last day where it has no such day."""
	year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
	last = calendar.monthrange(year, month + 1)[1]
	return datetime.date(year, month + 1, min(day.day, last))
