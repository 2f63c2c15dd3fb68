"""Working days, against the arrangements that the State Council published."""

import datetime
import sys

import pytest

from lianzheng_risk.core.workdays import HolidayList, add_workdays, is_workday, workdays_between


def day(text: str) -> datetime.date:
	return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
	("text", "works"),
	[
		("2025-09-28", True),  # a Sunday worked in exchange for National Day
		("2025-09-30", True),
		("2025-10-01", False),
		("2025-10-08", False),  # a Wednesday, the last day of National Day and Mid-Autumn
		("2025-10-09", True),
		("2025-10-11", True),  # a Saturday worked in exchange
		("2025-10-12", False),
		("2026-02-14", True),  # a Saturday before the Spring Festival
		("2026-02-15", False),
		("2026-02-23", False),  # a Monday, the ninth day of the Spring Festival
		("2026-02-24", True),
		("2026-02-28", True),  # a Saturday after it
	],
)
def test_official_days(text: str, works: bool):
	assert is_workday(day(text)) is works


def test_years_not_published_yet_have_monday_to_friday():
	assert is_workday(day("2051-10-02"))  # a Monday
	assert not is_workday(day("2051-10-07"))  # a Saturday


@pytest.mark.parametrize(
	("start", "n", "due"),
	[
		("2025-09-26", 0, "2025-09-26"),
		("2025-09-26", 1, "2025-09-28"),  # Friday to the Sunday that is worked
		("2025-09-30", 1, "2025-10-09"),
		("2025-09-26", 5, "2025-10-10"),  # 28, 29, 30 September, 9, 10 October
		("2026-02-13", 2, "2026-02-24"),  # Saturday the 14th, then the whole festival
		("2025-12-29", 4, "2026-01-05"),  # 30, 31 December, Sunday 4 January (worked), 5 January
	],
)
def test_deadlines_pass_over_the_festivals(start: str, n: int, due: str):
	assert add_workdays(day(start), n) == day(due)
	assert workdays_between(day(start), day(due)) == n
	assert workdays_between(day(due), day(start)) == -n


def test_between_counts_the_last_day_and_not_the_first():
	assert workdays_between(day("2026-03-06"), day("2026-03-08")) == 0  # from Friday over the weekend
	assert workdays_between(day("2026-03-05"), day("2026-03-06")) == 1


def test_days_are_not_counted_backwards():
	with pytest.raises(ValueError, match="-1"):
		add_workdays(day("2026-03-06"), -1)


class TestAnOrganisationsOwnList:
	weekends = frozenset(day(f"2026-03-{number:02}") for number in (7, 8, 14, 15))

	def list_of(self, *days: str) -> HolidayList:
		return HolidayList.of(map(day, days), day("2026-03-01"), day("2026-03-31"))

	def test_decides_alone_within_its_period(self):
		own = HolidayList(self.weekends | {day("2026-03-09")}, day("2026-03-01"), day("2026-03-31"))
		assert not is_workday(day("2026-03-09"), own)
		assert is_workday(day("2026-03-21"), own)  # a Saturday that the list does not name
		assert add_workdays(day("2026-03-06"), 1, own) == day("2026-03-10")

	def test_leaves_other_days_to_the_official_calendar(self):
		own = self.list_of("2026-03-09", "2026-03-14")
		assert not is_workday(day("2026-04-06"), own)  # Tomb-Sweeping Day
		assert not is_workday(day("2026-02-28") + datetime.timedelta(days=365), own)  # a Sunday in 2027

	def test_that_names_no_weekend_has_weekends_all_the_same(self):
		own = self.list_of("2026-03-09")
		assert not is_workday(day("2026-03-08"), own)
		assert add_workdays(day("2026-03-06"), 1, own) == day("2026-03-10")

	def test_in_the_official_period_a_worked_weekend_may_be_taken_off(self):
		own = HolidayList.of([day("2026-02-14"), day("2026-02-15")], day("2026-02-01"), day("2026-02-28"))
		assert add_workdays(day("2026-02-13"), 1, own) == day("2026-02-16")


def test_the_calendar_is_loaded_only_when_it_is_asked():
	import subprocess

	code = "import sys, lianzheng_risk.core.workdays; print('chinese_calendar' in sys.modules)"
	assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
