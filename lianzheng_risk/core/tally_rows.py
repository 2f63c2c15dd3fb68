"""A unit's own tallies as plain text, to be kept from one day to the next, and put together again as a tree's."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict

import numpy as np
import pandas as pd

from lianzheng_risk.core import schemes
from lianzheng_risk.core.counts import COLUMNS
from lianzheng_risk.core.expectations import Expectations
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.tallies import Tallies
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.core.vocabulary import POWER_CATEGORY, RISK_CATEGORY

_MATRIX = (len(RISK_CATEGORY.codes), len(POWER_CATEGORY.codes))


def basis(scheme: Scheme, expected: Expectations, is_any_activity: bool, kinds: Collection[str] = ()) -> str:
	"""By what is counted: figures with another basis mean something else, and have to be counted anew.

	Where no activity is on record none is required of anybody (`ledger_facts.activities`), so that too is part of it.
	`kinds` are those of documents that are counted beside.
	"""
	by = [
		COLUMNS, RISK_CATEGORY.codes, POWER_CATEGORY.codes,
		schemes.to_dict(scheme), asdict(expected), is_any_activity, list(kinds),
	]  # fmt: skip
	return hashlib.sha256(json.dumps(by, sort_keys=True).encode()).hexdigest()[:40]


def to_rows(tallies: Tallies) -> dict[str, str]:
	"""By unit its own figures."""
	size = len(tallies.tree)
	figures = np.hstack([tallies.own.to_numpy(), tallies.heat_map.reshape(size, -1), tallies.matrix.reshape(size, -1)])
	return {unit: " ".join(map(str, row)) for unit, row in zip(tallies.tree.codes, figures.tolist(), strict=True)}


def from_rows(rows: Mapping[str, str], units: pd.DataFrame, scheme: Scheme, as_of: datetime.date) -> Tallies:
	"""The tallies of the units of a `units` frame. Each has its row; raises KeyError where one has none."""
	tree = Tree.of(units)
	heat = (len(scheme.probability), len(scheme.harm))
	width = len(COLUMNS) + heat[0] * heat[1] + _MATRIX[0] * _MATRIX[1]
	text = " ".join(rows[unit] for unit in tree.codes)
	figures = np.fromstring(text, dtype=np.int64, sep=" ").reshape(len(tree), width)
	own, heat_map, matrix = np.split(figures, [len(COLUMNS), len(COLUMNS) + heat[0] * heat[1]], axis=1)
	return Tallies(
		as_of,
		scheme,
		tree,
		tree.named(units),
		pd.DataFrame(own, index=pd.Index(tree.codes, dtype=object), columns=list(COLUMNS)),
		heat_map.reshape(len(tree), *heat),
		matrix.reshape(len(tree), *_MATRIX),
	)
