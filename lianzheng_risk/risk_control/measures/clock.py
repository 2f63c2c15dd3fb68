"""What the passing of time does to measures: rounds end and begin, what is out of date lapses."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.query_builder import Criterion
from frappe.utils import getdate, now_datetime, nowdate

from lianzheng_risk.clock.queueing import queue_in_parts
from lianzheng_risk.clock.runs import each_for_itself, logged, span
from lianzheng_risk.core.measures.path import ACTION, ENDED
from lianzheng_risk.core.measures.rounds import OUTCOME, Ended, Lapsed, turns
from lianzheng_risk.core.vocabulary import MEASURE_STATUS, RECURRENCE_BASIS
from lianzheng_risk.risk_control.measures.case import reporters_of, rules_of_site, standing_of
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.terms import english

MEASURE = "Integrity Control Measure"
_SOME = "lianzheng_risk.risk_control.measures.clock.turn_some"
_AT_ONCE = 200
_ENDED = tuple(english(MEASURE_STATUS, code) for code in ENDED)


def turn_all() -> None:
	"""Queue what may have come to pass up to today, so many measures a job. Running it twice changes nothing."""
	queue_in_parts(_SOME, "measures", _AT_ONCE, {"names": concerned()})


def turn_some(names: list[str]) -> dict[str, int]:
	with logged("measures", part=span(names)) as counts:
		each_for_itself(MEASURE, names, lambda measure: bool(turn(measure)), counts)
	return vars(counts)


def turn(measure: Document) -> int:
	"""Bring one measure up to today; how many turns it took. It is saved if it took any."""
	found = turns(standing_of(measure), getdate(nowdate()), rules_of_site())
	for step in found:
		_end_round(measure, step) if isinstance(step, Ended) else _lapse(measure, step)
	if found:
		measure.flags.by_clock = True
		measure.save(ignore_permissions=True)
	return len(found)


def _end_round(measure: Document, step: Ended) -> None:
	done = step.outcome != "missed"
	measure.append(
		"rounds",
		{
			"due_date": measure.due_date,
			"outcome": english(OUTCOME, step.outcome),
			"ended_on": step.on,
			"completed_on": measure.completed_on if done else None,
			"verified_on": measure.verified_on if step.outcome == "verified" else None,
			"reported_by": next(iter(reporters_of(measure)), None) if done else None,
			"verified_by": _verifier(measure) if step.outcome == "verified" else None,
			"evidence": measure.evidence if done else None,
		},
	)
	measure.recurs_from = measure.recurs_from or measure.due_date
	measure.due_date = step.due
	if done:
		measure.status = english(MEASURE_STATUS, "in_progress")


def _lapse(measure: Document, step: Lapsed) -> None:
	measure.append(
		"course_steps",
		{
			"acted_on": now_datetime(),
			"acted_by": "Administrator",
			"action": english(ACTION, "lapse"),
			"from_state": measure.status,
			"to_state": english(MEASURE_STATUS, "lapsed"),
			"reason": shown(step.reason),
		},
	)
	measure.status = english(MEASURE_STATUS, "lapsed")


def _verifier(measure: Document) -> str | None:
	verified = english(ACTION, "verify")
	return next((row.acted_by for row in reversed(measure.course_steps) if row.action == verified), None)


def concerned() -> list[str]:
	"""Measures to which something may have happened by today; what lies before their dates is not looked at."""
	measure = frappe.qb.DocType(MEASURE)
	today = nowdate()
	completion = english(RECURRENCE_BASIS, "completion")
	verified = english(MEASURE_STATUS, "verified")
	may_have_turned = Criterion.any(
		[
			measure.valid_until < today,
			(measure.recurrence != "") & (measure.due_date < today),
			(measure.recurrence_basis == completion) & (measure.status == verified),
		]
	)
	query = frappe.qb.from_(measure).select(measure.name).where(may_have_turned)
	return query.where(measure.status.notin(_ENDED)).orderby(measure.unit, measure.name).run(pluck=True)
