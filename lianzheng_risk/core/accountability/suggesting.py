"""What the record of a person suggests: how often they were late, refused or rectified poorly within a year.

A function of what is stored and of the day, so a run that is late or doubled finds the same. What was settled is not held
against anybody twice: only what came after counts.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lianzheng_risk.core.accountability.ladder import heavier, next_above
from lianzheng_risk.core.months import add_months

WITHIN_MONTHS = 12
# So many days after the deadline a notice that nobody even received counts as refused.
REFUSED_AFTER_DAYS = 30

# From how many lapses within a year on which step is suggested.
THRESHOLDS: Mapping[str, tuple[tuple[int, str], ...]] = {
	"late": ((3, "remind"), (5, "talk"), (8, "hold_liable")),
	"refusal": ((1, "talk"), (2, "hold_liable")),
	"poor": ((2, "remind"), (3, "talk"), (5, "hold_liable")),
}


@dataclass(frozen=True)
class Duty:
	"""A rectification that somebody answers for: `received` says whether anybody took note of the order,
	`reported_on` is when it was last reported; `running` while something is still to be done."""

	source: str
	person: str
	deadline: datetime.date
	running: bool
	received: bool
	reported_on: datetime.date | None = None


@dataclass(frozen=True)
class Lapse:
	"""One thing that speaks against somebody: a code of REASON, the day from which on it does, and where it stands."""

	person: str
	reason: str
	on: datetime.date
	source: str


@dataclass(frozen=True)
class Settled:
	"""An earlier action for the same ground that was issued or dismissed. `step` is None where it was dismissed."""

	on: datetime.date
	step: str | None = None


@dataclass(frozen=True)
class Suggestion:
	"""`source` is the latest of the `count` lapses that it rests on."""

	person: str
	reason: str
	step: str
	count: int
	source: str


def lapse_of(duty: Duty, today: datetime.date) -> Lapse | None:
	"""What a duty says against who answers for it: refused, or late, or nothing."""
	refused_on = duty.deadline + datetime.timedelta(days=REFUSED_AFTER_DAYS)
	if duty.running and not duty.received and today > refused_on:
		return Lapse(duty.person, "refusal", refused_on, duty.source)
	ended = today if duty.running else duty.reported_on
	if ended and ended > duty.deadline:
		return Lapse(duty.person, "late", duty.deadline + datetime.timedelta(days=1), duty.source)
	return None


def suggestions(
	lapses: Iterable[Lapse],
	today: datetime.date,
	settled: Mapping[tuple[str, str], Settled] | None = None,
) -> list[Suggestion]:
	"""What is suggested today, by person and ground. `settled` holds the latest by (person, ground)."""
	since = add_months(today, -WITHIN_MONTHS)
	counted: dict[tuple[str, str], list[Lapse]] = defaultdict(list)
	for lapse in set(lapses):
		before = (settled or {}).get((lapse.person, lapse.reason))
		if since < lapse.on <= today and (not before or lapse.on > before.on):
			counted[lapse.person, lapse.reason].append(lapse)
	found = []
	for (person, reason), rows in sorted(counted.items()):
		if step := _step(reason, len(rows), (settled or {}).get((person, reason)), since):
			latest = max(rows, key=lambda row: (row.on, row.source))
			found.append(Suggestion(person, reason, step, len(rows), latest.source))
	return found


def _step(reason: str, count: int, before: Settled | None, since: datetime.date) -> str | None:
	"""By the table; whoever was dealt with for the same within the year goes at least one step up."""
	step = max((row for row in THRESHOLDS[reason] if count >= row[0]), default=(0, None))[1]
	if step and before and before.step and before.on > since:
		return heavier(step, next_above(before.step))
	return step
