"""How weak a unit is at a glance: how many of its indicators are off their target, in four steps.

Regulation §2(3): units with weak links in their risk control are to be seen and urged in time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.indicators import INDICATORS, Indicator, values


@dataclass(frozen=True)
class Step:
	"""From the share `above` of indicators off their target on, a unit is in this step."""

	code: str
	text: Text
	above: float


# The first that holds counts.
STEPS: tuple[Step, ...] = (
	Step("severe", Text("薄弱", "Weak"), 0.5),
	Step("marked", Text("较薄弱", "Rather Weak"), 0.25),
	Step("slight", Text("个别薄弱", "Weak in Places"), 0.0),
)
SOUND = Step("sound", Text("达标", "On Target"), -1.0)
UNJUDGED = Step("unjudged", Text("无数据", "No Data"), -1.0)
JUDGING: tuple[Indicator, ...] = tuple(indicator for indicator in INDICATORS if indicator.target is not None)


@dataclass(frozen=True)
class Weakness:
	"""The indicators off their target, out of the `judged` ones, which apply to the unit and have a target."""

	weak: tuple[Indicator, ...]
	judged: int

	@property
	def step(self) -> Step:
		if not self.judged:
			return UNJUDGED
		share = len(self.weak) / self.judged
		return next((step for step in STEPS if share > step.above), SOUND)


def weaknesses(counts: pd.DataFrame) -> list[Weakness]:
	"""One for each row of counts."""
	found = values(counts)
	return [_judged(row) for row in zip(*(found[it.code].tolist() for it in JUDGING), strict=True)]


def weakness(found: Mapping[str, float | None]) -> Weakness:
	"""By the values of a unit's indicators."""
	return _judged([found.get(it.code) for it in JUDGING])


def _judged(row: Sequence[float | None]) -> Weakness:
	"""By the values of JUDGING, in its order."""
	judged = [(it, value) for it, value in zip(JUDGING, row, strict=True) if value is not None]
	return Weakness(tuple(it for it, value in judged if it.is_weak(value)), len(judged))
