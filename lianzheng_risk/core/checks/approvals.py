"""Approval, publicity and filing of risk points: days in order, nothing yet to come, and nothing that rests on nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.checks.given import Given
from lianzheng_risk.core.findings import Finding
from lianzheng_risk.core.register import RISK_POINTS

# Each day of a pair comes no earlier than the one before it.
_IN_ORDER = (("approved_on", "publicised_until"), ("approved_on", "filed_on"))
_HAS_HAPPENED = ("approved_on", "filed_on")
# Where there is the first, there has to be the second: without an approval nothing of it counts.
_NEEDS = (
	("publicised_until", "approved_on"),
	("filing", "approved_on"),
	("filed_on", "approved_on"),
	("filed_on", "filing"),
	("filing", "filed_on"),
)


def check(given: Given) -> Iterator[Finding]:
	risks = given.register["risk_points"]
	for earlier, later in _IN_ORDER:
		yield from _order(risks, earlier, later)
	for field in _HAS_HAPPENED:
		late = risks[field][risks[field] > pd.Timestamp(given.as_of)]
		told = {"field": RISK_POINTS[field].text, "date": _days(late), "as_of": given.as_of.isoformat()}
		yield from found(rules.APPROVAL_TO_COME, "risk_points", late.index, field, **told)
	for there, lacking in _NEEDS:
		bad = risks.index[risks[there].notna() & risks[lacking].isna()]
		told = {"field": RISK_POINTS[there].text, "lacking": RISK_POINTS[lacking].text}
		yield from found(rules.APPROVAL_INCOMPLETE, "risk_points", bad, there, **told)


def _order(risks: pd.DataFrame, earlier: str, later: str) -> list[Finding]:
	bad = risks[risks[later] < risks[earlier]]
	return found(
		rules.APPROVAL_OUT_OF_ORDER,
		"risk_points",
		bad.index,
		later,
		earlier=RISK_POINTS[earlier].text,
		later=RISK_POINTS[later].text,
		early=_days(bad[earlier]),
		late=_days(bad[later]),
	)


def _days(days: pd.Series) -> list[str]:
	return days.dt.strftime("%Y-%m-%d").tolist()
