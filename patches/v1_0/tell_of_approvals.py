"""Risk points from before they said themselves when they were approved, publicised and filed: their records and steps know."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
from frappe.query_builder import Case
from frappe.utils import add_days, getdate

from lianzheng_risk.core.approval.path import ACTION, PENDING, STATE
from lianzheng_risk.store.tallies.marking import mark_everything
from lianzheng_risk.store.terms import english

RISK, RECORD, STEP = "Integrity Risk Point", "Integrity Grade Record", "Integrity Approval Step"
_FIELDS = ("approved_on", "publicised_until", "filing", "filed_on", "publicity_until")
_AT_ONCE = 500

Values = dict[str, object]


def execute():
	written = False
	for names in _untold():
		if values := _values(names):
			_write(values)
			written = True
	if written:
		mark_everything()


def _untold() -> Iterator[list[str]]:
	"""The risk points that somebody has approved and that do not say so, some hundred at a time, by code."""
	risk, record = frappe.qb.DocType(RISK), frappe.qb.DocType(RECORD)
	last = ""
	while True:
		query = (
			frappe.qb.from_(record)
			.join(risk)
			.on(risk.name == record.risk)
			.select(record.risk)
			.distinct()
			.where((record.kind == "Approval") & risk.approved_on.isnull() & (record.risk > last))
			.orderby(record.risk)
			.limit(_AT_ONCE)
		)
		names = query.run(pluck=True)
		if names:
			yield names
		if len(names) < _AT_ONCE:
			return
		last = names[-1]


def _values(names: list[str]) -> dict[str, Values]:
	"""Of the approval in force; where there has never been one, of the one that is pending."""
	rows = frappe.get_all(
		RISK,
		filters={"name": ["in", names]},
		fields=["name", "workflow_state", "revision", "publicity_until"],
		order_by="name",
		limit=0,
	)
	in_force, latest = {}, {}
	for record in _records(names):
		latest[record.risk] = record
		if record.effective_on:
			in_force[record.risk] = record
	ends, found = _ends_of_publicity(names), {}
	pending = {english(STATE, state) for state in PENDING}
	for risk in rows:
		is_pending = risk.workflow_state in pending
		until = risk.publicity_until or (ends.get((risk.name, risk.revision)) if is_pending else None)
		if record := in_force.get(risk.name):
			found[risk.name] = {
				"approved_on": getdate(record.approved_on),
				"publicised_until": ends.get((risk.name, record.revision)),
				"filing": record.filing or None,
				"filed_on": record.effective_on if record.filing else None,
				"publicity_until": until,
			}
		elif is_pending:
			approved = getdate(latest[risk.name].approved_on)
			found[risk.name] = {"approved_on": approved, "publicised_until": until, "publicity_until": until}
	return found


def _records(names: list[str]) -> list[frappe._dict]:
	return frappe.get_all(
		RECORD,
		filters={"risk": ["in", names], "kind": "Approval"},
		fields=["risk", "revision", "approved_on", "effective_on", "filing"],
		order_by="approved_on, creation",
		limit=0,
	)


def _ends_of_publicity(names: list[str]) -> dict[tuple[str, int], object]:
	"""By risk point and revision its last day: publicity ends on the day after it, by itself or by somebody's hand."""
	steps = frappe.get_all(
		STEP,
		filters={"parent": ["in", names], "action": english(ACTION, "end_publicity")},
		fields=["parent", "revision", "acted_on"],
		order_by="parent, idx",
		limit=0,
	)
	return {(step.parent, step.revision): add_days(getdate(step.acted_on), -1) for step in steps}


def _write(found: dict[str, Values]) -> None:
	risk = frappe.qb.DocType(RISK)
	query = frappe.qb.update(risk).where(risk.name.isin(list(found)))
	for field in _FIELDS:
		told = {name: values[field] for name, values in found.items() if values.get(field)}
		if not told:
			continue
		value = Case()
		for name, one in told.items():
			value = value.when(risk.name == name, one)
		query = query.set(risk[field], value.else_(risk[field]))
	query.run()
