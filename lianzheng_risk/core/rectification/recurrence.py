"""Whether a finding is one that was put right before and has come back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from lianzheng_risk.core.months import add_months

WITHIN_MONTHS = 12


@dataclass(frozen=True)
class Finding:
	"""What was found: at which unit, and on which risk point, measure and post, as far as it is known.

	`closed_on` is the day on which it was closed off, None while it is open.
	"""

	name: str
	unit: str
	risk: str | None = None
	measure: str | None = None
	post: str | None = None
	closed_on: datetime.date | None = None

	def same_as(self, other: Finding) -> bool:
		"""The same measure, else the same risk point, else the same post; two findings about a unit alone are not compared."""
		if self.unit != other.unit:
			return False
		for mine, theirs in ((self.measure, other.measure), (self.risk, other.risk), (self.post, other.post)):
			if mine or theirs:
				return mine == theirs
		return False


def came_back(finding: Finding, found_on: datetime.date, earlier: Iterable[Finding]) -> Finding | None:
	"""The latest earlier finding of the same thing that was closed off within a year before, the day itself included."""
	same = [
		before
		for before in earlier
		if before.closed_on
		and before.name != finding.name
		and before.same_as(finding)
		and before.closed_on <= found_on <= add_months(before.closed_on, WITHIN_MONTHS)
	]
	return max(same, key=lambda before: (before.closed_on, before.name), default=None)
