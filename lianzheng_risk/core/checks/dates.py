"""Dates in order: tenures, and the completion of measures."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.checks.given import Given
from lianzheng_risk.core.facts import IN_PLACE
from lianzheng_risk.core.findings import Finding

NOT_DONE = ("planned", "in_progress")
STILL_IN_OFFICE = pd.Timestamp("9999-12-31").as_unit("s")


def check(given: Given) -> Iterator[Finding]:
	tenures = given.register["tenures"]
	yield from _ends_before_start(tenures)
	yield from _overlaps(tenures)
	yield from _completion(given)


def _ends_before_start(tenures: pd.DataFrame) -> list[Finding]:
	bad = tenures[tenures["end_date"] < tenures["start_date"]]
	return found(
		rules.TENURE_ENDS_BEFORE_START,
		"tenures",
		bad.index,
		"end_date",
		start=_days(bad["start_date"]),
		end=_days(bad["end_date"]),
	)


def _overlaps(tenures: pd.DataFrame) -> list[Finding]:
	"""Tenures that start before the end of an earlier one; on the very day of its end the next may begin."""
	who = ["post", "person"]
	known = tenures.dropna(subset=[*who, "start_date"])
	known = known[~(known["end_date"] < known["start_date"])].drop_duplicates([*who, "start_date"])
	known = known.sort_values([*who, "start_date"], kind="stable").assign(row=lambda frame: frame.index)
	known["end_date"] = known["end_date"].fillna(STILL_IN_OFFICE)
	latest_end = known.groupby(who, sort=False)["end_date"].cummax()
	# The row that ends last so far, and its end, seen from the next row.
	ends_last = known["row"].where(known["end_date"] == latest_end)
	earlier = pd.DataFrame(
		{"row": ends_last.groupby([known[name] for name in who], sort=False).ffill(), "end": latest_end}
	)
	earlier = earlier.groupby([known[name] for name in who], sort=False).shift()
	overlapping = known["start_date"] < earlier["end"]
	others = earlier["row"][overlapping].astype(int).tolist()
	return found(rules.TENURE_OVERLAP, "tenures", known.index[overlapping], "start_date", other=others)


def _completion(given: Given) -> Iterator[Finding]:
	measures = given.register["measures"]
	completed = measures["completed_on"]
	late = completed > pd.Timestamp(given.as_of)
	yield from found(
		rules.COMPLETED_IN_FUTURE,
		"measures",
		measures.index[late],
		"completed_on",
		date=_days(completed[late]),
		as_of=given.as_of.isoformat(),
	)
	contradictions = (
		(rules.DONE_WITHOUT_DATE, measures["status"].isin(IN_PLACE) & completed.isna(), "completed_on"),
		(rules.DATE_WITHOUT_DONE, measures["status"].isin(NOT_DONE) & completed.notna(), "status"),
	)
	for rule, mask, column in contradictions:
		status = [v.MEASURE_STATUS.by_code[code].text for code in measures["status"][mask]]
		yield from found(rule, "measures", measures.index[mask], column, status=status)


def _days(dates: pd.Series) -> list[str]:
	return dates.dt.strftime("%Y-%m-%d").tolist()
