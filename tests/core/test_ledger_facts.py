"""What the ledgers say on one day: each fact by hand, with a row that only just is none."""

from __future__ import annotations

from datetime import date

import bureau
import pandas as pd
import pytest

from lianzheng_risk.core import facts
from lianzheng_risk.core.activities.coverage import Requirement
from lianzheng_risk.core.expectations import USUAL, Expectations
from lianzheng_risk.core.rectification.path import WAITING as TO_BE_RECTIFIED
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.timeliness import timeliness
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.core.warnings.path import WAITING as TO_BE_HANDLED

AS_OF = date(2026, 6, 30)
RECTIFICATION = {"rectification": "Z1", "title": "整改", "unit": "NJ", "problem": "问题", "status": "closed", "ordered_on": "2026-04-02", "deadline": "2026-04-24", "reported_on": "2026-04-24"}  # fmt: skip
WARNING = {"warning": "W1", "title": "预警", "unit": "NJ", "facts": "事实", "source": "manual", "colour": "yellow", "status": "lifted", "issued_on": "2026-05-06", "deadline": "2026-05-13", "handled_on": "2026-05-13"}  # fmt: skip
INSPECTION = {"inspection": "J1", "title": "检查", "unit": "NJ", "inspection_type": "special", "planned_on": "2026-03-30", "held_on": "2026-03-31", "concluded": True}  # fmt: skip
FINDING = {"inspection": "J1", "finding_no": 1, "problem": "问题", "rectification": "Z1"}

DECISION = {"decision": "S1", "matter": "购置设备", "unit": "NJ", "category": "funds", "meeting_date": "2026-02-26", "decided": True, "result": "approved"}  # fmt: skip
URGENT = {"result": "urgent", "ratify_by": "2026-03-05"}


def derived(expected: Expectations = USUAL, **tables) -> facts.Facts:
	register = bureau.register(**tables)
	return facts.derive(register, Tree.of(register["units"]), DEFAULT, AS_OF, expected)


def true_of(frame: pd.DataFrame, row: int = 0) -> set[str]:
	return {name for name in frame if frame[name].dtype == bool and frame[name].iloc[row]}


@pytest.mark.parametrize(
	("values", "expected"),
	[
		({}, {"counted", "closed", "judged", "in_time"}),
		({"reported_on": "2026-04-25"}, {"counted", "closed", "judged"}),
		({"came_back_from": "Z0"}, {"counted", "closed", "judged", "in_time", "recurring"}),
		# Settled a year ago and no more; what is open counts however old it is.
		({"ordered_on": "2025-07-01"}, {"counted", "closed", "judged", "in_time"}),
		({"ordered_on": "2025-06-30"}, set()),
		({"ordered_on": "2025-06-30", "status": "reported"}, {"counted", "judged", "in_time"}),
		({"ordered_on": "2026-07-01", "status": "ordered"}, set()),
		({"status": "withdrawn"}, set()),
		({"status": "under_way", "reported_on": None}, {"counted", "overdue", "judged"}),
		({"status": "extension", "deadline": "2026-06-30"}, {"counted"}),
		({"status": "ordered", "deadline": None}, {"counted"}),
	],
)  # fmt: skip
def test_a_rectification(values, expected):
	earlier = RECTIFICATION | {"rectification": "Z0", "ordered_on": "2020-01-01"}
	found = derived(rectifications=[RECTIFICATION | values, earlier])["rectifications"]
	assert (true_of(found), true_of(found, 1)) == (expected, set())


@pytest.mark.parametrize(
	("values", "expected"),
	[
		({}, {"counted", "judged", "in_time"}),
		({"handled_on": "2026-05-14"}, {"counted", "judged"}),
		({"level": 1}, {"counted", "judged", "escalated"}),
		({"level": 0, "status": "handled"}, {"counted", "judged", "in_time", "open"}),
		({"status": "issued", "handled_on": None}, {"counted", "overdue", "judged", "open"}),
		({"status": "handling", "deadline": "2026-06-30"}, {"counted", "open"}),
		({"status": "muted"}, set()),
		({"withdrawn": True}, set()),
		({"issued_on": "2025-06-30"}, set()),
	],
)  # fmt: skip
def test_a_warning(values, expected):
	found = derived(warnings=[WARNING | values])["warnings"]
	assert true_of(found) == expected
	assert found["colour"].tolist() == [0 if "counted" in expected else -1]


