import json

import pytest
import report_sample as sample

from lianzheng_risk.core.report import to_json


def test_text_is_readable_indented_and_ends_with_a_newline():
	assert to_json.render({"as_of": "2026-06-30", "units": [{"name": "宁江县示例局", "value": None}]}) == (
		'{\n "as_of": "2026-06-30",\n "units": [\n  {\n   "name": "宁江县示例局",\n   "value": null\n  }\n ]\n}\n'
	)


def test_the_whole_picture_survives():
	picture = sample.picture(changes=True)
	assert json.loads(to_json.render(picture)) == picture


def test_the_same_picture_gives_the_same_bytes():
	assert to_json.render(sample.picture()) == to_json.render(sample.picture())


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_json_is_refused(value):
	with pytest.raises(ValueError):
		to_json.render({"value": value})
