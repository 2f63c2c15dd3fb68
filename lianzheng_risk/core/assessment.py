"""The assessment: the whole picture of a register on one day, and its form as plain data.

Regulation §2(3) and §3(3): results are checked, assessed and analysed regularly, level by level.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lianzheng_risk.core import counts, indicators, schemes, weak_links
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.comparison import Changes, compare
from lianzheng_risk.core.expectations import USUAL, Expectations
from lianzheng_risk.core.facts import derive
from lianzheng_risk.core.grading import GRADE_OF, Level, Scheme
from lianzheng_risk.core.register import Register
from lianzheng_risk.core.tallies import heat_maps, matrices
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.core.weak_links import WeakLinks

TOTALS = ("units", "people", "posts", "posts_screened", "powers", "power_steps", "risk_points", "measures")


@dataclass(frozen=True, eq=False)
class Assessment:
	"""The whole picture. `units`, `own` and `total` have one row per unit, in the order of the tree.

	`units` has unit_name and unit_type; `own` and `total` have the columns of counts.COLUMNS, a unit by itself and with
	everything below it. `heat_map` counts risk points, one row per probability and one column per harm level of the
	scheme, worst first. `matrix` counts them by RISK_CATEGORY and POWER_CATEGORY; older frozen figures have none.
	"""

	as_of: datetime.date
	scheme: Scheme
	tree: Tree
	units: pd.DataFrame
	own: pd.DataFrame
	total: pd.DataFrame
	heat_map: np.ndarray
	weak_links: WeakLinks
	changes: Changes | None = None
	matrix: np.ndarray | None = None

	@property
	def whole(self) -> dict[str, int]:
		"""The counts of all units together."""
		return self.own.sum().to_dict()

	def to_dict(self, lang: Lang = "zh") -> dict:
		"""The content of assessment.json, the same for the same register, date and language whatever the order of rows."""
		whole = self.whole
		return {
			"as_of": self.as_of.isoformat(),
			"lang": lang,
			"scheme": schemes.to_dict(self.scheme),
			"totals": {name: whole[name] for name in TOTALS},
			**{f"by_{name}": _spread(name, whole) for name in counts.SPREADS},
			"heat_map": self._heat_map(lang),
			"indicators": self._indicators(lang),
			"units": self._units(),
			"weak_links": [self._weak_link(link, lang) for link in self.weak_links.worst],
			"weak_links_total": self.weak_links.total,
			"changes": self.changes.to_dict(lang) if self.changes else None,
		}

	def _heat_map(self, lang: Lang) -> dict:
		return {
			"probability": _axis(v.PROBABILITY, self.scheme.probability, lang),
			"harm": _axis(v.HARM, self.scheme.harm, lang),
			"grades": [[GRADE_OF[severity] for severity in row] for row in self.scheme.table.tolist()],
			"counts": self.heat_map.tolist(),
		}

	def _indicators(self, lang: Lang) -> list[dict]:
		whole = pd.DataFrame([self.whole])
		values = indicators.values(whole).iloc[0]
		return [
			{
				"code": indicator.code,
				"label": indicator.text.label(lang),
				"numerator": int(whole[indicator.numerator].iloc[0]),
				"denominator": int(whole[indicator.denominator].iloc[0]),
				"value": values[indicator.code],
				"direction": indicator.direction,
				"target": indicator.target,
				"weak": indicator.is_weak(values[indicator.code]),
			}
			for indicator in indicators.INDICATORS
		]

	def _units(self) -> list[dict]:
		codes = self.tree.codes.tolist()
		parents = [codes[position] if position >= 0 else None for position in self.tree.parent]
		columns = (
			codes,
			self.units["unit_name"],
			self.units["unit_type"],
			parents,
			self.tree.level.tolist(),
			self.own.to_dict("records"),
			self.total.to_dict("records"),
			indicators.values(self.total).to_dict("records"),
		)
		names = ("unit", "name", "type", "parent", "level", "own", "total", "indicators")
		return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]

	def _weak_link(self, link: weak_links.WeakLink, lang: Lang) -> dict:
		return {
			"kind": link.kind.code,
			"label": link.kind.text.label(lang),
			"unit": link.unit,
			"unit_name": self.units["unit_name"][link.unit],
			"grade": link.grade,
			"count": link.count,
			"subjects": [{"code": subject.code, "title": subject.title} for subject in link.subjects],
		}


def assess(
	register: Register,
	scheme: Scheme,
	as_of: datetime.date,
	previous: Register | None = None,
	unit: str | None = None,
	expected: Expectations = USUAL,
) -> Assessment:
	"""Assess a clean register as it stands on a day; with `unit`, only that unit and everything below it.

	Grades are always computed by the scheme, never read. With `previous` the changes since then are part of the picture.
	Raises UnitTreeError where the units do not make a tree or `unit` is not one of them.
	"""
	tree = Tree.of(register["units"])
	scope = None
	if unit is not None:
		scope = _scope(unit, tree, previous)
		tree = tree.under(unit)
	facts = derive(register, tree, scheme, as_of, expected)
	own = counts.count_own(facts, tree)
	return Assessment(
		as_of,
		scheme,
		tree,
		units=tree.named(register["units"]),
		own=own,
		total=tree.rollup(own),
		heat_map=heat_maps(facts, tree, scheme).sum(axis=0),
		weak_links=weak_links.find(facts, register, tree),
		changes=None if previous is None else compare(previous, register, scheme, scope),
		matrix=matrices(facts, tree).sum(axis=0),
	)


def _scope(unit: str, tree: Tree, previous: Register | None) -> Collection[str]:
	"""The units whose changes concern a unit: what is below it now, and what was before."""
	now = tree.subtree(unit)
	if previous is None or not previous["units"]["unit"].eq(unit).any():
		return now
	return {*now, *Tree.of(previous["units"]).subtree(unit)}


def _spread(name: str, whole: dict[str, int]) -> dict[str, int]:
	spread = counts.SPREADS[name]
	return {code: whole[column] for code, column in zip(spread.vocabulary.codes, spread.columns, strict=True)}


def _axis(vocabulary: v.Vocabulary, levels: tuple[Level, ...], lang: Lang) -> list[dict]:
	return [{"code": level.code, "label": vocabulary.label(level.code, lang)} for level in levels]
