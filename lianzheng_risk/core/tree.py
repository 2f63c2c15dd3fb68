"""The unit tree in preorder: a subtree is a slice, and a roll-up the difference of one cumulative sum.

Regulation §2(1) and §3: responsibility is broken down level by level, over every unit and internal department.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.grading import codes

NAMED_AT_MOST = 5


class UnitTreeError(ValueError):
	"""Units that do not make a tree; `text` says why and what to do in both languages."""

	def __init__(self, text: Text) -> None:
		super().__init__(text.en)
		self.text = text


@dataclass(frozen=True, eq=False)
class Tree:
	"""Units in preorder, siblings by code; one or several tops. The arrays are aligned.

	`codes` are the unit codes, `parent` positions (-1 at a top), `level` distances from the top, and `end` the position
	just behind the last unit of each subtree: the units below and including position p are `codes[p:end[p]]`.
	"""

	codes: np.ndarray
	parent: np.ndarray
	level: np.ndarray
	end: np.ndarray

	@classmethod
	def of(cls, units: pd.DataFrame) -> Tree:
		"""The tree of a `units` frame, whatever the order of its rows.

		Raises UnitTreeError for a missing or repeated code, a parent that does not exist, or units in a circle.
		"""
		unit_codes = units["unit"].to_numpy(dtype=object)
		parent_rows = _parent_rows(unit_codes, units["parent_unit"])
		order = _preorder(unit_codes, parent_rows)
		position_of_row = np.empty(len(order), dtype=np.intp)
		position_of_row[order] = np.arange(len(order))
		# The last entry serves the tops, whose parent row is -1.
		parent = np.append(position_of_row, -1)[parent_rows[order]]
		return cls(unit_codes[order], parent, _levels(parent), _ends(parent))

	def __len__(self) -> int:
		return len(self.codes)

	def positions(self, unit_codes: pd.Series) -> np.ndarray:
		"""The position of each unit code in the tree, -1 where it is missing or not in the tree."""
		return codes(unit_codes, self.codes)

	def named(self, units: pd.DataFrame) -> pd.DataFrame:
		"""unit_name and unit_type of the tree's units, in its order, out of a `units` frame."""
		return units.set_index("unit")[["unit_name", "unit_type"]].astype(object).loc[self.codes]

	def subtree(self, unit: str) -> list[str]:
		"""The codes of a unit and of everything below it, in preorder. Raises UnitTreeError if it is not in the tree."""
		start = self._position(unit)
		return self.codes[start : self.end[start]].tolist()

	def under(self, unit: str) -> Tree:
		"""The tree of a unit and everything below it, that unit at the top. Raises UnitTreeError if it is not there."""
		start = self._position(unit)
		own = slice(start, self.end[start])
		parent = self.parent[own] - start
		parent[0] = -1
		return Tree(self.codes[own], parent, self.level[own] - self.level[start], self.end[own] - start)

	def rollup(self, own: pd.DataFrame) -> pd.DataFrame:
		"""Per unit the sum over itself and everything below. `own` has one row per unit, in the order of the tree."""
		values = own.to_numpy()
		sums = np.zeros((len(values) + 1, values.shape[1]), dtype=values.dtype)
		np.cumsum(values, axis=0, out=sums[1:])
		return pd.DataFrame(sums[self.end] - sums[:-1], index=own.index, columns=own.columns)

	def _position(self, unit: str) -> int:
		found = np.flatnonzero(self.codes == unit)
		if not len(found):
			raise UnitTreeError(
				Text(f"没有编码为“{unit}”的单位，请核对单位编码", f"there is no unit “{unit}”; check the unit code")
			)
		return int(found[0])


def standing_alone(units: pd.DataFrame) -> pd.DataFrame:
	"""Some units of a `units` frame as a tree of their own: one whose parent is not among them is a top."""
	return units.assign(parent_unit=units["parent_unit"].where(units["parent_unit"].isin(units["unit"]), None))


def _parent_rows(unit_codes: np.ndarray, parents: pd.Series) -> np.ndarray:
	"""The row of each unit's parent, -1 at a top."""
	index = pd.Index(unit_codes, dtype=object)
	if index.hasnans:
		raise UnitTreeError(Text("有单位没有填写单位编码，请补填", "a unit has no code; give it one"))
	if index.has_duplicates:
		code = min(index[index.duplicated()])
		raise UnitTreeError(
			Text(f"单位编码“{code}”重复，请保证编码唯一", f"the unit code “{code}” is used twice; make it unique")
		)
	rows = codes(parents, index)
	unknown = np.flatnonzero((rows < 0) & parents.notna().to_numpy())
	if len(unknown):
		code, parent = min(zip(unit_codes[unknown], parents.iloc[unknown], strict=True))
		raise UnitTreeError(
			Text(
				f"单位“{code}”的上级单位“{parent}”不存在，请改正或补充该单位",
				f"the parent “{parent}” of unit “{code}” does not exist; correct it or add that unit",
			)
		)
	return rows


def _preorder(unit_codes: np.ndarray, parent_rows: np.ndarray) -> np.ndarray:
	"""The rows in preorder, siblings by code. Raises UnitTreeError where units stand in a circle."""
	tops: list[int] = []
	children: list[list[int]] = [[] for _ in unit_codes]
	# From the last code to the first, because the stack hands out what was put on it last.
	for row in np.argsort(unit_codes, kind="stable")[::-1].tolist():
		siblings = children[parent_rows[row]] if parent_rows[row] >= 0 else tops
		siblings.append(row)
	order: list[int] = []
	stack = tops
	while stack:
		row = stack.pop()
		order.append(row)
		stack.extend(children[row])
	if len(order) < len(unit_codes):
		raise _circle_error(unit_codes, parent_rows, set(range(len(unit_codes))).difference(order))
	return np.array(order, dtype=np.intp)


def _circle_error(unit_codes: np.ndarray, parent_rows: np.ndarray, unreached: set[int]) -> UnitTreeError:
	row = min(unreached, key=lambda row: unit_codes[row])
	for _ in unreached:  # after that many steps up, whatever hangs below the circle is left behind
		row = parent_rows[row]
	circle = [row]
	while parent_rows[circle[-1]] != row:
		circle.append(parent_rows[circle[-1]])
	names = sorted(unit_codes[circle])
	return UnitTreeError(
		Text(
			f"单位的上下级关系成环：{_named(names, '、', '等')}，请改正上级单位",
			f"units stand above one another in a circle: {_named(names, ', ', ' …')}; correct the parent units",
		)
	)


def _named(names: Sequence[str], separator: str, more: str) -> str:
	return separator.join(names[:NAMED_AT_MOST]) + (more if len(names) > NAMED_AT_MOST else "")


def _levels(parent: np.ndarray) -> np.ndarray:
	levels = np.zeros(len(parent), dtype=np.intp)
	for position, above in enumerate(parent.tolist()):
		if above >= 0:
			levels[position] = levels[above] + 1
	return levels


def _ends(parent: np.ndarray) -> np.ndarray:
	ends = np.arange(1, len(parent) + 1)
	for position in range(len(parent) - 1, -1, -1):
		above = parent[position]
		if above >= 0:
			ends[above] = max(ends[above], ends[position])
	return ends
