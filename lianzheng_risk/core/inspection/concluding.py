"""What has to be there before an inspection is concluded, and whether what it raised lets it be taken back."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from lianzheng_risk.core.bilingual import Text

# Fields that are filled in when an inspection is concluded.
CONCLUDED_WITH = ("held_on", "inspectors", "conclusion", "signed_by", "signed_on")
# States of a rectification that nobody has acted on yet, or that is over without it.
_UNTOUCHED = ("ordered", "withdrawn")

HELD_IN_FUTURE = Text("检查日期晚于今天", "The inspection is said to have been held on a day that is still to come.")
SIGNED_IN_FUTURE = Text(
	"签字日期晚于今天", "The inspection is said to have been signed on a day that is still to come."
)
SIGNED_TOO_EARLY = Text("签字日期早于检查日期", "The inspection was signed before it was held.")


def fault_of_dates(held_on: datetime.date | None, signed_on: datetime.date | None, today: datetime.date) -> Text | None:
	if held_on and held_on > today:
		return HELD_IN_FUTURE
	if signed_on and signed_on > today:
		return SIGNED_IN_FUTURE
	return SIGNED_TOO_EARLY if held_on and signed_on and signed_on < held_on else None


def can_be_taken_back(states: Collection[str]) -> bool:
	"""Whether no rectification that the inspection raised has been acted on; codes of the states of rectifications."""
	return all(state in _UNTOUCHED for state in states)
