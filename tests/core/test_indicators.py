from pathlib import Path

import pandas as pd
import pytest

from lianzheng_risk.core import counts, indicators, weak_links

PAGE = Path(__file__).parents[2] / "docs" / "indicators.md"
BY_CODE = {indicator.code: indicator for indicator in indicators.INDICATORS}


def row(**counted: int) -> pd.DataFrame:
	return pd.DataFrame([dict.fromkeys(counts.COLUMNS, 0) | counted])


def test_a_value_is_numerator_over_denominator_in_four_digits():
	values = indicators.values(row(posts=3, posts_screened=2, measures_due=8, measures_overdue=1)).iloc[0]
	assert values["post_coverage"] == 0.6667
	assert values["overdue_share"] == 0.125


def test_a_share_of_nothing_is_none():
	values = indicators.values(row()).iloc[0]
	assert set(values) == {None}


def test_each_row_by_itself():
	two = pd.concat([row(posts=4, posts_screened=1), row()], ignore_index=True)
	assert indicators.values(two)["post_coverage"].tolist() == [0.25, None]


def test_codes_are_unique_and_columns_are_counted():
	assert len(BY_CODE) == len(indicators.INDICATORS)
	for indicator in indicators.INDICATORS:
		assert {indicator.numerator, indicator.denominator} <= set(counts.COLUMNS)
		assert indicator.target is None or indicator.direction != "neutral"


@pytest.mark.parametrize(
	("code", "value", "weak"),
	[
		("post_coverage", 0.9999, True),
		("post_coverage", 1.0, False),
		("on_time_share", 0.9, False),
		("on_time_share", 0.8999, True),
		("overdue_share", 0.0, False),
		("overdue_share", 0.0001, True),
		("post_coverage", None, False),
		("share_grade_I", 1.0, False),
		("in_place_share", 0.1, False),
	],
)
def test_weak_below_the_target_or_above_it(code, value, weak):
	assert BY_CODE[code].is_weak(value) is weak


def documented(heading: str) -> list[list[str]]:
	"""The rows of the tables under a heading of docs/indicators.md, cells without back-ticks."""
	section = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
	rows = [
		[cell.strip().strip("`") for cell in line.strip("|").split("|")]
		for line in section.splitlines()
		if line[:3] == "| `"
	]
	assert rows, f"{heading} has no table"
	return rows


def test_the_page_defines_exactly_the_counts():
	assert [cells[0] for cells in documented("计数")] == list(counts.COLUMNS)
	assert all(len(cells) == 4 and all(cells) for cells in documented("计数"))


def test_the_page_defines_exactly_the_indicators():
	expected = [
		[
			i.code,
			i.text.zh,
			i.numerator,
			i.denominator,
			{"up": "↑", "down": "↓", "neutral": "—"}[i.direction],
			_target(i),
		]
		for i in indicators.INDICATORS
	]
	assert [cells[:6] for cells in documented("指标")] == expected
	assert all(cells[6] for cells in documented("指标")), "each indicator names its source"


def _target(indicator: indicators.Indicator) -> str:
	return "—" if indicator.target is None else f"{indicator.target:.0%}"


def test_the_page_defines_exactly_the_kinds_of_weak_links_in_their_order():
	assert [cells[:2] for cells in documented("薄弱环节")] == [[kind.code, kind.text.zh] for kind in weak_links.KINDS]
