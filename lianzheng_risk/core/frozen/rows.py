"""The indicators of a unit beside those of the period before and of the same period last year, and two versions compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from lianzheng_risk.core import counts, indicators
from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.frozen.freezing import Figures
from lianzheng_risk.core.indicators import Indicator

# Neutral shares describe a unit and judge nothing; they stand in the frozen figures alone.
JUDGING: tuple[Indicator, ...] = tuple(one for one in indicators.INDICATORS if one.direction != "neutral")


@dataclass(frozen=True)
class IndicatorRow:
	"""One indicator of a unit with everything below it; None where there is nothing to take a share of, or no figures."""

	indicator: Indicator
	numerator: int
	denominator: int
	value: float | None
	previous: float | None = None
	year_ago: float | None = None

	@property
	def is_weak(self) -> bool:
		return self.indicator.is_weak(self.value)


def values_of(totals: Mapping[str, Mapping[str, int]]) -> pd.DataFrame:
	"""The indicators of units by their frozen totals, one row per unit: whoever recomputes comes to the same.

	Of what was not counted yet when the figures were frozen there is no value, which is not the same as none.
	"""
	frame = pd.DataFrame(list(totals.values()), index=pd.Index(list(totals), dtype=object))
	counted = frame.reindex(columns=list(counts.COLUMNS))
	found, there = indicators.values(counted.fillna(0).astype("int64")), counted.notna()
	known = {one.code: there[one.numerator] & there[one.denominator] for one in indicators.INDICATORS}
	return found.where(pd.DataFrame(known), None)


def indicator_rows(figures: Figures, previous: Figures | None, year_ago: Figures | None) -> list[IndicatorRow]:
	known = {name: one["total"] for name, one in (("now", figures), ("before", previous), ("year", year_ago)) if one}
	values = values_of(known)
	return [
		IndicatorRow(
			indicator,
			figures["total"].get(indicator.numerator, 0),
			figures["total"].get(indicator.denominator, 0),
			*(values[indicator.code].get(name) for name in ("now", "before", "year")),
		)
		for indicator in JUDGING
	]


def differences(old: Figures, new: Figures, lang: Lang = "zh") -> list[str]:
	"""What a later version of one assessment says otherwise: counts and indicators, each with both values."""
	values = values_of({"old": old["total"], "new": new["total"]})
	changed = [
		(one.text.label(lang), values[one.code]["old"], values[one.code]["new"])
		for one in JUDGING
		if values[one.code]["old"] != values[one.code]["new"]
	]
	shown = [f"{name}{_COLON[lang]}{percent(before)} → {percent(after)}" for name, before, after in changed]
	return _days(old, new, lang) + shown


def percent(share: float | None) -> str:
	return "—" if share is None else f"{share:.1%}"


_COLON = {"zh": "：", "en": ": "}
_AS_OF = {"zh": "数据截至日", "en": "Figures as of"}


def _days(old: Figures, new: Figures, lang: Lang) -> list[str]:
	return [] if old["as_of"] == new["as_of"] else [f"{_AS_OF[lang]}{_COLON[lang]}{old['as_of']} → {new['as_of']}"]
