"""Rows that belong to units an import is not about."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np
import pandas as pd

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks.found import found, listed
from lianzheng_risk.core.facts import OWNED_THROUGH
from lianzheng_risk.core.findings import Finding
from lianzheng_risk.core.importing import rules
from lianzheng_risk.core.importing.around import Around
from lianzheng_risk.core.importing.overlay import aligned
from lianzheng_risk.core.register import TABLES

# The field that leads to a row's unit, and the table it leads through where it is not the unit itself.
OWNERS = {
	name: (OWNED_THROUGH[name], table[OWNED_THROUGH[name]].reference) if name in OWNED_THROUGH else ("unit", None)
	for name, table in TABLES.items()
	if name != "units"
}


def check_scope(
	frames: Mapping[str, pd.DataFrame],
	positions: Mapping[str, np.ndarray],
	around: Around,
	within: Collection[str],
) -> Iterator[Finding]:
	"""The rows whose unit is, or was on the site, none of `within` nor a new one below them."""
	scope = _Scope(frames, positions, around, frozenset(within))
	yield from scope.check_units()
	for name in OWNERS:
		yield from scope.check_table(name)


class _Scope:
	def __init__(self, frames, positions, around: Around, within: frozenset[str]) -> None:
		self.frames, self.positions, self.around, self.within = frames, positions, around, within
		self.unit_names = _first(frames["units"], around, "units", "unit_name")
		self.inside = within | self._units_to_come()

	@property
	def text(self) -> Text:
		"""The import's units in words: those at the top of it, and what is below."""
		names = listed(self.unit_names.get(unit) or unit for unit in self.around.tops(self.within))
		return Text(f"{names.zh}及其下级", f"{names.en} and below", quoted=True)

	def _units_to_come(self) -> frozenset[str]:
		units = self.frames["units"]
		new = units[self.positions["units"] < 0]
		inside: set[str] = set()
		while True:
			below = new[new["parent_unit"].isin(self.within | inside)]
			if inside.issuperset(below["unit"]):
				return frozenset(inside)
			inside |= set(below["unit"])

	def check_units(self) -> Iterator[Finding]:
		units, at = self.frames["units"], self.positions["units"]
		stored = aligned(self.around.site["units"], at, units.index)
		stranger = pd.Series(at >= 0, index=units.index) & ~units["unit"].isin(self.within)
		yield from self._found(rules.OUTSIDE, units[stranger], "units", "unit", units["unit"])
		stays = (at >= 0) & (
			units["parent_unit"].eq(stored["parent_unit"])
			| (units["parent_unit"].isna() & stored["parent_unit"].isna())
		)
		moved = ~stranger & ~stays
		no_parent = units["parent_unit"].isna()
		yield from self._found(rules.TOP_UNIT, units[moved & no_parent], "units", "parent_unit", units["unit"])
		outside = moved & ~no_parent & ~units["parent_unit"].isin(self.inside)
		yield from self._found(rules.PARENT_OUTSIDE, units[outside], "units", "parent_unit", units["parent_unit"])

	def check_table(self, name: str) -> Iterator[Finding]:
		frame, at = self.frames[name], self.positions[name]
		column, through = OWNERS[name]
		owners, before = frame[column], self.around.site[name][column]
		if through:
			owners = owners.map(_first(self.frames[through], self.around, through, "unit"))
			before = before.map(self.around.lookup(through, "unit"))
		stored = aligned(before.to_frame("unit"), at, frame.index)["unit"]
		elsewhere = (at >= 0) & stored.notna() & ~stored.isin(self.within)
		if len(TABLES[name].key) == 1:
			yield from self._found(rules.CODE_OUTSIDE, frame[elsewhere], name, TABLES[name].key[0], stored)
		outside = ~elsewhere & owners.notna() & ~owners.isin(self.inside)
		yield from self._found(rules.OUTSIDE, frame[outside], name, column, owners)

	def _found(self, rule, rows: pd.DataFrame, name: str, column: str, units: pd.Series) -> list[Finding]:
		if rows.empty:
			return []
		codes = units[rows.index]
		return found(
			rule,
			name,
			rows.index,
			column,
			unit=codes.map(self.unit_names).fillna(codes).tolist(),
			code=rows[TABLES[name].key[0]].tolist(),
			scope=self.text,
		)


def _first(rows: pd.DataFrame, around: Around, name: str, column: str) -> pd.Series:
	"""A column of a table by its key, as the file has it or else the site."""
	(key,) = TABLES[name].key
	own = rows.dropna(subset=[key]).drop_duplicates(key).set_index(key)[column]
	others = around.lookup(name, column)
	return pd.concat([own, others[~others.index.isin(own.index)]])
