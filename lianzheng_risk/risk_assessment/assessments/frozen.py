"""Frozen figures of assessments as they are stored, and new ones taken from the register."""

from __future__ import annotations

import datetime
import json
from collections.abc import Collection, Mapping

import frappe
import pandas as pd
from frappe.model.document import Document

from lianzheng_risk.core.assessment import Assessment
from lianzheng_risk.core.frozen.freezing import Figures, Taken, put_together, risks_of
from lianzheng_risk.core.frozen.naming import give_titles, untitled
from lianzheng_risk.core.frozen.picture import assessment_of
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import scheme_in_force
from lianzheng_risk.store.expectations import expectations_of_site
from lianzheng_risk.store.part import approved_values, read_part, standing, titles, units_frame

_UNITS_AT_ONCE = 100
ASSESSMENT, UNIT = "Integrity Assessment", "Integrity Unit"


def take_own(period: Period, as_of: datetime.date, unit: str | None = None) -> dict[str, Figures]:
	"""The figures of all units, or of `unit` and everything below it, as the register stands now, in the order of the tree.

	By the site's own record alone: `upward.received` puts in what was reported from outside. Whoever asks, a unit's figures
	are the same: whatever bears on it counts. Raises UnitTreeError where there is no such unit.
	"""
	units, approved = units_frame(), approved_values()
	scheme, expected = scheme_in_force(), expectations_of_site()
	tree = Tree.of(units)
	wanted = tree.subtree(unit) if unit else tree.codes.tolist()
	if not wanted:
		return {}
	# A part at a time, because the register of a province is larger than what a worker may take up.
	taken = Taken.together(
		Taken.of(read_part(some, units, approved), scheme, as_of, expected, some)
		for some in (wanted[start : start + _UNITS_AT_ONCE] for start in range(0, len(wanted), _UNITS_AT_ONCE))
	)
	before = figures_of(period.previous())
	known = risks_of(before) if before else None
	if known is not None and unit:
		known = _bearing_on(known, taken.risks, wanted)
	figures = put_together(taken, units, scheme, as_of, known)
	give_titles(figures, titles(untitled(figures), approved))
	return figures


def _bearing_on(before: pd.DataFrame, risks: pd.DataFrame, units: Collection[str]) -> pd.DataFrame:
	"""Of the risk points of the period before those that decide what has changed in the units.

	One that was here and is elsewhere now is not gone.
	"""
	is_here, was_here = before["risk"].isin(risks["risk"]), before["unit"].isin(units)
	elsewhere = standing(before["risk"][was_here & ~is_here].tolist())
	return before[is_here | (was_here & ~before["risk"].isin(elsewhere))]


def subtree(taken: Mapping[str, Figures], unit: str) -> dict[str, Figures]:
	"""The figures of a unit and of everything below it: in preorder they follow it."""
	found = {unit: taken[unit]}
	units = list(taken)
	for below in units[units.index(unit) + 1 :]:
		if taken[below]["parent"] not in found:
			break
		found[below] = taken[below]
	return found


def figures_of(period: Period, units: Collection[str] | None = None) -> dict[str, Figures]:
	"""By unit the figures of its last version for the period, whoever may see it: they serve to compare, not to be shown."""
	filters = {"period": period.code, "docstatus": ["<", 2]}
	if units is not None:
		filters["unit"] = ["in", sorted(units) or [""]]
	rows = frappe.get_all(ASSESSMENT, filters=filters, fields=["unit", "figures_json"], order_by="version, name")
	return {row.unit: json.loads(row.figures_json) for row in rows}


def own_figures(assessment: Document) -> Figures:
	return json.loads(assessment.figures_json)


def picture_of(assessment: Document) -> Assessment:
	"""The assessment of the unit and everything below it, from the figures that were frozen together with its own."""
	return assessment_of(figures_below(assessment))


def figures_below(assessment: Document) -> dict[str, Figures]:
	"""The unit's figures and those of everything below it.

	Those that the clock took of one period belong together. Whoever made an assessment by hand froze those below with it,
	and a unit that reports from outside has those that no document of the site is about.
	"""
	own = own_figures(assessment)
	if assessment.below_json and not assessment.by_clock:
		return {assessment.unit: own, **json.loads(assessment.below_json)}
	rows = frappe.get_all(
		ASSESSMENT,
		filters=[
			["period", "=", assessment.period],
			["by_clock", "=", 1],
			["unit", "descendants of (inclusive)", assessment.unit],
		],
		fields=["unit", "figures_json", "below_json"],
		order_by="name",
	)
	reported = {unit: one for row in rows if row.below_json for unit, one in json.loads(row.below_json).items()}
	return reported | {row.unit: json.loads(row.figures_json) for row in rows} | {assessment.unit: own}
