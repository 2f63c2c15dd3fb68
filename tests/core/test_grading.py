import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianzheng_risk.core import schemes
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.grading import (
	GRADE_OF,
	SEVERITY_OF,
	Level,
	LevelError,
	Scheme,
	SchemeError,
	codes,
	grade,
	grades,
	severities,
)

GRADES = tuple(SEVERITY_OF)


# The default, by the wording of regulation §2(1).


@pytest.mark.parametrize(
	("probability", "harm", "expected"),
	[
		# Grade I: 发生机率高，或者一旦发生可能造成严重损害后果
		("high", "serious", "I"),
		("high", "fairly_serious", "I"),
		("high", "limited", "I"),
		("fairly_high", "serious", "I"),
		("small", "serious", "I"),
		# Grade II: 发生机率较高，或者一旦发生可能造成较为严重损害后果
		("fairly_high", "fairly_serious", "II"),
		("fairly_high", "limited", "II"),
		("small", "fairly_serious", "II"),
		# Grade III: 发生机率较小，或者一旦发生可能造成不良社会影响或一定经济损失
		("small", "limited", "III"),
	],
)
def test_the_default_is_the_regulations_rule(probability, harm, expected):
	assert grade(schemes.DEFAULT, probability, harm).grade == expected


@pytest.mark.parametrize(
	("probability", "harm", "zh", "en"),
	[
		("high", "limited", "发生机率：高 → 一级", "Probability: High → Grade I"),
		("small", "fairly_serious", "危害程度：较为严重 → 二级", "Harm: Fairly Serious → Grade II"),
		(
			"small",
			"limited",
			"发生机率：较小，危害程度：一般 → 三级",
			"Probability: Fairly Small, Harm: Limited → Grade III",
		),
	],
)
def test_the_reason_names_the_level_that_decided(probability, harm, zh, en):
	graded = grade(schemes.DEFAULT, probability, harm)
	assert (graded.reason(), graded.reason("en")) == (zh, en)


def test_a_product_calls_the_rare_but_ruinous_grade_II_and_so_is_not_the_default():
	rare_but_ruinous = ("very_small", "serious")
	assert grade(schemes.PRODUCT_LC, *rare_but_ruinous).grade == "II"
	worse_of_the_same_levels = Scheme(
		"four-levels",
		"worse_of_two",
		probability=(Level("high", "I"), Level("fairly_high", "II"), Level("small", "III"), Level("very_small", "III")),
		harm=(Level("serious", "I"), Level("fairly_serious", "II"), Level("limited", "III"), Level("slight", "III")),
	)
	assert grade(worse_of_the_same_levels, *rare_but_ruinous).grade == "I"


def test_the_whole_product_table():
	# Likelihood 10, 6, 3, 1 by consequence 100, 40, 15, 7; from 240 on grade I, from 90 on grade II.
	assert shown(schemes.PRODUCT_LC) == [
		["I", "I", "II", "III"],
		["I", "I", "II", "III"],
		["I", "II", "III", "III"],
		["II", "III", "III", "III"],
	]


def shown(scheme: Scheme) -> list[list[str]]:
	return [[GRADE_OF[severity] for severity in row] for row in scheme.table.tolist()]


@pytest.mark.parametrize("height", [2, 3, 4, 5])
@pytest.mark.parametrize("width", [2, 3, 4, 5])
def test_matrices_from_two_by_two_to_five_by_five(height, width):
	# Grade I in the first row, II in the first column below it, III elsewhere: no cell can be mistaken for another.
	cells = tuple(tuple("I" if i == 0 else "II" if j == 0 else "III" for j in range(width)) for i in range(height))
	scheme = matrix(cells)
	assert shown(scheme) == [list(row) for row in cells]
	assert grade(scheme, v.PROBABILITY.codes[0], v.HARM.codes[width - 1]).grade == "I"
	assert grade(scheme, v.PROBABILITY.codes[height - 1], v.HARM.codes[0]).grade == "II"
	assert grade(scheme, v.PROBABILITY.codes[height - 1], v.HARM.codes[width - 1]).grade == "III"


def matrix(cells, **more) -> Scheme:
	return Scheme(
		"matrix",
		"matrix",
		probability=tuple(Level(code) for code in v.PROBABILITY.codes[: len(cells)]),
		harm=tuple(Level(code) for code in v.HARM.codes[: len(cells[0])]),
		cells=cells,
		**more,
	)


# Circumstances and floors.


@pytest.mark.parametrize("circumstance", ["decisive_influence", "unlimited_discretion", "prior_misconduct"])
def test_a_circumstance_raises_and_says_so(circumstance):
	graded = grade(schemes.DEFAULT, "small", "limited", (circumstance,))
	assert (graded.grade, graded.base_grade) == ("I", "III")
	raised = f"提级情形：{v.VETO.label(circumstance)} → 提为一级"
	assert graded.reason() == f"发生机率：较小，危害程度：一般 → 三级；{raised}"


