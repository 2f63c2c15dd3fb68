"""廉政风险热力图: risk points by probability and harm, as the scheme in force lays them out."""

from __future__ import annotations

import frappe

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.grading import GRADE_OF
from lianzheng_risk.core.report import palette
from lianzheng_risk.core.vocabulary import HARM, PROBABILITY
from lianzheng_risk.risk_assessment.pictures import grids
from lianzheng_risk.store.tallies import current

_CORNER = Text("发生机率＼危害程度", "Probability \\ Harm")


def execute(filters: dict | None = None) -> tuple:
	"""Beside the counts each row says what its cells stand for, so that the desk can colour them and lead to the list."""
	tallies = current(frappe._dict(filters or {}).unit)
	down = [PROBABILITY.by_code[level.code].text for level in tallies.scheme.probability]
	across = [HARM.by_code[level.code].text for level in tallies.scheme.harm]
	grades = [[GRADE_OF[severity] for severity in line] for line in tallies.scheme.table.tolist()]
	probabilities = [[text.en] * len(across) for text in down]
	rows = grids.rows(
		down,
		tallies.heat_map.sum(axis=0),
		fills=[[palette.GRADE_FILL[grade] for grade in line] for line in grades],
		inks=[[palette.GRADE_INK[grade] for grade in line] for line in grades],
		probability=probabilities,
		harm=[[text.en for text in across]] * len(down),
	)
	return grids.columns(_CORNER, across), rows
