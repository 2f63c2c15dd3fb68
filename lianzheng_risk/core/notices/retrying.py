"""When a delivery that failed is tried again, and when it is given up."""

from __future__ import annotations

import datetime

# Minutes until the next attempt after the first, second, … failure; the last holds for all further ones.
WAITS = (5, 15, 60, 180, 360, 720)
# Attempts, unless a channel says otherwise: the last one about a day after the first.
ATTEMPTS = 7


def next_attempt(failures: int, now: datetime.datetime, most: int = ATTEMPTS) -> datetime.datetime | None:
	"""When to try again after so many failed attempts; None where no attempt is left."""
	if failures >= most:
		return None
	return now + datetime.timedelta(minutes=WAITS[min(failures, len(WAITS)) - 1])
