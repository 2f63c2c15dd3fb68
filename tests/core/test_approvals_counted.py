"""Openness of powers, and approval, publicity and filing of risk points, counted by hand on Tuesday 2026-06-30."""

from __future__ import annotations

import datetime

import pytest
from bureau import AS_OF, POWERS, RISK_POINTS, edited, register

from lianzheng_risk.core import counts, schemes
from lianzheng_risk.core.behind import FIGURES, behind, details
from lianzheng_risk.core.expectations import USUAL, Expectations
from lianzheng_risk.core.facts import derive
from lianzheng_risk.core.frozen.freezing import freeze
from lianzheng_risk.core.indicators import values
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.summary import compose
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.core.weak_links import find

COLUMNS = ["risks_approved", "risks_to_publicise", "risks_publicised", "filings_due", "filings_done"]
SHARES = ["publicised_share", "filed_share"]


def counted(whole, expected=USUAL, as_of=AS_OF):
	tree = Tree.of(whole["units"])
	return counts.count_own(derive(whole, tree, schemes.DEFAULT, as_of, expected), tree)


def with_first(**values):
	"""F1, a grade I risk point of NJ by itself, approved like this."""
	return register(risk_points=edited(RISK_POINTS, "risk", F1=values))


# approved, to be publicised, publicised, to be filed, filed
CASES = {
	"nothing on record": ({}, [0, 0, 0, 0, 0]),
	"approved tomorrow": ({"approved_on": "2026-07-01"}, [0, 0, 0, 0, 0]),
	"approved today, publicity running": ({"approved_on": "2026-06-30", "publicised_until": "2026-07-07"}, [1, 0, 0, 0, 0]),
	"the last day of publicity": ({"approved_on": "2026-06-23", "publicised_until": "2026-06-30"}, [1, 0, 0, 0, 0]),
	"publicity ended yesterday": ({"approved_on": "2026-06-22", "publicised_until": "2026-06-29"}, [1, 1, 1, 0, 0]),
	# Five working days after Tuesday the 23rd end on the 30th, which is still in time; those after the 22nd on the 29th.
	"the last day to file": ({"approved_on": "2026-06-15", "publicised_until": "2026-06-23"}, [1, 1, 1, 0, 0]),
	"a day too late to file": ({"approved_on": "2026-06-15", "publicised_until": "2026-06-22"}, [1, 1, 1, 1, 0]),
	"never publicised, long approved": ({"approved_on": "2026-03-20"}, [1, 1, 0, 1, 0]),
	"never publicised, just approved": ({"approved_on": "2026-06-29"}, [1, 1, 0, 0, 0]),
	"filed": ({"approved_on": "2026-03-20", "publicised_until": "2026-03-27", "filing": "备1", "filed_on": "2026-03-30"}, [1, 1, 1, 1, 1]),
	"filed today, before it had to be": ({"approved_on": "2026-06-22", "publicised_until": "2026-06-29", "filing": "备1", "filed_on": "2026-06-30"}, [1, 1, 1, 1, 1]),
	"filed tomorrow": ({"approved_on": "2026-03-20", "publicised_until": "2026-03-27", "filing": "备1", "filed_on": "2026-07-01"}, [1, 1, 1, 1, 0]),
	"a number without a date": ({"approved_on": "2026-03-20", "publicised_until": "2026-03-27", "filing": "备1"}, [1, 1, 1, 1, 1]),
	"a date without a number": ({"approved_on": "2026-03-20", "publicised_until": "2026-03-27", "filed_on": "2026-03-30"}, [1, 1, 1, 1, 1]),
	"filed without any approval": ({"publicised_until": "2026-03-27", "filing": "备1", "filed_on": "2026-03-30"}, [0, 0, 0, 0, 0]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_grade_I_risk_point_by_hand(name):
	given, expected = CASES[name]
	assert counted(with_first(**given)).loc["NJ", COLUMNS].tolist() == expected


def test_a_milder_grade_need_not_be_filed_but_counts_where_it_is():
	long_ago = {"approved_on": "2026-03-20", "publicised_until": "2026-03-27"}
	filed = {**long_ago, "filing": "备2", "filed_on": "2026-03-30"}
	# Of the finance section: F2 is of grade II, F3 of grade III.
	risks = edited(RISK_POINTS, "risk", F2=long_ago, F3=filed)
	assert counted(register(risk_points=risks)).loc["NJ-CW", COLUMNS].tolist() == [2, 2, 2, 1, 1]


def test_no_share_where_nothing_is_approved_on_record():
	assert values(counted(register())).loc["NJ", SHARES].tolist() == [None, None]


def test_shares_by_hand():
	late = {"approved_on": "2026-03-20", "publicised_until": "2026-03-27"}
	filed = {"approved_on": "2026-03-20", "filing": "备2", "filed_on": "2026-03-30"}
	whole = register(risk_points=edited(RISK_POINTS, "risk", F1=late, F2=filed))
	summed = counted(whole).sum().to_frame().T
	assert values(summed).loc[0, SHARES].tolist() == [0.5, 0.5]


@pytest.mark.parametrize(("days", "due"), [(0, 1), (4, 1), (5, 0), (30, 0)])
def test_the_time_for_filing_is_the_organisation_s(days, due):
	whole = with_first(approved_on="2026-06-15", publicised_until="2026-06-23")
	assert counted(whole, Expectations(filing_days=days)).loc["NJ", "filings_due"] == due


def test_the_time_for_filing_knows_the_holidays():
	# After Thursday 2026-02-12 the 13th, Saturday the 14th (worked in exchange), then, after the festival, the 24th to 26th.
	whole = with_first(approved_on="2026-02-05", publicised_until="2026-02-12")
	for day, due in (("2026-02-26", 0), ("2026-02-27", 1)):
		assert counted(whole, as_of=datetime.date.fromisoformat(day)).loc["NJ", "filings_due"] == due


def test_open_powers_are_those_that_say_how():
	powers = edited(POWERS, "power", Q1={"openness": "局务公开栏"}, Q2={"openness": None}, Q3={"openness": ""})
	figures = counted(register(powers=powers))
	assert figures["powers_open"].to_dict() == {"NJ": 1, "NJ-CW": 0, "NJ-ZF": 0, "NJ-ZF-1": 0}
	assert values(figures)["powers_open_share"].to_dict() == {"NJ": 1.0, "NJ-CW": 0.0, "NJ-ZF": 0.0, "NJ-ZF-1": None}


def test_what_is_not_filed_is_a_weak_link_and_stands_behind_its_figure():
	whole = with_first(approved_on="2026-03-20", publicised_until="2026-03-27")
	tree = Tree.of(whole["units"])
	facts = derive(whole, tree, schemes.DEFAULT, AS_OF)
	[link] = [link for link in find(facts, whole, tree).worst if link.kind.code == "grade_I_not_filed"]
	assert (link.unit, link.grade, link.count, link.subjects[0].code) == ("NJ", "I", 1, "F1")
	figure = FIGURES["filed_share"]
	rows = behind(whole, facts, tree, figure, figure.look)
	told = [one.name for one in details(figure)]
	assert told[-4:] == ["approved_on", "publicised_until", "filing", "filed_on"]
	assert rows[["of_unit", "filing"]].to_numpy().tolist() == [["NJ", None]]
	assert str(rows["approved_on"].iloc[0])[:10] == "2026-03-20"


def summary(whole) -> str:
	return compose(freeze(whole, schemes.DEFAULT, AS_OF), "NJ", Period.of("half_year", AS_OF))


def test_the_summary_tells_of_approvals_where_there_are_any():
	assert "审定" not in summary(register())
	running = summary(with_first(approved_on="2026-06-30", publicised_until="2026-07-07"))
	assert "已审定风险点1个，其中已公示0个。" in running
	late = summary(with_first(approved_on="2026-03-20", publicised_until="2026-03-27"))
	assert "已审定风险点1个，其中已公示1个；应备案1个，已备案0个，风险备案率0.0%。" in late
	assert "对审定后逾期未备案的一级风险点及时备案" in late
