"""The flow of a power: steps that risk points and other steps name exist."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.checks.given import Given
from lianzheng_risk.core.checks.values import shown
from lianzheng_risk.core.findings import Finding, Rule
from lianzheng_risk.core.next_steps import next_numbers

STEP = ["power", "step_no"]


def check(given: Given) -> Iterator[Finding]:
	yield from _steps_of_risks(given)
	yield from _next_steps(given)


def has_step(rows: pd.DataFrame, steps: pd.DataFrame) -> np.ndarray:
	"""Whether the power and step_no of each row are those of a step. No row lacks one of them."""
	known = steps.dropna(subset=STEP)
	existing = pd.MultiIndex.from_arrays([known["power"], known["step_no"].astype("int64")])
	return pd.MultiIndex.from_arrays([rows["power"], rows["step_no"].astype("int64")]).isin(existing)


def next_step_exists(steps: pd.DataFrame, among: pd.DataFrame) -> pd.Series:
	"""Whether all next steps that each of `steps` names are `among` those; true where it names none."""
	named = _named_next_steps(steps)
	absent = named.index[~has_step(named, among)]
	return pd.Series(~steps.index.isin(absent), index=steps.index)


def _steps_of_risks(given: Given) -> Iterator[Finding]:
	risks = given.register["risk_points"]
	stepped = risks[risks["step_no"].notna()]
	homeless = stepped[stepped["power"].isna()]
	numbers = homeless["step_no"].tolist()
	yield from found(rules.STEP_WITHOUT_POWER, "risk_points", homeless.index, "power", step=numbers)
	yield from _absent(given, rules.RISK_STEP_MISSING, "risk_points", stepped.dropna(subset=STEP), "step_no")


def _next_steps(given: Given) -> Iterator[Finding]:
	steps = given.register["power_steps"]
	bad = steps[steps["next_steps"].notna() & _next_step_numbers(steps).isna()]
	texts = bad["next_steps"].map(shown).tolist()
	yield from found(rules.NEXT_STEPS_UNREADABLE, "power_steps", bad.index, "next_steps", value=texts)
	yield from _absent(given, rules.NEXT_STEP_MISSING, "power_steps", _named_next_steps(steps), "next_steps")


def _next_step_numbers(steps: pd.DataFrame) -> pd.Series:
	"""The list of numbers in each cell of next steps, None where it is empty or holds anything else."""
	numbers = {text: next_numbers(text) for text in steps["next_steps"].dropna().unique()}
	return pd.Series([numbers.get(text) for text in steps["next_steps"]], index=steps.index, dtype=object)


def _named_next_steps(steps: pd.DataFrame) -> pd.DataFrame:
	"""One row per power and next step that is named, indexed as the step that names it."""
	named = steps[["power"]].assign(step_no=_next_step_numbers(steps)).dropna()
	return named.explode("step_no")


def _absent(given: Given, rule: Rule, table: str, rows: pd.DataFrame, column: str) -> list[Finding]:
	"""A finding for each row whose power has no step of its number."""
	rows = rows[~has_step(rows, given.register["power_steps"])]
	names = rows["power"].map(given.lookup("powers", "power_name")).fillna(rows["power"])
	return found(rule, table, rows.index, column, power=names.tolist(), step=rows["step_no"].tolist())