def test_what_does_not_raise_is_no_reason():
	graded = grade(schemes.DEFAULT, "high", "limited", ("decisive_influence", "prior_misconduct"))
	assert (graded.grade, len(graded.reasons)) == ("I", 1)


@pytest.mark.parametrize(
	("area", "levels", "expected"),
	[
		("finance", ("small", "limited"), "II"),
		("finance", ("high", "limited"), "I"),
		("other", ("small", "limited"), "III"),
		(None, ("small", "limited"), "III"),
	],
)
def test_a_floor_lifts_what_is_below_it(area, levels, expected):
	assert grade(schemes.WORSE_OF_TWO_WITH_FLOORS, *levels, business_area=area).grade == expected


def test_a_floor_first_reached_by_a_circumstance_is_no_reason():
	graded = grade(schemes.WORSE_OF_TWO_WITH_FLOORS, "small", "limited", ("prior_misconduct",), "finance")
	assert [text.zh for text in graded.reasons[1:]] == ["提级情形：该处曾发生问题 → 提为一级"]


# Levels that a scheme does not use.


@pytest.mark.parametrize(
	("probability", "harm", "zh"),
	[
		("very_high", "limited", "“很高”不是定级方案“机率与危害就高定级”中的发生机率，请改为：高、较高、较小"),
		("high", "slight", "“轻微”不是定级方案“机率与危害就高定级”中的危害程度，请改为：严重、较为严重、一般"),
		("nonsense", "limited", "“nonsense”不是定级方案“机率与危害就高定级”中的发生机率，请改为：高、较高、较小"),
	],
)
def test_a_level_outside_the_scheme_is_refused(probability, harm, zh):
	with pytest.raises(LevelError) as raised:
		grade(schemes.DEFAULT, probability, harm)
	assert raised.value.text.zh == zh


def test_many_risks_at_once_keep_their_index_and_leave_gaps_open():
	risks = pd.DataFrame(
		{"probability": ["high", "small", None, "very_high"], "harm": ["limited", "limited", "limited", "limited"]},
		index=[7, 3, 9, 12],
		dtype=object,
	)
	found = grades(schemes.DEFAULT, risks)
	assert found.to_dict() == {7: "I", 3: "III", 9: None, 12: None}


def test_no_circumstance_lifts_what_has_no_level():
	risks = pd.DataFrame({"probability": [None], "harm": ["serious"], "decisive_influence": [True]})
	areas = pd.Series(["finance"], dtype=object)
	assert severities(schemes.WORSE_OF_TWO_WITH_FLOORS, risks, areas).tolist() == [0]


# Random schemes and risks.


@st.composite
def axes(draw, vocabulary, method):
	places = sorted(draw(st.sets(st.integers(0, 4), min_size=2, max_size=5)))
	return tuple(
		Level(
			vocabulary.codes[place],
			grade=draw(st.sampled_from(GRADES)) if method == "worse_of_two" else None,
			score=draw(st.integers(1, 100)) if method == "product" else None,
		)
		for place in places
	)


@st.composite
def random_schemes(draw):
	method = draw(st.sampled_from(["worse_of_two", "matrix", "product"]))
	probability, harm = draw(axes(v.PROBABILITY, method)), draw(axes(v.HARM, method))
	some_grade = st.sampled_from(GRADES)
	cells = tuple(tuple(draw(some_grade) for _ in harm) for _ in probability) if method == "matrix" else ()
	least_II = draw(st.integers(1, 5000))
	return Scheme(
		"random",
		method,
		probability,
		harm,
		cells=cells,
		thresholds=(least_II + draw(st.integers(1, 4000)), least_II) if method == "product" else None,
		vetoes=draw(st.dictionaries(st.sampled_from(v.VETO.codes), some_grade)),
		floors=draw(st.dictionaries(st.sampled_from(v.BUSINESS_AREA.codes), some_grade)),
	)


RISKS = st.lists(
	st.tuples(
		st.sampled_from([*v.PROBABILITY.codes, None]),
		st.sampled_from([*v.HARM.codes, None]),
		st.sets(st.sampled_from(v.VETO.codes)),
		st.sampled_from([*v.BUSINESS_AREA.codes, None]),
	),
	min_size=1,
	max_size=12,
)


def as_frame(risks) -> tuple[pd.DataFrame, pd.Series]:
	frame = pd.DataFrame(
		{"probability": [risk[0] for risk in risks], "harm": [risk[1] for risk in risks]}, dtype=object
	).assign(**{code: [code in risk[2] for risk in risks] for code in v.VETO.codes})
	return frame, pd.Series([risk[3] for risk in risks], dtype=object)


