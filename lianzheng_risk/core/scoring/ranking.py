"""Units by their scores: the place among all of them, and among those with the same parent."""

from __future__ import annotations

import pandas as pd


def ranked(scores: pd.DataFrame) -> pd.DataFrame:
	"""`scores` has unit, parent and score; the answer has `place` and `place_among_siblings` as well, the best first.

	Equal scores share a place, and the next one is as far down as there are before it.
	"""
	places = {
		"place": scores["score"].rank(method="min", ascending=False),
		"place_among_siblings": scores.groupby("parent", dropna=False)["score"].rank(method="min", ascending=False),
	}
	found = scores.assign(**{name: values.astype("int64") for name, values in places.items()})
	return found.sort_values(["place", "unit"], ignore_index=True)
