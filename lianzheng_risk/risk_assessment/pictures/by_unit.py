"""Reports with a row per unit, as the unit tree shows: each with everything below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import frappe

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.frozen.rows import percent
from lianzheng_risk.core.indicators import INDICATORS, Indicator, values
from lianzheng_risk.core.report import palette
from lianzheng_risk.core.tallies import Tallies
from lianzheng_risk.core.workbook.text import display_width
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.tallies import current

_BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
_IN_CHART = 20
_UNIT = Text("单位", "Unit")


class Counted(NamedTuple):
	"""A column of counts, beside those of indicators."""

	name: str
	text: Text


class UnitReport(NamedTuple):
	"""`shares` are codes of indicators; the first is drawn for the topmost units."""

	counts: Sequence[Counted]
	shares: Sequence[str]

	@property
	def indicators(self) -> list[Indicator]:
		return [_BY_CODE[code] for code in self.shares]

	def execute(self, filters: dict | None = None) -> tuple:
		"""As the platform asks a report for it."""
		tallies = current(frappe._dict(filters or {}).unit)
		return self.columns(), self.rows(tallies), None, self.chart(tallies)

	def columns(self) -> list[dict]:
		unit = {
			"fieldname": "unit",
			"label": shown(_UNIT),
			"fieldtype": "Link",
			"options": "Integrity Unit",
			"width": 260,
		}
		counts = [
			{
				"fieldname": one.name,
				"label": shown(one.text),
				"fieldtype": "Int",
				"width": _wide_enough(shown(one.text), 110),
			}
			for one in self.counts
		]
		shares = [
			{
				"fieldname": one.code,
				"label": shown(one.text),
				"fieldtype": "Data",
				"align": "right",
				"width": _wide_enough(shown(one.text), 120),
			}
			for one in self.indicators
		]
		return [unit, *counts, *shares]

	def rows(self, tallies: Tallies) -> list[dict]:
		"""In the order of the tree. `weak` names the indicators off their target, for the desk to mark."""
		total = tallies.tree.rollup(tallies.own)
		found = values(total)
		counts = {one.name: total[one.name].tolist() for one in self.counts}
		shares = {one.code: found[one.code].tolist() for one in self.indicators}
		return [
			{
				**place,
				**{name: numbers[row] for name, numbers in counts.items()},
				**{code: percent(share[row]) for code, share in shares.items()},
				"weak": [one.code for one in self.indicators if one.is_weak(shares[one.code][row])],
			}
			for row, place in enumerate(places(tallies))
		]

	def chart(self, tallies: Tallies) -> dict | None:
		"""The topmost units and those right below them."""
		tree, first = tallies.tree, self.indicators[0]
		found = values(tree.rollup(tallies.own))[first.code]
		drawn = [place for place in range(len(tree)) if tree.level[place] <= 1 and found.iloc[place] is not None]
		if not drawn:
			return None
		data = {
			"labels": [tallies.units["unit_name"].iloc[place] for place in drawn[:_IN_CHART]],
			"datasets": [
				{
					"name": shown(first.text),
					"values": [round(found.iloc[place] * 100, 1) for place in drawn[:_IN_CHART]],
				}
			],
		}
		return {"title": f"{shown(first.text)} (%)", "data": data, "type": "bar", "colors": [palette.SERIES[0]]}


def _wide_enough(label: str, least: int) -> int:
	"""In pixels, for the whole heading to be read."""
	return max(least, round(display_width(label) * 7.4) + 46)


def places(tallies: Tallies) -> Iterator[dict]:
	"""What says where each unit stands in the tree: the desk folds rows by it."""
	tree, codes = tallies.tree, tallies.tree.codes.tolist()
	for unit, name, parent, level in zip(codes, tallies.units["unit_name"], tree.parent, tree.level, strict=True):
		above = codes[parent] if parent >= 0 else None
		yield {"unit": unit, "unit_name": name, "parent_unit": above, "indent": int(level)}
