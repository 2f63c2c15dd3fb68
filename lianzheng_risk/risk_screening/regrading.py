"""Grades follow the rules: when another scheme comes into force, or a power moves to another business area."""

import frappe
import pandas as pd
from frappe import _

from lianzheng_risk.core.grading import Scheme, grades
from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import (
	find_in_force,
)
from lianzheng_risk.store import grades as stored


def regrade_all() -> None:
	"""Bring every risk point under the scheme in force.

	Also runs daily, because a scheme comes into force by its date. A point with a level that the scheme does not use
	keeps its grade and the scheme it came from, until a person has chosen a level.
	"""
	scheme = find_in_force()
	if not scheme:
		return
	graded = _graded(scheme.to_core(), stored.of_other_schemes(scheme.name))
	if graded.empty:
		return
	stored.write(graded, scheme.name)
	# A job has no language of its own.
	told = _("{0} risk points graded anew, {1} of them differently", lang=frappe.db.get_default("lang"))
	scheme.add_comment("Info", told.format(len(graded), graded["changed"].sum()))


def regrade_power(power: str) -> None:
	"""Grade the risk points of one power anew, after its business area changed."""
	scheme = find_in_force()
	if scheme:
		stored.write(_graded(scheme.to_core(), stored.of_power(power)), scheme.name)


def _graded(scheme: Scheme, risks: pd.DataFrame) -> pd.DataFrame:
	"""The risks that the scheme can grade: name, grade, base_grade, and whether either differs from what is stored."""
	after = pd.DataFrame(
		{
			"name": risks["name"],
			"grade": grades(scheme, risks, risks["business_area"]),
			"base_grade": grades(scheme, risks[["probability", "harm"]]),
		}
	)
	after["changed"] = (after["grade"] != risks["grade"]) | (after["base_grade"] != risks["base_grade"])
	return after[after["grade"].notna()]
