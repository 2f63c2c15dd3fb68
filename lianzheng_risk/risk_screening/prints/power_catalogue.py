"""职权目录: the powers of a unit and everything below it."""

from __future__ import annotations

import frappe
from frappe import _

from lianzheng_risk.risk_screening.prints import reading, words
from lianzheng_risk.risk_screening.prints.places import Places
from lianzheng_risk.risk_screening.prints.sheet import Cells, Column, Form, Table, by_unit, number_column, unit_form


def integrity_power_catalogue(name: str) -> Form:
	"""The catalogue of the unit and everything below it.

	Raises frappe.PermissionError where the session's user may not read the unit.
	"""
	unit = reading.readable(reading.UNIT, name)
	found = reading.powers_below(unit.name)
	places = Places(unit.name, found.rows)
	rows = places.in_tree_order(found.rows)
	steps = reading.steps_by_power(power.name for power in rows)
	columns = _columns()

	def cells(power: frappe._dict) -> Cells:
		own_steps = steps[power.name]
		return {
			"code": power.name,
			"category": words.term(power.category, reading.POWER),
			"name": power.power_name,
			"basis": power.legal_basis,
			"exercised_by": power.exercised_by,
			"handled_by": (power.unit_name, power.post_name),
			"steps": [_step(step) for step in own_steps],
			"time_limit": _("{0} working days").format(power.time_limit_days) if power.time_limit_days else "",
			"openness": power.openness,
			# The flow is drawn from the steps under the code of the power.
			"diagram": power.name if own_steps else "",
			"remarks": power.remarks,
		}

	groups = by_unit(rows, columns, cells, places.title)
	note = _("This form shows the first {0} powers. For the rest, export the list of powers to Excel.")
	notes = (note.format(reading.MOST),) if found.more else ()
	table = Table(columns, groups, _("No powers on record"), notes)
	return unit_form(_("Catalogue of Powers"), unit.unit_name, table)


def _step(step: frappe._dict) -> str:
	text = f"{step.step_no}. {step.step_name}"
	return _("{0} (external)").format(text) if step.external else text


def _columns() -> tuple[Column, ...]:
	return (
		number_column(),
		Column("code", _("Power Code"), 7),
		Column("category", _("Power Category"), 7, centred=True),
		Column("name", _("Power Name"), 10),
		Column("basis", _("Legal Basis"), 14),
		Column("exercised_by", _("Exercised By"), 8),
		Column("handled_by", _("Handling Department and Post"), 9),
		Column("steps", _("Steps of the Flow"), 16),
		Column("time_limit", _("Time to Handle"), 6, centred=True),
		Column("openness", _("Scope/Way of Openness"), 8),
		Column("diagram", _("Diagram No"), 7),
		Column("remarks", _("Remarks"), 4),
	)
