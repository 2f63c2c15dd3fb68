"""The scores of units as a workbook for the annual appraisal of leaderships and cadres: one line per unit, one sheet per section.

Regulation §3(3): what checking and assessing found counts in the appraisal of performance.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.inspection.words import RATING
from lianzheng_risk.core.scoring.ranking import ranked
from lianzheng_risk.core.vocabulary import YES_NO
from lianzheng_risk.core.workbook.plain import Column, Sheet

_WEAK_AT_MOST = 5
_LONG = 5
_COMMA = {"zh": "；", "en": "; "}
_VETO = "veto"
# Of these the points given are no loss where they are less than the marks.
_ON_TOP = ("bonus", "deduction", _VETO)

OVERVIEW = Text("考核总表", "Overview")
WEAK = Text("薄弱项目", "Weak Items")
_PLACE = Text("名次", "Place")
_AMONG = Text("同级名次", "Place Among Equals")
_CODE = Text("单位编码", "Unit Code")
_UNIT = Text("单位", "Unit")
_ABOVE = Text("上级单位", "Unit Above")
_SELF = Text("自评得分", "Self Score")
_CHECKED = Text("核准得分", "Checked Score")
_DIFFERENCE = Text("差额", "Difference")
_RATING = Text("等次", "Rating")
_VETOES = Text("一票否决", "Vetoes")
_WEAK = Text("失分项目", "Where Points Were Lost")
_INDICATORS = Text("未达标指标", "Indicators Off Target")
_CORRECTED = Text("申诉更正", "Corrections")
_NONE = Text("无", "none")
_ITEM = Text("考核内容", "Item")
_MARKS = Text("分值", "Marks")
_LOST = Text("失分", "Points Lost")
_STANDARD = Text("评分标准", "Standard")
_REASON = Text("扣分（加分）原因", "Reason")
_NOT_APPLICABLE = Text("不适用", "Not applicable")
_NO_SECTION = Text("其他", "Other")
_LOSS = Text("{item}（失{points}分）", "{item} (−{points})")


@dataclass(frozen=True)
class ScoredItem:
	"""One line of a unit's score sheet; scores are None where it does not apply."""

	section: str
	item: str
	kind: str
	marks: float
	self_score: float | None
	checked: float | None
	standard: str = ""
	reason: str = ""
	veto_hit: bool = False

	@property
	def lost(self) -> float:
		if self.kind in _ON_TOP or self.checked is None:
			return 0
		return round(self.marks - self.checked, 2)


@dataclass(frozen=True)
class ScoredUnit:
	"""`rating` is a code of inspection.words.RATING, `weak` the labels of its indicators that are off target."""

	unit: str
	unit_name: str
	parent: str | None
	parent_name: str | None
	self_total: float
	checked_total: float
	rating: str | None
	items: Sequence[ScoredItem]
	weak: Sequence[str] = field(default_factory=tuple)
	corrected: int = 0


def sheets(units: Iterable[ScoredUnit], lang: Lang = "zh", above: Sequence[str] = ()) -> list[Sheet]:
	"""The overview, best first, what is weak, then the sections in the order in which the score sheets have them."""
	in_order = _ranked(list(units))
	sections = list(dict.fromkeys(item.section for one, _ in in_order for item in one.items))
	return [
		_overview(in_order, sections, lang, above),
		*([_weak([one for one, _ in in_order], lang)] if in_order else []),
		*(_section(section, [one for one, _ in in_order], lang) for section in sections),
	]


def _ranked(units: list[ScoredUnit]) -> list[tuple[ScoredUnit, tuple[int, int]]]:
	if not units:
		return []
	scores = pd.DataFrame(
		{"unit": one.unit, "parent": one.parent, "score": one.checked_total, "row": row}
		for row, one in enumerate(units)
	)
	places = ranked(scores)
	return [
		(units[row], (place, among))
		for row, place, among in zip(places["row"], places["place"], places["place_among_siblings"], strict=True)
	]


