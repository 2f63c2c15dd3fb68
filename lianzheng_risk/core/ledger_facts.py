"""What the ledgers say on one day: facts of inspections, findings, rectifications, warnings and collective decisions, and
of the posts behind.

What was settled counts for a year, so that figures speak of the present practice; what is open counts however old it is.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from lianzheng_risk.core.activities.coverage import ACTIVITY_KIND, coverage
from lianzheng_risk.core.decisions.words import CATEGORY
from lianzheng_risk.core.expectations import Expectations
from lianzheng_risk.core.grading import codes
from lianzheng_risk.core.rectification import path as rectification
from lianzheng_risk.core.register import Register
from lianzheng_risk.core.vocabulary import GRADE
from lianzheng_risk.core.warnings import path as warning
from lianzheng_risk.core.warnings.colours import COLOUR

_UNKNOWN_GRADE = len(GRADE.codes)
_REQUIRED = {
	**{"post": np.intp, "done": bool, "overdue": bool},
	**{"kind": np.int8, "last": "datetime64[s]", "due": "datetime64[s]"},
}


def inspections(frame: pd.DataFrame, day: pd.Timestamp) -> dict[str, np.ndarray]:
	"""A plan counts from its day on. It is kept where the inspection was held, however late."""
	held = _by(frame["held_on"], day)
	planned = _within_a_year(frame["planned_on"], day)
	return {
		"held": _within_a_year(frame["held_on"], day),
		"concluded": _within_a_year(frame["held_on"], day) & frame["concluded"].to_numpy(dtype=bool),
		"planned": planned,
		"held_to_plan": planned & held,
	}


def findings(frame: pd.DataFrame, held: np.ndarray) -> dict[str, np.ndarray]:
	"""`held`: whether the inspection of each row is one that counts."""
	return {"counted": held, "ordered": held & frame["rectification"].notna().to_numpy()}


def rectifications(frame: pd.DataFrame, day: pd.Timestamp) -> dict[str, np.ndarray]:
	waiting = frame["status"].isin(rectification.WAITING).to_numpy()
	open_ = waiting | (frame["status"] == "reported").to_numpy()
	counted = _counted(frame["ordered_on"], day, open_) & (frame["status"] != "withdrawn").to_numpy()
	return {
		"counted": counted,
		"closed": counted & (frame["status"] == "closed").to_numpy(),
		"recurring": counted & frame["came_back_from"].notna().to_numpy(),
		**_in_time(counted, waiting, frame["deadline"], frame["reported_on"], day),
	}


def warnings(frame: pd.DataFrame, day: pd.Timestamp) -> dict[str, np.ndarray]:
	"""What was withdrawn or waits muted is not counted. One that has climbed was not handled in its first time."""
	waiting = frame["status"].isin(warning.WAITING).to_numpy()
	open_ = waiting | (frame["status"] == "handled").to_numpy()
	left_out = frame["withdrawn"].to_numpy(dtype=bool) | (frame["status"] == "muted").to_numpy()
	counted = _counted(frame["issued_on"], day, open_) & ~left_out
	climbed = (frame["level"].fillna(0) > 0).to_numpy(dtype=bool)
	return {
		"counted": counted,
		"colour": np.where(counted, codes(frame["colour"], COLOUR.codes), -1),
		"open": counted & open_,
		"escalated": counted & climbed,
		**_in_time(counted, waiting, frame["deadline"], frame["handled_on"], day, overran=climbed),
	}


def decisions(frame: pd.DataFrame, day: pd.Timestamp) -> dict[str, np.ndarray]:
	"""What is no decision yet counts nowhere. Of older ones counts what is still to be ratified or carried out."""
	decided = frame["decided"].to_numpy(dtype=bool) & _by(frame["meeting_date"], day)
	taken = decided & _within_a_year(frame["meeting_date"], day)
	urgent = (frame["result"] == "urgent").to_numpy()
	unratified = urgent & frame["ratified_on"].isna().to_numpy()
	ratifying = decided & urgent & _counted(frame["meeting_date"], day, unratified)
	ratified = _in_time(ratifying, unratified, frame["ratify_by"], frame["ratified_on"], day)
	carried_out = (frame["execution_status"] == "done").to_numpy()
	stopped = (frame["execution_status"] == "stopped").to_numpy()
	# An urgent action is carried out at once: its own decision asks for nothing more.
	to_carry_out = decided & (frame["result"] == "approved").to_numpy() & ~stopped
	due = to_carry_out & _counted(frame["execution_due"], day, ~carried_out)
	return {
		"taken": taken,
		"category": np.where(taken, codes(frame["category"], CATEGORY.codes), -1),
		"collective": taken & ~urgent,
		"urgent": taken & urgent,
		**{f"ratification_{name}": values for name, values in ratified.items()},
		"due": due,
		"carried_out": due & carried_out,
		"overdue": due & ~carried_out & (frame["execution_due"] < day).to_numpy(),
	}


def rotation(
	tenures: pd.DataFrame,
	in_office: np.ndarray,
	in_key_post: np.ndarray,
	waivers: pd.DataFrame,
	day: pd.Timestamp,
	expected: Expectations,
) -> dict[str, np.ndarray]:
	"""Per tenure: whether its holder is to leave the post some day, and whether that day is past.

	A waiver holds for one holder in one post.
	"""
	years = np.where(in_key_post, expected.years_in_key_post, expected.years_in_other_post)
	counted = in_office & (years > 0)
	last_day = pd.Series(pd.NaT, index=tenures.index, dtype="datetime64[s]")
	for term in np.unique(years[counted]):
		with_it = counted & (years == term)
		last_day[with_it] = tenures["start_date"][with_it] + pd.DateOffset(years=int(term))
	waived = _waived_until(tenures, waivers)
	over = (last_day.where(~(waived > last_day), waived) < day).to_numpy()
	return {"rotating": counted, "rotation_overdue": counted & over}


def activities(
	register: Register,
	posts: Mapping[str, np.ndarray],
	grade_of_risk: np.ndarray,
	post_of_risk: np.ndarray,
	as_of: datetime.date,
	required: Sequence,
) -> pd.DataFrame:
	"""What is required of each post: a row each with `post`, its row, `done` in the present period and `overdue`; and,
	for whoever reads them one by one, the `kind`, the `last` day on which it took place and the day it is `due`.

	`posts` are facts of posts: `held`, `ever_held`, `since`. Nothing is said where no activity is on record at all: such
	a ledger is not kept, or not the reader's to see.
	"""
	if register["activities"].empty or not required:
		return pd.DataFrame({name: np.empty(0, dtype=dtype) for name, dtype in _REQUIRED.items()})
	frame = register["posts"]
	worst = np.full(len(frame) + 1, _UNKNOWN_GRADE)
	np.minimum.at(worst, post_of_risk, np.where(grade_of_risk >= 0, grade_of_risk, _UNKNOWN_GRADE))
	asked = pd.DataFrame(
		{
			"post": frame["post"].astype(object),
			"rank": frame["rank"].astype(object),
			"key_post": frame["key_post"],
			"grade": np.array([*GRADE.codes, None], dtype=object)[worst[:-1]],
			"since": posts["since"],
		}
	)
	asked = asked[posts["held"] | ~posts["ever_held"]]
	found = coverage(asked, _taken_part(register), required, as_of)
	kind_of = np.array([ACTIVITY_KIND.codes.index(one.kind) for one in required], dtype=np.int8)
	columns = {
		**{name: found[name] for name in ("done", "overdue", "last", "due")},
		"post": codes(found["post"], frame["post"]),
		"kind": kind_of[found["requirement"].to_numpy(dtype=np.intp)],
	}
	return pd.DataFrame({name: np.asarray(columns[name], dtype=dtype) for name, dtype in _REQUIRED.items()})


def _taken_part(register: Register) -> pd.DataFrame:
	held = register["activities"][register["activities"]["status"] == "held"]
	rows = register["activity_posts"]
	rows = rows[rows["attended"].to_numpy(dtype=bool)][["activity", "post"]].astype(object)
	took = rows.merge(held[["activity", "kind", "held_on"]].astype({"activity": object}), on="activity")
	return took.rename(columns={"held_on": "date"})[["kind", "post", "date"]]


def _waived_until(tenures: pd.DataFrame, waivers: pd.DataFrame) -> pd.Series:
	"""The last day of the latest waiver of each tenure's holder in its post."""
	latest = waivers.astype({"post": object, "person": object}).groupby(["post", "person"])["until"].max()
	wanted = pd.MultiIndex.from_arrays([tenures["post"].astype(object), tenures["person"].astype(object)])
	return pd.Series(latest.reindex(wanted).to_numpy(), index=tenures.index, dtype="datetime64[s]")


def _in_time(
	counted: np.ndarray,
	waiting: np.ndarray,
	deadline: pd.Series,
	done_on: pd.Series,
	day: pd.Timestamp,
	overran: np.ndarray | bool = False,
) -> dict[str, np.ndarray]:
	"""As `timeliness.timeliness` judges each row: `judged` are those that are overdue or done, late or in time."""
	overdue = counted & waiting & (deadline < day).to_numpy()
	done = counted & ~waiting & done_on.notna().to_numpy()
	late = done & (overran | (done_on > deadline).to_numpy())
	return {"overdue": overdue, "judged": overdue | done, "in_time": done & ~late}


def _counted(begun_on: pd.Series, day: pd.Timestamp, open_: np.ndarray) -> np.ndarray:
	return _within_a_year(begun_on, day) | (open_ & _by(begun_on, day))


def _within_a_year(days: pd.Series, day: pd.Timestamp) -> np.ndarray:
	return (days > day - pd.DateOffset(years=1)).to_numpy() & _by(days, day)


def _by(days: pd.Series, day: pd.Timestamp) -> np.ndarray:
	return (days <= day).to_numpy()
