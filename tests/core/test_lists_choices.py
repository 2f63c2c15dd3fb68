"""What a list does not tell, a person chooses for the whole of it: the values, the levels by the grade, the unit."""

from __future__ import annotations

from pathlib import Path

import pytest
from lists_files import Case, cases
from lists_view import AS_OF, View, expected_risk_points, lacks_of, same
from terminal import Terminal

from lianzheng_risk.core.checks import check
from lianzheng_risk.core.checks.rules import STATED_GRADE_DIFFERS
from lianzheng_risk.core.findings import Finding
from lianzheng_risk.core.lists import Choices, convert
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.workbook import read

READABLE = [case for case in cases() if case.expected["exit"] != 2]
NO_UNIT = [case for case in READABLE if not case.expected["tables"][0]["unit"]]
GIVEN = "宁江县档案馆"


@pytest.mark.parametrize("case", NO_UNIT, ids=lambda case: case.name)
def test_a_list_that_names_no_unit_goes_to_the_one_that_is_given(case: Case, capsys, tmp_path: Path) -> None:
	view = View(convert(case.file(), unit=GIVEN))
	same({name: above or GIVEN for name, above in case.expected["units"].items()} | {GIVEN: None}, view.units())
	same(
		[point.get("unit", GIVEN) for point in case.expected["risk_points"]],
		[point["unit"] for point in view.risk_points()],
	)
	assert not {"units.parent_unit", "risk_points.unit"} & lacks_of(view.converted)
	source, target = tmp_path / case.file_name, tmp_path / "out.xlsx"
	source.write_bytes(case.file())
	assert Terminal(capsys)("convert", source, target, "--unit", GIVEN).code == 0
	assert GIVEN in list(read(target).tables["units"].frame["unit_name"])


VALUES = {
	"risk_points.category": "外部环境",
	"measures.layer": "岗位",
	"measures.phase": "前期预防",
	"measures.status": "落实中",
	"posts.rank": "一般工作人员",
	"people.rank": "分管领导",
	"powers.category": "其他职权",
}
LEVELS = {"I": ("high", "serious"), "II": ("fairly_high", "fairly_serious"), "III": ("small", "limited")}
BASIS = "沿用已公布等级，机率和危害程度按等级取值，待自查核定"


@pytest.mark.parametrize("case", READABLE, ids=lambda case: case.name)
def test_with_what_was_lacking_chosen_nothing_lacks(case: Case) -> None:
	view = View(convert(case.file(), choices=Choices(values=VALUES, levels_by_grade=True), unit=_unit_for(case)))
	for point, told in zip(view.risk_points(), expected_risk_points(case.expected), strict=True):
		levels = (told["probability"], told["harm"]) if told["harm"] else LEVELS.get(told["grade"], (None, None))
		assert (point["probability"], point["harm"]) == levels, told
		chosen = None if _asked(case, told["row"], "category") else "environment"
		assert point["category"] == (told["category"] or chosen)
	frame = view.register["risk_points"]
	by_grade = frame.grade_basis == BASIS
	assert by_grade.equals(frame.stated_grade.notna() & (not _tells_levels(case)))
	assert set(view.register["measures"].layer) <= {"post"}
	graded = bool(frame.stated_grade.notna().all())
	if case.expected["exit"] == 0 and graded:
		assert not [found.message() for found in check(view.converted.raw, DEFAULT, AS_OF).findings if _bars(found)]


def _unit_for(case: Case) -> str:
	return GIVEN if case in NO_UNIT else ""


def _asked(case: Case, row: int, field: str) -> bool:
	return any([row, field] == entry[:2] for table in case.expected["tables"] for entry in table["to_settle"])


def _tells_levels(case: Case) -> bool:
	return any("harm" in point for point in case.expected["risk_points"])


def _bars(found: Finding) -> bool:
	"""An error, or a grade that the levels do not bear out."""
	return found.severity == "error" or found.rule is STATED_GRADE_DIFFERS
