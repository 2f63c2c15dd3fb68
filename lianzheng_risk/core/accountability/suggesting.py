"""What the record of a person suggests: how often they were late, refused or rectified poorly within a time.

A function of what is stored and of the day, so a run that is late or doubled finds the same. What was settled is not held
against anybody twice: only what came after counts.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from lianzheng_risk.core.accountability.ladder import REASON, heavier, is_heavier, next_above
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.months import add_months

WITHIN_MONTHS = 12
# So many days after the deadline a notice that nobody even received counts as refused.
REFUSED_AFTER_DAYS = 30

# What a person has to say is never suggested.
GROUNDS = tuple(code for code in REASON.codes if code != "other")


@dataclass(frozen=True)
class Threshold:
	"""From so many lapses of this ground on, this step is suggested."""

	reason: str
	count: int
	step: str


DEFAULT_THRESHOLDS: tuple[Threshold, ...] = (
	Threshold("late", 3, "remind"), Threshold("late", 5, "talk"), Threshold("late", 8, "hold_liable"),
	Threshold("refusal", 1, "talk"), Threshold("refusal", 2, "hold_liable"),
	Threshold("poor", 2, "remind"), Threshold("poor", 3, "talk"), Threshold("poor", 5, "hold_liable"),
)  # fmt: skip

NO_COUNT = Text("“{reason}”的次数应为1次以上", "The times of “{reason}” have to be one or more.")
SAME_COUNT = Text(
	"“{reason}”有两行都是{count}次，请删去一行", "“{reason}” has two lines from {count} times on; please remove one."
)
NOT_HEAVIER = Text(
	"“{reason}”达到{count}次的处理方式没有更重，请改正",
	"“{reason}” gets no heavier from {count} times on; please correct it.",
)


@dataclass(frozen=True)
class Rules:
	"""How a site suggests. A ground without a threshold is never suggested."""

	thresholds: tuple[Threshold, ...] = DEFAULT_THRESHOLDS
	within_months: int = WITHIN_MONTHS
	refused_after_days: int = REFUSED_AFTER_DAYS


USUAL = Rules()


def problems(thresholds: Iterable[Threshold]) -> list[Text]:
	"""What is wrong with a table: more lapses always lead further up the ladder."""
	found, thresholds = [], list(thresholds)
	for reason in GROUNDS:
		own = sorted((row for row in thresholds if row.reason == reason), key=lambda row: row.count)
		if own and own[0].count < 1:
			found.append(_filled(NO_COUNT, own[0]))
		for before, after in pairwise(own):
			if before.count == after.count:
				found.append(_filled(SAME_COUNT, after))
			elif not is_heavier(after.step, before.step):
				found.append(_filled(NOT_HEAVIER, after))
	return found


def _filled(text: Text, row: Threshold) -> Text:
	name = REASON.by_code[row.reason].text
	return Text(text.format("zh", reason=name.zh, count=row.count), text.format("en", reason=name.en, count=row.count))


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


def lapse_of(duty: Duty, today: datetime.date, rules: Rules = USUAL) -> Lapse | None:
	"""What a duty says against who answers for it: refused, or late, or nothing."""
	refused_on = duty.deadline + datetime.timedelta(days=rules.refused_after_days)
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
	rules: Rules = USUAL,
) -> list[Suggestion]:
	"""What is suggested today, by person and ground. `settled` holds the latest by (person, ground)."""
	since = add_months(today, -rules.within_months)
	counted: dict[tuple[str, str], list[Lapse]] = defaultdict(list)
	for lapse in set(lapses):
		before = (settled or {}).get((lapse.person, lapse.reason))
		if since < lapse.on <= today and (not before or lapse.on > before.on):
			counted[lapse.person, lapse.reason].append(lapse)
	found = []
	for (person, reason), rows in sorted(counted.items()):
		if step := _step(rules, reason, len(rows), (settled or {}).get((person, reason)), since):
			latest = max(rows, key=lambda row: (row.on, row.source))
			found.append(Suggestion(person, reason, step, len(rows), latest.source))
	return found


def _step(rules: Rules, reason: str, count: int, before: Settled | None, since: datetime.date) -> str | None:
	"""By the table; whoever was dealt with for the same within that time goes at least one step up."""
	reached = [row for row in rules.thresholds if row.reason == reason and count >= row.count]
	step = max(reached, key=lambda row: row.count).step if reached else None
	if step and before and before.step and before.on > since:
		return heavier(step, next_above(before.step))
	return step
