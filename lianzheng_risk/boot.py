"""What the desk is told once, when it starts."""

import frappe

from lianzheng_risk.core.accountability.path import ACCOUNTABILITY
from lianzheng_risk.core.approval.path import ACTION, MOVES, OPINION, STATE
from lianzheng_risk.core.behind import FIGURES, OF_POWER, PART
from lianzheng_risk.core.course import Course
from lianzheng_risk.core.measures.path import MEASURE
from lianzheng_risk.core.monitoring.path import HIT
from lianzheng_risk.core.rectification.path import RECTIFICATION
from lianzheng_risk.core.scoring.path import ASSESSMENT
from lianzheng_risk.core.upward.path import PACKAGE
from lianzheng_risk.core.warnings.path import WARNING
from lianzheng_risk.risk_control.decisions import thresholds
from lianzheng_risk.risk_screening.language import shown

WORKSPACE = "Integrity Risk"
_COURSES = {
	"Integrity Control Measure": MEASURE,
	"Integrity Rectification": RECTIFICATION,
	"Integrity Warning": WARNING,
	"Integrity Accountability Action": ACCOUNTABILITY,
	"Integrity Assessment": ASSESSMENT,
	"Integrity Monitoring Hit": HIT,
	"Integrity Reported Package": PACKAGE,
}


def extend(bootinfo) -> None:
	bootinfo.integrity_risk_grades = grade_indicators()
	bootinfo.integrity_moves = moves_of_approval()
	bootinfo.integrity_decision_doctypes = sorted({row["document_type"] for row in thresholds.in_force()})
	bootinfo.integrity_courses = {doctype: steps_of(course) for doctype, course in _COURSES.items()}
	bootinfo.integrity_figures = figures()
	lead_back_to_workspace(bootinfo)


def grade_indicators() -> dict[str, dict[str, str]]:
	"""The name and colour of each grade, for the indicators in lists and forms."""
	grades = frappe.get_all("Integrity Risk Grade", fields=["name", "grade_name", "indicator_color"])
	return {grade.name: {"label": grade.grade_name, "color": grade.indicator_color} for grade in grades}


def moves_of_approval() -> list[dict[str, object]]:
	"""What each step of the approval path asks for, in the terms of the platform's workflow."""
	asked = {(move.action, move.source): move.needs for move in MOVES}
	return [
		{
			"action": ACTION.label(action, "en"),
			"state": STATE.label(state, "en"),
			"needs": needs,
			"opinion": action in OPINION,
		}
		for (action, state), needs in asked.items()
	]


def steps_of(course: Course) -> list[dict[str, object]]:
	"""Each step of a course once, with what it asks for, in the order of the course."""
	needs = {move.action: move.needs for move in course.moves}
	return [{"action": course.actions.label(action, "en"), "needs": asked} for action, asked in needs.items()]


def figures() -> dict[str, list[dict[str, object]]]:
	"""What the report on the documents behind a figure offers, in the words of the site.

	`look` is the part to look at first, `of` the figure out of which a share counts, `of_powers` says whether it may be
	narrowed down to one of the `powers`.
	"""
	return {
		"figures": [
			{
				"value": one.code,
				"label": shown(one.text),
				"look": PART.label(one.look, "en"),
				"of": one.of,
				"of_powers": one.is_of_powers,
			}
			for one in FIGURES.values()
		],
		"parts": [{"value": term.en, "label": shown(term.text)} for term in PART.terms],
		"powers": [{"value": term.en, "label": shown(term.text)} for term in OF_POWER.terms],
	}


def lead_back_to_workspace(bootinfo) -> None:
	"""Breadcrumbs of all modules lead to the app's one workspace, not only those of the module it is kept in."""
	for module in frappe.get_module_list("lianzheng_risk"):
		bootinfo.module_wise_workspaces.setdefault(module, [WORKSPACE])
