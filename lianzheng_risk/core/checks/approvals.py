"""Approval, publicity and filing of risk points: days in order, nothing yet to come, and nothing that rests on nothing."""

from __future__ import annotations

from collections.abc import Iterator

from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.days import out_of_order, to_come
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
		yield from out_of_order(rules.APPROVAL_OUT_OF_ORDER, "risk_points", risks, earlier, later)
	for field in _HAS_HAPPENED:
		yield from to_come(rules.APPROVAL_TO_COME, "risk_points", risks, field, given.as_of)
	for there, lacking in _NEEDS:
		bad = risks.index[risks[there].notna() & risks[lacking].isna()]
		told = {"field": RISK_POINTS[there].text, "lacking": RISK_POINTS[lacking].text}
		yield from found(rules.APPROVAL_INCOMPLETE, "risk_points", bad, there, **told)
