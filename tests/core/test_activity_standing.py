"""Done, to do or overdue, in the order in which somebody has to see to it."""

from __future__ import annotations

from datetime import date

import pandas as pd

from lianzheng_risk.core.activities.coverage import Requirement
from lianzheng_risk.core.activities.standing import STANDING, counts, standing

AS_OF = date(2026, 8, 15)
REQUIREMENTS = [Requirement("pledge", "yearly"), Requirement("integrity_talk", "half_yearly", key_posts_only=True)]
POSTS = pd.DataFrame(
	{"post": ["A", "B"], "rank": ["staff"] * 2, "grade": [None] * 2, "key_post": [True, False]}
).assign(since=pd.to_datetime([None, "2026-02-01"]).astype("datetime64[s]"))


def found(*activities: tuple[str, str, str]) -> pd.DataFrame:
	frame = pd.DataFrame(activities, columns=["kind", "post", "date"]).astype({"date": "datetime64[s]"})
	return standing(POSTS, frame, REQUIREMENTS, AS_OF)


def test_what_is_overdue_comes_first_with_the_day_that_was_missed():
	rows = found(("pledge", "A", "2026-01-10"))
	assert [(row.post, row.kind, row.state, row.due.date().isoformat()) for row in rows.itertuples()] == [
		("A", "integrity_talk", "overdue", "2026-06-30"),
		("B", "pledge", "to_do", "2026-12-31"),
		("A", "pledge", "done", "2026-12-31"),
	]


def test_states_are_counted_by_kind():
	table = counts(found(("pledge", "A", "2026-01-10")))
	assert table.columns.tolist() == list(STANDING.codes)
	assert table.loc["pledge"].tolist() == [0, 1, 1]
	assert table.loc["integrity_talk"].tolist() == [1, 0, 0]


def test_nothing_required_is_nothing_to_count():
	empty = standing(POSTS, pd.DataFrame({"kind": [], "post": [], "date": pd.to_datetime([])}), [], AS_OF)
	assert empty.empty and counts(empty).empty
	nobody = standing(
		POSTS.head(0), pd.DataFrame({"kind": [], "post": [], "date": pd.to_datetime([])}), REQUIREMENTS, AS_OF
	)
	assert nobody.empty and counts(nobody).empty