@pytest.mark.parametrize("waiting", [*TO_BE_RECTIFIED, "reported", "closed"])
@pytest.mark.parametrize("deadline", ["2026-06-29", "2026-06-30", None])
@pytest.mark.parametrize("reported_on", ["2026-06-30", "2026-06-29", None])
def test_rectifications_are_judged_as_their_ledger_judges_them(waiting, deadline, reported_on):
	row = RECTIFICATION | {"status": waiting, "deadline": deadline, "reported_on": reported_on}
	told = true_of(derived(rectifications=[row])["rectifications"])
	days = [day and date.fromisoformat(day) for day in (deadline, reported_on)]
	assert_same(told, timeliness(days[0], AS_OF, days[1], waiting=waiting in TO_BE_RECTIFIED))


@pytest.mark.parametrize("state", [*TO_BE_HANDLED, "handled", "lifted"])
@pytest.mark.parametrize("level", [0, 2, None])
@pytest.mark.parametrize("handled_on", ["2026-05-13", "2026-05-14", None])
def test_warnings_are_judged_as_their_ledger_judges_them(state, level, handled_on):
	row = WARNING | {"status": state, "level": level, "handled_on": handled_on}
	told = true_of(derived(warnings=[row])["warnings"])
	done = handled_on and date.fromisoformat(handled_on)
	found = timeliness(date(2026, 5, 13), AS_OF, done, waiting=state in TO_BE_HANDLED, overran=bool(level))
	assert_same(told, found)


def assert_same(told: set[str], timely: str) -> None:
	expected = {"overdue": {"overdue", "judged"}, "late": {"judged"}, "in_time": {"judged", "in_time"}}
	assert told & {"overdue", "judged", "in_time"} == expected.get(timely, set())


@pytest.mark.parametrize(
	("values", "expected", "ordered"),
	[
		({}, {"held", "concluded", "planned", "held_to_plan"}, True),
		({"concluded": False}, {"held", "planned", "held_to_plan"}, True),
		({"held_on": None, "concluded": False}, {"planned"}, False),
		({"planned_on": None}, {"held", "concluded"}, True),
		({"planned_on": "2026-07-01", "held_on": None, "concluded": False}, set(), False),
		({"planned_on": "2025-06-01", "held_on": "2025-06-30"}, set(), False),
	],
)
def test_an_inspection_and_its_finding(values, expected, ordered):
	found = derived(
		inspections=[INSPECTION | values],
		inspection_findings=[FINDING, FINDING | {"finding_no": 2, "rectification": None}],
		rectifications=[RECTIFICATION],
	)
	assert true_of(found["inspections"]) == expected
	findings = found["inspection_findings"]
	assert (true_of(findings), true_of(findings, 1)) == (
		({"counted", "ordered"}, {"counted"}) if ordered else (set(), set())
	)


MEETING = {"taken", "collective"}
ACTED = {"taken", "urgent"}
JUDGED = "ratification_judged"


