"""Scores by a scheme: of one unit or of all units at once, automatic points from indicators, the rest from people.

An item whose indicator has no value (a unit without powers has no share of powers mapped) does not apply: the other
weighed items then stand for the full marks. So a unit neither gains nor loses by what it does not have.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.scoring.scheme import Item, ScoreScheme, ScoreSchemeError

DECIMALS = 2
UNKNOWN_INDICATOR = Text(
	"考核方案引用的指标“{indicator}”不存在，不能计分",
	"The scheme scores by an indicator that does not exist: “{indicator}”.",
)


def automatic(scheme: ScoreScheme, values: pd.DataFrame) -> pd.DataFrame:
	"""The points of the automatic items: one row per row of `values`, one column per item; NaN where it does not apply.

	`values` has a column per indicator, as `indicators.values` gives them. Raises ScoreSchemeError for one that it lacks.
	"""
	return pd.DataFrame(
		{item.code: _points(item, values) for item in scheme.of_kind("automatic")}, index=values.index, dtype=float
	)


def totals(scheme: ScoreScheme, points: pd.DataFrame, vetoed: pd.Series | None = None) -> pd.DataFrame:
	"""Score and rating for each row of points.

	`points` has a column per item but vetoes; what is missing of it was not given and counts as nothing, but for automatic
	items, which do not apply then. What deductions take off is given as a positive number. The columns of the answer are
	`given` and `applicable` (of the weighed items), `added`, `taken` and `score`, NaN where nothing applies, and `rating`,
	a code or None. A veto leaves nothing.
	"""
	weighed = scheme.of_kind("automatic", "manual")
	marks = pd.Series({item.code: item.marks for item in weighed}, dtype=float)
	own = points.reindex(columns=marks.index).astype(float)
	manual = [item.code for item in scheme.of_kind("manual")]
	own[manual] = own[manual].fillna(0.0)
	found = pd.DataFrame(
		{
			"given": own.sum(axis=1),
			"applicable": own.notna().astype(float) @ marks,
			"added": _sum(scheme, points, "bonus"),
			"taken": _sum(scheme, points, "deduction"),
		}
	)
	share = found["given"] / found["applicable"].where(found["applicable"] > 0)
	found["score"] = (share * scheme.full + found["added"] - found["taken"]).clip(lower=0)
	if vetoed is not None:
		found.loc[vetoed.to_numpy(dtype=bool), "score"] = 0.0
	found = found.round(DECIMALS)
	found["rating"] = ratings(scheme, found["score"])
	return found


def ratings(scheme: ScoreScheme, scores: pd.Series) -> pd.Series:
	"""The code of the rating of each score; None where there is no score."""
	lines = sorted(scheme.ratings, key=lambda line: line.least)
	names = np.array([None, *(line.rating for line in lines)], dtype=object)
	place = np.searchsorted([line.least for line in lines], scores.to_numpy(dtype=float), side="right")
	return pd.Series(np.where(scores.notna(), names[place], None), index=scores.index, dtype=object)


def _points(item: Item, values: pd.DataFrame) -> np.ndarray:
	if item.indicator not in values:
		raise ScoreSchemeError(
			Text(
				UNKNOWN_INDICATOR.zh.format(indicator=item.indicator),
				UNKNOWN_INDICATOR.en.format(indicator=item.indicator),
			)
		)
	value = pd.to_numeric(values[item.indicator], errors="coerce").to_numpy(dtype=float)
	sign = 1 if item.direction == "up" else -1
	bands = item.ordered_bands[::-1]
	limits = np.array([sign * band.limit for band in bands], dtype=float)
	points = np.array([0.0, *(band.points for band in bands)])
	found = points[np.searchsorted(limits, sign * value, side="right")]
	return np.where(np.isnan(value), np.nan, found)


def _sum(scheme: ScoreScheme, points: pd.DataFrame, kind: str) -> pd.Series:
	codes = [item.code for item in scheme.of_kind(kind)]
	return points.reindex(columns=codes).astype(float).fillna(0.0).sum(axis=1)