def _overview(in_order, sections: list[str], lang: Lang, above: Sequence[str]) -> Sheet:
	scored = [
		section for section in sections if any(_counts(item) for one, _ in in_order for item in _of(one, section))
	]
	columns = [
		*_columns(lang, (_PLACE, "integer"), (_AMONG, "integer"), (_CODE, "text"), (_UNIT, "text"), (_ABOVE, "text")),
		*_columns(lang, (_SELF, "number"), (_CHECKED, "number"), (_DIFFERENCE, "number"), (_RATING, "text")),
		*(Column(_in_two_lines(section or _NO_SECTION.label(lang)), "number") for section in scored),
		*_columns(lang, (_VETOES, "text"), (_CORRECTED, "integer")),
	]
	rows = [_line(one, places, scored, lang) for one, places in in_order]
	return Sheet(OVERVIEW.label(lang), columns, rows, above)


def _line(one: ScoredUnit, places: tuple[int, int], sections: list[str], lang: Lang) -> list:
	return [
		*map(int, places),
		one.unit,
		one.unit_name,
		one.parent_name,
		one.self_total,
		one.checked_total,
		round(one.checked_total - one.self_total, 2),
		RATING.label(one.rating, lang) if one.rating else None,
		*(_sum(_of(one, section)) for section in sections),
		_COMMA[lang].join(item.item for item in one.items if item.veto_hit) or _NONE.label(lang),
		one.corrected,
	]


def _weak(units: list[ScoredUnit], lang: Lang) -> Sheet:
	"""Where most points were lost, and the indicators that are off target."""
	columns = _columns(lang, (_CODE, "text"), (_UNIT, "text"), (_WEAK, "text"), (_INDICATORS, "text"))
	rows = []
	for one in units:
		lost = sorted((item for item in one.items if item.lost > 0), key=lambda item: -item.lost)[:_WEAK_AT_MOST]
		said = _COMMA[lang].join(_LOSS.format(lang, item=item.item, points=f"{item.lost:g}") for item in lost)
		rows.append(
			[one.unit, one.unit_name, said or _NONE.label(lang), _COMMA[lang].join(one.weak) or _NONE.label(lang)]
		)
	return Sheet(WEAK.label(lang), columns, rows)


def _section(section: str, units: list[ScoredUnit], lang: Lang) -> Sheet:
	lines = [(one, item) for one in units for item in _of(one, section)]
	vetoes = all(item.kind == _VETO for _, item in lines)
	judged = (
		((_VETOES, "text"),)
		if vetoes
		else ((_MARKS, "number"), (_SELF, "number"), (_CHECKED, "number"), (_LOST, "number"))
	)
	columns = _columns(
		lang, (_CODE, "text"), (_UNIT, "text"), (_ITEM, "text"), *judged, (_REASON, "text"), (_STANDARD, "text")
	)
	rows = [
		[
			one.unit,
			one.unit_name,
			item.item,
			*_judged(item, vetoes, lang),
			_reason(item, lang),
			item.standard or _NONE.label(lang),
		]
		for one, item in lines
	]
	return Sheet(section or _NO_SECTION.label(lang), columns, rows)


def _judged(item: ScoredItem, vetoes: bool, lang: Lang) -> list:
	if vetoes:
		return [YES_NO.label("yes" if item.veto_hit else "no", lang)]
	return [item.marks, item.self_score, item.checked, item.lost if item.checked is not None else None]


def _reason(item: ScoredItem, lang: Lang) -> str:
	return item.reason or (_NONE if item.checked is not None else _NOT_APPLICABLE).label(lang)


def _in_two_lines(header: str) -> str:
	"""A long Chinese header over a narrow column."""
	half = -(-len(header) // 2)
	return header if len(header) < _LONG or header.isascii() else f"{header[:half]}\n{header[half:]}"


def _of(one: ScoredUnit, section: str) -> list[ScoredItem]:
	return [item for item in one.items if item.section == section]


def _counts(item: ScoredItem) -> bool:
	return item.kind != _VETO


def _sum(items: Iterable[ScoredItem]) -> float | None:
	"""What the section gave or took; nothing where none of it applies."""
	given = [
		-item.checked if item.kind == "deduction" else item.checked
		for item in items
		if item.checked is not None and _counts(item)
	]
	return round(sum(given), 2) if given else None


def _columns(lang: Lang, *described) -> list[Column]:
	return [Column(text.label(lang), kind) for text, kind in described]
