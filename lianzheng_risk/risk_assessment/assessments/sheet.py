"""The score sheet of an assessment in core's terms: automatic points come from the frozen figures at each save."""

from __future__ import annotations

import json

import pandas as pd
from frappe.model.document import Document
from frappe.utils import cint, flt

from lianzheng_risk.core.frozen.rows import values_of
from lianzheng_risk.core.inspection.words import RATING
from lianzheng_risk.core.scoring.scheme import ScoreScheme, from_dict
from lianzheng_risk.core.scoring.sheet import Line, Result, points_of, result
from lianzheng_risk.risk_assessment.assessments.frozen import own_figures
from lianzheng_risk.store.terms import english


def scheme_of(assessment: Document) -> ScoreScheme | None:
	"""The scheme as it was when the assessment was made, whatever became of it since."""
	return from_dict(json.loads(assessment.scheme_json)) if assessment.scheme_json else None


def values_of_figures(assessment: Document) -> pd.DataFrame:
	return values_of({assessment.unit: own_figures(assessment)["total"]})


def add_up(assessment: Document) -> None:
	"""Write the automatic points, both totals and the rating."""
	scheme = scheme_of(assessment)
	if not scheme:
		assessment.self_total, assessment.checked_total, assessment.rating = 0, 0, None
		return
	points = points_of(scheme, values_of_figures(assessment))
	for row in assessment.items:
		if row.item_code in points:
			given = points[row.item_code]
			row.not_applicable = int(given is None)
			row.self_score = row.checked_score = given or 0
	found = result_of(assessment)
	assessment.self_total, assessment.checked_total = found.self_score or 0, found.checked or 0
	assessment.rating = english(RATING, found.rating) if found.rating else None


def result_of(assessment: Document) -> Result:
	return result(scheme_of(assessment), lines_of(assessment))


def lines_of(assessment: Document) -> list[Line]:
	scheme = scheme_of(assessment)
	if not scheme:
		return []
	return [
		Line(
			scheme.by_code[row.item_code],
			None if cint(row.not_applicable) else flt(row.self_score),
			None if cint(row.not_applicable) else flt(row.checked_score),
			row.deduction_reason or "",
			bool(cint(row.veto_hit)),
		)
		for row in assessment.items
	]
