"""内设机构廉政风险点排查登记表: the risks of each internal department by power and step."""

from __future__ import annotations

import frappe
from frappe import _

from lianzheng_risk.risk_screening.prints import reading, words
from lianzheng_risk.risk_screening.prints.places import Places, along_the_flow
from lianzheng_risk.risk_screening.prints.sheet import (
	Cells,
	Column,
	Form,
	Table,
	by_unit,
	risks_left_out,
	unit_form,
)


def integrity_department_form(name: str) -> Form:
	"""The form of the unit and everything below it.

	Raises frappe.PermissionError where the session's user may not read the unit.
	"""
	unit = reading.readable(reading.UNIT, name)
	found = reading.risk_points_below(unit.name)
	places = Places(unit.name, found.rows)
	rows = places.in_tree_order(found.rows, along_the_flow)
	measures = reading.measures_by_risk(risk.name for risk in rows)
	steps = reading.steps_by_power(risk.power for risk in rows if risk.step_no)
	holders = reading.holders_by_post(risk.post for risk in rows)
	columns = _columns()

	def cells(risk: frappe._dict) -> Cells:
		of_risk = measures[risk.name]
		responsible = words.listed(measure.person for measure in of_risk)
		return {
			"power": risk.power_name,
			"step": words.step(risk, steps[risk.power]),
			"risk": risk.title,
			"category": words.term(risk.category, reading.RISK),
			"manifestation": risk.manifestation,
			"grade": words.counting_grade(risk),
			"measures": words.numbered([measure.description for measure in of_risk]),
			"post": risk.post_name,
			"person": responsible or words.listed(holder.person_name for holder in holders[risk.post]),
		}

	groups = by_unit(rows, columns, cells, places.title)
	table = Table(columns, groups, _("No risk points on record"), risks_left_out(found))
	return unit_form(_("Screening Form of Internal Departments"), unit.unit_name, table)


def _columns() -> tuple[Column, ...]:
	return (
		Column("functions", _("Main Functions"), 8, per_group=True),
		Column("power", _("Power Item"), 9),
		Column("step", _("Step of the Power"), 8),
		Column("risk", _("Risk Point"), 9),
		Column("category", _("Risk Type"), 6, centred=True),
		Column("manifestation", _("Manifestation"), 16),
		Column("grade", _("Risk Level"), 5, centred=True),
		Column("measures", _("Control Measures"), 17),
		Column("post", _("Responsible Post"), 6),
		Column("person", _("Responsible Person"), 5, centred=True),
		Column("head", _("Signed by the Head"), 5, per_group=True),
		Column("leader", _("Opinion of the Leader in Charge"), 6, per_group=True),
	)
