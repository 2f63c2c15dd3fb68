"""The score sheet of one unit: self score and checked score side by side, and what still has to be explained.

As in inspections, what was not given counts as points taken away, and no point is taken away without a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.scoring.scheme import Item, ScoreScheme
from lianzheng_risk.core.scoring.scores import automatic, totals
from lianzheng_risk.core.scoring.words import BY_PEOPLE


@dataclass(frozen=True)
class Line:
	"""What was given for one item. Of an automatic one the points are the figures', None where it does not apply."""

	item: Item
	self_score: float | None = 0.0
	checked: float | None = 0.0
	reason: str = ""
	veto_hit: bool = False


@dataclass(frozen=True)
class Result:
	"""Scores are None where nothing applies; the rating is that of the checked score."""

	self_score: float | None
	checked: float | None
	rating: str | None
	vetoed: bool


SELF_OUT_OF_RANGE = Text(
	"“{item}”的自评分应在0到{marks}之间", "The self score of “{item}” has to lie between 0 and {marks}."
)
CHECKED_OUT_OF_RANGE = Text(
	"“{item}”的核准分应在0到{marks}之间", "The checked score of “{item}” has to lie between 0 and {marks}."
)
NO_VETO_ITEM = Text("“{item}”不是一票否决项", "“{item}” is no item that vetoes.")
TAKEN_WITHOUT_REASON = Text(
	"“{item}”扣了{points}分，请填写原因", "“{item}” lost {points} points. Please give the reason."
)
GIVEN_WITHOUT_REASON = Text(
	"“{item}”记了{points}分，请填写原因", "“{item}” counts {points} points. Please give the reason."
)
VETO_WITHOUT_REASON = Text("“{item}”被一票否决，请填写原因", "“{item}” vetoed the result. Please give the reason.")


def points_of(scheme: ScoreScheme, values: pd.DataFrame) -> dict[str, float | None]:
	"""The automatic points of one unit by item; None where an item does not apply. `values` has one row."""
	found = automatic(scheme, values).iloc[0]
	return {code: None if pd.isna(points) else float(points) for code, points in found.items()}


def result(scheme: ScoreScheme, lines: Iterable[Line]) -> Result:
	"""Both scores of a sheet, by the same rules as those of many units at once."""
	lines = list(lines)
	points = pd.DataFrame(
		[{line.item.code: line.self_score for line in lines}, {line.item.code: line.checked for line in lines}],
		dtype=float,
	)
	vetoed = any(line.veto_hit for line in lines)
	found = totals(scheme, points, pd.Series([False, vetoed]))
	own, checked = (None if pd.isna(score) else float(score) for score in found["score"])
	return Result(own, checked, found["rating"].iloc[1], vetoed)


def impossible(lines: Iterable[Line]) -> Iterator[Text]:
	"""What no sheet may hold, at any time."""
	for line in lines:
		if line.item.kind in BY_PEOPLE:
			for score, text in ((line.self_score, SELF_OUT_OF_RANGE), (line.checked, CHECKED_OUT_OF_RANGE)):
				if not 0 <= (score or 0) <= line.item.marks:
					yield _filled(text, line)
		if line.veto_hit and line.item.kind != "veto":
			yield _filled(NO_VETO_ITEM, line)


def unexplained(lines: Iterable[Line]) -> Iterator[Text]:
	"""What still lacks its reason before the sheet can be issued. Automatic points explain themselves by their figures."""
	for line in lines:
		if line.reason.strip():
			continue
		checked, kind = line.checked or 0, line.item.kind
		if line.veto_hit:
			yield _filled(VETO_WITHOUT_REASON, line)
		elif kind == "manual" and checked < line.item.marks:
			yield _filled(TAKEN_WITHOUT_REASON, line, round(line.item.marks - checked, 2))
		elif kind in ("bonus", "deduction") and checked > 0:
			yield _filled(GIVEN_WITHOUT_REASON, line, checked)


def _filled(text: Text, line: Line, points: float = 0) -> Text:
	values = {"item": line.item.name, "marks": f"{line.item.marks:g}", "points": f"{points:g}"}
	return Text(text.zh.format(**values), text.en.format(**values))
