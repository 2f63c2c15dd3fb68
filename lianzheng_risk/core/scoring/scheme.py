"""A score scheme as data: its items with their marks, its ratings, and its form as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.indicators import INDICATORS, Direction
from lianzheng_risk.core.periods import PERIOD
from lianzheng_risk.core.scoring.words import WEIGHED


class ScoreSchemeError(ValueError):
	"""The data makes no score scheme; `text` says why."""

	def __init__(self, text: Text):
		super().__init__(text.en)
		self.text = text


@dataclass(frozen=True)
class Band:
	"""So many points from this value on: at least it where up is better, at most it where down is."""

	limit: float
	points: float


@dataclass(frozen=True)
class Item:
	"""One line of the score sheet.

	`marks` are the most it gives (manual, automatic, bonus) or takes (deduction); nothing for a veto. An automatic item has
	an indicator by code and its bands; a value outside of all of them gives nothing.
	"""

	code: str
	kind: str
	section: str
	name: str
	marks: float = 0
	standard: str = ""
	indicator: str | None = None
	direction: Direction = "up"
	bands: tuple[Band, ...] = ()

	@cached_property
	def ordered_bands(self) -> tuple[Band, ...]:
		"""The band that asks for most first."""
		return tuple(sorted(self.bands, key=lambda band: band.limit, reverse=self.direction == "up"))

	@property
	def is_weighed(self) -> bool:
		return self.kind in WEIGHED


@dataclass(frozen=True)
class RatingLine:
	"""From so many points on, a rating: a code of `inspection.words.RATING`."""

	rating: str
	least: float


@dataclass(frozen=True)
class ScoreScheme:
	"""`periods` are the kinds of period in which people score by it; `warning_line` the score below which a warning is issued."""

	name: str
	text: Text
	items: tuple[Item, ...]
	ratings: tuple[RatingLine, ...]
	version: int = 1
	full: float = 100
	warning_line: float | None = None
	periods: tuple[str, ...] = field(default=PERIOD.codes)

	def label(self, lang: Lang = "zh") -> str:
		return self.text.label(lang)

	@cached_property
	def by_code(self) -> dict[str, Item]:
		return {item.code: item for item in self.items}

	def of_kind(self, *kinds: str) -> tuple[Item, ...]:
		return tuple(item for item in self.items if item.kind in kinds)


KNOWN_INDICATORS = frozenset(indicator.code for indicator in INDICATORS)


def to_dict(scheme: ScoreScheme) -> dict:
	"""The scheme as plain data; `from_dict` reads it back. So it is frozen with the figures that it scored."""
	return {
		"name": scheme.name,
		"version": scheme.version,
		"label": {"zh": scheme.text.zh, "en": scheme.text.en},
		"full": scheme.full,
		"warning_line": scheme.warning_line,
		"periods": list(scheme.periods),
		"ratings": [{"rating": line.rating, "least": line.least} for line in scheme.ratings],
		"items": [_item(item) for item in scheme.items],
	}


def _item(item: Item) -> dict:
	values = {
		"code": item.code,
		"kind": item.kind,
		"section": item.section,
		"name": item.name,
		"marks": item.marks,
		"standard": item.standard,
	}
	if item.indicator is not None:
		bands = [{"limit": band.limit, "points": band.points} for band in item.ordered_bands]
		values |= {"indicator": item.indicator, "direction": item.direction, "bands": bands}
	return values


def from_dict(data: Mapping) -> ScoreScheme:
	"""A scheme from plain data. Raises ScoreSchemeError where the data does not have its form."""
	try:
		return ScoreScheme(
			name=data["name"],
			version=int(data["version"]),
			text=Text(data["label"]["zh"], data["label"]["en"], quoted=True),
			full=data["full"],
			warning_line=data["warning_line"],
			periods=tuple(data["periods"]),
			ratings=tuple(RatingLine(**line) for line in data["ratings"]),
			items=tuple(
				Item(**{**item, "bands": tuple(Band(**band) for band in item.get("bands", ()))})
				for item in data["items"]
			),
		)
	except (KeyError, TypeError, ValueError) as misshapen:
		raise ScoreSchemeError(
			Text(
				"考核方案的数据格式不对，缺少项目或项目名不对",
				"the score scheme's data lacks something or has something else",
			)
		) from misshapen
