"""The grading schemes that come with the product, and schemes as plain data (JSON)."""

from __future__ import annotations

from collections.abc import Mapping

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.grading import Level, Scheme, SchemeError
from lianzheng_risk.core.vocabulary import BUSINESS_AREA, VETO, Vocabulary

# DOMAIN §2 [P]: each of these circumstances alone makes a risk a grade I risk.
VETOES = {"decisive_influence": "I", "unlimited_discretion": "I", "prior_misconduct": "I"}

WORSE_OF_TWO = Scheme(
	name="worse-of-two",
	text=Text("机率与危害就高定级", "The worse of probability and harm"),
	method="worse_of_two",
	probability=(Level("high", "I"), Level("fairly_high", "II"), Level("small", "III")),
	harm=(Level("serious", "I"), Level("fairly_serious", "II"), Level("limited", "III")),
	vetoes=VETOES,
)

WORSE_OF_TWO_WITH_FLOORS = Scheme(
	name="worse-of-two-floors",
	text=Text("就高定级并设重点领域下限", "The worse of two, with floors for focal areas"),
	method="worse_of_two",
	probability=WORSE_OF_TWO.probability,
	harm=WORSE_OF_TWO.harm,
	vetoes=VETOES,
	floors=dict.fromkeys(
		("personnel", "finance", "assets", "procurement", "engineering", "approval", "enforcement"), "II"
	),
)

MATRIX_5X5 = Scheme(
	name="matrix-5x5",
	text=Text("五级矩阵定级", "Five by five matrix"),
	method="matrix",
	probability=tuple(Level(code) for code in ("very_high", "high", "fairly_high", "small", "very_small")),
	harm=tuple(Level(code) for code in ("very_serious", "serious", "fairly_serious", "limited", "slight")),
	cells=(
		("I", "I", "I", "I", "I"),
		("I", "I", "I", "I", "II"),
		("I", "I", "II", "II", "II"),
		("I", "I", "II", "III", "III"),
		("I", "I", "II", "III", "III"),
	),
	vetoes=VETOES,
)

PRODUCT_LC = Scheme(
	name="product-lc",
	text=Text("LC乘积定级", "Product of likelihood and consequence"),
	method="product",
	probability=(Level("high", score=10), Level("fairly_high", score=6), Level("small", score=3), Level("very_small", score=1)),
	harm=(Level("serious", score=100), Level("fairly_serious", score=40), Level("limited", score=15), Level("slight", score=7)),
	thresholds=(240, 90),
	vetoes=VETOES,
)  # fmt: skip

DEFAULT = WORSE_OF_TWO
SCHEMES: dict[str, Scheme] = {
	scheme.name: scheme for scheme in (WORSE_OF_TWO, WORSE_OF_TWO_WITH_FLOORS, MATRIX_5X5, PRODUCT_LC)
}


MISSHAPEN = Text(
	"定级方案的数据格式不对，请对照内置方案检查各项的写法",
	"the scheme's data does not have the right form; compare it with that of a built-in scheme",
)


def to_dict(scheme: Scheme) -> dict:
	"""The scheme as plain data; `from_dict` reads it back."""
	return {
		"name": scheme.name,
		"version": scheme.version,
		"label": {"zh": scheme.label("zh"), "en": scheme.label("en")},
		"method": scheme.method,
		"probability": [_level(level) for level in scheme.probability],
		"harm": [_level(level) for level in scheme.harm],
		"cells": [list(row) for row in scheme.cells],
		"thresholds": list(scheme.thresholds or ()),
		"vetoes": _ordered(scheme.vetoes, VETO),
		"floors": _ordered(scheme.floors, BUSINESS_AREA),
	}


def _ordered(grades: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, str]:
	"""In the order of the vocabulary: what was stored in between, and in whatever order, reads the same."""
	return {code: grades[code] for code in vocabulary.codes if code in grades}


def _level(level: Level) -> dict:
	values = {"code": level.code, "grade": level.grade, "score": level.score}
	return {name: value for name, value in values.items() if value is not None}


def from_dict(data: Mapping) -> Scheme:
	"""A scheme from plain data. Raises SchemeError where the data does not make one."""
	try:
		label = data.get("label") or {}
		name = data["name"]
		if not isinstance(name, str) or not name:
			raise SchemeError(Text("定级方案的“name”应为文字", "the scheme's “name” has to be text"))
		return Scheme(
			name=name,
			version=int(data.get("version", 1)),
			text=Text(label.get("zh", name), label.get("en", name), quoted=True),
			method=data["method"],
			probability=tuple(Level(**level) for level in data["probability"]),
			harm=tuple(Level(**level) for level in data["harm"]),
			cells=tuple(tuple(row) for row in data.get("cells", ())),
			thresholds=tuple(data["thresholds"]) if data.get("thresholds") else None,
			vetoes=dict(data.get("vetoes", {})),
			floors=dict(data.get("floors", {})),
		)
	except SchemeError:
		raise
	except KeyError as missing:
		(name,) = missing.args
		raise SchemeError(Text(f"定级方案缺少“{name}”一项", f"the scheme lacks “{name}”")) from missing
	except (TypeError, AttributeError, ValueError) as misshapen:
		raise SchemeError(MISSHAPEN) from misshapen
