"""The rotation clock: full months, month ends, and what people are told."""

import datetime

import pytest

from lianzheng_risk.core.rotation import RotationStatus, rotation_of, span


def day(text: str) -> datetime.date:
	return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
	("start", "as_of", "years", "due", "held", "left", "status"),
	[
		("2023-03-15", "2026-05-20", 5, "2028-03-15", 38, 22, "FAR"),
		("2023-03-15", "2026-05-14", 5, "2028-03-15", 37, 23, "FAR"),
		("2021-11-24", "2025-11-23", 5, "2026-11-24", 47, 13, "FAR"),
		("2021-11-24", "2025-11-24", 5, "2026-11-24", 48, 12, "DUE_WITHIN_A_YEAR"),
		("2021-11-24", "2026-11-24", 5, "2026-11-24", 60, 0, "DUE_WITHIN_A_YEAR"),
		("2021-11-24", "2026-11-25", 5, "2026-11-24", 60, 0, "OVERDUE"),
		("2010-01-31", "2026-02-28", 10, "2020-01-31", 193, 0, "OVERDUE"),
		("2026-12-01", "2026-11-23", 10, "2036-12-01", 0, 121, "FAR"),  # not in office yet
	],
)
def test_clock(start, as_of, years, due, held, left, status):
	clock = rotation_of(day(start), day(as_of), years)
	assert (clock.due, clock.months_held, clock.months_left) == (day(due), held, left)
	assert clock.status is RotationStatus[status]


@pytest.mark.parametrize(
	("start", "as_of", "held"),
	[
		("2026-01-31", "2026-02-27", 0),
		("2026-01-31", "2026-02-28", 1),  # February has no 31st
		("2024-01-31", "2024-02-28", 0),  # but a 29th in 2024
		("2024-01-31", "2024-02-29", 1),
		("2026-01-30", "2026-03-30", 2),
	],
)
def test_a_month_without_the_day_ends_on_its_last(start, as_of, held):
	assert rotation_of(day(start), day(as_of), 5).months_held == held


def test_a_term_begun_on_the_29th_of_february_ends_on_the_28th():
	assert rotation_of(day("2024-02-29"), day("2026-01-01"), 5).due == day("2029-02-28")


def test_no_years_means_no_clock():
	assert rotation_of(day("2020-01-01"), day("2026-01-01"), 0) is None


def test_what_people_are_told():
	far = rotation_of(day("2023-03-15"), day("2026-05-20"), 5)
	assert far.status_label() == "未到轮岗期限"
	assert far.advice() == "任现岗3年2个月，到2028年3月15日满5年"
	soon = rotation_of(day("2021-11-24"), day("2026-11-20"), 5)
	assert soon.advice() == "任现岗4年11个月，到2026年11月24日满5年，请在此前安排交流轮岗"
	late = rotation_of(day("2016-01-10"), day("2026-11-23"), 10)
	assert late.status_label() == "超期未轮岗"
	assert late.advice() == "任现岗10年10个月，2026年1月10日已满10年，请尽快安排交流轮岗"
	assert late.advice("en").startswith("10 years 10 months in this post")


@pytest.mark.parametrize(
	("months", "zh"), [(0, "不足1个月"), (1, "1个月"), (11, "11个月"), (12, "1年"), (25, "2年1个月")]
)
def test_spans(months, zh):
	assert span(months) == zh


@pytest.mark.parametrize(
	("as_of", "status", "last_day"),
	[
		("2026-11-24", "DUE_WITHIN_A_YEAR", "2027-03-31"),
		("2026-11-25", "WAIVED", "2027-03-31"),
		("2027-03-31", "WAIVED", "2027-03-31"),
		("2027-04-01", "OVERDUE", "2027-03-31"),
	],
)
def test_a_waiver_holds_until_its_last_day(as_of, status, last_day):
	clock = rotation_of(day("2021-11-24"), day(as_of), 5, waived_until=day("2027-03-31"))
	assert (clock.status, clock.last_day) == (RotationStatus[status], day(last_day))


def test_a_waiver_within_the_term_changes_nothing():
	clock = rotation_of(day("2021-11-24"), day("2026-12-01"), 5, waived_until=day("2026-01-01"))
	assert (clock.status, clock.last_day) == (RotationStatus.OVERDUE, day("2026-11-24"))


def test_a_waiver_is_told_with_its_last_day():
	clock = rotation_of(day("2021-11-24"), day("2026-12-01"), 5, waived_until=day("2027-03-31"))
	assert clock.advice() == "任现岗5年，2026年11月24日已满5年，经批准暂不轮岗至2027年3月31日"
