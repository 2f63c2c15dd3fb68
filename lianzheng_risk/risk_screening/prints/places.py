"""Where risk points and powers belong: the department, the unit around it, and who leads there."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import frappe

from lianzheng_risk.risk_screening.prints import reading

DEPARTMENT = "Internal Department"


def along_the_flow(risk: frappe._dict) -> tuple[str, int]:
	"""Sorts risk points by their power and its steps."""
	return risk.power or "", risk.step_no or 0


class Places:
	"""The units of some rows, as far as the session's user may see them; `top` is the unit that is printed."""

	def __init__(self, top: str, rows: Iterable[frappe._dict]):
		self.top = top
		self._units = reading.units_with_those_above({top, *(row.unit for row in rows)})

	def in_tree_order(
		self, rows: Iterable[frappe._dict], then: Callable[[frappe._dict], tuple] = lambda row: ()
	) -> list[frappe._dict]:
		"""The rows unit by unit as the tree has them, inside a unit as `then` says and by code."""
		order = {name: unit.lft for name, unit in self._units.items()}
		return sorted(rows, key=lambda row: (order.get(row.unit, 0), *then(row), row.name))

	def name(self, unit: str) -> str:
		return self._units[unit].unit_name if unit in self._units else unit

	def title(self, unit: str) -> str:
		"""Its name; below a subordinate unit with the name of that in front, since departments are called alike."""
		around = self._around(unit)
		if around is None or around.name in (unit, self.top):
			return self.name(unit)
		return f"{around.unit_name} {self.name(unit)}"

	def unit_name(self, unit: str) -> str:
		"""The unit that `unit` is or is a department of; named even where only the link to it may be seen."""
		around = self._around(unit)
		return around.unit_name if around else self._topmost(unit).parent_name or ""

	def department_name(self, unit: str) -> str:
		"""The name of `unit` where it is an internal department."""
		return self.name(unit) if self._units[unit].unit_type == DEPARTMENT else ""

	def leader(self, unit: str, level: str) -> str:
		"""Who answers at `unit` for risks of this level; empty where that is not known."""
		own, around = self._units[unit], self._around(unit)
		answering = {
			"Principal Leader": around.head_name if around else None,
			"Leader in Charge": own.leader_name,
			"Department Head": own.head_name if own.unit_type == DEPARTMENT else None,
		}
		return answering.get(level) or ""

	def _around(self, unit: str) -> frappe._dict | None:
		"""The nearest unit that is no internal department, at or above `unit`."""
		place = self._units.get(unit)
		while place and place.unit_type == DEPARTMENT:
			place = self._units.get(place.parent_integrity_unit)
		return place

	def _topmost(self, unit: str) -> frappe._dict:
		place = self._units[unit]
		while place.parent_integrity_unit in self._units:
			place = self._units[place.parent_integrity_unit]
		return place
