"""The daily look at what is overdue: warnings are issued, climb, and end when what they warn of was put right.

A late run finds what daily ones would have found, dated as they would have dated it; running it twice changes nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import frappe
from frappe.utils import getdate, nowdate

from lianzheng_risk.clock.queueing import queue_in_parts, units_in_order
from lianzheng_risk.clock.runs import Counts, each_for_itself, logged, span
from lianzheng_risk.core.warnings.path import STATE, WAITING
from lianzheng_risk.risk_supervision.warnings.addressing import PeopleInCharge
from lianzheng_risk.risk_supervision.warnings.case import Rules, rules_of_site
from lianzheng_risk.risk_supervision.warnings.climbing import bring_up
from lianzheng_risk.risk_supervision.warnings.raising import WARNING, already_known, issue
from lianzheng_risk.risk_supervision.warnings.sources import Found, find_all
from lianzheng_risk.store.terms import english

UNIT = "Integrity Unit"
_SOME = "lianzheng_risk.risk_supervision.warnings.clock.watch_some"
_UNITS_AT_ONCE = 50
_WAITING = tuple(english(STATE, state) for state in (*WAITING, "muted"))


def watch_all() -> None:
	"""Queue the look at all units, so many a job: several workers on several machines share them."""
	queue_in_parts(_SOME, "warnings", _UNITS_AT_ONCE, {"units": units_in_order()})


def watch_some(units: list[str]) -> None:
	today = getdate(nowdate())
	with logged("warnings", part=span(units)) as counts:
		since = _last_looked_at(units, today)
		rules, people = rules_of_site(), PeopleInCharge()
		found = find_all(units, since, today)
		counts.looked_at = len(found)
		_issue_new(found, rules, people, counts)
		_bring_up_open(units, {one.cause.key: one.cause.ended for one in found}, rules, people, counts)
		unit = frappe.qb.DocType(UNIT)
		frappe.qb.update(unit).set(unit.watched_until, today).where(unit.name.isin(units)).run()


def _last_looked_at(units: list[str], today: datetime.date) -> datetime.date:
	"""Also keeps a second job from these units until this one is over."""
	unit = frappe.qb.DocType(UNIT)
	rows = frappe.qb.from_(unit).select(unit.watched_until).where(unit.name.isin(units)).for_update().run(pluck=True)
	return min((day for day in rows if day), default=today)


def _issue_new(found: Iterable[Found], rules: Rules, people: PeopleInCharge, counts: Counts) -> None:
	"""Each cause for itself; one whose warning cannot be written is logged and left for the next run."""
	known = already_known({one.cause.key: one.cause.ended is None for one in found})
	for one in found:
		if one.cause.key in known:
			continue
		frappe.db.savepoint("one_warning")
		try:
			issue(one, rules, people)
			counts.changed += 1
		except Exception:
			frappe.db.rollback(save_point="one_warning")
			frappe.log_error("A warning could not be issued", reference_name=one.cause.key[:140])
			counts.failed += 1


def _bring_up_open(
	units: list[str], ended: dict[str, datetime.date | None], rules: Rules, people: PeopleInCharge, counts: Counts
) -> None:
	"""Only those are read to which something may have happened."""
	today = getdate(nowdate())
	waiting = frappe.get_all(
		WARNING,
		filters={"unit": ["in", units], "status": ["in", _WAITING]},
		fields=["name", "cause_key", "deadline", "muted_until"],
		order_by="name",
	)
	# What the clock does not find any more was put right, or has become void, by today.
	cleared = {row.name: ended.get(row.cause_key, today) if row.cause_key else None for row in waiting}
	moved = [row.name for row in waiting if cleared[row.name] or (row.muted_until or row.deadline) < today]
	each_for_itself(
		WARNING, moved, lambda warning: bring_up(warning, today, cleared[warning.name], rules, people) > 0, counts
	)
