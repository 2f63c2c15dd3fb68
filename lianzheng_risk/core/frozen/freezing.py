"""The figures of all units of a register, taken at once and made plain data."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
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
from lianzheng_risk.core.tree import Tree

# How a risk point that cannot be graded is kept.
UNGRADED = ""

Figures = dict[str, Any]


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
	tree = Tree.of(register["units"])
	facts = derive(register, tree, scheme, as_of, expected)
	own = counts.count_own(facts, tree)
	units = tree.named(register["units"])
	risks = _risks(register, facts["risk_points"], tree)
	moves = None if previous is None else Moves.between(previous, risks, tree)
	listed, weak = _by_unit(risks), _weak_links(facts, register, tree)
	heat, crossed = heat_maps(facts, tree, scheme), matrices(facts, tree)
	codes, as_plain = tree.codes.tolist(), schemes.to_dict(scheme)
	columns = zip(
		codes,
		units["unit_name"],
		units["unit_type"],
		[codes[parent] if parent >= 0 else None for parent in tree.parent],
		own.to_dict("records"),
		tree.rollup(own).to_dict("records"),
		heat.tolist(),
		crossed.tolist(),
		strict=True,
	)
	return {
		unit: {
			"as_of": as_of.isoformat(),
			"scheme": as_plain,
			"unit": unit,
			"name": name,
			"type": unit_type,
			"parent": parent,
			"own": its_own,
			"total": total,
			"heat_map": heat_map,
			"matrix": matrix,
			"weak_links": weak.get(unit, []),
			"risks": listed.get(unit, {}),
			"changes": moves.of(unit) if moves else None,
		}
		for unit, name, unit_type, parent, its_own, total, heat_map, matrix in columns
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
