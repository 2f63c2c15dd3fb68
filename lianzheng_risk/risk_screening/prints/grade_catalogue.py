"""廉政风险等级目录: the risk points of a unit and everything below it with their grades, who approved and who manages them."""

from __future__ import annotations

import frappe
from frappe import _

from lianzheng_risk.core.approval.path import STATE
from lianzheng_risk.risk_screening.prints import reading, words
from lianzheng_risk.risk_screening.prints.grounds import Grounds
from lianzheng_risk.risk_screening.prints.places import Places
from lianzheng_risk.risk_screening.prints.sheet import Cells, Column, Form, Table, by_unit, risks_left_out, unit_form
from lianzheng_risk.store.terms import english

IN_FORCE = english(STATE, "in_force")


def integrity_grade_catalogue(name: str) -> Form:
	"""The catalogue of the unit and everything below it.

	Raises frappe.PermissionError where the session's user may not read the unit.
	"""
	unit = reading.readable(reading.UNIT, name)
	found = reading.risk_points_below(unit.name)
	places = Places(unit.name, found.rows)
	rows = places.in_tree_order(found.rows)
	grounds = Grounds()
	columns = _columns()

	def cells(risk: frappe._dict) -> Cells:
		return {
			"code": risk.name,
			"unit": places.unit_name(risk.unit),
			"department": places.department_name(risk.unit),
			"post": risk.post_name,
			"risk": risk.title,
			"category": words.term(risk.category, reading.RISK),
			"probability": words.term(risk.probability, reading.RISK),
			"harm": words.term(risk.harm, reading.RISK),
			"grade": words.counting_grade(risk),
			"basis": grounds.of(risk),
			"leader": _managed_by(risk, places),
			"approved_on": words.date(risk.approved_on),
			"filing": risk.filing,
			"remarks": _state(risk),
		}

	groups = by_unit(rows, columns, cells, places.title)
	table = Table(columns, groups, _("No risk points on record"), risks_left_out(found))
	return unit_form(_("Catalogue of Risk Grades"), unit.unit_name, table)


def _managed_by(risk: frappe._dict, places: Places) -> words.Lines:
	"""Name and level: the one that manages the grade, or the next above the post's own (a leader's own risks)."""
	level = risk.approving_level or risk.managing_level
	return words.lines((places.leader(risk.unit, level), words.term(level, "Integrity Risk Grade")))


def _state(risk: frappe._dict) -> str:
	"""How far a risk point has come that is not in force."""
	return words.stored(risk.workflow_state, STATE) if risk.workflow_state != IN_FORCE else ""


def _columns() -> tuple[Column, ...]:
	return (
		Column("code", _("Register No"), 8),
		Column("unit", _("Unit"), 8),
		Column("department", _("Internal Unit"), 7),
		Column("post", _("Post Title"), 7),
		Column("risk", _("Risk Point"), 12),
		Column("category", _("Risk Type"), 6, centred=True),
		Column("probability", _("Likelihood"), 5, centred=True),
		Column("harm", _("Impact"), 6, centred=True),
		Column("grade", _("Risk Level"), 5, centred=True),
		Column("basis", _("Grade Basis"), 11),
		Column("leader", _("Leader Responsible for Managing"), 7, centred=True),
		Column("approved_on", _("Day of Approval"), 7),
		Column("filing", _("Filing Number"), 7),
		Column("remarks", _("Remarks"), 4),
	)
