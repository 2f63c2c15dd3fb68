"""Coverage: every post and power screened, every grave risk with a measure, every measure with somebody and a date."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.checks.given import Given
from lianzheng_risk.core.facts import HIGH, IN_PLACE
from lianzheng_risk.core.findings import Finding

# table, its key, the table that should mention each of its rows, the rule
MENTIONED = (
	("posts", "post", "risk_points", rules.POST_WITHOUT_RISK),
	("powers", "power", "risk_points", rules.POWER_WITHOUT_RISK),
	("powers", "power", "power_steps", rules.POWER_WITHOUT_STEPS),
)
EXPECTED_OF_MEASURES = (
	("responsible_person", rules.MEASURE_WITHOUT_PERSON),
	("due_date", rules.MEASURE_WITHOUT_DUE_DATE),
)


def check(given: Given) -> Iterator[Finding]:
	for table, key, elsewhere, rule in MENTIONED:
		rows = given.register[table].dropna(subset=[key])
		unmentioned = ~rows[key].isin(given.register[elsewhere][key].dropna())
		yield from found(rule, table, rows.index[unmentioned], key)
	yield from _risks_without_measure(given)
	measures = given.measures_in_force
	for column, rule in EXPECTED_OF_MEASURES:
		yield from found(rule, "measures", measures.index[measures[column].isna()], column)
	yield from _done_without_evidence(measures)


def _risks_without_measure(given: Given) -> Iterator[Finding]:
	risks = given.register["risk_points"]
	alone = ~risks["risk"].isin(given.measures_in_force["risk"].dropna())
	for grade in HIGH:
		rows = risks.index[alone & (given.grades == grade)]
		text = v.GRADE.by_code[grade].text
		yield from found(rules.RISK_WITHOUT_MEASURE, "risk_points", rows, "risk", grade=text)


def _done_without_evidence(measures: pd.DataFrame) -> list[Finding]:
	bare = measures[measures["status"].isin(IN_PLACE) & measures["evidence"].isna()]
	status = [v.MEASURE_STATUS.by_code[code].text for code in bare["status"]]
	return found(rules.DONE_WITHOUT_EVIDENCE, "measures", bare.index, "evidence", status=status)
