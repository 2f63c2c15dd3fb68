"""A grading scheme in plain sentences, so that a reader need not know its table of cells."""

from __future__ import annotations

from collections.abc import Mapping

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.report.texts import Words

_METHODS = {
	"worse_of_two": Text(
		"发生机率和危害程度各对应一个等级，取其中较高的。",
		"probability and harm each stand for a grade, and the higher grade counts.",
	),
	"matrix": Text(
		"按发生机率和危害程度在矩阵中对应的格确定等级（见风险热力图）。",
		"the grade stands in the cell where probability and harm meet (see the heat map).",
	),
	"product": Text(
		"发生机率分值乘以危害程度分值，{I:g}及以上为一级，{II:g}及以上不足{I:g}为二级，不足{II:g}为三级。",
		"the score of probability times the score of harm; {I:g} and more is grade I, "
		"{II:g} to below {I:g} grade II, below {II:g} grade III.",
	),
}
_VETOES = Text("有下列情形之一的，提为{grade}：{names}。", "Raised to {grade} by any of: {names}.")
_FLOORS = Text("下列领域的风险点不低于{grade}：{names}。", "No lower than {grade} in: {names}.")


def sentences(scheme: Mapping, words: Words) -> list[str]:
	"""How `scheme` (as `schemes.to_dict` gives it) grades: its method, its levels, and what raises a grade."""
	method = _METHODS[scheme["method"]].format(words.lang, **_thresholds(scheme))
	name = scheme["label"][words.lang]
	axes = [_axis(v.PROBABILITY, scheme["probability"], words), _axis(v.HARM, scheme["harm"], words)]
	return [
		words("pair", name=name, value=method),
		*axes,
		*_raises(_VETOES, v.VETO, scheme["vetoes"], words),
		*_raises(_FLOORS, v.BUSINESS_AREA, scheme["floors"], words),
	]


def _thresholds(scheme: Mapping) -> dict[str, float]:
	return dict(zip(("I", "II"), scheme["thresholds"], strict=False))


def _axis(axis: v.Vocabulary, levels: list[dict], words: Words) -> str:
	shown = words.enumerate(_level(axis, level, words) for level in levels)
	return words("pair", name=axis.text.label(words.lang), value=shown) + words("stop")


def _level(axis: v.Vocabulary, level: Mapping, words: Words) -> str:
	label = axis.label(level["code"], words.lang)
	if "grade" in level:
		meaning = v.GRADE.label(level["grade"], words.lang)
	elif "score" in level:
		meaning = f"{level['score']:g}" + ("分" if words.lang == "zh" else "")
	else:
		return label
	return f"{label}（{meaning}）" if words.lang == "zh" else f"{label} ({meaning})"


def _raises(sentence: Text, vocabulary: v.Vocabulary, to_grade: Mapping[str, str], words: Words) -> list[str]:
	"""One sentence per grade that something raises to, worst first."""
	by_grade = {
		grade: [vocabulary.label(code, words.lang) for code, target in to_grade.items() if target == grade]
		for grade in v.GRADE.codes
	}
	return [
		sentence.format(words.lang, grade=v.GRADE.label(grade, words.lang), names=words.enumerate(names))
		for grade, names in by_grade.items()
		if names
	]
