"""How the risk points of the invented bureau were approved, publicised and, the gravest of them, filed."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from lianzheng_risk.core.workdays import add_workdays

# The leadership met so many days before the day of the picture; what was approved last is still being publicised.
MEETINGS = (520, 450, 380, 35, 3)
SHARES = (0.45, 0.27, 0.15, 0.1, 0.03)
PUBLICITY_DAYS, FILED_AFTER = 5, 3
# One approved risk point in so many was never publicised, one of grade I in so many not filed, so many are not approved yet.
NOT_PUBLICISED, NOT_FILED, NOT_APPROVED = 60, 15, 40
_DOCUMENT = "宁示纪备〔{}〕{}号"
_COLUMNS = ("approved_on", "publicised_until", "filing", "filed_on")
_A_YEAR = pd.Timedelta(days=365)


def invent_approvals(risks: pd.DataFrame, rng: np.random.Generator, as_of: datetime.date) -> dict[str, list]:
	"""The columns of the approval, by row of `risks`, which have their grades."""
	# Nobody meets on a day off.
	meetings = [add_workdays(as_of - datetime.timedelta(days=days + 1), 1) for days in MEETINGS]
	held = rng.choice(len(meetings), size=len(risks), p=SHARES)
	open_, unpublicised, unfiled = (
		rng.random(len(risks)) < 1 / one_in for one_in in (NOT_APPROVED, NOT_PUBLICISED, NOT_FILED)
	)
	columns: dict[str, list] = {name: [None] * len(risks) for name in _COLUMNS}
	for row, (meeting, grade) in enumerate(zip(held, risks["grade"], strict=True)):
		if open_[row]:
			continue
		columns["approved_on"][row] = meetings[meeting]
		if unpublicised[row]:
			continue
		until = columns["publicised_until"][row] = add_workdays(meetings[meeting], PUBLICITY_DAYS)
		filed = add_workdays(until, FILED_AFTER)
		if grade == "I" and filed <= as_of and not unfiled[row]:
			columns["filing"][row] = _DOCUMENT.format(filed.year, meeting + 1)
			columns["filed_on"][row] = filed
	return columns


def without_last_year(risks: pd.DataFrame) -> pd.DataFrame:
	"""The risk points without the approvals of the year that ends with the latest of them."""
	recent = risks["approved_on"] > risks["approved_on"].max() - _A_YEAR
	return risks.assign(**{name: risks[name].mask(recent, None) for name in _COLUMNS})
