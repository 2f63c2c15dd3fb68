"""The heat map: risk points by probability and harm, as the scheme in force lays them out, for the report and for the desk's pages.

As on paper, the worst stands at the top right.
"""

from __future__ import annotations

from typing import NamedTuple

import frappe
import numpy as np

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.grading import GRADE_OF
from lianzheng_risk.core.report import palette
from lianzheng_risk.core.tallies import Tallies
from lianzheng_risk.core.vocabulary import GRADE, HARM, PROBABILITY
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.tallies import current

RISK = "Integrity Risk Point"


class HeatMap(NamedTuple):
	"""`down` are probabilities, the highest first, `across` harm, the worst last; `grades` and `counts` have a cell for each pair."""

	down: list[Text]
	across: list[Text]
	grades: list[list[str]]
	counts: np.ndarray


def heat_map(tallies: Tallies) -> HeatMap:
	scheme = tallies.scheme
	return HeatMap(
		[PROBABILITY.by_code[level.code].text for level in scheme.probability],
		[HARM.by_code[level.code].text for level in reversed(scheme.harm)],
		[[GRADE_OF[severity] for severity in reversed(line)] for line in scheme.table.tolist()],
		tallies.heat_map.sum(axis=0)[:, ::-1],
	)


@frappe.whitelist()
def get(unit: str | None = None) -> dict:
	"""The heat map of what the session's user may see, ready to be drawn; of `unit` and below where one is given.

	`probability` and `harm` are the stored values, by which a list is filtered.
	"""
	frappe.has_permission(RISK, "read", throw=True)
	drawn = heat_map(current(unit))
	return {
		"axes": {"probability": shown(PROBABILITY.text), "harm": shown(HARM.text)},
		"harm": [{"value": text.en, "label": shown(text)} for text in drawn.across],
		"lines": [
			{"value": text.en, "label": shown(text), "cells": [_cell(*cell) for cell in zip(grades, line, strict=True)]}
			for text, grades, line in zip(drawn.down, drawn.grades, drawn.counts.tolist(), strict=True)
		],
		"total": int(drawn.counts.sum()),
	}


def _cell(grade: str, count: int) -> dict:
	return {
		"count": count,
		"grade": shown(GRADE.by_code[grade].text),
		"fill": palette.GRADE_FILL[grade],
		"ink": palette.GRADE_INK[grade],
	}
