"""What the clock does to a measure on a day: the next round begins, a round was missed, the measure lapses.

`turns` is a function of what is stored and of the day: a second run on the same day finds nothing to do, and a run after
days of standstill finds in order whatever would have been found day by day.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.measures.path import ENDED, OPEN
from lianzheng_risk.core.measures.recurrence import nth, number_of, on_workday
from lianzheng_risk.core.vocabulary import vocabulary_of
from lianzheng_risk.core.workdays import HolidayList

_ONE_DAY = datetime.timedelta(days=1)

OUTCOME = vocabulary_of(
	"round_outcome", "本期结果", "Round Outcome",
	("verified", "已核实", "Verified"),
	("unverified", "已报告未核实", "Reported but Not Verified"),
	("missed", "未落实", "Not Done in Time"),
)  # fmt: skip

VALIDITY_OVER = Text("有效期届满", "Its validity is over.")
TOO_MANY_MISSED = Text("连续{count}期没有落实", "It was not done for {count} rounds in a row.")


@dataclass(frozen=True)
class Standing:
	"""A measure as it stands. Codes of the vocabularies; `due` is the date on which the present round falls due, after
	holidays were looked at, `first_due` the date with which its series began. `missed` rounds in a row were not done before
	the present one.
	"""

	status: str
	due: datetime.date | None = None
	recurrence: str | None = None
	basis: str = "calendar"
	first_due: datetime.date | None = None
	completed_on: datetime.date | None = None
	valid_until: datetime.date | None = None
	missed: int = 0


@dataclass(frozen=True)
class Ended:
	"""A round is over since the morning of `on`; the next one falls due on `due`."""

	on: datetime.date
	outcome: str
	due: datetime.date


@dataclass(frozen=True)
class Lapsed:
	on: datetime.date
	reason: Text


Turn = Ended | Lapsed


@dataclass(frozen=True)
class Rules:
	"""`lapse_after` rounds missed in a row end a measure; 0: never."""

	holidays: HolidayList | None = None
	lapse_after: int = 0


def turns(measure: Standing, today: datetime.date, rules: Rules = Rules()) -> list[Turn]:
	"""What has come to pass up to today, in the order in which it did."""
	found: list[Turn] = []
	while turn := _next(measure, today, rules):
		found.append(turn)
		if isinstance(turn, Lapsed):
			break
		was_missed = turn.outcome == "missed"
		measure = replace(
			measure,
			status=measure.status if was_missed else "in_progress",
			due=turn.due,
			missed=measure.missed + 1 if was_missed else 0,
		)
	return found


def following(measure: Standing, rules: Rules = Rules()) -> datetime.date:
	"""When the round after the present one falls due on fixed dates."""
	first, recurrence = measure.first_due, measure.recurrence
	number = number_of(first, recurrence, measure.due)
	# The present round may have moved past a holiday, even into the next month.
	while number > 1 and on_workday(nth(first, recurrence, number - 1), rules.holidays) >= measure.due:
		number -= 1
	return on_workday(nth(first, recurrence, number + 1), rules.holidays)


def due_when_renewed(measure: Standing, today: datetime.date, rules: Rules = Rules()) -> datetime.date | None:
	"""When a measure that is taken up again falls due: what was missed meanwhile is not made up for."""
	if not (measure.recurrence and measure.first_due):
		return measure.due
	if measure.basis == "completion":
		return on_workday(nth(today, measure.recurrence, 2), rules.holidays)
	number = number_of(measure.first_due, measure.recurrence, today)
	return on_workday(nth(measure.first_due, measure.recurrence, number), rules.holidays)


def _next(measure: Standing, today: datetime.date, rules: Rules) -> Turn | None:
	if measure.status in ENDED:
		return None
	what_may_come = (ask(measure, rules) for ask in (_round_over, _missed_too_often, _validity_over))
	come = [turn for turn in what_may_come if turn and turn.on <= today]
	return min(come, key=lambda turn: turn.on, default=None)


def _validity_over(measure: Standing, rules: Rules) -> Lapsed | None:
	return Lapsed(measure.valid_until + _ONE_DAY, VALIDITY_OVER) if measure.valid_until else None


def _round_over(measure: Standing, rules: Rules) -> Ended | None:
	"""A round that was proven makes room for the next. One that was not stays, on fixed dates until the next date has
	passed as well, counted from the last completion until it is done.
	"""
	if not _recurs(measure):
		return None
	verified = measure.status == "verified"
	if measure.basis == "completion":
		if not (verified and measure.completed_on):
			return None
		due = on_workday(nth(measure.completed_on, measure.recurrence, 2), rules.holidays)
		return Ended(measure.completed_on + _ONE_DAY, "verified", due)
	due = following(measure, rules)
	if verified:
		return Ended(measure.due + _ONE_DAY, "verified", due)
	return Ended(due + _ONE_DAY, "unverified" if measure.status == "implemented" else "missed", due)


def _missed_too_often(measure: Standing, rules: Rules) -> Lapsed | None:
	if not (_recurs(measure) and rules.lapse_after and measure.status in OPEN):
		return None
	if measure.basis == "completion":
		last = nth(measure.due, measure.recurrence, rules.lapse_after + 1)
		return Lapsed(last + _ONE_DAY, _too_many(rules.lapse_after))
	return Lapsed(measure.due + _ONE_DAY, _too_many(measure.missed)) if measure.missed >= rules.lapse_after else None


def _recurs(measure: Standing) -> bool:
	return bool(measure.recurrence and measure.due and measure.first_due)


def _too_many(count: int) -> Text:
	return Text(TOO_MANY_MISSED.format("zh", count=count), TOO_MANY_MISSED.format("en", count=count))
