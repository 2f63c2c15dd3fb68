"""Whether what had a deadline was done by it: what the ledgers (台账) of supervision say of each of their rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from lianzheng_risk.core.vocabulary import vocabulary_of

TIMELINESS = vocabulary_of(
	"timeliness", "办理时限", "Timeliness",
	("overdue", "逾期未办", "Overdue"),
	("running", "期限内", "Within the Time"),
	("late", "逾期办结", "Done Late"),
	("in_time", "按期办结", "Done in Time"),
	("not_counted", "不计时限", "Not Counted"),
)  # fmt: skip


def timeliness(
	deadline: datetime.date | None,
	today: datetime.date,
	done_on: datetime.date | None = None,
	waiting: bool = False,
	overran: bool = False,
) -> str:
	"""A code of TIMELINESS. `waiting`: somebody still has to act, so a day on which it was done does not count.

	`overran` says that an earlier deadline passed, whatever the present one is.
	"""
	if waiting:
		return "overdue" if deadline and today > deadline else "running"
	if not done_on:
		return "not_counted"
	return "late" if overran or (deadline and done_on > deadline) else "in_time"


def percent_in_time(found: Iterable[str]) -> float | None:
	"""Of what was done, the share that was done in time, one decimal; None where nothing was done yet."""
	done = [one for one in found if one in ("late", "in_time")]
	return round(done.count("in_time") * 100 / len(done), 1) if done else None
