"""风险类别与权力分布: risk points by their category and by the power that they arise from."""

from __future__ import annotations

import frappe
import numpy as np

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.report import palette
from lianzheng_risk.core.vocabulary import POWER_CATEGORY, RISK_CATEGORY
from lianzheng_risk.risk_assessment.pictures import grids
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.tallies import current

_CORNER = Text("风险类别＼权力类别", "Category \\ Power")
_NO_POWER = Text("未对应职权", "No Power")


def execute(filters: dict | None = None) -> tuple:
	tallies = current(frappe._dict(filters or {}).unit)
	by_power = tallies.matrix.sum(axis=0)
	all_of_category = [int(tallies.own[f"category_{code}"].sum()) for code in RISK_CATEGORY.codes]
	counts = np.column_stack([by_power, np.array(all_of_category) - by_power.sum(axis=1)])
	down = [term.text for term in RISK_CATEGORY.terms]
	across = [*(term.text for term in POWER_CATEGORY.terms), _NO_POWER]
	return grids.columns(_CORNER, across), grids.rows(down, counts), None, _chart(down, across, counts)


def _chart(down: list[Text], across: list[Text], counts: np.ndarray) -> dict | None:
	if not counts.sum():
		return None
	datasets = [{"name": shown(text), "values": counts[:, place].tolist()} for place, text in enumerate(across)]
	data = {"labels": [shown(text) for text in down], "datasets": datasets}
	return {"data": data, "type": "bar", "barOptions": {"stacked": 1}, "colors": list(palette.SERIES)}
