"""The periods of assessments: names, neighbours, and the days on which figures are taken and due."""

from __future__ import annotations

from datetime import date

import pytest

from lianzheng_risk.core.periods import PERIOD, Period, latest


@pytest.mark.parametrize(
	("kind", "code", "label", "end"),
	[
		("month", "2026-02", "2026年2月", date(2026, 2, 28)),
		("quarter", "2026Q1", "2026年第一季度", date(2026, 3, 31)),
		("half_year", "2026H1", "2026年上半年", date(2026, 6, 30)),
		("year", "2026", "2026年度", date(2026, 12, 31)),
	],
)
def test_a_period_is_named_and_ends(kind, code, label, end):
	period = Period.of(kind, date(2026, 2, 14))
	assert (period.code, period.label(), period.end) == (code, label, end)
	assert Period.parse(code) == period


@pytest.mark.parametrize(
	("code", "previous", "year_before"),
	[
		("2026-01", "2025-12", "2025-01"),
		("2026Q1", "2025Q4", "2025Q1"),
		("2026H2", "2026H1", "2025H2"),
		("2026", "2025", "2025"),
	],
)
def test_neighbours(code, previous, year_before):
	period = Period.parse(code)
	assert period.previous().code == previous
	assert period.a_year_before().code == year_before
	assert period.previous().next() == period


@pytest.mark.parametrize(
	("code", "due", "cutoff"),
	[
		("2026-11", date(2026, 11, 26), date(2026, 11, 19)),
		# 26 September is a Saturday, the 25th a holiday; Sunday the 20th is worked in exchange for another.
		("2026-09", date(2026, 9, 24), date(2026, 9, 18)),
		("2026H1", date(2026, 6, 25), date(2026, 6, 17)),  # 19 to 21 June: the Dragon Boat Festival
		("2026H2", date(2026, 11, 25), date(2026, 11, 18)),
		("2026", date(2026, 11, 25), date(2026, 11, 18)),
	],
)
def test_figures_are_taken_in_time_for_the_day_on_which_they_are_due(code, due, cutoff):
	period = Period.parse(code)
	assert (period.due(), period.cutoff(5)) == (due, cutoff)
	assert period.cutoff(0) == period.due()


@pytest.mark.parametrize("kind", PERIOD.codes)
def test_the_latest_period_is_that_whose_cut_off_has_come(kind):
	period = Period.of(kind, date(2026, 3, 1))
	cutoff = period.cutoff(5)
	assert latest(kind, cutoff, 5) == period
	assert latest(kind, date.fromordinal(cutoff.toordinal() - 1), 5) == period.previous()


@pytest.mark.parametrize("code", ["2026-13", "2026Q5", "2026H3", "26", "", "2026-1"])
def test_what_is_no_period_is_refused(code):
	with pytest.raises(ValueError, match="no code of a period"):
		Period.parse(code)


@pytest.mark.parametrize(
	("code", "label"), [("2026Q3", "Quarter 3 of 2026"), ("2026H2", "Half-Year 2 of 2026"), ("2026-07", "2026-07")]
)
def test_in_english(code, label):
	assert Period.parse(code).label("en") == label
