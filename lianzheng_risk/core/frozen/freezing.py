"""The figures of all units of a register, taken at once and made plain data."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lianzheng_risk.core import counts, schemes, weak_links
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.expectations import USUAL, Expectations
from lianzheng_risk.core.facts import derive
from lianzheng_risk.core.frozen.moves import Moves
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.register import Register
from lianzheng_risk.core.tallies import heat_maps, matrices
from lianzheng_risk.core.tree import Tree, standing_alone

# How a risk point that cannot be graded is kept.
UNGRADED = ""

Figures = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Taken:
	"""What is taken of each unit by itself: so a tree too large to be read at once is taken a part at a time.

	`own` has one row per unit, by code, with the columns of counts.COLUMNS; `heat_map`, `matrix` and `weak_links` are plain
	data by unit; `risks` are the units' risk points: risk, title, unit and grade, by code.
	"""

	own: pd.DataFrame
	heat_map: dict[str, list]
	matrix: dict[str, list]
	weak_links: dict[str, list[dict]]
	risks: pd.DataFrame

	@classmethod
	def of(
		cls,
		register: Register,
		scheme: Scheme,
		as_of: datetime.date,
		expected: Expectations = USUAL,
		units: Collection[str] | None = None,
	) -> Taken:
		"""Of `units`, all others left out; the register has whatever bears on them. Raises UnitTreeError where the units
		make no tree."""
		tree = Tree.of(register["units"])
		facts = derive(register, tree, scheme, as_of, expected)
		wanted = tree.codes if units is None else tree.codes[np.isin(tree.codes, list(units))]
		heat = dict(zip(tree.codes, heat_maps(facts, tree, scheme), strict=True))
		crossed = dict(zip(tree.codes, matrices(facts, tree), strict=True))
		weak, risks = _weak_links(facts, register, tree), _risks(register, facts["risk_points"], tree)
		return cls(
			counts.count_own(facts, tree).loc[wanted],
			{unit: heat[unit].tolist() for unit in wanted},
			{unit: crossed[unit].tolist() for unit in wanted},
			{unit: weak[unit] for unit in wanted if unit in weak},
			risks if units is None else risks[risks["unit"].isin(wanted)],
		)

	@classmethod
	def together(cls, parts: Iterable[Taken]) -> Taken:
		"""Parts that have no unit in common. There is one at least."""
		parts = list(parts)
		return cls(
			pd.concat([part.own for part in parts]),
			{unit: heat for part in parts for unit, heat in part.heat_map.items()},
			{unit: crossed for part in parts for unit, crossed in part.matrix.items()},
			{unit: weak for part in parts for unit, weak in part.weak_links.items()},
			pd.concat([part.risks for part in parts]).sort_values("risk", ignore_index=True),
		)


def freeze(
	register: Register,
	scheme: Scheme,
	as_of: datetime.date,
	previous: pd.DataFrame | None = None,
	expected: Expectations = USUAL,
) -> dict[str, Figures]:
	"""The figures of each unit, in the order of the tree.

	`previous` are the risk points of the period before, as `risks_of` reads them from its figures; without it nothing is
	said of changes. Raises UnitTreeError where the units make no tree.
	"""
	return put_together(Taken.of(register, scheme, as_of, expected), register["units"], scheme, as_of, previous)


def put_together(
	taken: Taken, units: pd.DataFrame, scheme: Scheme, as_of: datetime.date, previous: pd.DataFrame | None = None
) -> dict[str, Figures]:
	"""The figures of the units that were taken, which are those of one or more whole subtrees of the `units` frame."""
	whole = Tree.of(units)
	parents = dict(zip(whole.codes, np.append(whole.codes, None)[whole.parent], strict=True))
	inside = units[units["unit"].isin(taken.own.index)]
	tree = Tree.of(standing_alone(inside))
	own, named = taken.own.loc[tree.codes], tree.named(inside)
	moves = None if previous is None else Moves.between(previous, taken.risks, tree)
	listed, as_plain = _by_unit(taken.risks), schemes.to_dict(scheme)
	columns = zip(
		tree.codes.tolist(),
		named["unit_name"],
		named["unit_type"],
		own.to_dict("records"),
		tree.rollup(own).to_dict("records"),
		strict=True,
	)
	return {
		unit: {
			"as_of": as_of.isoformat(),
			"scheme": as_plain,
			"unit": unit,
			"name": name,
			"type": unit_type,
			"parent": parents[unit],
			"own": its_own,
			"total": total,
			"heat_map": taken.heat_map[unit],
			"matrix": taken.matrix[unit],
			"weak_links": taken.weak_links.get(unit, []),
			"risks": listed.get(unit, {}),
			"changes": moves.of(unit) if moves else None,
		}
		for unit, name, unit_type, its_own, total in columns
	}


def risks_of(figures: Mapping[str, Figures]) -> pd.DataFrame:
	"""The risk points that frozen figures hold: risk, unit and grade, one row each."""
	rows = [
		(risk, unit, grade or None)
		for unit, one in figures.items()
		for grade, risks in one["risks"].items()
		for risk in risks
	]
	return pd.DataFrame(rows, columns=["risk", "unit", "grade"], dtype=object)


def checksum(figures: Figures) -> str:
	"""What shows that figures are still those that were frozen."""
	return hashlib.sha256(as_text(figures).encode()).hexdigest()


def as_text(figures: Figures) -> str:
	"""As JSON in one form, whatever the order of keys."""
	return json.dumps(figures, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _risks(register: Register, facts: pd.DataFrame, tree: Tree) -> pd.DataFrame:
	"""Risk points inside the tree: risk, title, unit and grade (None where it has none), by code."""
	grades = np.array([*v.GRADE.codes, None], dtype=object)
	inside = facts["unit"].to_numpy() >= 0
	found = pd.DataFrame(
		{
			"risk": register["risk_points"]["risk"].to_numpy(dtype=object)[inside],
			"title": register["risk_points"]["title"].to_numpy(dtype=object)[inside],
			"unit": tree.codes[facts["unit"].to_numpy()[inside]],
			"grade": grades[facts["grade"].to_numpy()[inside]],
		}
	)
	return found.sort_values("risk", ignore_index=True)


def _by_unit(risks: pd.DataFrame) -> dict[str, dict[str, list[str]]]:
	found: dict[str, dict[str, list[str]]] = defaultdict(dict)
	for (unit, grade), group in risks.assign(grade=risks["grade"].fillna(UNGRADED)).groupby(["unit", "grade"])["risk"]:
		found[unit][grade] = group.tolist()
	return dict(found)


def _weak_links(facts, register: Register, tree: Tree) -> dict[str, list[dict]]:
	found: dict[str, list[dict]] = defaultdict(list)
	for link in weak_links.find(facts, register, tree, limit=None).worst:
		found[link.unit].append(
			{
				"kind": link.kind.code,
				"grade": link.grade,
				"count": int(link.count),
				"subjects": [[subject.code, subject.title] for subject in link.subjects],
			}
		)
	return dict(found)
