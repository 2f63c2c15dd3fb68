"""Working days of a site: by its holiday list where one is set, else by the official calendar."""

from __future__ import annotations

import datetime

import frappe
from frappe.utils import getdate

from lianzheng_risk.core import workdays
from lianzheng_risk.core.workdays import HolidayList

HOLIDAY_LIST = "Holiday List"
_SETTINGS = "Integrity Risk Settings"


def add_workdays(start: datetime.date | str, n: int) -> datetime.date:
	"""The n-th working day after `start`, the day itself not counted."""
	return workdays.add_workdays(getdate(start), n, holidays_of_site())


def workdays_between(start: datetime.date | str, end: datetime.date | str) -> int:
	"""How many working days lie after `start` up to and including `end`; negative where `end` comes first."""
	return workdays.workdays_between(getdate(start), getdate(end), holidays_of_site())


def holidays_of_site() -> HolidayList | None:
	"""The list named in the settings, otherwise the default company's; None where there is neither, or no ERPNext."""
	if not frappe.db.exists("DocType", HOLIDAY_LIST, cache=True):
		return None
	named = frappe.get_cached_doc(_SETTINGS).holiday_list or _of_default_company()
	return _read(named) if named else None


def _of_default_company() -> str | None:
	company = frappe.db.get_default("company")
	return frappe.get_cached_value("Company", company, "default_holiday_list") if company else None


def _read(name: str) -> HolidayList:
	document = frappe.get_cached_doc(HOLIDAY_LIST, name)
	days = (getdate(row.holiday_date) for row in document.holidays)
	return HolidayList.of(days, getdate(document.from_date), getdate(document.to_date))
