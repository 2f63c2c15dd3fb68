"""The tree of units: no unit above itself, departments below units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from lianzheng_risk.core import grading
from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.found import LISTED, found, listed
from lianzheng_risk.core.checks.given import Given
from lianzheng_risk.core.findings import Finding


@dataclass(frozen=True)
class Parents:
	"""The units by position, each with the position of its parent (-1: none). Unlike a tree it may go in circles."""

	units: pd.DataFrame
	parent: np.ndarray

	@classmethod
	def of(cls, units: pd.DataFrame) -> Parents:
		units = units[units["unit"].notna() & ~units["unit"].duplicated()]
		return cls(units, grading.codes(units["parent_unit"], units["unit"]))

	@cached_property
	def in_cycle(self) -> np.ndarray:
		"""Which units are their own ancestors.

		Jumping twice as far each time, only those who run in circles are still under way after as many steps as there
		are units; where they are by then is exactly the circles, all of them.
		"""
		jump = np.append(self.parent, -1)
		for _ in range(len(self.parent).bit_length()):
			jump = jump[jump]
		cycle = np.zeros(len(self.parent), dtype=bool)
		cycle[jump[jump >= 0]] = True
		return cycle

	def related(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
		"""Whether two units are the same or one stands above the other, pair by pair (positions)."""
		return self.at_or_above(one, other) | self.at_or_above(other, one)

	def at_or_above(self, upper: np.ndarray, lower: np.ndarray) -> np.ndarray:
		"""Whether the one unit is the other or stands above it, pair by pair (positions)."""
		parent = np.append(np.where(self.in_cycle, -1, self.parent), -1)
		reached = np.zeros(len(lower), dtype=bool)
		while (lower >= 0).any():
			reached |= lower == upper
			lower = parent[lower]
		return reached


def check(given: Given) -> Iterator[Finding]:
	units = given.register["units"]
	yield from found(rules.NO_UNITS, "units", [0] if units.empty else [])
	rows_of_own_parents = units.index[units["unit"].notna() & (units["unit"] == units["parent_unit"])]
	yield from found(rules.UNIT_OWN_PARENT, "units", rows_of_own_parents, "parent_unit")
	parents = Parents.of(units)
	yield from _cycles(parents)
	yield from _tops(parents)
	yield from _units_below_departments(parents)


def _cycles(parents: Parents) -> list[Finding]:
	own = parents.parent == np.arange(len(parents.parent))
	at = np.flatnonzero(parents.in_cycle & ~own)
	paths = [" → ".join(_path(parents, position)) for position in at]
	return found(rules.UNIT_CYCLE, "units", parents.units.index[at], "parent_unit", path=paths)


def _path(parents: Parents, start: int) -> Iterator[str]:
	"""The codes on the way round from a unit in a circle, shortened where the circle is long."""
	codes = parents.units["unit"].array
	position = start
	for _ in range(LISTED):
		yield codes[position]
		position = parents.parent[position]
		if position == start:
			break
	else:
		yield "…"
	yield codes[start]


def _tops(parents: Parents) -> Iterator[Finding]:
	tops = parents.units[parents.parent < 0]
	departments = tops.index[tops["unit_type"] == "department"]
	yield from found(rules.DEPARTMENT_AT_TOP, "units", departments, "parent_unit")
	if len(tops) > 1:
		names = listed(tops["unit_name"].fillna(tops["unit"]))
		yield from found(rules.SEVERAL_TOPS, "units", [0], count=len(tops), units=names)


def _units_below_departments(parents: Parents) -> list[Finding]:
	units = parents.units
	is_department = np.append((units["unit_type"] == "department").to_numpy(), False)
	is_unit = (units["unit_type"] == "unit").to_numpy()
	below = np.flatnonzero(is_unit & is_department[parents.parent] & ~parents.in_cycle)
	names = units["unit_name"].fillna(units["unit"]).array[parents.parent[below]]
	return found(rules.UNIT_BELOW_DEPARTMENT, "units", units.index[below], "parent_unit", parent=list(names))
