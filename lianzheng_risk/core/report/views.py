"""What both the page and the workbook show, worked out once from the picture (the dict of `Assessment.to_dict`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby

from lianzheng_risk.core.report.texts import Words, number, percent
from lianzheng_risk.core.vocabulary import GRADE, UNIT_TYPE

# The indicators that stand among the key figures.
KEY_INDICATORS = ("post_coverage", "high_measure_coverage", "in_place_share", "on_time_share")

# What a distribution divides. Its parts may be fewer: not every risk point belongs to a power.
_WHOLE_OF = {
	"grade": "risk_points",
	"category": "risk_points",
	"power": "risk_points",
	"layer": "measures",
	"phase": "measures",
	"status": "measures",
}


def share(numerator: int, denominator: int) -> float | None:
	return numerator / denominator if denominator else None


def subject(picture: dict, words: Words) -> str:
	"""Whose report it is: the unit at the top of the tree, or the first of several."""
	tops = [unit["name"] for unit in picture["units"] if unit["level"] == 0]
	if not tops:
		return words("no_unit")
	return tops[0] if len(tops) == 1 else words("several_units", name=tops[0], count=len(tops))


@dataclass(frozen=True)
class Figure:
	"""One key figure, a count or a share: `more` explains it, `grade` lends it that grade's colour."""

	label: str
	value: int | float | None
	more: str
	grade: str | None = None
	is_share: bool = False

	@property
	def shown(self) -> str:
		return percent(self.value) if self.is_share else number(self.value)


def key_figures(picture: dict, words: Words) -> list[Figure]:
	"""What a leader wants to know first: how many risk points, how grave, how complete, how well in hand."""
	totals = picture["totals"]
	risks = Figure(words("risk_points"), totals["risk_points"], words("in_units", units=number(totals["units"])))
	grades = [
		Figure(row.label, row.count, words("of_risk_points", share=percent(row.share)), row.code)
		for row in distribution(picture, "grade", words)
	]
	shares = [
		Figure(
			one["label"],
			one["value"],
			f"{number(one['numerator'])} / {number(one['denominator'])}",
			is_share=True,
		)
		for one in picture["indicators"]
		if one["code"] in KEY_INDICATORS
	]
	return [risks, *grades, *shares]


@dataclass(frozen=True)
class Row:
	"""One bar of a distribution: how many, and which share of all risk points or measures."""

	code: str
	label: str
	count: int
	share: float | None


def distribution(picture: dict, group: str, words: Words) -> list[Row]:
	"""The rows of `by_<group>` in the order of the vocabulary."""
	whole = picture["totals"][_WHOLE_OF[group]]
	counts = picture[f"by_{group}"]
	return [Row(code, words.term(group, code), count, share(count, whole)) for code, count in counts.items()]


@dataclass(frozen=True)
class HeatRow:
	label: str
	cells: list[tuple[str, int]]


def heat_rows(heat_map: dict) -> tuple[list[str], list[HeatRow]]:
	"""Column labels from mildest to worst harm, and rows from highest to smallest probability: worst at top right."""
	columns = [level["label"] for level in reversed(heat_map["harm"])]
	rows = [
		HeatRow(level["label"], list(zip(reversed(grades), reversed(counts), strict=True)))
		for level, grades, counts in zip(heat_map["probability"], heat_map["grades"], heat_map["counts"], strict=True)
	]
	return columns, rows


@dataclass(frozen=True)
class Ranked:
	"""A unit in its place. `parent_name` is empty below the top of the tree, where it goes without saying."""

	place: int
	unit: str
	name: str
	parent_name: str
	grades: dict[str, int]
	risk_points: int
	serious: float
	coverage: float | None


