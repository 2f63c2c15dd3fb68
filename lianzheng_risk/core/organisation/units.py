"""Units against companies and departments.

A company or department that a unit is tied to comes over with all that lies below it; the others are none of our business.
Departments are the ERP's to name and to place; a unit tied to a company keeps the name that it has here.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.organisation import reasons
from lianzheng_risk.core.organisation.changes import Change, Field, Ref, differing
from lianzheng_risk.core.organisation.erp import Erp, Node, nodes
from lianzheng_risk.core.organisation.ours import Ours, Unit
from lianzheng_risk.core.vocabulary import normalise


class Places:
	"""Where each company and department has its unit; filled as the tree is walked from the top."""

	def __init__(self, erp: Erp, ours: Ours, as_of: datetime.date, create: bool) -> None:
		self.of: dict[str, Ref] = {}
		self.closed: set[str] = set()
		self._as_of, self._create = as_of, create
		self._covered: set[str] = set()
		self._units = {unit.name: unit for unit in ours.units}
		self._parents = {unit.name: unit.parent for unit in ours.units}
		self._linked: dict[str, list[Unit]] = defaultdict(list)
		self._free: dict[tuple[str, str], list[Unit]] = defaultdict(list)
		for unit in ours.units:
			if unit.key:
				self._linked[unit.key].append(unit)
			elif unit.parent:
				self._free[unit.parent, normalise(unit.title)].append(unit)
		self.changes = [change for node in nodes(erp) for change in self._settle(node)]

	def _settle(self, node: Node) -> Iterator[Change]:
		linked = self._linked.get(node.key, [])
		if linked or node.parent in self._covered:
			self._covered.add(node.key)
		else:
			return
		if len(linked) > 1:
			yield _left(node, "conflict", reasons.filled(reasons.TWICE_LINKED, count=len(linked)))
		elif linked:
			yield from self._follow(node, linked[0])
		elif not node.disabled:
			yield self._find_or_make(node)

	def _follow(self, node: Node, unit: Unit) -> Iterator[Change]:
		"""A unit that is tied to the node."""
		self.of[node.key] = Ref(node.key, unit.title, unit.name)
		pairs, reason = [], None
		if not node.is_company:
			pairs.append(("title", unit.title, node.title))
		if (parent := self.of.get(node.parent)) and self._may_move(unit, parent):
			pairs.append(("parent", self._ref(unit.parent), parent))
			self._parents[unit.name] = parent.name
		elif parent:
			yield _left(node, "conflict", reasons.BELOW_ITSELF, unit.name)
		if node.disabled:
			self.closed.add(node.key)
		elif unit.closed_on:
			pairs.append(("closed_on", unit.closed_on, None))
			reason = reasons.ENABLED
		if fields := differing(pairs):
			yield Change("unit", "changed", node.key, unit.title, unit.name, fields, reason)
		if node.disabled and not unit.closed_on:
			closed = (Field("closed_on", None, self._as_of),)
			yield Change("unit", "ended", node.key, unit.title, unit.name, closed, reasons.DISABLED)

	def _find_or_make(self, node: Node) -> Change:
		parent = self.of.get(node.parent)
		if not parent:
			return _left(node, "left_alone", reasons.NO_PARENT)
		link = Field("company" if node.is_company else "department", None, node.name)
		same = self._free.get((parent.name, normalise(node.title)), []) if parent.name else []
		if len(same) > 1:
			return _left(node, "conflict", reasons.filled(reasons.SEVERAL_UNITS, count=len(same)))
		if same:
			self.of[node.key] = Ref(node.key, same[0].title, same[0].name)
			return Change("unit", "changed", node.key, same[0].title, same[0].name, (link,), reasons.SAME_NAME)
		if not self._create:
			return _left(node, "left_alone", reasons.NOT_HERE_YET)
		self.of[node.key] = Ref(node.key, node.title)
		fields = (Field("title", None, node.title), Field("parent", None, parent), link)
		return Change("unit", "new", node.key, node.title, None, fields)

	def _may_move(self, unit: Unit, parent: Ref) -> bool:
		above = parent.name
		while above:
			if above == unit.name:
				return False
			above = self._parents.get(above)
		return True

	def _ref(self, unit: str | None) -> Ref | None:
		known = self._units.get(unit)
		return Ref(unit, known.title, unit) if known else None


def _left(node: Node, outcome: str, reason: Text, name: str | None = None) -> Change:
	return Change("unit", outcome, node.key, node.title, name, reason=reason)
