"""Grades: levels that the scheme in force knows, and a stated grade that agrees with the computed one."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from lianzheng_risk.core import grading
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.checks.given import Given
from lianzheng_risk.core.checks.values import accepted
from lianzheng_risk.core.findings import Finding
from lianzheng_risk.core.register import RISK_POINTS

AXES = ("probability", "harm")
BASIS = [*AXES, *v.VETO.codes]


def check(given: Given) -> Iterator[Finding]:
	for axis in AXES:
		yield from _levels_not_in_scheme(given, axis)
	yield from _stated_grades(given)


def _levels_not_in_scheme(given: Given, axis: str) -> list[Finding]:
	risks, field, scheme = given.register["risk_points"], RISK_POINTS[axis], given.scheme
	levels = [level.code for level in getattr(scheme, axis)]
	strange = risks[risks[axis].notna() & ~risks[axis].isin(levels)]
	terms = field.vocabulary.by_code
	return found(
		rules.LEVEL_NOT_IN_SCHEME,
		"risk_points",
		strange.index,
		axis,
		scheme=Text(scheme.label("zh"), scheme.label("en"), quoted=True),
		field=field.text,
		value=[terms[code].text for code in strange[axis]],
		accepted=accepted(field.vocabulary, scheme),
	)


def _stated_grades(given: Given) -> list[Finding]:
	risks, computed = given.register["risk_points"], given.grades
	differs = risks["stated_grade"].notna() & computed.notna() & (risks["stated_grade"] != computed)
	different = risks[differs].assign(area=given.business_area[differs])
	return found(
		rules.STATED_GRADE_DIFFERS,
		"risk_points",
		different.index,
		"stated_grade",
		stated=[v.GRADE.by_code[grade].text for grade in different["stated_grade"]],
		computed=[v.GRADE.by_code[grade].text for grade in computed[differs]],
		reason=_reasons(given, different),
	)


def _reasons(given: Given, risks: pd.DataFrame) -> list[Text]:
	"""Why each risk has its grade; graded once per distinct basis, of which there are few."""
	groups = risks.groupby([*BASIS, "area"], sort=False, dropna=False).ngroup()
	distinct = risks[~groups.duplicated()]
	reasons = [_reason(given, basis) for basis in distinct[[*BASIS, "area"]].to_dict("records")]
	return [reasons[group] for group in groups]


def _reason(given: Given, basis: dict) -> Text:
	circumstances = tuple(code for code in v.VETO.codes if basis[code])
	area = basis["area"] if isinstance(basis["area"], str) else None
	graded = grading.grade(given.scheme, basis["probability"], basis["harm"], circumstances, area)
	return Text(graded.reason("zh"), graded.reason("en"))
