"""The tallies: how many there are in each unit by itself, from which every picture of a tree of units is summed up.

Regulation §2(3) and §3(3): results are analysed level by level. A tally holds numbers alone, no names of risks or people.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lianzheng_risk.core import counts
from lianzheng_risk.core.expectations import USUAL, Expectations
from lianzheng_risk.core.facts import Facts, derive
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.register import Register
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.core.vocabulary import POWER_CATEGORY, RISK_CATEGORY


@dataclass(frozen=True, eq=False)
class Tallies:
	"""One row per unit in the order of the tree, each unit by itself; `tree.rollup` sums up.

	`units` has unit_name and unit_type, `own` the columns of counts.COLUMNS. `heat_map` counts risk points by probability
	and harm (units × probability levels × harm levels of the scheme, worst first), `matrix` by risk category and category
	of the power (units × RISK_CATEGORY × POWER_CATEGORY).
	"""

	as_of: datetime.date
	scheme: Scheme
	tree: Tree
	units: pd.DataFrame
	own: pd.DataFrame
	heat_map: np.ndarray
	matrix: np.ndarray

	@classmethod
	def of(cls, register: Register, scheme: Scheme, as_of: datetime.date, expected: Expectations = USUAL) -> Tallies:
		"""Raises UnitTreeError where the units make no tree."""
		tree = Tree.of(register["units"])
		facts = derive(register, tree, scheme, as_of, expected)
		own, heat, matrix = counts.count_own(facts, tree), heat_maps(facts, tree, scheme), matrices(facts, tree)
		return cls(as_of, scheme, tree, tree.named(register["units"]), own, heat, matrix)


def heat_maps(facts: Facts, tree: Tree, scheme: Scheme) -> np.ndarray:
	"""Per unit its own heat map."""
	risks = facts["risk_points"]
	return _tables(risks, ("probability", "harm"), tree, (len(scheme.probability), len(scheme.harm)))


def matrices(facts: Facts, tree: Tree) -> np.ndarray:
	"""Per unit its own risk points by their category and that of their power."""
	size = (len(RISK_CATEGORY.codes), len(POWER_CATEGORY.codes))
	return _tables(facts["risk_points"], ("category", "power_category"), tree, size)


def _tables(rows: pd.DataFrame, sides: tuple[str, str], tree: Tree, size: tuple[int, int]) -> np.ndarray:
	down, across = (rows[side].to_numpy() for side in sides)
	cell = np.where((down >= 0) & (across >= 0), down * size[1] + across, -1)
	return counts.tally(rows["unit"].to_numpy(), cell, len(tree), size[0] * size[1]).reshape(len(tree), *size)
