"""Leaving out what cannot be used, and what rests on it."""

from __future__ import annotations

import pandas as pd
from checks_sample import AS_OF, Edits, checked

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks import check_register, skip_bad
from lianzheng_risk.core.findings import Finding, Place
from lianzheng_risk.core.register import Register
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.workbook.rules import MISSING_COLUMN


def skipped(edits: Edits) -> tuple[Register, list[str]]:
	"""The register after skipping, and what was left out, such as "posts 3" or "units 3 head"."""
	result = checked(edits)
	register, left_out = skip_bad(result.register, result.findings)
	assert [it for it in check_register(register, DEFAULT, AS_OF) if it.severity == "error"] == []
	return register, [" ".join(map(str, filter(None, (it.table, it.row, it.field)))) for it in left_out]


def test_a_register_without_errors_stays_as_it_is() -> None:
	result = checked({("measures", 2): {"due_date": None}})
	register, left_out = skip_bad(result.register, result.findings)
	assert left_out == []
	for name, frame in result.register.items():
		pd.testing.assert_frame_equal(register[name], frame)


def test_rows_that_rest_on_a_bad_row_go_with_it() -> None:
	register, left_out = skipped({("posts", 4): {"rank": "？"}})
	assert left_out == ["posts 4", "tenures 4", "power_steps 2", "risk_points 4"]
	assert register["posts"].index.tolist() == [2, 3]


def test_a_lost_step_takes_its_risk_and_measures_along_but_not_the_steps_before_it() -> None:
	register, left_out = skipped({("power_steps", 3): {"step_name": None}})
	assert left_out == ["power_steps 2 next_steps", "power_steps 3", "risk_points 2", "measures 2"]
	assert register["power_steps"]["next_steps"].tolist() == [None, None]


def test_a_lost_person_does_not_take_the_unit_along_which_merely_names_him() -> None:
	register, left_out = skipped({("people", 3): {"rank": None}})
	assert left_out == ["units 3 head", "people 3", "tenures 3", "measures 3 responsible_person"]
	assert register["units"].loc[3, "head"] is None
	assert register["units"].index.tolist() == [2, 3, 4]


def test_a_name_that_nobody_bears_is_emptied_and_the_row_stays() -> None:
	register, left_out = skipped({("units", 2): {"liaison": "无此人"}, ("measures", 2): {"responsible_person": "R9"}})
	assert left_out == ["units 2 liaison", "measures 2 responsible_person"]
	assert register["units"].index.tolist() == [2, 3, 4]
	assert register["measures"]["responsible_person"].tolist() == [None, "R2"]


def test_a_row_that_goes_anyway_has_no_cell_to_empty() -> None:
	_, left_out = skipped({("measures", 2): {"responsible_person": "R9", "status": "？"}})
	assert left_out == ["measures 2"]


def test_units_in_a_circle_go_with_everything_below_them() -> None:
	register, left_out = skipped({("units", 2): {"parent_unit": "NJ-C"}})
	assert all(frame.empty for frame in register.values())
	assert left_out[:4] == ["units 2", "units 3", "units 4", "people 2"]


def test_the_first_of_two_rows_with_one_code_stays() -> None:
	double = {"post": "G3", "post_name": "档案岗", "unit": "NJ-B", "rank": "一般工作人员"}
	register, left_out = skipped({("posts", 5): double})
	assert left_out == ["posts 5"]
	assert register["posts"].loc[4, "post_name"] == "办公室经办岗"


def test_a_missing_required_column_costs_the_rows_that_lack_it() -> None:
	register = checked().register
	register.frames["measures"] = register["measures"].assign(status=None)
	header = Finding(MISSING_COLUMN, Place("measures", 1, "status"), {"header": Text("落实情况", "Measure Status")})
	rest, left_out = skip_bad(register, [header])
	assert left_out == [Place("measures", 2), Place("measures", 3)]
	assert rest["measures"].empty
	assert len(rest["risk_points"]) == 3


def test_an_error_about_a_sheet_that_is_no_table_costs_nothing() -> None:
	result = checked()
	elsewhere = Finding(MISSING_COLUMN, Place("岗位（2）"), {"header": Text("岗位", "Post")})
	rest, left_out = skip_bad(result.register, [elsewhere])
	assert left_out == []
	assert len(rest["posts"]) == 3
