"""The daily look at the record: who was late, refused or rectified poorly so often that something is suggested."""

from __future__ import annotations

import datetime
from collections.abc import Collection

import frappe
from frappe.utils import getdate

from lianzheng_risk.clock.queueing import queue_in_parts, units_in_order
from lianzheng_risk.clock.runs import Counts, logged, span
from lianzheng_risk.core.accountability.ladder import LADDER, REASON, is_heavier
from lianzheng_risk.core.accountability.path import STATE
from lianzheng_risk.core.accountability.suggesting import (
	Duty,
	Lapse,
	Rules,
	Settled,
	Suggestion,
	lapse_of,
	suggestions,
)
from lianzheng_risk.core.months import add_months
from lianzheng_risk.core.rectification.path import ACTION as RECTIFYING
from lianzheng_risk.core.rectification.path import STATE as RECTIFICATION_STATE
from lianzheng_risk.core.rectification.path import WAITING
from lianzheng_risk.risk_screening.screening.people import Directory
from lianzheng_risk.risk_supervision.accountability.case import (
	ACCOUNTABILITY,
	cause_of,
	rules_of_site,
	tell_of_suggestion,
)
from lianzheng_risk.store.terms import code, english

RECTIFICATION, STEP = "Integrity Rectification", "Integrity Course Step"
PERSON = "Integrity Person"
_SOME = "lianzheng_risk.risk_supervision.accountability.clock.suggest_some"
_UNITS_AT_ONCE = 50
_RUNNING = [english(RECTIFICATION_STATE, state) for state in WAITING]
_NEVER_RECEIVED = english(RECTIFICATION_STATE, "ordered")
_WITHDRAWN = english(RECTIFICATION_STATE, "withdrawn")
# Steps which say that what was reported was not good enough.
_NOT_ENOUGH = [english(RECTIFYING, step) for step in ("send_back", "take_up_again")]
_SUGGESTED, _ISSUED, _DISMISSED = (english(STATE, state) for state in ("suggested", "issued", "dismissed"))


def suggest_all() -> None:
	"""Queue the look at the people of all units, so many units a job. Running it twice changes nothing."""
	queue_in_parts(_SOME, "accountability", _UNITS_AT_ONCE, {"units": units_in_order()})


def suggest_some(units: list[str]) -> int:
	"""Write down what the record of the units' people suggests today; one open action per person and ground.

	Answers how many are new.
	"""
	with logged("accountability", part=span(units)) as counts:
		counts.changed = _suggest_new(units, counts)
	return counts.changed


def _suggest_new(units: list[str], counts: Counts) -> int:
	today, rules = getdate(), rules_of_site()
	since = add_months(today, -rules.within_months)
	lapses = [*_lapses_of_duties(units, since, today, rules), *_sent_back(units, since)]
	found = suggestions(lapses, today, _settled(since, {lapse.person for lapse in lapses}), rules)
	counts.looked_at = len(found)
	if not found:
		return 0
	standing, fresh = _open_actions(found), []
	for suggestion in found:
		if known := standing.get(cause_of(suggestion.person, suggestion.reason)):
			_raise_step(known, suggestion)
		else:
			fresh.append(suggestion)
	if not fresh:
		return 0
	places, directory = _units_of([suggestion.person for suggestion in fresh]), Directory()
	return sum(_suggest(suggestion, places.get(suggestion.person), directory) for suggestion in fresh)


def _lapses_of_duties(units: list[str], since: datetime.date, today: datetime.date, rules: Rules) -> list[Lapse]:
	notice, person = frappe.qb.DocType(RECTIFICATION), frappe.qb.DocType(PERSON)
	running = notice.status.isin(_RUNNING)
	rows = (
		frappe.qb.from_(notice)
		.join(person)
		.on(notice.responsible_person == person.name)
		.select(notice.name, notice.responsible_person, notice.deadline, notice.status, notice.reported_on)
		.where(person.unit.isin(units) & (notice.status != _WITHDRAWN))
		.where(notice.deadline >= since - datetime.timedelta(days=rules.refused_after_days))
		.where((running & (notice.deadline < today)) | (notice.reported_on > notice.deadline))
		.run(as_dict=True)
	)
	duties = (
		Duty(
			row.name,
			row.responsible_person,
			getdate(row.deadline),
			running=row.status in _RUNNING,
			received=row.status != _NEVER_RECEIVED,
			reported_on=getdate(row.reported_on) if row.reported_on else None,
		)
		for row in rows
	)
	return [lapse for duty in duties if (lapse := lapse_of(duty, today, rules))]


