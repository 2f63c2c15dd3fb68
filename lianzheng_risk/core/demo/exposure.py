"""The risk points of the invented bureau: where its powers run, in its posts, in its rules and from outside."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lianzheng_risk.core import grading, schemes
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.demo.catalogue.levels import CIRCUMSTANCES, GRADE_SHARES, LEVEL_SHARES, NEXT_MILDER
from lianzheng_risk.core.demo.catalogue.risks import FLOW_RISKS, POST_RISKS, POWER_RISKS
from lianzheng_risk.core.demo.frames import draw, draw_by, fill, numbered, some

# The share of the catalogue that a unit finds in its own screening.
FOUND = 0.95
# One post and one power in so many were overlooked; one stated grade in so many differs from the computed one.
OVERLOOKED = 150
MISJUDGED = 200


def invent_risks(
	units: pd.DataFrame, posts: pd.DataFrame, powers: pd.DataFrame, steps: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
	"""Graded risk points, unit by unit. Beside the declared columns: area and subject, which fit measures are chosen by."""
	risks = pd.concat([_of_posts(posts), _of_steps(steps), _of_powers(powers)], ignore_index=True)
	risks = risks[(rng.random(len(risks)) < FOUND) & ~_overlooked(risks, posts, powers, rng)]
	order = pd.Series(range(len(units)), index=units["unit"])
	risks = risks.sort_values("unit", key=lambda codes: codes.map(order), kind="stable").reset_index(drop=True)
	return _graded(risks.assign(risk=numbered(risks, "unit", "F", 3)), rng)


def _overlooked(risks: pd.DataFrame, posts: pd.DataFrame, powers: pd.DataFrame, rng: np.random.Generator) -> np.ndarray:
	"""Honest gaps: a post and a power here and there for which no risk point was found."""
	forgotten_posts = posts["post"].iloc[some(rng, len(posts), OVERLOOKED)]
	forgotten_powers = powers["power"].iloc[some(rng, len(powers), OVERLOOKED)]
	return (risks["post"].isin(forgotten_posts) | risks["power"].isin(forgotten_powers)).to_numpy()


def _of_posts(posts: pd.DataFrame) -> pd.DataFrame:
	risks = posts[["unit", "post", "post_name", "rank"]].merge(pd.DataFrame(POST_RISKS), on="rank")
	return risks.assign(
		manifestation=fill(risks["manifestation"], holder=risks["post_name"]), area="any", subject=risks["post_name"]
	)


def _of_steps(steps: pd.DataFrame) -> pd.DataFrame:
	"""A step outside puts at risk the post that handles the power."""
	risks = steps[["unit", "power", "power_name", "step_no", "post", "handler", "area", "stage"]].merge(
		pd.DataFrame(FLOW_RISKS), on=["area", "stage"]
	)
	return risks.assign(
		post=risks["post"].where(risks["post"].notna(), risks["handler"]),
		manifestation=fill(risks["manifestation"], power=risks["power_name"]),
		subject=risks["power_name"],
	)


def _of_powers(powers: pd.DataFrame) -> pd.DataFrame:
	named = powers[["unit", "power", "power_name", "area", "category"]].rename(columns={"category": "power_category"})
	risks = named.merge(pd.DataFrame(POWER_RISKS), on="power_category")
	return risks.assign(
		manifestation=fill(risks["manifestation"], power=risks["power_name"]), subject=risks["power_name"]
	)


def _graded(risks: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
	"""Levels drawn by the weight of each risk, circumstances, and the grade that follows from them."""
	levels = draw_by(rng, LEVEL_SHARES, draw_by(rng, GRADE_SHARES, risks["weight"]))
	risks["probability"], risks["harm"] = (np.array(axis, dtype=object) for axis in zip(*levels, strict=True))
	circumstance = draw(rng, CIRCUMSTANCES, len(risks))
	for veto in v.VETO.codes:
		risks[veto] = circumstance == veto
	risks["grade"] = grading.grades(schemes.DEFAULT, risks)
	risks["grade_basis"] = _bases(risks, circumstance)
	risks["stated_grade"] = risks["grade"]
	misjudged = some(rng, len(risks), MISJUDGED)
	risks.loc[misjudged, "stated_grade"] = risks["grade"].iloc[misjudged].map(NEXT_MILDER)
	return risks


def _bases(risks: pd.DataFrame, circumstance: np.ndarray) -> pd.Series:
	"""In words why a risk has its grade; a grade III risk needs none."""
	pairs = v.PROBABILITY.text.zh + risks["probability"].map(v.PROBABILITY.label) + "，"
	pairs += v.HARM.text.zh + risks["harm"].map(v.HARM.label)
	raised = pd.Series(circumstance, index=risks.index).map(lambda veto: "；" + v.VETO.label(veto) if veto else "")
	return (pairs + raised).where(risks["grade"] != "III", None)
