import json

import pytest

from lianzheng_risk.core import schemes
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.grading import Scheme, SchemeError


def test_the_default_is_the_worse_of_two():
	assert schemes.DEFAULT.method == "worse_of_two"
	assert schemes.DEFAULT.table.tolist() == [[3, 3, 3], [3, 2, 2], [3, 2, 1]]


def test_each_scheme_stands_under_its_name():
	assert set(schemes.SCHEMES) == {"worse-of-two", "worse-of-two-floors", "matrix-5x5", "product-lc"}
	assert all(scheme.name == name for name, scheme in schemes.SCHEMES.items())


@pytest.mark.parametrize("scheme", schemes.SCHEMES.values(), ids=schemes.SCHEMES)
class TestSchemesThatComeWithTheProduct:
	def test_as_json_and_back_it_is_the_same_scheme(self, scheme: Scheme):
		assert schemes.from_dict(json.loads(json.dumps(schemes.to_dict(scheme)))) == scheme

	def test_a_worse_level_is_never_graded_milder(self, scheme: Scheme):
		table = scheme.table.tolist()
		assert all(row == sorted(row, reverse=True) for row in table)
		assert all(list(column) == sorted(column, reverse=True) for column in zip(*table, strict=True))

	def test_every_circumstance_makes_a_grade_I_risk(self, scheme: Scheme):
		assert dict(scheme.vetoes) == dict.fromkeys(v.VETO.codes, "I")

	def test_it_has_a_label_in_both_languages(self, scheme: Scheme):
		assert scheme.label("zh") != scheme.label("en")


def test_floors_cover_every_named_area():
	assert dict(schemes.WORSE_OF_TWO_WITH_FLOORS.floors) == {
		code: "II" for code in v.BUSINESS_AREA.codes if code != "other"
	}


def test_the_five_by_five_matrix_calls_serious_harm_grade_I_however_rare():
	assert [row[1] for row in schemes.MATRIX_5X5.cells] == ["I"] * 5


def test_a_scheme_as_plain_data():
	assert schemes.to_dict(schemes.PRODUCT_LC) == {
		"name": "product-lc",
		"version": 1,
		"label": {"zh": "LC乘积定级", "en": "Product of likelihood and consequence"},
		"method": "product",
		"probability": [
			{"code": "high", "score": 10}, {"code": "fairly_high", "score": 6},
			{"code": "small", "score": 3}, {"code": "very_small", "score": 1},
		],
		"harm": [
			{"code": "serious", "score": 100}, {"code": "fairly_serious", "score": 40},
			{"code": "limited", "score": 15}, {"code": "slight", "score": 7},
		],
		"cells": [],
		"thresholds": [240, 90],
		"vetoes": {"decisive_influence": "I", "unlimited_discretion": "I", "prior_misconduct": "I"},
		"floors": {},
	}  # fmt: skip


def test_without_a_label_the_name_serves():
	data = schemes.to_dict(schemes.DEFAULT)
	del data["label"]
	assert schemes.from_dict(data).label("zh") == "worse-of-two"


@pytest.mark.parametrize("missing", ["name", "method", "probability", "harm"])
def test_data_with_a_part_missing_makes_no_scheme(missing):
	data = schemes.to_dict(schemes.DEFAULT)
	del data[missing]
	with pytest.raises(SchemeError, match=missing):
		schemes.from_dict(data)


@pytest.mark.parametrize(
	"parts",
	[
		{"name": None},
		{"probability": 3},
		{"probability": [{"level": "high"}]},
		{"version": "first"},
		{"method": "guess"},
		{"label": "名称"},
		{"vetoes": {"prior_misconduct": "0"}},
	],
)
def test_data_that_does_not_fit_makes_no_scheme(parts):
	with pytest.raises(SchemeError) as refusal:
		schemes.from_dict(schemes.to_dict(schemes.DEFAULT) | parts)
	assert "object" not in refusal.value.text.zh  # nothing of Python's own words
