"""Last year's register, so that a comparison has something to show."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lianzheng_risk.core import grading, schemes
from lianzheng_risk.core.demo.approvals import without_last_year
from lianzheng_risk.core.demo.catalogue.levels import CHANGED_LEVELS
from lianzheng_risk.core.demo.catalogue.measures import COMPLETED
from lianzheng_risk.core.demo.catalogue.risks import RETIRED_RISKS
from lianzheng_risk.core.demo.frames import draw, some
from lianzheng_risk.core.register import TABLES, Register

# One risk point in so many is new since, was graded differently, or has been removed since.
NEW = 16
REGRADED = 12
REMOVED = 25
# One completed measure in so many was still under way; one power in so many had another time limit.
UNFINISHED = 3
SLOWER = 15


def invent_previous(register: Register, seed: int = 2026) -> Register:
	"""The register as it may have stood a year earlier; the same arguments, the same register."""
	rng = np.random.default_rng(seed)
	known = without_last_year(_without_new(register["risk_points"], rng))
	risks = _with_other_levels(known, rng)
	measures = register["measures"]
	return Register(
		{
			**{name: frame for name, frame in register.items() if not TABLES[name].may_lack},
			"powers": _with_other_limits(register["powers"], rng),
			"risk_points": pd.concat([risks, _retired(risks, rng)], ignore_index=True),
			"measures": _still_under_way(measures[measures["risk"].isin(risks["risk"])], rng),
		}
	)


def _without_new(risks: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
	return risks.drop(risks.index[some(rng, len(risks), NEW)]).reset_index(drop=True)


def _with_other_levels(risks: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
	rows = some(rng, len(risks), REGRADED)
	changed = risks.copy()
	levels = draw(rng, CHANGED_LEVELS, len(rows))
	changed.loc[rows, ["probability", "harm"]] = np.array([*levels], dtype=object)
	changed.loc[rows, "stated_grade"] = grading.grades(schemes.DEFAULT, changed.loc[rows])
	changed.loc[rows, "grade_basis"] = None
	return changed


def _retired(risks: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
	"""Risk points that have been removed since, in places where others still stand."""
	retired = risks.iloc[some(rng, len(risks), REMOVED)].reset_index(drop=True)
	texts = pd.DataFrame(RETIRED_RISKS, columns=["title", "manifestation"])
	picked = texts.iloc[rng.integers(0, len(texts), len(retired))].reset_index(drop=True)
	codes = retired["unit"] + "-F9" + (retired.groupby("unit").cumcount() + 1).astype(str).str.zfill(2)
	return retired.assign(risk=codes.astype(object), title=picked["title"], manifestation=picked["manifestation"])


def _still_under_way(measures: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
	measures = measures.reset_index(drop=True)
	done = np.flatnonzero(measures["status"].isin(COMPLETED))
	rows = done[some(rng, len(done), UNFINISHED)]
	measures.loc[rows, "status"] = "in_progress"
	measures.loc[rows, "completed_on"] = pd.NaT
	measures.loc[rows, "evidence"] = None
	return measures


def _with_other_limits(powers: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
	limited = np.flatnonzero(powers["time_limit_days"].notna())
	slower = powers.index[limited[some(rng, len(limited), SLOWER)]]
	changed = powers.copy()
	changed.loc[slower, "time_limit_days"] += 5
	return changed
