"""The register brought up to a day before figures are taken of it.

The platform queues the daily jobs in no order, and what they queue comes after all of them. So figures are not left to what
the night has come to already: on the nights on which a period is taken, what else the night does to the register is done first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import frappe

from lianzheng_risk.clock.queueing import units_in_order
from lianzheng_risk.risk_control.measures import clock as measures
from lianzheng_risk.risk_screening.approving import publicity
from lianzheng_risk.risk_supervision.inspections import clock as inspections
from lianzheng_risk.risk_supervision.warnings import clock as warnings

_MEASURES_AT_ONCE, _UNITS_AT_ONCE, _PLANS_AT_ONCE = 200, 50, 100


def bring_up_to_date() -> None:
	"""What the jobs themselves will then find done: each of them changes nothing when it runs twice."""
	publicity.end_what_ran_out()
	_in_parts(measures.concerned(), _MEASURES_AT_ONCE, measures.turn_some)
	_in_parts(inspections.concerned(), _PLANS_AT_ONCE, inspections.make_some)
	# Last: what is overdue shows only in rounds that were turned.
	_in_parts(units_in_order(), _UNITS_AT_ONCE, warnings.watch_some)


def _in_parts(names: Sequence[str], at_once: int, work: Callable[[Sequence[str]], object]) -> None:
	"""Between two parts what is done is stored, for a job beside this one waits for the rows that it holds."""
	for start in range(0, len(names), at_once):
		if start:
			frappe.db.commit()  # nosemgrep: a part stands for itself
		work(names[start : start + at_once])
