"""A change of holder: when a post has to be screened again, and when it need not be."""

from __future__ import annotations

import datetime

import pytest

from lianzheng_risk.core.rescreening import Due, Term, due, headline


def day(text: str) -> datetime.date:
	return datetime.date.fromisoformat(text)


TODAY = day("2026-07-01")
OLD = Term("old", day("2020-01-01"), day("2026-02-28"))
NEW = Term("new", day("2026-03-01"))


@pytest.mark.parametrize(
	("terms", "last", "expected"),
	[
		pytest.param([], None, None, id="nobody ever"),
		pytest.param([NEW], None, None, id="never screened, the first holder"),
		pytest.param([OLD, NEW], None, "new", id="never screened, another holder"),
		pytest.param([OLD, NEW], day("2025-06-01"), "new", id="came after the screening"),
		pytest.param([OLD, NEW], day("2026-03-01"), None, id="came on the day of the screening"),
		pytest.param([OLD, NEW], day("2026-05-01"), None, id="screened since"),
		pytest.param([OLD, NEW._replace(start=day("2026-08-01"))], day("2025-06-01"), None, id="is only going to come"),
		pytest.param([OLD, NEW._replace(end=day("2026-05-01"))], day("2025-06-01"), None, id="came and left"),
		pytest.param([NEW], day("2025-06-01"), "new", id="was vacant at the screening"),
		pytest.param(
			[Term("old", day("2020-01-01"), day("2026-02-28")), Term("old", day("2026-03-01"))],
			day("2025-06-01"),
			None,
			id="the same person again",
		),
		pytest.param(
			[Term("both", day("2020-01-01")), NEW], day("2025-06-01"), "new", id="a second holder beside the first"
		),
	],
)
def test_due(terms: list[Term], last: datetime.date | None, expected: str | None) -> None:
	found = due(terms, last, TODAY)
	assert (found and found.person) == expected
	if found:
		assert found.last == last


def test_of_several_the_newest_is_named() -> None:
	newer = Term("newer", day("2026-04-01"))
	assert due([OLD, newer, NEW], day("2025-06-01"), TODAY) == Due("newer", day("2026-04-01"), day("2025-06-01"))


def test_the_headline_says_what_is_known() -> None:
	assert headline(Due("p", day("2026-03-01"), day("2025-06-01")), "王示例", "zh").count("2025-06-01") == 1
	assert "尚无确认的排查" in headline(Due("p", day("2026-03-01"), None), "王示例", "zh")