@pytest.mark.parametrize(
	("values", "expected"),
	[
		({}, MEETING),
		({"result": "deferred"}, MEETING),
		({"decided": False}, set()),
		({"meeting_date": "2026-07-01"}, set()),
		({"meeting_date": "2025-07-01"}, MEETING),
		({"meeting_date": "2025-06-30"}, set()),
		(URGENT, ACTED | {JUDGED, "ratification_overdue"}),
		(URGENT | {"ratify_by": "2026-06-30"}, ACTED),
		(URGENT | {"ratified_on": "2026-03-05"}, ACTED | {JUDGED, "ratification_in_time"}),
		(URGENT | {"ratified_on": "2026-03-06"}, ACTED | {JUDGED}),
		# What is ratified counts for a year, what is not counts however old it is.
		(URGENT | {"meeting_date": "2024-01-05", "ratified_on": "2026-03-05"}, set()),
		(URGENT | {"meeting_date": "2024-01-05"}, {JUDGED, "ratification_overdue"}),
		({"execution_due": "2026-06-29"}, MEETING | {"due", "overdue"}),
		({"execution_due": "2026-06-29", "execution_status": "under_way"}, MEETING | {"due", "overdue"}),
		({"execution_due": "2026-06-30"}, MEETING | {"due"}),
		({"execution_due": "2026-07-01"}, MEETING),
		({"execution_due": "2026-06-29", "execution_status": "done"}, MEETING | {"due", "carried_out"}),
		({"execution_due": "2026-06-29", "execution_status": "stopped"}, MEETING),
		({"execution_due": "2026-06-29", "result": "not_approved"}, MEETING),
		({"meeting_date": "2024-01-05", "execution_due": "2024-06-30"}, {"due", "overdue"}),
		({"meeting_date": "2024-01-05", "execution_due": "2024-06-30", "execution_status": "done"}, set()),
	],
)
def test_a_decision(values, expected):
	found = derived(decisions=[DECISION | values])["decisions"]
	assert {name.replace("ratification_counted", "") for name in true_of(found)} - {""} == expected
	assert found["category"].tolist() == [3 if "taken" in expected else -1]


@pytest.mark.parametrize(
	("start", "years", "waived", "overdue"),
	[
		("2021-06-30", 5, None, False),
		("2021-06-29", 5, None, True),
		("2021-06-29", 0, None, False),
		("2020-02-29", 6, None, True),
		("2020-01-01", 5, "2026-06-30", False),
		("2020-01-01", 5, "2026-06-29", True),
	],
)
def test_rotation(start, years, waived, overdue):
	waivers = [{"waiver": "L1", "post": "G1", "person": "R1", "until": waived, "reason": "工作需要"}] if waived else []
	posts = derived(
		Expectations(years_in_key_post=years, years_in_other_post=0),
		tenures=[{"post": "G1", "person": "R1", "start_date": start, "end_date": None}],
		waivers=waivers,
	)["posts"]
	assert posts["rotating"].sum() == (1 if years else 0)
	assert posts["rotation_overdue"].tolist() == [overdue, False, False, False, False]


def test_somebody_else_s_waiver_helps_nobody():
	posts = derived(
		tenures=[{"post": "G1", "person": "R1", "start_date": "2020-01-01", "end_date": None}],
		waivers=[{"waiver": "L1", "post": "G1", "person": "R2", "until": "2027-01-01", "reason": "工作需要"}],
	)["posts"]
	assert posts["rotation_overdue"].sum() == 1


TALK = {"activity": "H1", "kind": "integrity_talk", "title": "谈话", "unit": "NJ", "status": "held", "held_on": "2026-03-18"}  # fmt: skip
HALF_YEARLY = Expectations(activities=(Requirement("integrity_talk", "half_yearly", grade="I"),))


@pytest.mark.parametrize(
	("activity", "attended", "done", "overdue"),
	[
		({}, True, [True, False], [False, True]),
		({"held_on": "2025-12-31"}, True, [False, False], [False, True]),
		({"held_on": "2025-06-30"}, True, [False, False], [True, True]),
		({"status": "planned"}, True, [False, False], [True, True]),
		({"kind": "education"}, True, [False, False], [True, True]),
		({}, False, [False, False], [True, True]),
	],
)
def test_required_activities(activity, attended, done, overdue):
	"""G1 and G2 have a grade I risk and a holder since before the last half-year; G1 takes part."""
	found = derived(
		HALF_YEARLY,
		activities=[TALK | activity],
		activity_posts=[{"activity": "H1", "post": "G1", "person": "R1", "attended": attended}],
	)
	required = found["required_activities"]
	assert required["post"].tolist() == [0, 1]
	assert (required["done"].tolist(), required["overdue"].tolist()) == (done, overdue)
	assert found["posts"]["activity_overdue"].tolist() == [*overdue, False, False, False]


def test_nothing_is_said_of_a_ledger_that_is_not_kept():
	assert len(derived(HALF_YEARLY)["required_activities"]) == 0
