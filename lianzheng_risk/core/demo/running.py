"""The powers of the invented bureau and the steps through which they run."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lianzheng_risk.core.demo.catalogue.flows import STEPS
from lianzheng_risk.core.demo.catalogue.powers import EXERCISED_BY, LEGAL_BASIS, OPENNESS, POWERS
from lianzheng_risk.core.demo.frames import fill, looked_up, numbered

# Who may handle a step, in the order of the columns built by `_handlers`; nobody of the organisation comes last.
HANDLERS = ("handler", "reviewer", "head", "leader", "outside")


# Of one power in so many nobody has settled yet how it is made public.
NOT_OPEN = 12


def invent_powers(units: pd.DataFrame, posts: pd.DataFrame) -> pd.DataFrame:
	"""The catalogue of powers. Beside the declared columns: the posts behind each of `HANDLERS`, and flow."""
	powers = units[["unit", "unit_name", "kind", "field", "leader_unit", "leader_role"]].merge(
		pd.DataFrame(POWERS), on="kind"
	)
	powers["power"] = numbered(powers, "unit", "Q", 2)
	powers["power_name"] = fill(powers["name"], field=powers["field"])
	powers["business_area"] = powers["area"]
	powers["legal_basis"] = powers["area"].map(LEGAL_BASIS)
	powers["openness"] = powers["category"].map(OPENNESS).mask(np.arange(len(powers)) % NOT_OPEN == NOT_OPEN - 1, None)
	powers["exercised_by"] = powers["kind"].map(EXERCISED_BY).fillna(powers["unit_name"])
	powers["time_limit_days"] = powers["days"].astype("Int64")
	for column, place in _handlers(powers).items():
		powers[column] = looked_up(posts, ("unit", "role"), "post", place)
	powers["post"] = powers["handler"]
	return powers


def _handlers(powers: pd.DataFrame) -> dict[str, tuple[pd.Series, pd.Series]]:
	"""The unit and role of the post behind each handler but the one outside."""
	own, head = powers["unit"], pd.Series("head", index=powers.index)
	return {
		"handler": (own, powers["handler"]),
		"reviewer": (own, powers["reviewer"]),
		"head": (own, head),
		"leader": (powers["leader_unit"], powers["leader_role"]),
	}


def invent_steps(powers: pd.DataFrame) -> pd.DataFrame:
	"""The steps of every power. Beside the declared columns: stage, and area, unit, power_name and handler of the power."""
	steps = powers[["power", "power_name", "unit", "area", "flow", *HANDLERS[:-1]]].merge(
		pd.DataFrame(STEPS), on="flow"
	)
	candidates = steps.assign(outside=None)[list(HANDLERS)].to_numpy(dtype=object)
	steps["post"] = candidates[np.arange(len(steps)), pd.Index(HANDLERS).get_indexer(steps["by"])]
	return steps.assign(
		step_name=steps["name"], external=steps["by"] == "outside", time_limit_days=steps["days"].astype("Int64")
	)
