"""What the ledgers say of a deadline, against days counted by hand."""

from __future__ import annotations

from datetime import date

import pytest

from lianzheng_risk.core.timeliness import TIMELINESS, percent_in_time, timeliness

DUE, BEFORE, AFTER = date(2026, 3, 10), date(2026, 3, 9), date(2026, 3, 11)


@pytest.mark.parametrize(
	("given", "today", "expected"),
	[
		({"waiting": True}, DUE, "running"),
		({"waiting": True}, AFTER, "overdue"),
		({"waiting": True, "done_on": BEFORE}, AFTER, "overdue"),
		({"done_on": DUE}, AFTER, "in_time"),
		({"done_on": AFTER}, AFTER, "late"),
		({"done_on": BEFORE, "overran": True}, AFTER, "late"),
		({}, AFTER, "not_counted"),
	],
)
def test_of_one_row(given, today, expected):
	assert timeliness(DUE, today, **given) == expected


def test_without_a_deadline_nothing_is_late():
	assert timeliness(None, AFTER, waiting=True) == "running"
	assert timeliness(None, AFTER, done_on=AFTER) == "in_time"


def test_the_share_counts_only_what_was_done():
	assert percent_in_time(["late", "in_time", "in_time", "overdue", "not_counted"]) == 66.7
	assert percent_in_time(["overdue", "running"]) is None
	assert set(TIMELINESS.codes) == {"overdue", "running", "late", "in_time", "not_counted"}
