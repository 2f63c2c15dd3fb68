"""What counts as in place, verified, overdue and lapsed, on one day, worked out by hand."""

from __future__ import annotations

from datetime import date

import bureau
import pytest

from lianzheng_risk.core import facts
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.tree import Tree

AS_OF = date(2026, 6, 30)
DONE = {"status": "verified", "completed_on": "2026-05-31", "evidence": "记录", "due_date": "2026-05-31"}
QUARTERLY = {"recurrence": "quarterly", "status": "in_progress", "completed_on": "2026-03-30", "evidence": "记录"}


def told(**values) -> set[str]:
	"""The facts that hold for one measure of a grade I risk, and for its risk."""
	measure = {
		"measure": "C1",
		"risk": "F1",
		"layer": "unit",
		"phase": "prevention",
		"description": "集体研究",
		**values,
	}
	register = bureau.register(measures=[measure])
	derived = facts.derive(register, Tree.of(register["units"]), DEFAULT, AS_OF)
	asked = {
		"measures": ("effective", "in_place", "verified", "due", "on_time", "overdue", "evidenced"),
		"risk_points": ("grade_I_unmeasured",),
	}
	rows = {"measures": 0, "risk_points": register["risk_points"]["risk"].tolist().index("F1")}
	return {name for table, names in asked.items() for name in names if derived[table][name].iloc[rows[table]]}


@pytest.mark.parametrize(
	("values", "expected"),
	[
		(DONE, {"effective", "in_place", "verified", "due", "on_time", "evidenced"}),
		# Verified evidence counts, not a status.
		(DONE | {"evidence": None}, {"effective", "in_place", "due", "on_time"}),
		(DONE | {"status": "implemented"}, {"effective", "in_place", "due", "on_time", "evidenced"}),
		(DONE | {"valid_until": "2026-06-30"}, {"effective", "in_place", "verified", "due", "on_time", "evidenced"}),
		# The day after its last day it counts no longer, whether or not the clock has run: a weak link the same day.
		(DONE | {"valid_until": "2026-06-29"}, {"grade_I_unmeasured"}),
		(DONE | {"status": "lapsed"}, {"grade_I_unmeasured"}),
		# Between two rounds what was done last holds.
		(
			QUARTERLY | {"due_date": "2026-06-30", "verified_on": "2026-04-02"},
			{"effective", "in_place", "verified", "due", "evidenced"},
		),
		(QUARTERLY | {"due_date": "2026-07-01"}, {"effective", "in_place", "evidenced"}),
		(QUARTERLY | {"due_date": "2026-06-29", "verified_on": "2026-04-02"}, {"effective", "due", "overdue"}),
		(QUARTERLY | {"due_date": "2026-07-01", "completed_on": None}, {"effective"}),
		(QUARTERLY | {"due_date": "2026-07-01", "recurrence": None}, {"effective"}),
	],
)  # fmt: skip
def test_what_holds_for_a_measure(values, expected):
	assert told(**values) == expected