def _sent_back(units: list[str], since: datetime.date) -> list[Lapse]:
	notice, step, person = map(frappe.qb.DocType, (RECTIFICATION, STEP, PERSON))
	rows = (
		frappe.qb.from_(step)
		.join(notice)
		.on((step.parent == notice.name) & (step.parenttype == RECTIFICATION))
		.join(person)
		.on(notice.responsible_person == person.name)
		.select(notice.name, notice.responsible_person, step.acted_on)
		.where(step.action.isin(_NOT_ENOUGH) & (step.acted_on >= since))
		.where(person.unit.isin(units) & (notice.status != _WITHDRAWN))
		.run(as_dict=True)
	)
	return [Lapse(row.responsible_person, "poor", getdate(row.acted_on), row.name) for row in rows]


def _settled(since: datetime.date, people: Collection[str]) -> dict[tuple[str, str], Settled]:
	"""The latest by person and ground."""
	filters = {"status": ["in", [_ISSUED, _DISMISSED]], "settled_on": [">=", since], "person": ["in", sorted(people)]}
	fields = ["person", "reason_kind", "settled_on", "status", "ladder_step"]
	rows = frappe.get_all(ACCOUNTABILITY, filters=filters, fields=fields, order_by="settled_on, creation")
	return {
		(row.person, code(REASON, row.reason_kind)): Settled(
			getdate(row.settled_on), code(LADDER, row.ladder_step) if row.status == _ISSUED else None
		)
		for row in rows
	}


def _open_actions(found: list[Suggestion]) -> dict[str, frappe._dict]:
	causes = [cause_of(suggestion.person, suggestion.reason) for suggestion in found]
	fields = ["name", "open_cause", "status", "ladder_step", "lapses", "suggested_by_system"]
	rows = frappe.get_all(ACCOUNTABILITY, filters={"open_cause": ["in", causes]}, fields=fields)
	return {row.open_cause: row for row in rows}


def _units_of(people: list[str]) -> dict[str, str]:
	rows = frappe.get_all("Integrity Person", filters={"name": ["in", people]}, fields=["name", "unit"])
	return {row.name: row.unit for row in rows}


def _raise_step(standing: frappe._dict, suggestion: Suggestion) -> None:
	"""What nobody has taken up yet follows the record upwards; what people work on is theirs."""
	if standing.status != _SUGGESTED or not standing.suggested_by_system or standing.lapses == suggestion.count:
		return
	values = {"lapses": suggestion.count, "source_name": suggestion.source}
	if is_heavier(suggestion.step, code(LADDER, standing.ladder_step)):
		values["ladder_step"] = english(LADDER, suggestion.step)
	action = frappe.get_doc(ACCOUNTABILITY, standing.name)
	action.update(values)
	action.flags.by_clock = True
	action.save(ignore_permissions=True)


def _suggest(suggestion: Suggestion, unit: str | None, directory: Directory) -> bool:
	"""False where another worker was first, or where the person's record does not allow it; nobody else waits for that."""
	action = frappe.new_doc(ACCOUNTABILITY).update(
		{
			"person": suggestion.person,
			"unit": unit,
			"ladder_step": english(LADDER, suggestion.step),
			"reason_kind": english(REASON, suggestion.reason),
			"lapses": suggestion.count,
			"source_doctype": RECTIFICATION,
			"source_name": suggestion.source,
		}
	)
	action.flags.by_clock = True
	frappe.db.savepoint("one_suggestion")
	try:
		action.insert(ignore_permissions=True)
	except frappe.ValidationError:
		frappe.db.rollback(save_point="one_suggestion")
		frappe.log_error(title=f"{ACCOUNTABILITY}: {suggestion.person}")
		return False
	supervisors = [official.user for official in directory.at("supervisor", unit, with_account=True)]
	tell_of_suggestion(action, supervisors)
	return True
