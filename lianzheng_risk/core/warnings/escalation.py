"""A warning that is not handled in time: one colour up and one level up the tree, past whoever it is about.

Like the rounds of measures a function of what is stored and of the day: late runs find what daily ones would have found.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from lianzheng_risk.core.warnings.colours import DAYS, heavier
from lianzheng_risk.core.warnings.path import WAITING
from lianzheng_risk.core.workdays import HolidayList, add_workdays

_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Standing:
	"""A warning as it stands: `level` counts the addressees from the lowest, 0, to `top`; `deadline` is its last day."""

	state: str
	colour: str
	level: int
	top: int
	deadline: datetime.date
	muted_until: datetime.date | None = None


@dataclass(frozen=True)
class Climb:
	"""Since the morning of `on` the warning has this colour and this addressee, and time until `deadline`."""

	on: datetime.date
	colour: str
	level: int
	deadline: datetime.date


@dataclass(frozen=True)
class Resumed:
	"""The time for which it was muted is over: it waits again, as it did, with as many days as its colour gives."""

	on: datetime.date
	deadline: datetime.date


def turns(
	warning: Standing,
	today: datetime.date,
	holidays: HolidayList | None = None,
	days: Mapping[str, int] = DAYS,
) -> list[Climb | Resumed]:
	"""What has come to pass up to today, in order. At the top and red a warning stays where it is."""
	found: list[Climb | Resumed] = []
	while turn := _next(warning, holidays, days):
		if turn.on > today:
			break
		found.append(turn)
		warning = replace(warning, state="issued", deadline=turn.deadline, muted_until=None)
		if isinstance(turn, Climb):
			warning = replace(warning, colour=turn.colour, level=turn.level)
	return found


def deadline_of(
	colour: str, issued_on: datetime.date, holidays: HolidayList | None = None, days: Mapping[str, int] = DAYS
) -> datetime.date:
	"""The last day for handling a warning that is issued on a day."""
	return add_workdays(issued_on, days[colour], holidays)


def _next(warning: Standing, holidays: HolidayList | None, days: Mapping[str, int]) -> Climb | Resumed | None:
	if warning.state == "muted":
		on = warning.muted_until + _ONE_DAY if warning.muted_until else None
		return Resumed(on, deadline_of(warning.colour, on, holidays, days)) if on else None
	if warning.state not in WAITING:
		return None
	on, colour, level = warning.deadline + _ONE_DAY, heavier(warning.colour), min(warning.level + 1, warning.top)
	if (colour, level) == (warning.colour, warning.level):
		return None
	return Climb(on, colour, level, deadline_of(colour, on, holidays, days))


def addressees(chain: Sequence[str | None], concerned: frozenset[str] = frozenset()) -> list[str]:
	"""Whom a warning goes to, from the lowest level up, each once.

	`chain` are the people in charge from the subject's own unit to the top of the tree, None where there is nobody. Whoever
	the warning is about is passed over, and so is everybody under them.
	"""
	above = max((place + 1 for place, person in enumerate(chain) if person in concerned), default=0)
	return list(dict.fromkeys(person for person in chain[above:] if person))
