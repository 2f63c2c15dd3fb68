"""How campaigns stood on the day of an assessment: plain data kept beside its figures, unit by unit, and put together again.

A register has no campaigns, so they are no part of the figures that site and command line have in common.
Sources: regulation §1 (every post is screened), §2(3) (what lags is to be seen and urged).
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lianzheng_risk.core.campaign.words import PHASES

# Of a unit: by campaign what the campaign is, and the counts of the unit's own posts.
Kept = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class OfUnit:
	"""A unit with everything below it: how many posts there are, of each status and in each phase, and how many are late."""

	unit: str
	name: str
	level: int
	counts: Mapping[str, int]

	@property
	def done(self) -> float:
		return done_share(self.counts)


@dataclass(frozen=True)
class Standing:
	"""A campaign: when its phases are due, None for those it has no day for, and its counts, those of `whole` unit by unit.

	`closed` is the day on which it ended, None where it was under way.
	"""

	title: str
	unit_name: str
	start: str
	closed: str | None
	phases: tuple[tuple[str, str | None], ...]
	whole: Mapping[str, int]
	units: tuple[OfUnit, ...]

	@property
	def done(self) -> float:
		return done_share(self.whole)


def done_share(counts: Mapping[str, int]) -> float:
	return counts["confirmed"] / counts["posts"]


def heading(
	title: str, unit_name: str, start: datetime.date, closed: datetime.date | None, due: Mapping[str, datetime.date]
) -> dict[str, Any]:
	"""What is kept of a campaign itself; `due` by phase, of those that it lists."""
	return {
		"title": title,
		"unit_name": unit_name,
		"start": start.isoformat(),
		"closed": closed and closed.isoformat(),
		"due": {phase: day.isoformat() for phase, day in due.items()},
	}


def counts_by_unit(screenings: pd.DataFrame) -> dict[str, dict[str, int]]:
	"""Of the units that have posts in a campaign. `screenings` are current, with deadlines; what is nought is left out."""
	found: dict[str, Counter] = {}
	columns = (screenings[name] for name in ("unit", "status", "phase", "late"))
	for unit, status, phase, late in zip(*columns, strict=True):
		of_unit = found.setdefault(unit, Counter())
		of_unit.update(("posts", status))
		if phase:
			of_unit[f"phase_{phase}"] += 1
		if late:
			of_unit["late"] += 1
	return {unit: dict(counts) for unit, counts in found.items()}


def put_together(kept: Mapping[str, Kept], units: Sequence[Mapping[str, Any]] = ()) -> tuple[Standing, ...]:
	"""The campaigns, the earliest first; `units` (unit, name, level, parent) in preorder are told one by one."""
	campaigns: dict[str, dict[str, Any]] = {}
	own: dict[str, dict[str, Counter]] = {}
	for unit, of_unit in kept.items():
		for campaign, one in of_unit.items():
			campaigns.setdefault(campaign, one)
			own.setdefault(campaign, {})[unit] = Counter(one["own"])
	ordered = sorted(campaigns, key=lambda name: (campaigns[name]["start"], name))
	return tuple(_standing(campaigns[name], own[name], units) for name in ordered)


def _standing(campaign: Mapping[str, Any], own: Mapping[str, Counter], units: Sequence[Mapping[str, Any]]) -> Standing:
	whole = sum(own.values(), Counter())
	due = campaign["due"]
	phases = tuple((phase, due.get(phase)) for phase in PHASES if phase in due or whole[f"phase_{phase}"])
	total = {unit["unit"]: Counter(own.get(unit["unit"], {})) for unit in units}
	for unit in reversed(units):
		if unit["parent"] in total:
			total[unit["parent"]].update(total[unit["unit"]])
	told = tuple(
		OfUnit(unit["unit"], unit["name"], unit["level"], total[unit["unit"]])
		for unit in units
		if total[unit["unit"]]["posts"]
	)
	return Standing(
		campaign["title"], campaign["unit_name"], campaign["start"], campaign["closed"], phases, whole, told
	)