def ranking(units: list[dict]) -> list[Ranked]:
	"""Units by their own risk points, heaviest first: share of grades I and II, then post coverage from low to high.

	Own figures, because with what lies below them every risk point would count again on each level of the tree.
	"""
	names = {unit["unit"]: unit["name"] for unit in units if unit["level"] > 0}
	rated = []
	for unit in units:
		own = unit["own"]
		if not own["risk_points"]:
			continue
		serious = share(own["grade_I"] + own["grade_II"], own["risk_points"])
		coverage = share(own["posts_screened"], own["posts"])
		order = (-serious, 1.0 if coverage is None else coverage, -own["grade_I"], unit["unit"])
		rated.append((order, unit, serious, coverage))
	rated.sort(key=lambda entry: entry[0])
	return [
		Ranked(
			place,
			unit["unit"],
			unit["name"],
			names.get(unit["parent"], ""),
			{grade: unit["own"][f"grade_{grade}"] for grade in GRADE.codes},
			unit["own"]["risk_points"],
			serious,
			coverage,
		)
		for place, (_, unit, serious, coverage) in enumerate(rated, start=1)
	]


def ends(ranked: list[Ranked], size: int) -> tuple[list[Ranked], int, list[Ranked]]:
	"""The first and the last `size`, and how many lie in between; all of them first where nothing would be hidden."""
	hidden = len(ranked) - 2 * size
	return (ranked, 0, []) if hidden <= 0 else (ranked[:size], hidden, ranked[-size:])


@dataclass
class Node:
	"""A unit with those directly below it. `open` tells whether the drill-down shows them from the start."""

	unit: dict
	children: list[Node] = field(default_factory=list)
	open: bool = False


def nest(units: list[dict], open_rows: int) -> list[Node]:
	"""The tree of `units`, which come in preorder, opened level by level as long as `open_rows` rows suffice."""
	tops: list[Node] = []
	path: list[Node] = []
	nodes = []
	for unit in units:
		node = Node(unit)
		del path[unit["level"] :]
		(path[-1].children if path else tops).append(node)
		path.append(node)
		nodes.append(node)
	depth = _open_depth(units, open_rows)
	for node in nodes:
		node.open = node.unit["level"] < depth
	return tops


def _open_depth(units: list[dict], open_rows: int) -> int:
	"""How many levels can stand open with no more than `open_rows` rows in sight."""
	levels = [unit["level"] for unit in units]
	deepest = max(levels, default=0)
	return max(
		(depth for depth in range(deepest + 1) if sum(level <= depth for level in levels) <= open_rows), default=0
	)


def subjects(link: dict, words: Words) -> str:
	"""The few that a weak link names, and whether there are more; warnings are counted and never named."""
	if not link["subjects"]:
		return ""
	named = words.enumerate(f"{one['code']} {one['title']}" for one in link["subjects"])
	return named + (words("more_subjects") if link["count"] > len(link["subjects"]) else "")


@dataclass(frozen=True)
class WeakGroup:
	"""The weak links of one kind: those shown at once, and those one has to open."""

	label: str
	first: list[dict]
	more: list[dict]


def weak_groups(links: list[dict], size: int) -> list[WeakGroup]:
	"""The weak links by kind, worst first, the first `size` of each kind apart from the rest."""
	groups = []
	for _, same_kind in groupby(links, key=lambda link: link["kind"]):
		group = list(same_kind)
		groups.append(WeakGroup(group[0]["label"], group[:size], group[size:]))
	return groups


def weak_sentence(link: dict, words: Words) -> str:
	"""What is weak in a unit under the heading of its kind: how many, and who or what is concerned."""
	many, named = words("weak_count", count=number(link["count"])), subjects(link, words)
	return words("pair", name=many, value=named) if named else many


def judgement(indicator: dict, words: Words) -> str:
	"""Whether an indicator that has a target reaches it; nothing is said of one without a target or without a value."""
	if indicator["target"] is None or indicator["value"] is None:
		return ""
	return words("off_target" if indicator["weak"] else "on_target")


def aim(indicator: dict, words: Words) -> str:
	"""The target in words, or which way is better where there is none."""
	if indicator["target"] is None:
		return words(indicator["direction"])
	return words({"up": "at_least", "down": "at_most"}[indicator["direction"]], value=f"{indicator['target']:.0%}")


def moved(change: dict) -> str:
	"""Whether a regraded risk point went up or down: `raised` or `lowered`."""
	return "raised" if GRADE.codes.index(change["to"]) < GRADE.codes.index(change["from"]) else "lowered"


def unit_type(unit: dict, words: Words) -> str:
	return UNIT_TYPE.label(unit["type"], words.lang)
