"""单位廉政风险点排查登记表: what concerns 三重一大 (matters to be decided collectively) and the key areas."""

from __future__ import annotations

import frappe
from frappe import _

from lianzheng_risk.risk_screening.prints import reading, words
from lianzheng_risk.risk_screening.prints.places import Places, along_the_flow
from lianzheng_risk.risk_screening.prints.sheet import Cells, Column, Form, Table, by_unit, risks_left_out, unit_form

NO_KEY_AREA, NO_FOCAL_POWER = "Other Area", "Other"


def integrity_unit_form(name: str) -> Form:
	"""The form of the unit and everything below it.

	Raises frappe.PermissionError where the session's user may not read the unit.
	"""
	unit = reading.readable(reading.UNIT, name)
	found = reading.risk_points_below(unit.name)
	key_risks = [risk for risk in found.rows if _area(risk)]
	places = Places(unit.name, key_risks)
	rows = places.in_tree_order(key_risks, along_the_flow)
	measures = reading.measures_by_risk(risk.name for risk in rows)
	columns = _columns()

	def cells(risk: frappe._dict) -> Cells:
		of_risk = measures[risk.name]
		return {
			"area": (_area(risk), risk.power_name),
			"risk": risk.title,
			"manifestation": risk.manifestation,
			"grade": words.counting_grade(risk),
			"measures": words.numbered([measure.description for measure in of_risk]),
			"leader": words.listed(measure.leader for measure in of_risk),
			"department": words.listed(measure.unit_name for measure in of_risk) or places.name(risk.unit),
			"due": words.numbered([words.date(measure.due_date) for measure in of_risk]),
		}

	groups = by_unit(rows, columns, cells, places.title)
	notes = (*_others(len(found.rows) - len(rows)), *risks_left_out(found))
	table = Table(columns, groups, _("No risk points in major matters or key areas"), notes)
	return unit_form(_("Screening Form of the Unit"), unit.unit_name, table)


def _area(risk: frappe._dict) -> str:
	"""The key area of the risk's power, or else which focal power it is (regulation: the five focal powers)."""
	if risk.business_area and risk.business_area != NO_KEY_AREA:
		return words.term(risk.business_area, reading.POWER)
	if risk.power_category and risk.power_category != NO_FOCAL_POWER:
		return words.term(risk.power_category, reading.POWER)
	return ""


def _others(count: int) -> words.Lines:
	note = _("{0} more risk points concern neither major matters nor key areas; see the catalogue of risk grades.")
	return (note.format(count),) if count else ()


def _columns() -> tuple[Column, ...]:
	return (
		Column("area", _("Major Matter or Key Area"), 10),
		Column("risk", _("Risk Point"), 11),
		Column("manifestation", _("Manifestation"), 19),
		Column("grade", _("Risk Level"), 6, centred=True),
		Column("measures", _("Control Measures"), 22),
		Column("leader", _("Responsible Leader"), 6, centred=True),
		Column("department", _("Responsible Department"), 9),
		Column("due", _("Time to Finish"), 11),
		Column("party_group", _("Opinion of the Party Leadership Group"), 6, per_group=True),
	)