@settings(deadline=None)
@given(random_schemes(), RISKS)
def test_one_risk_and_many_are_graded_alike(scheme, risks):
	frame, areas = as_frame(risks)
	for risk, found in zip(risks, grades(scheme, frame, areas), strict=True):
		try:
			expected = grade(scheme, *risk[:2], tuple(risk[2]), risk[3]).grade
		except LevelError:
			expected = None
		assert found == expected


@settings(deadline=None)
@given(random_schemes(), RISKS)
def test_circumstances_and_floors_only_raise(scheme, risks):
	frame, areas = as_frame(risks)
	base = severities(scheme, frame[["probability", "harm"]])
	raised = severities(scheme, frame, areas)
	assert (raised >= base).all()
	assert ((raised > 0) == (base > 0)).all()


@settings(deadline=None)
@given(random_schemes(), RISKS)
def test_categorical_and_object_columns_are_graded_alike(scheme, risks):
	frame, areas = as_frame(risks)
	categorical = frame.astype({"probability": "category", "harm": "category"})
	found = severities(scheme, categorical, areas.astype("category"))
	assert found.tolist() == severities(scheme, frame, areas).tolist()


@given(random_schemes())
def test_each_cell_of_the_table_is_a_severity(scheme):
	assert scheme.table.shape == (len(scheme.probability), len(scheme.harm))
	assert set(np.unique(scheme.table)) <= {1, 2, 3}


@pytest.mark.parametrize("dtype", ["object", "category"])
def test_codes_are_positions_in_the_keys(dtype):
	values = pd.Series(["b", None, "c", "a", "b"], dtype=object).astype(dtype)
	assert codes(values, ["a", "b"]).tolist() == [1, -1, -1, 0, 1]


# Schemes that cannot be used.

TWO = {"probability": (Level("high", "I", 5), Level("small", "III", 1)), "harm": (Level("serious", "I", 9), Level("limited", "III", 2))}  # fmt: skip


@pytest.mark.parametrize(
	("parts", "zh"),
	[
		({"method": "guess"}, "没有“guess”这种定级方法"),
		({"probability": (Level("high", "I"),)}, "发生机率应有2至5级，现有1级"),
		({"harm": ()}, "危害程度应有2至5级，现有0级"),
		({"harm": tuple(Level(c, "I") for c in (*v.HARM.codes, "slight"))}, "危害程度应有2至5级，现有6级"),
		({"probability": (Level("high", "I"), Level("rare", "III"))}, "发生机率没有这一级：rare"),
		({"harm": (Level("limited", "III"), Level("serious", "I"))}, "危害程度各级应从重到轻排列且不重复"),
		({"harm": (Level("serious", "I"), Level("serious", "I"))}, "危害程度各级应从重到轻排列且不重复"),
		({"harm": (Level("serious", "I"), Level("limited"))}, "就高定级时危害程度每一级都要对应一个等级"),
		({"harm": (Level("serious", "I"), Level("limited", "IV"))}, "就高定级时危害程度每一级都要对应一个等级"),
		({"method": "matrix"}, "矩阵的行列数与机率、危害的级数不一致"),
		({"method": "matrix", "cells": (("I", "II"),)}, "矩阵的行列数与机率、危害的级数不一致"),
		({"method": "matrix", "cells": (("I", "II"), ("I",))}, "矩阵的行列数与机率、危害的级数不一致"),
		({"method": "matrix", "cells": (("I", "II"), ("I", "IV"))}, "没有“IV”这个等级"),
		({"method": "product", "thresholds": None}, "乘积定级需要一级、二级两个界限，且一级界限更高"),
		({"method": "product", "thresholds": (10, 10)}, "乘积定级需要一级、二级两个界限，且一级界限更高"),
		({"method": "product", "thresholds": (10,)}, "乘积定级需要一级、二级两个界限，且一级界限更高"),
		(
			{
				"method": "product",
				"thresholds": (40, 10),
				"harm": (Level("serious", score=9), Level("limited", score=0)),
			},
			"乘积定级时危害程度每一级都要有大于零的分值",
		),
		(
			{"method": "product", "thresholds": (40, 10), "probability": (Level("high", score=9), Level("small"))},
			"乘积定级时发生机率每一级都要有大于零的分值",
		),
		({"vetoes": {"bad_mood": "I"}}, "没有“bad_mood”这种提级情形"),
		({"vetoes": {"prior_misconduct": "0"}}, "没有“0”这个等级"),
		({"floors": {"weather": "II"}}, "没有“weather”这个业务领域"),
		({"floors": {"finance": "high"}}, "没有“high”这个等级"),
	],
)
def test_a_scheme_that_cannot_be_used_says_why(parts, zh):
	with pytest.raises(SchemeError) as raised:
		Scheme(**({"name": "bad", "method": "worse_of_two", **TWO} | parts))
	assert raised.value.text.zh == zh
	assert str(raised.value) == raised.value.text.en
