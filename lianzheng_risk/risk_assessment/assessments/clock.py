"""Assessments made in time for the day on which they are due: figures taken once for the whole tree, documents by many jobs.

Running it twice changes nothing. What a broken run has left out is made by the next, as of that day; a period that was missed
as a whole stays missed, because nobody knows any more what the register was.
"""

from __future__ import annotations

import frappe
from frappe.utils import cint, getdate, nowdate

from lianzheng_risk.clock.queueing import queue_in_parts, units_in_order
from lianzheng_risk.clock.runs import each_for_itself, logged, span
from lianzheng_risk.core.periods import DAYS_AHEAD, PERIOD, Period, latest
from lianzheng_risk.core.scoring.path import STATE
from lianzheng_risk.risk_assessment.assessments import files, filling, frozen, readying, screenings
from lianzheng_risk.risk_assessment.assessments.frozen import ASSESSMENT, UNIT
from lianzheng_risk.risk_assessment.assessments.telling import tell_of_waiting
from lianzheng_risk.risk_assessment.upward import received
from lianzheng_risk.store.terms import english
from lianzheng_risk.store.workdays import holidays_of_site

_UNITS_AT_ONCE = 50
_MAKES, _ISSUES = (f"{__name__}.{name}" for name in ("make_some", "issue_some"))


def assess_all() -> None:
	"""Daily: take the figures of each period whose cut-off has come, and queue its documents; issue what nobody scores,
	and make the files that are missing; look at packages that arrived and that no job has come to."""
	settings, holidays = frappe.get_cached_doc("Integrity Risk Settings"), holidays_of_site()
	for kind in PERIOD.codes:
		if not cint(settings.get(f"no_assessment_{kind}")):
			days = cint(settings.assessment_days_ahead) or DAYS_AHEAD
			period = latest(kind, getdate(nowdate()), days, holidays)
			make_period(period, period.cutoff(days, holidays))
	if not cint(settings.hold_assessments):
		issue_due()
	files.queue_missing()
	received.queue_waiting()


def make_period(period: Period, cutoff) -> None:
	"""The figures of the whole tree, and the documents of those units that have none yet."""
	missing = set(_missing(period, cutoff))
	if missing:
		missing -= received.replaced_units(period)
	if not missing:
		return
	readying.bring_up_to_date()
	merged = received.figures_with_reported(frozen.take_own(period, getdate(nowdate())), period)
	taken = merged.figures
	before, year = filling.earlier_figures(period, missing)
	units = [unit for unit in taken if unit in missing]
	campaigns = screenings.take(period, units)
	reported, on_site = {package.unit: package.figures for package in merged.taken}, set(units_in_order())
	given = []
	for unit in units:
		one = filling.given_for(unit, frozen.subtree(taken, unit), period, before, year)
		# Units that the site has no documents of are kept with the one that reported them.
		outside = {below: taken[below] for below in reported.get(unit, ()) if below not in on_site}
		own = {unit: campaigns[unit]} if unit in campaigns else None
		given.append(tuple(one._replace(below=outside or None, campaigns=own)))
	queue_in_parts(
		_MAKES, f"assessments_{period.code}", _UNITS_AT_ONCE, {"units": units, "given": given}, period=period.code
	)


def make_some(period: str, units: list[str], given: list[tuple]) -> dict[str, int]:
	"""The documents of some units; one that cannot be made is logged and left for the next run."""
	made = []
	with logged("assessments", part=f"{period} {span(units)}") as counts:
		there = set(frappe.get_all(ASSESSMENT, filters={"period": period, "unit": ["in", units]}, pluck="unit"))
		for unit, one in zip(units, given, strict=True):
			counts.looked_at += 1
			if unit in there:
				continue
			frappe.db.savepoint("one_assessment")
			try:
				made.append(_make_one(period, unit, filling.Given(*one)))
				counts.changed += 1
			except Exception:
				frappe.db.rollback(save_point="one_assessment")
				frappe.log_error("An assessment could not be made", reference_doctype=UNIT, reference_name=unit)
				counts.failed += 1
		tell_of_waiting(made, key=f"assessments:{period}:{span(units)}")
	return vars(counts)


def issue_due() -> None:
	"""Assessments without scores by people wait for nobody: on the day on which they are due they are issued."""
	queue_in_parts(_ISSUES, "issue_assessments", _UNITS_AT_ONCE, {"names": _unscored_due()})


def issue_some(names: list[str]) -> dict[str, int]:
	with logged("assessments", part=span(names)) as counts:
		each_for_itself(ASSESSMENT, names, _issue, counts)
	return vars(counts)


def _issue(assessment) -> int:
	if assessment.docstatus or assessment.scheme or getdate(assessment.due_on) > getdate(nowdate()):
		return 0
	assessment.flags.by_clock = assessment.flags.issued_by_clock = True
	assessment.submit()
	return 1


def _unscored_due() -> list[str]:
	filters = {
		"docstatus": 0,
		"by_clock": 1,
		"scheme": ["is", "not set"],
		"due_on": ["<=", nowdate()],
		"status": english(STATE, "to_check"),
	}
	return frappe.get_all(ASSESSMENT, filters=filters, pluck="name", order_by="name")


def _make_one(period: str, unit: str, given: filling.Given) -> str:
	assessment = frappe.new_doc(ASSESSMENT).update({"unit": unit, "period": period, "by_clock": 1})
	assessment.flags.given = given
	return assessment.insert(ignore_permissions=True).name


def _missing(period: Period, cutoff) -> list[str]:
	"""Units that were on the site when the period's figures were taken, at the latest on its cut-off day, and have no
	assessment. A unit that came later has its first one with the next period."""
	there = frappe.get_all(ASSESSMENT, filters={"period": period.code}, fields=["unit", "by_clock", "creation"])
	taken_on = min((row.creation for row in there if row.by_clock), default=None)
	until = taken_on or f"{cutoff} 23:59:59"
	units = frappe.get_all(UNIT, filters={"creation": ["<=", until]}, pluck="name", order_by="lft, name")
	if not units:
		return []
	if not taken_on:
		# The first run takes the tree as it stands, newcomers included, so that sums and parts agree.
		units = units_in_order()
	known = {row.unit for row in there}
	return [unit for unit in units if unit not in known]
