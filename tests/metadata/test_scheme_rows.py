"""A scheme written into a document's rows and read back is the same scheme, to the digit."""

import json

import pytest

from lianzheng_risk.core.grading import SchemeError
from lianzheng_risk.core.schemes import MATRIX_5X5, PRODUCT_LC, SCHEMES, WORSE_OF_TWO, to_dict
from lianzheng_risk.store.scheme_rows import to_scheme, to_values


def as_the_platform_stores_them(values: dict) -> dict:
	"""Numbers come back from a site as floats, missing ones as 0."""
	rows = [{**row, "score": float(row["score"])} for row in values["levels"]]
	thresholds = {key: float(values[key]) for key in ("grade_i_threshold", "grade_ii_threshold")}
	return {**values, "levels": rows, **thresholds}


@pytest.mark.parametrize("name", SCHEMES)
def test_there_and_back(name):
	back = to_scheme(as_the_platform_stores_them(to_values(SCHEMES[name])))
	assert back == SCHEMES[name]
	assert json.dumps(to_dict(back)) == json.dumps(to_dict(SCHEMES[name]))


def test_a_document_holds_english_terms():
	values = to_values(WORSE_OF_TWO)
	assert values["method"] == "Worse of Two"
	assert values["levels"][0] == {"axis": "Probability", "level": "High", "grade": "Grade I", "score": 0}
	assert values["vetoes"][0] == {"circumstance": "Decisive Influence", "grade": "Grade I"}
	assert values["floors"] == []


def test_a_matrix_has_one_row_for_every_pair():
	cells = to_values(MATRIX_5X5)["cells"]
	assert len(cells) == 25
	assert cells[9] == {"probability": "High", "harm": "Slight", "grade": "Grade II"}


def test_a_missing_cell_is_named():
	values = to_values(MATRIX_5X5)
	values["cells"] = [
		row for row in values["cells"] if (row["probability"], row["harm"]) != ("Fairly Small", "Limited")
	]
	with pytest.raises(SchemeError) as refused:
		to_scheme(values)
	assert refused.value.text.zh == "矩阵缺少“较小”与“一般”对应的等级"


def test_missing_thresholds_are_refused():
	values = {**to_values(PRODUCT_LC), "grade_i_threshold": 0.0, "grade_ii_threshold": 0.0}
	with pytest.raises(SchemeError, match="two thresholds"):
		to_scheme(values)


def test_a_level_without_its_grade_is_refused():
	values = to_values(WORSE_OF_TWO)
	values["levels"][1]["grade"] = None
	with pytest.raises(SchemeError) as refused:
		to_scheme(values)
	assert refused.value.text.zh == "就高定级时发生机率每一级都要对应一个等级"


def test_an_unknown_method_is_named():
	with pytest.raises(SchemeError, match="Guesswork"):
		to_scheme({**to_values(WORSE_OF_TWO), "method": "Guesswork"})
