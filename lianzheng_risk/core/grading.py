"""Grading: from probability, harm and circumstances to one of three grades, with the reason.

Regulation §2(1): grade I is a high probability *or* serious harm, II a fairly high or fairly serious one, III a small
probability, bad social influence or some economic loss. The default is therefore the worse of the two levels.

Every method compiles to the same thing, a table of severities (probability × harm). Severity is direction-neutral:
3 is the worst (grade I), 1 the mildest (grade III). Aggravating circumstances and floors only ever raise it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.bilingual import Lang, Text

Method = Literal["worse_of_two", "matrix", "product"]
METHODS: dict[Method, Text] = {
	"worse_of_two": Text("就高", "Worse of Two"),
	"matrix": Text("矩阵", "Matrix"),
	"product": Text("乘积", "Product of Scores"),
}

SEVERITY_OF: dict[str, int] = {"I": 3, "II": 2, "III": 1}
GRADE_OF: dict[int, str] = {severity: grade for grade, severity in SEVERITY_OF.items()}
_GRADES_BY_SEVERITY = np.array([None, "III", "II", "I"], dtype=object)

UNKNOWN_LEVEL = Text(
	"“{value}”不是定级方案“{scheme}”中的{axis}，请改为：{levels}",
	"“{value}” is not a level of {axis} in scheme “{scheme}”, please take one of: {levels}",
)


class SchemeError(ValueError):
	"""A grading scheme that cannot be used; `text` says why in both languages."""

	def __init__(self, text: Text) -> None:
		super().__init__(text.en)
		self.text = text


class LevelError(ValueError):
	"""A probability or harm level that the scheme does not know; `text` says which in both languages."""

	def __init__(self, text: Text) -> None:
		super().__init__(text.en)
		self.text = text


@dataclass(frozen=True)
class Level:
	"""One level of an axis. `grade` serves worse_of_two, `score` serves product; a matrix needs neither."""

	code: str
	grade: str | None = None
	score: float | None = None


@dataclass(frozen=True)
class Scheme:
	"""A grading scheme as data.

	`probability` and `harm` are the levels in use, worst first, 2 to 5 of each. `cells[i][j]` is the grade for
	probability level i and harm level j (matrix). `thresholds` is the least product for grades I and II (product).
	`vetoes` maps an aggravating circumstance, `floors` a business area, to the grade it raises to.

	Raises SchemeError if the parts do not fit together.
	"""

	name: str
	method: Method
	probability: tuple[Level, ...]
	harm: tuple[Level, ...]
	version: int = 1
	text: Text | None = None
	cells: tuple[tuple[str, ...], ...] = ()
	thresholds: tuple[float, float] | None = None
	vetoes: Mapping[str, str] = field(default_factory=dict)
	floors: Mapping[str, str] = field(default_factory=dict)

	def __post_init__(self) -> None:
		for problem in _problems(self):
			raise SchemeError(problem)

	@property
	def table(self) -> np.ndarray:
		"""Severities, one row per probability level and one column per harm level, worst first."""
		return _TABLE_OF[self.method](self)

	def label(self, lang: Lang = "zh") -> str:
		return self.text.label(lang) if self.text else self.name


@dataclass(frozen=True)
class Graded:
	"""A grade and the reasons for it: the level or levels that decided, then whatever raised it."""

	grade: str
	base_grade: str
	reasons: tuple[Text, ...]

	def reason(self, lang: Lang = "zh") -> str:
		separator = "；" if lang == "zh" else "; "
		return separator.join(text.label(lang) for text in self.reasons)


def _worse_of_two(scheme: Scheme) -> np.ndarray:
	return np.maximum.outer(
		[SEVERITY_OF[level.grade] for level in scheme.probability], [SEVERITY_OF[level.grade] for level in scheme.harm]
	)


def _matrix(scheme: Scheme) -> np.ndarray:
	return np.array([[SEVERITY_OF[grade] for grade in row] for row in scheme.cells])


def _product(scheme: Scheme) -> np.ndarray:
	scores = np.multiply.outer([level.score for level in scheme.probability], [level.score for level in scheme.harm])
	return 1 + sum((scores >= least).astype(int) for least in scheme.thresholds)


_TABLE_OF = {"worse_of_two": _worse_of_two, "matrix": _matrix, "product": _product}


def _problems(scheme: Scheme):
	"""Why this scheme cannot be used, first things first."""
	if scheme.method not in METHODS:
		yield Text(f"没有“{scheme.method}”这种定级方法", f"there is no grading method “{scheme.method}”")
		return
	for vocabulary, levels in ((v.PROBABILITY, scheme.probability), (v.HARM, scheme.harm)):
		zh, en = vocabulary.text.zh, vocabulary.text.en
		codes = [level.code for level in levels]
		if not 2 <= len(codes) <= 5:
			yield Text(f"{zh}应有2至5级，现有{len(codes)}级", f"{en} needs 2 to 5 levels and has {len(codes)}")
		if unknown := [code for code in codes if code not in vocabulary.by_code]:
			yield Text(f"{zh}没有这一级：{unknown[0]}", f"{en} has no level {unknown[0]}")
			continue
		places = [vocabulary.codes.index(code) for code in codes]
		if sorted(set(places)) != places:
			yield Text(f"{zh}各级应从重到轻排列且不重复", f"the levels of {en} go from worst to mildest, each once")
		if scheme.method == "worse_of_two" and any(level.grade not in SEVERITY_OF for level in levels):
			yield Text(f"就高定级时{zh}每一级都要对应一个等级", f"each level of {en} needs a grade")
		if scheme.method == "product" and any(level.score is None or level.score <= 0 for level in levels):
			yield Text(f"乘积定级时{zh}每一级都要有大于零的分值", f"each level of {en} needs a score above zero")
	if scheme.method == "matrix":
		shape = {len(row) for row in scheme.cells}
		if len(scheme.cells) != len(scheme.probability) or shape != {len(scheme.harm)}:
			yield Text(
				"矩阵的行列数与机率、危害的级数不一致", "the matrix does not have a cell for every pair of levels"
			)
	least = scheme.thresholds or ()
	if scheme.method == "product" and (len(least) != 2 or least[0] <= least[1]):
		yield Text(
			"乘积定级需要一级、二级两个界限，且一级界限更高",
			"a product needs two thresholds, that of grade I the higher",
		)
	grades = [grade for row in scheme.cells for grade in row] + [*scheme.vetoes.values(), *scheme.floors.values()]
	if unknown := [grade for grade in grades if grade not in SEVERITY_OF]:
		yield Text(f"没有“{unknown[0]}”这个等级", f"there is no grade “{unknown[0]}”")
	if unknown := [code for code in scheme.vetoes if code not in v.VETO.by_code]:
		yield Text(f"没有“{unknown[0]}”这种提级情形", f"there is no aggravating circumstance “{unknown[0]}”")
	if unknown := [code for code in scheme.floors if code not in v.BUSINESS_AREA.by_code]:
		yield Text(f"没有“{unknown[0]}”这个业务领域", f"there is no business area “{unknown[0]}”")


def grade(
	scheme: Scheme, probability: str, harm: str, circumstances: tuple[str, ...] = (), business_area: str | None = None
) -> Graded:
	"""Grade one risk. Levels, circumstances and area are vocabulary codes.

	Raises LevelError for a level that the scheme does not use.
	"""
	i = _position(scheme, v.PROBABILITY, scheme.probability, probability)
	j = _position(scheme, v.HARM, scheme.harm, harm)
	severity = base = int(scheme.table[i, j])
	reasons = [_base_reason(scheme, i, j, base)]
	raises = [(v.VETO, code, scheme.vetoes[code]) for code in scheme.vetoes if code in circumstances]
	if business_area in scheme.floors:
		raises.append((v.BUSINESS_AREA, business_area, scheme.floors[business_area]))
	for vocabulary, code, to_grade in raises:
		if SEVERITY_OF[to_grade] > severity:
			severity = SEVERITY_OF[to_grade]
			reasons.append(_raise_reason(vocabulary, code, to_grade))
	return Graded(GRADE_OF[severity], GRADE_OF[base], tuple(reasons))


def _position(scheme: Scheme, vocabulary: v.Vocabulary, levels: tuple[Level, ...], code: str) -> int:
	for position, level in enumerate(levels):
		if level.code == code:
			return position
	raise LevelError(Text(*(_unknown_level(scheme, vocabulary, levels, code, lang) for lang in ("zh", "en"))))


def _unknown_level(scheme: Scheme, axis: v.Vocabulary, levels: tuple[Level, ...], code: str, lang: Lang) -> str:
	return UNKNOWN_LEVEL.format(
		lang,
		value=axis.label(code, lang) if code in axis.by_code else code,
		scheme=scheme.label(lang),
		axis=axis.text.label(lang),
		levels=("、" if lang == "zh" else ", ").join(axis.label(level.code, lang) for level in levels),
	)


def _base_reason(scheme: Scheme, i: int, j: int, severity: int) -> Text:
	"""What decided: under worse_of_two the deciding level or levels, otherwise the pair."""
	axes = [(v.PROBABILITY, scheme.probability[i]), (v.HARM, scheme.harm[j])]
	if scheme.method == "worse_of_two":
		axes = [(axis, level) for axis, level in axes if SEVERITY_OF[level.grade] == severity]
	zh = "，".join(f"{axis.text.zh}：{axis.by_code[level.code].zh}" for axis, level in axes)
	en = ", ".join(f"{axis.text.en}: {axis.by_code[level.code].en}" for axis, level in axes)
	grade_term = v.GRADE.by_code[GRADE_OF[severity]]
	return Text(f"{zh} → {grade_term.zh}", f"{en} → {grade_term.en}")


def _raise_reason(vocabulary: v.Vocabulary, code: str, to_grade: str) -> Text:
	term, grade_term = vocabulary.by_code[code], v.GRADE.by_code[to_grade]
	return Text(
		f"{vocabulary.text.zh}：{term.zh} → 提为{grade_term.zh}",
		f"{vocabulary.text.en}: {term.en} → raised to {grade_term.en}",
	)


def severities(scheme: Scheme, risks: pd.DataFrame, business_area: pd.Series | None = None) -> np.ndarray:
	"""Severities of many risks at once (int8; 0 where a level is missing or not in the scheme).

	`risks` has the columns probability, harm and one boolean column per aggravating circumstance (absent means no);
	`business_area` is aligned with `risks` by position.
	"""
	i = codes(risks["probability"], [level.code for level in scheme.probability])
	j = codes(risks["harm"], [level.code for level in scheme.harm])
	# One extra row and column of zeros catches position -1: a level that is missing or unknown.
	table = np.zeros((len(scheme.probability) + 1, len(scheme.harm) + 1), dtype=np.int8)
	table[:-1, :-1] = scheme.table
	severity = table[i, j]
	known = severity > 0
	for code, to_grade in scheme.vetoes.items():
		if code in risks:
			_raise(severity, known & risks[code].to_numpy(dtype=bool), to_grade)
	if business_area is not None and scheme.floors:
		area = codes(business_area, list(scheme.floors))
		for position, to_grade in enumerate(scheme.floors.values()):
			_raise(severity, known & (area == position), to_grade)
	return severity


def _raise(severity: np.ndarray, where: np.ndarray, to_grade: str) -> None:
	np.maximum(severity, SEVERITY_OF[to_grade], out=severity, where=where)


def grades(scheme: Scheme, risks: pd.DataFrame, business_area: pd.Series | None = None) -> pd.Series:
	"""Grades of many risks ("I", "II", "III"; None where a level is missing or unknown), indexed as `risks`."""
	found = _GRADES_BY_SEVERITY[severities(scheme, risks, business_area)]
	return pd.Series(found, index=risks.index, dtype=object, name="grade")


def codes(values: pd.Series, keys) -> np.ndarray:
	"""The position of each value in `keys`, -1 where it is not there. Fast for categoricals and for objects alike."""
	index = pd.Index(keys, dtype=object)
	if isinstance(values.dtype, pd.CategoricalDtype):
		# The last entry serves code -1, a missing value.
		positions = np.append(index.get_indexer(values.cat.categories.astype(object)), -1)
		return positions[values.cat.codes.to_numpy()]
	return index.get_indexer(pd.Index(values.to_numpy(dtype=object), dtype=object))
