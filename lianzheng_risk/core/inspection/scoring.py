"""The scoring of 考核评分表: full marks, self score, checked score, deductions with their reason, and vetoes.

A self score counts for nothing; it stands beside the checked one so that both can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lianzheng_risk.core.bilingual import Text

EXCELLENT, UP_TO_STANDARD = 90, 80
_DECIMALS = 2


@dataclass(frozen=True)
class Item:
	"""One line. `is_veto`: what it names, once found (`veto_hit`), leaves the whole inspection with nothing."""

	name: str
	full: float = 0
	self_score: float = 0
	checked: float = 0
	reason: str = ""
	is_veto: bool = False
	veto_hit: bool = False

	@property
	def deduction(self) -> float:
		return round(self.full - self.checked, _DECIMALS)


@dataclass(frozen=True)
class Total:
	full: float
	self_score: float
	checked: float
	vetoed: bool
	rating: str | None
	"""A code of `RATING`; None where there is nothing to score."""


SELF_OUT_OF_RANGE = Text(
	"“{item}”的自评分应在 0 到 {full} 之间", "The self score of “{item}” has to lie between 0 and {full}."
)
CHECKED_OUT_OF_RANGE = Text(
	"“{item}”的核准分应在 0 到 {full} 之间", "The checked score of “{item}” has to lie between 0 and {full}."
)
NO_VETO_ITEM = Text("“{item}”不是一票否决项", "“{item}” is no item that vetoes.")
NO_REASON = Text(
	"“{item}”扣了 {deduction} 分，请填写扣分原因", "“{item}” lost {deduction} points. Please give the reason."
)
NO_REASON_FOR_VETO = Text("“{item}”被一票否决，请填写原因", "“{item}” vetoed the result. Please give the reason.")


def impossible(items: Iterable[Item]) -> Iterator[Text]:
	"""What no score sheet may hold, at any time."""
	for item in items:
		if not 0 <= item.self_score <= item.full:
			yield _filled(SELF_OUT_OF_RANGE, item)
		if not 0 <= item.checked <= item.full:
			yield _filled(CHECKED_OUT_OF_RANGE, item)
		if item.veto_hit and not item.is_veto:
			yield _filled(NO_VETO_ITEM, item)


def unexplained(items: Iterable[Item]) -> Iterator[Text]:
	"""What is still to be explained before the sheet can be concluded: every point that was taken away."""
	for item in items:
		if item.reason.strip():
			continue
		if item.veto_hit:
			yield _filled(NO_REASON_FOR_VETO, item)
		elif item.deduction > 0:
			yield _filled(NO_REASON, item)


def total(items: Iterable[Item]) -> Total:
	"""The sums, and the rating by the share of the full marks; a veto leaves nothing of the checked score."""
	items = list(items)
	vetoed = any(item.veto_hit for item in items)
	full, own = _sum(item.full for item in items), _sum(item.self_score for item in items)
	checked = 0.0 if vetoed else _sum(item.checked for item in items)
	return Total(full, own, checked, vetoed, rating(checked, full, vetoed))


def rating(checked: float, full: float, vetoed: bool = False) -> str | None:
	"""The code of `RATING` for so many marks out of `full`."""
	if vetoed:
		return "below_standard"
	if full <= 0:
		return None
	percent = round(checked * 100 / full, _DECIMALS)
	if percent >= EXCELLENT:
		return "excellent"
	return "up_to_standard" if percent >= UP_TO_STANDARD else "below_standard"


def _sum(scores: Iterable[float]) -> float:
	return round(sum(scores), _DECIMALS)


def _filled(text: Text, item: Item) -> Text:
	values = {"item": item.name, "full": f"{item.full:g}", "deduction": f"{item.deduction:g}"}
	return Text(text.zh.format(**values), text.en.format(**values))
