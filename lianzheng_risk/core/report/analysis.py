"""What the further pictures show, worked out once for page and workbook: who is weak, what is overdue, how it became so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.overdue import Stage, funnel
from lianzheng_risk.core.report.beyond import Beyond
from lianzheng_risk.core.report.texts import Words
from lianzheng_risk.core.report.unit_map import Box
from lianzheng_risk.core.weakness import SOUND, STEPS, UNJUDGED, Weakness, weakness

# The lines of the trend; more could not be told apart. The table has all indicators that judge.
DRAWN = ("post_coverage", "measure_coverage", "on_time_share", "rectification_in_time_share", "warning_in_time_share")
# The latest that fit the width of a page.
MOMENTS_AT_MOST = 8


@dataclass(frozen=True)
class WeakUnit:
	unit: dict
	weakness: Weakness

	@property
	def figure(self) -> str:
		return f"{len(self.weakness.weak)}/{self.weakness.judged}"

	def step(self, words: Words) -> str:
		return self.weakness.step.text.label(words.lang)

	def which(self, words: Words) -> str:
		return words.enumerate(indicator.text.label(words.lang) for indicator in self.weakness.weak)


def weak_units(picture: dict) -> list[WeakUnit]:
	"""Every unit with everything below it, in the order of the tree."""
	return [WeakUnit(unit, weakness(unit["indicators"])) for unit in picture["units"]]


def boxes(units: list[WeakUnit]) -> list[Box]:
	return [Box(one.unit["name"], one.unit["level"], one.weakness.step.code, one.figure) for one in units]


def legend(words: Words) -> list[tuple[str, str]]:
	return [(step.code, step.text.label(words.lang)) for step in (*STEPS, SOUND, UNJUDGED)]


def overdue(picture: dict) -> list[Stage]:
	"""Of all units together, by kind."""
	counts: Counter = Counter()
	for unit in picture["units"]:
		counts.update(unit["own"])
	return funnel(counts)


@dataclass(frozen=True)
class MatrixRow:
	"""A risk category: its risk points by category of the power, those without a power, and all of them."""

	label: str
	cells: list[int]
	without: int
	total: int


def matrix(picture: dict, beyond: Beyond, words: Words) -> tuple[list[str], list[MatrixRow]]:
	"""Labels of the columns and the rows; no rows where the matrix is not known."""
	columns = [v.POWER_CATEGORY.label(code, words.lang) for code in v.POWER_CATEGORY.codes]
	totals = picture["by_category"].items()
	lines = zip(totals, beyond.matrix or (), strict=True) if beyond.matrix else ()
	return columns, [
		MatrixRow(words.term("category", code), line, total - sum(line), total) for (code, total), line in lines
	]


@dataclass(frozen=True)
class TrendRow:
	"""An indicator through time: `values` in the order of the labels, the last of them now."""

	code: str
	label: str
	values: list[float | None]
	direction: str

	@property
	def change(self) -> float | None:
		"""Since the time before, in percentage points."""
		before, now = self.values[-2:]
		return None if before is None or now is None else round((now - before) * 100, 1)

	@property
	def is_worse(self) -> bool:
		return bool(self.change) and (self.change > 0) == (self.direction == "down")


def trend(picture: dict, beyond: Beyond) -> tuple[list[str], list[TrendRow]]:
	"""The times, the oldest first, and the indicators that judge, as far as they ever had a value; nothing without a time before."""
	moments = beyond.earlier[-(MOMENTS_AT_MOST - 1) :]
	if not moments:
		return [], []
	rows = [
		TrendRow(
			one["code"],
			one["label"],
			[*(moment.values.get(one["code"]) for moment in moments), one["value"]],
			one["direction"],
		)
		for one in picture["indicators"]
		if one["direction"] != "neutral"
	]
	labels = [*(moment.label for moment in moments), beyond.now or picture["as_of"]]
	return labels, [row for row in rows if any(value is not None for value in row.values)]
