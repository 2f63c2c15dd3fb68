"""廉政风险热力图: risk points by probability and harm, as the scheme in force lays them out."""

from __future__ import annotations

import frappe

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.report import palette
from lianzheng_risk.core.vocabulary import GRADE
from lianzheng_risk.risk_assessment.pictures import grids
from lianzheng_risk.risk_assessment.pictures.heat_map import heat_map
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.tallies import current

_CORNER = Text("发生机率＼危害程度", "Probability \\ Harm")


def execute(filters: dict | None = None) -> tuple:
	"""Beside the counts each row says what its cells stand for, so that the desk can colour them and lead to the list."""
	drawn = heat_map(current(frappe._dict(filters or {}).unit))
	rows = grids.rows(
		drawn.down,
		drawn.counts,
		grades=[[shown(GRADE.by_code[grade].text) for grade in line] for line in drawn.grades],
		fills=[[palette.GRADE_FILL[grade] for grade in line] for line in drawn.grades],
		inks=[[palette.GRADE_INK[grade] for grade in line] for line in drawn.grades],
		probability=[[text.en] * len(drawn.across) for text in drawn.down],
		harm=[[text.en for text in drawn.across]] * len(drawn.down),
	)
	return grids.columns(_CORNER, drawn.across), rows
