"""How far a campaign is: the state of each post, derived from its risk points, and counts per unit.

Frames hold codes. `screenings`: name, post, unit, status, result, post_rank. `points`: post, state, touched (when it was
created or last changed). Nothing here is ever stored but the status that a post has reached.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from lianzheng_risk.core.approval.path import LEVEL_OF, STATE
from lianzheng_risk.core.campaign.words import PHASE_OF_STATE, PHASES, SCREENING_STATUS
from lianzheng_risk.core.grading import codes
from lianzheng_risk.core.tree import Tree

_NO_PHASE = len(PHASES)
_POSITION = {state: PHASES.index(phase) for state, phase in PHASE_OF_STATE.items()}
STATES = tuple(state for state in STATE.codes if state != "retired")
COUNTED = ("posts", *SCREENING_STATUS.codes, "none_waiting", "late", *(f"state_{state}" for state in STATES))


def current(screenings: pd.DataFrame, points: pd.DataFrame, started: datetime.datetime | None) -> pd.DataFrame:
	"""The screenings as they stand now: `status` brought up to date, and `phase`, the one in which each post stands.

	`started` is when the campaign began; None for one that is over, where each status stays what it was.

	A post is under way once one of its points was touched after the start. What was reported with risk points is
	confirmed when all of them are settled and one is in force; without a single live point it is open again.
	The phase is that of the point that has come least far; a report of none waits for review. Confirmed posts have none.
	"""
	facts = _of_posts(screenings["post"], points, started or datetime.datetime.max)
	status = screenings["status"].to_numpy(dtype=object)
	if started:
		status = _moved_on(status, (screenings["result"] == "risks").to_numpy(), facts)
	return screenings.assign(status=status, phase=_phases(screenings, status, facts.pending))


class _Facts(NamedTuple):
	"""Per post: the position of the phase of its slowest point, whether any is live, in force, touched since the start."""

	pending: np.ndarray
	live: np.ndarray
	in_force: np.ndarray
	touched: np.ndarray


def _of_posts(posts: pd.Series, points: pd.DataFrame, started: datetime.datetime) -> _Facts:
	post = codes(points["post"], posts)
	state = points["state"].to_numpy(dtype=object)
	pending = np.full(len(posts), _NO_PHASE)
	known = post >= 0
	positions = points["state"].map(_POSITION).fillna(_NO_PHASE).to_numpy(dtype=int)
	np.minimum.at(pending, post[known], positions[known])
	touched = np.fromiter((when >= started for when in points["touched"]), dtype=bool, count=len(points))

	def any_of(holds: np.ndarray) -> np.ndarray:
		return np.bincount(post[known & holds], minlength=len(posts)) > 0

	return _Facts(pending, any_of(state != "retired"), any_of(state == "in_force"), any_of(touched))


def _moved_on(status: np.ndarray, found_risks: np.ndarray, facts: _Facts) -> np.ndarray:
	with_risks = (status == "reported") & found_risks
	settled = facts.in_force & (facts.pending == _NO_PHASE)
	return np.select(
		[with_risks & settled, with_risks & ~facts.live, (status == "not_begun") & facts.touched],
		["confirmed", "under_way", "under_way"],
		default=status,
	)


def _phases(screenings: pd.DataFrame, status: np.ndarray, pending: np.ndarray) -> np.ndarray:
	leading = screenings["post_rank"].map(LEVEL_OF).fillna(0).to_numpy() >= LEVEL_OF["department_head"]
	review = np.where(leading, "leader_approval", "department_review")
	none_found = (screenings["result"] == "none").to_numpy()
	least_far = np.array([*PHASES, "screening"], dtype=object)[pending]
	return np.select(
		[status == "confirmed", (status == "reported") & none_found, status == "reported"],
		[np.array(None, dtype=object), review, least_far],
		default=least_far,
	)


def with_deadlines(screenings: pd.DataFrame, dues: Mapping[str, datetime.date], today: datetime.date) -> pd.DataFrame:
	"""The current screenings with `due`, the day on which their phase is due, and whether they are `late`."""
	due = screenings["phase"].map(dict(dues)).astype(object)
	late = pd.to_datetime(due) < pd.Timestamp(today)
	return screenings.assign(due=due.where(due.notna(), None), late=late)


def own_figures(tree: Tree, screenings: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
	"""Counts per unit of the tree, in its order, of what belongs to the unit itself: the columns COUNTED.

	`screenings` are current, with deadlines. A post counts where it stands; a risk point where its post does.
	"""
	unit = tree.positions(screenings["unit"])
	waiting = (screenings["status"] == "reported") & (screenings["result"] == "none")
	columns = {"posts": _count(unit, len(tree))}
	for status in SCREENING_STATUS.codes:
		columns[status] = _count(unit[(screenings["status"] == status).to_numpy()], len(tree))
	columns["none_waiting"] = _count(unit[waiting.to_numpy()], len(tree))
	columns["late"] = _count(unit[screenings["late"].to_numpy(dtype=bool)], len(tree))
	# The last entry serves points of posts that are not there.
	unit_of_point = np.append(unit, -1)[codes(points["post"], screenings["post"])]
	state = codes(points["state"], STATES)
	for position, name in enumerate(STATES):
		columns[f"state_{name}"] = _count(unit_of_point[state == position], len(tree))
	return pd.DataFrame(columns, columns=list(COUNTED))


def _count(positions: np.ndarray, size: int) -> np.ndarray:
	return np.bincount(positions[positions >= 0], minlength=size)


def done_share(figures: pd.DataFrame) -> pd.Series:
	"""The confirmed posts in percent, one decimal; missing where there is no post."""
	return (figures["confirmed"] / figures["posts"].where(figures["posts"] > 0) * 100).round(1)


def is_zero_report(figures: pd.DataFrame) -> pd.Series:
	"""Whether a unit has posts and not one of them has reported anything."""
	return (figures["posts"] > 0) & (figures["reported"] + figures["confirmed"] == 0)
