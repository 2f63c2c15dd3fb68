"""What is required of each post, done or still to do, on one day: "every Grade I post: an integrity talk each half-year"."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lianzheng_risk.core.activities.periods import before, period_of
from lianzheng_risk.core.vocabulary import GRADE, RANK, vocabulary_of

ACTIVITY_KIND = vocabulary_of(
	"activity_kind", "活动种类", "Activity Kind",
	("integrity_talk", "廉政谈话", "Integrity Talk"),
	("reminding_talk", "提醒谈话", "Reminding Talk"),
	("duty_report", "述职述廉", "Duty and Integrity Report"),
	("democratic_life", "民主生活会", "Democratic Life Meeting"),
	("democratic_appraisal", "民主评议", "Democratic Appraisal"),
	("personal_matters", "报告个人有关事项", "Report on Personal Matters", "个人有关事项报告"),
	("pledge", "廉政承诺", "Integrity Pledge", "承诺"),
	("education", "宣传教育", "Education and Publicity", "廉政教育", "教育"),
)  # fmt: skip

COLUMNS = ("requirement", "post", "last", "due", "done", "overdue")


@dataclass(frozen=True)
class Requirement:
	"""An activity that has to take place once in every period. Codes of the vocabularies.

	Of posts of one of the `ranks`, with a risk of `grade` or worse, key posts only: what is empty leaves nobody out.
	"""

	kind: str
	every: str
	ranks: tuple[str, ...] = ()
	grade: str | None = None
	key_posts_only: bool = False

	def applies_to(self, posts: pd.DataFrame) -> np.ndarray:
		applies = np.ones(len(posts), dtype=bool)
		if self.ranks:
			unknown = set(self.ranks) - set(RANK.codes)
			if unknown:
				raise KeyError(f"no such rank: {', '.join(sorted(unknown))}")
			applies &= posts["rank"].isin(self.ranks).to_numpy()
		if self.grade:
			enough = GRADE.codes[: GRADE.codes.index(self.grade) + 1]
			applies &= posts["grade"].isin(enough).to_numpy()
		if self.key_posts_only:
			applies &= posts["key_post"].to_numpy(dtype=bool)
		return applies


def coverage(
	posts: pd.DataFrame, activities: pd.DataFrame, requirements: Sequence[Requirement], as_of: datetime.date
) -> pd.DataFrame:
	"""One row per requirement and post that it applies to.

	`posts` has post, rank, grade (the worst of its risks, None without any), key_post and since, the day from which
	something can be required of its holder (NaT: always). `activities` has kind, post and date, a row per post that took
	part; what took place before `since` was another holder's. Answers `requirement` (its position), `post`, `last` (the day on which it last took place), `due` (the last day of
	the present period), `done` (in the present period), and `overdue`: neither in the present period nor in the whole one
	before, though the post was held throughout that.
	"""
	taken_place = activities[activities["date"] <= pd.Timestamp(as_of)]
	parts = [
		_one(position, requirement, posts[requirement.applies_to(posts)], taken_place, as_of)
		for position, requirement in enumerate(requirements)
	]
	return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)


def _one(
	position: int, requirement: Requirement, posts: pd.DataFrame, activities: pd.DataFrame, as_of: datetime.date
) -> pd.DataFrame:
	present = period_of(as_of, requirement.every)
	previous = pd.Timestamp(before(present, requirement.every).start)
	last_of_post = activities[activities["kind"] == requirement.kind].groupby("post")["date"].max()
	last = last_of_post.reindex(posts["post"]).astype("datetime64[s]")
	since = posts["since"].to_numpy()
	last = last.where((pd.isna(since) | (last >= since)).to_numpy())
	held_throughout = (posts["since"].isna() | (posts["since"] <= previous)).to_numpy()
	done = (last >= pd.Timestamp(present.start)).to_numpy()
	return pd.DataFrame(
		{
			"requirement": position,
			"post": posts["post"].to_numpy(),
			"last": last.to_numpy(),
			"due": pd.Timestamp(present.end),
			"done": done,
			"overdue": ~done & ~(last >= previous).to_numpy() & held_throughout,
		}
	)
