"""Behind every figure stand exactly the rows that it counts; worked out by hand for a small bureau, and for the demo whole."""

from __future__ import annotations

import pandas as pd
import pytest
from bureau import AS_OF as BUREAU_DAY
from bureau import register as bureau
from test_indicators import documented

from lianzheng_risk.core import counts, indicators
from lianzheng_risk.core.behind import FIGURES, NO_POWER, OF_POWER, PART, Figure, behind, details, register_table
from lianzheng_risk.core.count_names import COUNT_NAMES
from lianzheng_risk.core.demo import AS_OF, invent
from lianzheng_risk.core.facts import derive
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.tallies import matrices
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.core.vocabulary import POWER_CATEGORY, RISK_CATEGORY


class Sample:
	def __init__(self, register: Register, as_of) -> None:
		self.register, self.tree = register, Tree.of(register["units"])
		self.facts = derive(register, self.tree, DEFAULT, as_of)
		self.own = counts.count_own(self.facts, self.tree)

	def behind(self, code: str, part: str = "counted") -> pd.DataFrame:
		return behind(self.register, self.facts, self.tree, FIGURES[code], part)

	def keys(self, code: str, part: str = "counted") -> list[str]:
		table = TABLES[register_table(FIGURES[code])]
		return self.register[table.name][table.key[0]].iloc[self.behind(code, part)["row"]].tolist()


@pytest.fixture(scope="module")
def demo() -> Sample:
	"""Every ledger has rows in it."""
	return Sample(invent(), AS_OF)


@pytest.fixture(scope="module")
def small() -> Sample:
	return Sample(bureau(), BUREAU_DAY)


def below(demo: Sample, rows: pd.DataFrame, unit: str) -> pd.DataFrame:
	return rows[rows["of_unit"].isin(demo.tree.subtree(unit))]


def test_the_demo_has_something_to_count_in_every_table(demo) -> None:
	assert not [count.table for count in counts.COUNTS if demo.facts[count.table].empty]


@pytest.mark.parametrize("column", counts.COLUMNS)
def test_as_many_rows_as_are_counted_in_each_unit_and_below(demo, column) -> None:
	rows = demo.behind(column)
	found = rows["of_unit"].value_counts().reindex(demo.tree.codes, fill_value=0).rename(column)
	assert found.tolist() == demo.own[column].tolist()
	total = demo.tree.rollup(demo.own)[column]
	for unit in demo.tree.codes:
		assert len(below(demo, rows, unit)) == total[unit]


def test_each_cell_of_categories_and_powers_is_as_many_rows_in_each_unit_and_below(demo) -> None:
	own = matrices(demo.facts, demo.tree)
	by_unit = dict(zip(demo.tree.codes, own, strict=True))
	assert (own.sum(axis=0) > 0).sum() > 8
	for down, category in enumerate(RISK_CATEGORY.codes):
		figure = FIGURES[f"category_{category}"]
		found = {power: narrowed(demo, figure.of_power(power)) for power in OF_POWER.codes}
		for unit in demo.tree.codes:
			units = demo.tree.subtree(unit)
			cells = sum(by_unit[one][down] for one in units)
			shown = [int(found[power].isin(units).sum()) for power in POWER_CATEGORY.codes]
			assert shown == cells.tolist(), (category, unit)
			without = int(found[NO_POWER].isin(units).sum())
			assert sum(shown) + without == demo.own[f"category_{category}"].loc[units].sum()


def narrowed(demo: Sample, figure: Figure) -> pd.Series:
	"""The unit of each row."""
	return behind(demo.register, demo.facts, demo.tree, figure, "counted")["of_unit"]


def test_parts_of_what_arises_from_a_power_make_up_all_of_it(demo) -> None:
	for power in OF_POWER.codes:
		figure = FIGURES["grade_I"].of_power(power)
		whole = FIGURES["risk_points"].of_power(power)
		parts = [set(figure.rows(demo.facts, part)) for part in PART.codes]
		assert set.union(*parts) == set(whole.rows(demo.facts, "counted")) and not set.intersection(*parts)


def test_what_counts_no_risk_points_is_not_narrowed_down_by_powers() -> None:
	with pytest.raises(ValueError, match="counts no risk points"):
		FIGURES["posts"].of_power("decision")


@pytest.mark.parametrize("column", counts.COLUMNS)
def test_counted_and_left_out_make_up_the_table(demo, column) -> None:
	whole = len(demo.facts[FIGURES[column].table])
	assert len(demo.behind(column)) + len(demo.behind(column, "left_out")) == whole


@pytest.mark.parametrize("indicator", indicators.INDICATORS, ids=lambda one: one.code)
def test_a_share_counts_nothing_beyond_what_it_is_a_share_of(demo, indicator) -> None:
	counted, of = FIGURES[indicator.numerator], FIGURES[indicator.denominator]
	assert counted.table == of.table
	assert set(counted.rows(demo.facts, "counted")) <= set(of.rows(demo.facts, "counted"))


@pytest.mark.parametrize("figure", [one for one in FIGURES.values() if one.of], ids=lambda one: one.code)
def test_what_an_indicator_counts_and_lacks_is_its_denominator(demo, figure) -> None:
	parts = [set(figure.rows(demo.facts, part)) for part in PART.codes]
	assert set.union(*parts) == set(FIGURES[figure.of].rows(demo.facts, "counted"))
	assert not set.intersection(*parts)


@pytest.mark.parametrize(
	("code", "part", "expected"),
	[
		("post_coverage", "left_out", ["G4"]),
		("key_post_coverage", "left_out", ["G4"]),
		("unit_coverage", "left_out", ["NJ-ZF"]),
		("overdue_share", "counted", ["C4"]),
		("measure_coverage", "left_out", ["F3", "F5"]),
	],
)
def test_what_is_lacking_by_hand(small, code, part, expected) -> None:
	assert small.keys(code, part) == expected


def test_an_indicator_leads_to_what_is_to_be_mended() -> None:
	looks = {one.code: one.look for one in FIGURES.values()}
	assert (looks["post_coverage"], looks["overdue_share"], looks["posts"]) == ("left_out", "counted", "counted")


def test_terms_are_told_by_their_codes_and_days_as_days(demo) -> None:
	measures = demo.behind("measures_overdue")
	grades = demo.facts["measures"]["grade"].iloc[measures["row"]].tolist()
	assert measures["grade"].tolist() == [(*["I", "II", "III"], None)[grade] for grade in grades]
	due = demo.register["measures"]["due_date"].iloc[measures["row"]]
	assert measures["due_date"].tolist() == due.tolist()
	assert (due < pd.Timestamp(AS_OF)).all()


def test_an_activity_that_is_owed_is_told_with_its_post_kind_and_day(demo) -> None:
	owed = demo.behind("activity_done_share", "left_out")
	posts = demo.register["posts"].iloc[owed["row"]]
	assert owed["title"].tolist() == posts["post_name"].tolist()
	assert owed["kind"].notna().all()
	assert (owed["due"] >= pd.Timestamp(AS_OF)).all()


def test_every_figure_tells_something_beside_the_title() -> None:
	assert all(details(figure) for figure in FIGURES.values())


def test_counts_are_called_as_the_page_calls_them() -> None:
	assert {cells[0]: cells[1] for cells in documented("计数")} == {name: one.zh for name, one in COUNT_NAMES.items()}
