"""A grading scheme of core ⇄ the values of an Integrity Grading Scheme, child rows included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.grading import METHODS, Level, Scheme, SchemeError

Row = Mapping[str, Any]

_METHOD_OF = {text.en: method for method, text in METHODS.items()}
_MISSING_CELL = Text(
	"矩阵缺少“{probability}”与“{harm}”对应的等级", "the matrix has no grade for “{probability}” with “{harm}”"
)


def to_values(scheme: Scheme) -> dict[str, Any]:
	"""The document's values, without its date; vocabulary terms in English, as a site stores them."""
	threshold_i, threshold_ii = scheme.thresholds or (0, 0)
	return {
		"scheme_name": scheme.name,
		"version": scheme.version,
		"title_zh": scheme.label("zh"),
		"title_en": scheme.label("en"),
		"method": METHODS[scheme.method].en,
		"levels": [*_level_rows(v.PROBABILITY, scheme.probability), *_level_rows(v.HARM, scheme.harm)],
		"cells": [
			{
				"probability": _en(v.PROBABILITY, row.code),
				"harm": _en(v.HARM, column.code),
				"grade": _en(v.GRADE, grade),
			}
			for row, grades in zip(scheme.probability, scheme.cells, strict=False)
			for column, grade in zip(scheme.harm, grades, strict=True)
		],
		"grade_i_threshold": threshold_i,
		"grade_ii_threshold": threshold_ii,
		"vetoes": [
			{"circumstance": _en(v.VETO, code), "grade": _en(v.GRADE, grade)} for code, grade in scheme.vetoes.items()
		],
		"floors": [
			{"business_area": _en(v.BUSINESS_AREA, code), "grade": _en(v.GRADE, grade)}
			for code, grade in scheme.floors.items()
		],
	}


def to_scheme(values: Row) -> Scheme:
	"""The scheme that the document's values describe. Raises SchemeError where they do not make one."""
	method = _METHOD_OF.get(values.get("method"), values.get("method"))
	probability = _levels(v.PROBABILITY, values["levels"])
	harm = _levels(v.HARM, values["levels"])
	return Scheme(
		name=values["scheme_name"],
		version=int(values["version"]),
		text=Text(values["title_zh"], values["title_en"], quoted=True),
		method=method,
		probability=probability,
		harm=harm,
		cells=_cells(probability, harm, values["cells"]) if method == "matrix" else (),
		thresholds=_thresholds(values) if method == "product" else None,
		vetoes={_code(v.VETO, row["circumstance"]): _code(v.GRADE, row["grade"]) for row in values["vetoes"]},
		floors={_code(v.BUSINESS_AREA, row["business_area"]): _code(v.GRADE, row["grade"]) for row in values["floors"]},
	)


def _en(vocabulary: v.Vocabulary, code: str) -> str:
	return vocabulary.by_code[code].en


def _code(vocabulary: v.Vocabulary, term: str | None) -> str | None:
	"""The term's code; what the vocabulary lacks stays as it is, for the scheme to refuse by name."""
	found = vocabulary.find(term) if term else None
	return found.code if found else term or None


def _level_rows(axis: v.Vocabulary, levels: Iterable[Level]) -> list[dict[str, Any]]:
	return [
		{
			"axis": axis.text.en,
			"level": _en(axis, level.code),
			"grade": _en(v.GRADE, level.grade) if level.grade else None,
			"score": level.score or 0,
		}
		for level in levels
	]


def _levels(axis: v.Vocabulary, rows: Iterable[Row]) -> tuple[Level, ...]:
	return tuple(
		Level(_code(axis, row["level"]), _code(v.GRADE, row["grade"]), _number(row["score"]))
		for row in rows
		if row["axis"] == axis.text.en
	)


def _cells(probability: tuple[Level, ...], harm: tuple[Level, ...], rows: Iterable[Row]) -> tuple[tuple[str, ...], ...]:
	grades = {
		(_code(v.PROBABILITY, row["probability"]), _code(v.HARM, row["harm"])): _code(v.GRADE, row["grade"])
		for row in rows
	}
	for row in probability:
		for column in harm:
			if (row.code, column.code) not in grades:
				raise SchemeError(_missing_cell(row, column))
	return tuple(tuple(grades[row.code, column.code] for column in harm) for row in probability)


def _missing_cell(row: Level, column: Level) -> Text:
	pair = {"probability": (v.PROBABILITY, row.code), "harm": (v.HARM, column.code)}
	shown = {
		lang: {name: axis.label(code, lang) if code in axis.by_code else code for name, (axis, code) in pair.items()}
		for lang in ("zh", "en")
	}
	return Text(_MISSING_CELL.zh.format(**shown["zh"]), _MISSING_CELL.en.format(**shown["en"]))


def _thresholds(values: Row) -> tuple[float, float]:
	return _number(values["grade_i_threshold"]) or 0, _number(values["grade_ii_threshold"]) or 0


def _number(value: float | None) -> float | None:
	"""A number as people wrote it: 10, not 10.0, so that a scheme reads the same from a site and from a file."""
	if not value:
		return None
	return int(value) if float(value).is_integer() else float(value)
