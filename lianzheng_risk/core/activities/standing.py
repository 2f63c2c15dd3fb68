"""How a site stands with what is required: done, still to do, or overdue, and counts of that."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import numpy as np
import pandas as pd

from lianzheng_risk.core.activities.coverage import Requirement, coverage
from lianzheng_risk.core.activities.periods import before, period_of
from lianzheng_risk.core.vocabulary import vocabulary_of

STANDING = vocabulary_of(
	"activity_standing", "完成情况", "Activity Standing",
	("overdue", "逾期未开展", "Overdue"),
	("to_do", "本期待开展", "To Be Held"),
	("done", "本期已开展", "Done This Period"),
)  # fmt: skip


def standing(
	posts: pd.DataFrame, activities: pd.DataFrame, requirements: Sequence[Requirement], as_of: datetime.date
) -> pd.DataFrame:
	"""`coverage` with `kind` and `state`, what is overdue first; `due` is then the day that was missed."""
	found = coverage(posts, activities, requirements, as_of)
	missed = [pd.Timestamp(before(period_of(as_of, one.every), one.every).end) for one in requirements]
	kinds = [one.kind for one in requirements]
	overdue, done = found["overdue"].to_numpy(dtype=bool), found["done"].to_numpy(dtype=bool)
	found = found.assign(
		kind=[kinds[position] for position in found["requirement"]],
		state=np.select([overdue, done], ["overdue", "done"], "to_do"),
		due=[missed[row.requirement] if row.overdue else row.due for row in found.itertuples()],
	)
	order = found["state"].map(STANDING.codes.index)
	return found.assign(order=order).sort_values(["order", "due", "post", "requirement"]).drop(columns="order")


def counts(found: pd.DataFrame) -> pd.DataFrame:
	"""How many of each state, a row per kind."""
	table = pd.crosstab(found["kind"], found["state"])
	return table.reindex(columns=list(STANDING.codes), fill_value=0)
