"""The indicators: one count over another, declared as data.

`docs/indicators.md` defines each of them and names its source in the regulation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.bilingual import Text

Direction = Literal["up", "down", "neutral"]
DIGITS = 4


@dataclass(frozen=True)
class Indicator:
	"""A share of two count columns.

	`direction` says which way is better. `target` is the value from which on it is good enough: the indicator is weak
	below it where up is better, above it where down is. None where no value by itself is weak.
	"""

	code: str
	text: Text
	numerator: str
	denominator: str
	direction: Direction = "neutral"
	target: float | None = None

	def is_weak(self, value: float | None) -> bool:
		if value is None or self.target is None:
			return False
		return value < self.target if self.direction == "up" else value > self.target


def _up(code: str, zh: str, en: str, numerator: str, denominator: str, target: float | None = None) -> Indicator:
	return Indicator(code, Text(zh, en), numerator, denominator, "up", target)


def _down(code: str, zh: str, en: str, numerator: str, denominator: str, target: float) -> Indicator:
	return Indicator(code, Text(zh, en), numerator, denominator, "down", target)


def _shares(prefix: str, vocabulary: v.Vocabulary, denominator: str, zh: str, en: str) -> tuple[Indicator, ...]:
	"""A neutral share for each term of a spread."""
	return tuple(
		Indicator(
			f"share_{prefix}_{term.code}",
			Text(zh.format(term.zh), en.format(term.en)),
			f"{prefix}_{term.code}",
			denominator,
		)
		for term in vocabulary.terms
	)


# Screening is to cover every unit, post and person (regulation §2(1)): those targets are 1. The others are our defaults.
# Measures not yet due, or just implemented, are no weakness: their shares have no target.
INDICATORS: tuple[Indicator, ...] = (
	_up("unit_coverage", "单位排查覆盖率", "Units Screened", "units_screened", "units", 1.0),
	_up("person_coverage", "人员排查覆盖率", "People Screened", "people_screened", "people", 1.0),
	_up("post_coverage", "岗位排查覆盖率", "Posts Screened", "posts_screened", "posts", 1.0),
	_up("key_post_coverage", "重点岗位排查覆盖率", "Key Posts Screened", "key_posts_screened", "key_posts", 1.0),
	Indicator("posts_held_share", Text("岗位在任率", "Posts Held"), "posts_held", "posts"),
	_up("power_coverage", "职权排查覆盖率", "Powers Screened", "powers_screened", "powers", 1.0),
	_up("powers_mapped_share", "职权流程图编制率", "Powers With a Flow Chart", "powers_mapped", "powers", 1.0),
	_up("powers_based_share", "职权法定依据明确率", "Powers With a Legal Basis", "powers_based", "powers", 1.0),
	_up("powers_open_share", "职权公开率", "Powers With Their Openness Settled", "powers_open", "powers", 1.0),
	*_shares("grade", v.GRADE, "risk_points", "{}风险占比", "Share of {} Risks"),
	*_shares("category", v.RISK_CATEGORY, "risk_points", "{}风险占比", "Share of {} Risks"),
	*_shares("power", v.POWER_CATEGORY, "risk_points", "{}风险占比", "Share of Risks of Power: {}"),
	_up("publicised_share", "风险公示率", "Risks Publicised", "risks_publicised", "risks_to_publicise", 1.0),
	_up("filed_share", "风险备案率", "Risks Filed", "filings_done", "filings_due", 1.0),
	_up("measure_coverage", "防控措施覆盖率", "Risks With a Measure", "risks_with_measure", "risk_points", 1.0),
	_up(
		"high_measure_coverage", "一、二级风险防控措施覆盖率", "Grade I and II Risks With a Measure",
		"high_risks_with_measure", "high_risks", 1.0,
	),
	_up(
		"three_phases_share", "一级风险三阶段防控率", "Grade I Risks With Measures in All Three Phases",
		"grade_I_three_phases", "grade_I", 1.0,
	),
	*_shares("layer", v.MEASURE_LAYER, "measures", "{}层次措施占比", "Share of Measures: {}"),
	*_shares("phase", v.MEASURE_PHASE, "measures", "{}措施占比", "Share of Measures: {}"),
	_up("in_place_share", "措施落实率", "Measures in Place", "measures_in_place", "measures_effective"),
	_up("on_time_share", "措施按期落实率", "Measures in Place on Time", "measures_on_time", "measures_due", 0.9),
	_down("overdue_share", "措施逾期率", "Measures Overdue", "measures_overdue", "measures_due", 0.0),
	_up("verified_share", "措施核实率", "Measures Verified", "measures_verified", "measures_in_place"),
	_up("evidenced_share", "措施佐证率", "Measures With Evidence", "measures_evidenced", "measures_in_place", 0.9),
	_up(
		"parties_named_share", "责任主体明确率", "Measures With All Three Responsible Parties",
		"measures_parties_named", "measures_effective", 1.0,
	),
	_down("rotation_overdue_share", "超期未轮岗率", "Posts Overdue for Rotation", "posts_rotation_overdue", "posts_rotating", 0.0),
	_up("activity_done_share", "廉政活动本期开展率", "Required Activities Held This Period", "activities_done", "activities_required"),
	_down("activity_overdue_share", "廉政活动逾期率", "Required Activities Overdue", "activities_overdue", "activities_required", 0.0),
	_up("inspection_plan_share", "监督检查计划完成率", "Planned Inspections Held", "inspections_held_to_plan", "inspections_planned", 1.0),
	_up("finding_ordered_share", "检查发现问题整改下达率", "Findings With a Rectification", "findings_ordered", "findings", 1.0),
	_up("rectification_closed_share", "整改销号率", "Rectifications Closed Off", "rectifications_closed", "rectifications"),
	_up("rectification_in_time_share", "整改按期率", "Rectified in Time", "rectifications_in_time", "rectifications_judged", 0.9),
	_down("rectification_recurring_share", "问题重复发生率", "Findings That Came Back", "rectifications_recurring", "rectifications", 0.0),
	_up("warning_in_time_share", "预警按期处置率", "Warnings Handled in Time", "warnings_in_time", "warnings_judged", 0.9),
	_down("warning_escalated_share", "预警升级率", "Warnings That Climbed", "warnings_escalated", "warnings", 0.0),
	_up("decision_collective_share", "三重一大集体决策率", "Decisions Taken by a Meeting", "decisions_collective", "decisions"),
	_up("ratification_in_time_share", "紧急处置按期追认率", "Urgent Actions Ratified in Time", "ratifications_in_time", "ratifications_judged", 1.0),
	_up("decision_carried_out_share", "到期决策执行率", "Decisions Due and Carried Out", "decisions_carried_out", "decisions_due", 0.9),
)  # fmt: skip


def values(counts: pd.DataFrame) -> pd.DataFrame:
	"""The value of every indicator for each row of counts, rounded to 4 digits; None where the denominator is 0."""
	numerators = counts[[one.numerator for one in INDICATORS]].to_numpy(dtype=float)
	denominators = counts[[one.denominator for one in INDICATORS]].to_numpy(dtype=float)
	there = denominators > 0
	shares = np.round(np.divide(numerators, denominators, out=np.zeros_like(numerators), where=there), DIGITS)
	return pd.DataFrame(
		np.where(there, shares.astype(object), None), index=counts.index, columns=[one.code for one in INDICATORS]
	)
