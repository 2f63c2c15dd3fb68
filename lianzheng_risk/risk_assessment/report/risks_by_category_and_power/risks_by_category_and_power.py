"""风险类别与权力分布: risk points by their category and by the power that they arise from."""

from __future__ import annotations

import frappe
import numpy as np
import pandas as pd

from lianzheng_risk.core.behind import OF_POWER
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.report import palette
from lianzheng_risk.core.vocabulary import RISK_CATEGORY
from lianzheng_risk.risk_assessment.pictures import grids
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.tallies import current

_FIGURES = (*(f"category_{code}" for code in RISK_CATEGORY.codes), "risk_points")
_CORNER = Text("风险类别＼权力类别", "Category \\ Power")


def execute(filters: dict | None = None) -> tuple:
	tallies = current(frappe._dict(filters or {}).unit)
	by_power = tallies.matrix.sum(axis=0)
	all_of_category = [int(tallies.own[f"category_{code}"].sum()) for code in RISK_CATEGORY.codes]
	counts = np.column_stack([by_power, np.array(all_of_category) - by_power.sum(axis=1)])
	down = [term.text for term in RISK_CATEGORY.terms]
	across = [term.text for term in OF_POWER.terms]
	rows = grids.rows(down, counts)
	for row, figure in zip(rows, _FIGURES, strict=True):
		row["leads_to"] = _leading_to(figure)
	_keep_equal(rows[-1], tallies.own.sum())
	return grids.columns(_CORNER, across), rows, None, _chart(down, across, counts)


def _leading_to(figure: str) -> dict[str, dict[str, str]]:
	"""By column, what leads from its cell in the line of a figure to the risk points."""
	cells = {f"cell_{place}": {"figure": figure, "power": term.en} for place, term in enumerate(OF_POWER.terms)}
	return {**cells, "total": {"figure": figure}}


def _keep_equal(sums: dict, own: pd.Series) -> None:
	"""Sums lead nowhere where they leave out risk points: those without a category stand in no line."""
	if sums["total"] != own["risk_points"]:
		sums["leads_to"] = {}


def _chart(down: list[Text], across: list[Text], counts: np.ndarray) -> dict | None:
	if not counts.sum():
		return None
	datasets = [{"name": shown(text), "values": counts[:, place].tolist()} for place, text in enumerate(across)]
	data = {"labels": [shown(text) for text in down], "datasets": datasets}
	return {"data": data, "type": "bar", "barOptions": {"stacked": 1}, "colors": list(palette.SERIES)}
