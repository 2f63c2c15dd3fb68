"""Reports with a row per unit, as the unit tree shows: each with everything below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.frozen.rows import percent
from lianzheng_risk.core.indicators import INDICATORS, Indicator, values
from lianzheng_risk.core.tallies import Tallies
from lianzheng_risk.risk_screening.language import shown

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

	def columns(self) -> list[dict]:
		unit = {
			"fieldname": "unit",
			"label": shown(_UNIT),
			"fieldtype": "Link",
			"options": "Integrity Unit",
			"width": 260,
		}
		counts = [
			{"fieldname": one.name, "label": shown(one.text), "fieldtype": "Int", "width": 110} for one in self.counts
		]
		shares = [
			{"fieldname": one.code, "label": shown(one.text), "fieldtype": "Data", "align": "right", "width": 150}
			for one in self.indicators
		]
		return [unit, *counts, *shares]

	def rows(self, tallies: Tallies) -> list[dict]:
		"""In the order of the tree. `weak` names the indicators off their target, for the desk to mark."""
		tree = tallies.tree
		total = tree.rollup(tallies.own)
		found = values(total)
		codes = tree.codes.tolist()
		return [
			{
				"unit": unit,
				"unit_name": tallies.units["unit_name"].iloc[place],
				"parent_unit": codes[tree.parent[place]] if tree.parent[place] >= 0 else None,
				"indent": int(tree.level[place]),
				**{one.name: int(total[one.name].iloc[place]) for one in self.counts},
				**{one.code: percent(found[one.code].iloc[place]) for one in self.indicators},
				"weak": [one.code for one in self.indicators if one.is_weak(found[one.code].iloc[place])],
			}
			for place, unit in enumerate(codes)
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
		return {"data": data, "type": "bar", "colors": ["#2f6f86"]}
