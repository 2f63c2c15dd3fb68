"""The control measures of the invented bureau, done, under way, overdue and planned."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lianzheng_risk.core.demo.catalogue.measures import (
	COMPLETED,
	EVIDENCE,
	MEASURE_COUNTS,
	MEASURES,
	PHASES,
	STATUS_SHARES,
)
from lianzheng_risk.core.demo.frames import draw_by, some

# One risk in so many has no measure yet.
UNGUARDED = 120
# One measure in so many lacks, each on its own, a responsible party, a due date or proof.
INCOMPLETE = 200
# How often a measure fits the business area rather than any risk.
FITTING = 0.7
COUNT_SHARES = {
	grade: {n: counts.count(n) / len(counts) for n in set(counts)} for grade, counts in MEASURE_COUNTS.items()
}


def invent_measures(
	risks: pd.DataFrame, units: pd.DataFrame, people: pd.DataFrame, rng: np.random.Generator, as_of: np.datetime64
) -> pd.DataFrame:
	"""One to three measures for nearly every risk, each in another phase."""
	measures = _chosen(_slots(risks, rng), rng)
	measures["measure"] = measures["risk"].str.replace("-F", "-C", regex=False) + "-" + measures["place"].astype(str)
	measures["description"] = measures["subject"] + "：" + measures["description"]
	_assign_parties(measures, units, people)
	_assign_progress(measures, rng, as_of)
	for column in ("responsible_leader", "responsible_unit", "responsible_person", "due_date"):
		measures.loc[some(rng, len(measures), INCOMPLETE), column] = None
	return measures


def _slots(risks: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
	"""One row per measure to be, with its risk, its phase and the area it is to fit."""
	counts = draw_by(rng, COUNT_SHARES, risks["grade"]).astype(int)
	counts[some(rng, len(risks), UNGUARDED)] = 0
	first = rng.choice(len(PHASES), size=len(risks), p=(0.6, 0.3, 0.1))
	columns = ["risk", "unit", "post", "grade", "area", "subject"]
	slots = risks.assign(first=first)[[*columns, "first"]].loc[risks.index.repeat(counts)].reset_index(drop=True)
	slots["place"] = slots.groupby("risk", sort=False).cumcount() + 1
	slots["phase"] = np.array(PHASES, dtype=object)[(slots["first"] + slots["place"] - 1) % len(PHASES)]
	slots["area"] = slots["area"].where(rng.random(len(slots)) < FITTING, "any")
	return slots


def _chosen(slots: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
	"""For every slot one measure of the catalogue that fits its area and phase."""
	catalogue = pd.DataFrame(MEASURES)
	fitting = catalogue.groupby(["area", "phase"]).indices
	picked = np.empty(len(slots), dtype=int)
	for fit, rows in slots.groupby(["area", "phase"]).indices.items():
		picked[rows] = rng.choice(fitting[fit], size=len(rows))
	texts = catalogue[["layer", "kind", "description", "basis"]].iloc[picked].reset_index(drop=True)
	return pd.concat([slots, texts], axis=1)


def _assign_parties(measures: pd.DataFrame, units: pd.DataFrame, people: pd.DataFrame) -> None:
	"""Grade I is managed by the bureau's principal leader, the other grades by the leader in charge."""
	by_unit = units.set_index("unit")
	in_charge = measures["unit"].map(by_unit["responsible_leader"])
	principal = measures["unit"].map(by_unit["bureau"]).map(by_unit["head"])
	holders = people.drop_duplicates("post").set_index("post")["person"]
	measures["responsible_leader"] = in_charge.where(measures["grade"] != "I", principal)
	measures["responsible_unit"] = measures["unit"]
	measures["responsible_person"] = measures["post"].map(holders).fillna(measures["unit"].map(by_unit["head"]))


def _assign_progress(measures: pd.DataFrame, rng: np.random.Generator, as_of: np.datetime64) -> None:
	"""Due at the end of a month from a year before the date to half a year after it; the state follows from that."""
	count = len(measures)
	month = as_of.astype("datetime64[M]") + rng.integers(-11, 8, count)
	due = (month + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
	status = draw_by(rng, STATUS_SHARES, np.where(due < as_of, "due", "ahead"))
	done = np.isin(status, COMPLETED)
	# About one in ten was done after its date.
	late = np.where(rng.random(count) < 0.1, 1, -1) * rng.integers(1, 45, count)
	completed = np.minimum(due + late, as_of)
	measures["due_date"] = due.astype("datetime64[s]")
	measures["status"] = status
	measures["completed_on"] = pd.Series(completed.astype("datetime64[s]")).where(done)
	measures["evidence"] = measures["kind"].map(EVIDENCE).where(done, None)
	unproven = np.flatnonzero(status == "implemented")
	measures.loc[unproven[some(rng, len(unproven), INCOMPLETE)], "evidence"] = None
