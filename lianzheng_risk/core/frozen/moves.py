"""What became of the risk points since the period before: new, graded higher or lower, removed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lianzheng_risk.core.grading import codes as positions
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.core.vocabulary import GRADE

SORTS = ("new", "raised", "lowered", "removed")
LISTED_AT_MOST = 20


@dataclass(frozen=True, eq=False)
class Moves:
	"""`own` and `total` count per unit, a unit by itself and with everything below; `rows` are the single moves."""

	own: pd.DataFrame
	total: pd.DataFrame
	rows: dict[str, pd.DataFrame]

	@classmethod
	def between(cls, before: pd.DataFrame, now: pd.DataFrame, tree: Tree) -> Moves:
		"""Both have risk, unit and grade, `now` a title as well. A risk point counts where it is now, one that is gone where
		it was; where that unit is gone too, it counts nowhere."""
		both = before.merge(now, on="risk", how="outer", suffixes=("_before", ""), indicator="side")
		# The first grade is the gravest.
		was, is_now = positions(both["grade_before"], GRADE.codes), positions(both["grade"], GRADE.codes)
		graded = (was >= 0) & (is_now >= 0)
		sort = np.select(
			[
				both["side"] == "right_only",
				both["side"] == "left_only",
				graded & (is_now < was),
				graded & (is_now > was),
			],
			["new", "removed", "raised", "lowered"],
			default="",
		)
		unit = both["unit"].where(both["side"] != "left_only", both["unit_before"])
		moved = both.assign(sort=sort, at=unit)[sort != ""]
		own = pd.crosstab(moved["at"], moved["sort"]).reindex(index=tree.codes, columns=list(SORTS), fill_value=0)
		listed = moved.sort_values("risk").groupby(["at", "sort"]).head(LISTED_AT_MOST)
		own = own.astype(np.int64)
		return cls(own, tree.rollup(own), dict(iter(listed.groupby("at"))))

	def of(self, unit: str) -> dict:
		"""The moves of one unit as plain data."""
		rows = self.rows.get(unit)
		return {
			"own": {sort: int(count) for sort, count in self.own.loc[unit].items()},
			"total": {sort: int(count) for sort, count in self.total.loc[unit].items()},
			"new": _listed(rows, ["new"], ["risk", "title", "grade"]),
			"regraded": _listed(rows, ["raised", "lowered"], ["risk", "title", "grade_before", "grade"]),
			"removed": _listed(rows, ["removed"], ["risk", "grade_before"]),
		}


def _listed(rows: pd.DataFrame | None, sorts: list[str], columns: list[str]) -> list[list]:
	if rows is None:
		return []
	wanted = rows.loc[rows["sort"].isin(sorts), columns]
	return wanted.astype(object).where(wanted.notna(), None).to_numpy().tolist()
