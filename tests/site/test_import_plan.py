"""What an import would do on a real site: nothing the second time, nothing to what came out of it, nothing out of sight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import frappe
import pytest

from lianzheng_risk.core.importing import Plan, Terms
from lianzheng_risk.core.importing.outcome import OUTCOMES
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.workbook import read
from lianzheng_risk.store.documents import write_register
from lianzheng_risk.store.frames import read_register
from lianzheng_risk.store.importing.codes import next_codes
from lianzheng_risk.store.importing.preparing import marked, prepare
from tests.site.imports import imported, planned, prepared, workbook
from tests.site.invented import invent

RISK, MEASURE, POST = "Integrity Risk Point", "Integrity Control Measure", "Integrity Post"
_RISK = {"category": "post_duty", "probability": "small", "harm": "limited"}


@pytest.fixture(scope="module")
def demo() -> Register:
	return invent(units=6, seed=11, as_of=date(2026, 6, 30))


def only(**tables: list[dict]) -> Register:
	"""A register in which the other tables are empty."""
	return Register.of(**{**{name: [] for name in TABLES}, **tables})


def outcomes(plan: Plan) -> dict[str, dict[str, int]]:
	"""How many rows have which outcome, without what there is none of."""
	counted = {name: {key: count for key, count in counts.items() if count} for name, counts in plan.counts().items()}
	return {name: counts for name, counts in counted.items() if counts}


def all_unchanged(register: Register) -> dict[str, dict[str, int]]:
	return {name: {"unchanged": len(frame)} for name, frame in register.items() if len(frame)}


def errors(plan: Plan) -> list[tuple[str, str, int]]:
	return [(it.rule.code, it.place.table, it.place.row) for it in plan.findings if it.severity == "error"]


# Once is enough


@pytest.mark.parametrize("blanks", ["keep", "clear"])
def test_a_second_import_of_a_file_changes_nothing(acting: Callable, demo: Register, blanks: str) -> None:
	first = planned(demo, blanks=blanks)
	assert outcomes(first) == {name: {"new": len(frame)} for name, frame in demo.items() if len(frame)}
	imported(demo, blanks=blanks)
	again = planned(demo, blanks=blanks)
	assert errors(again) == []
	assert outcomes(again) == all_unchanged(demo)
	assert again.changes(5) == []
	assert all(rows.empty for rows in (*again.children.values(), *again.owners.values()))


def test_without_codes_a_second_import_finds_the_records_by_their_names(acting: Callable) -> None:
	"""Made by hand: a unit below another, its post, a risk point and a measure, no code anywhere in the second file."""
	write_register(
		only(
			units=[
				{"unit": "B", "unit_name": "宁江县示例局", "unit_type": "unit"},
				{"unit": "B-1", "unit_name": "综合科", "unit_type": "department", "parent_unit": "B"},
			],
			posts=[{"post": "B-G", "post_name": "报销岗", "unit": "B-1", "rank": "staff"}],
			risk_points=[{"risk": "B-F", "unit": "B-1", "post": "B-G", "title": "虚列支出", **_RISK}],
			measures=[
				{"measure": "B-C", "risk": "B-F", "layer": "post", "phase": "prevention", "description": "逐笔核对", "status": "planned"}
			],
		)
	)  # fmt: skip
	file = only(
		units=[{"unit": None, "unit_name": "综合科", "unit_type": "department", "parent_unit": "宁江县示例局"}],
		posts=[{"post": None, "post_name": "报销岗", "unit": "综合科", "rank": "staff"}],
		risk_points=[{"risk": None, "unit": "综合科", "post": "报销岗", "title": "虚 列支出", **_RISK}],
		measures=[{"measure": None, "risk": "虚列支出", "layer": "post", "phase": "prevention", "description": "逐笔核对", "status": "planned"}],
	)  # fmt: skip
	plan = planned(file, unit="B")
	assert errors(plan) == []
	assert plan.register["measures"]["measure"].tolist() == ["B-C"]
	assert plan.register["risk_points"]["risk"].tolist() == ["B-F"]
	assert outcomes(plan) == {
		"units": {"unchanged": 1}, "posts": {"unchanged": 1}, "risk_points": {"changed": 1}, "measures": {"unchanged": 1}
	}  # fmt: skip
	((_, code, _, (change,)),) = plan.changes(5)
	assert (code, change.field.name, change.old, change.new) == ("B-F", "title", "虚列支出", "虚 列支出")


def test_what_a_liaison_sees_comes_back_unchanged(acting: Callable) -> None:
	acting("A-1", "Integrity Liaison")
	seen = read_register()
	assert set(seen["risk_points"]["risk"]) == {"A-1-F", "A-1-1-F"}
	plan = planned(seen, unit="A-1")
	assert errors(plan) == []
	assert outcomes(plan) == all_unchanged(seen)


def test_a_part_of_the_register_comes_back_unchanged(acting: Callable, demo: Register) -> None:
	write_register(demo)
	top = demo["units"]["unit"][demo["units"]["parent_unit"].isna()].iloc[0]
	part = demo["units"]["unit"][demo["units"]["parent_unit"] == top].iloc[0]
	seen = read_register(part)
	assert 0 < len(seen["risk_points"]) < len(demo["risk_points"])
	assert outcomes(planned(seen, unit=part)) == all_unchanged(seen)


# Only the rows that it is about


def test_every_row_has_one_outcome_whoever_imports(acting: Callable) -> None:
	whole = read_register()
	acting("A-1", "Integrity Liaison")
	ready = prepared(whole, unit="A-1", bad_rows="skip")
	for name, counts in ready.plan.counts().items():
		read_rows = ready.raw.tables[name].frame.index.tolist()
		assert sorted(row for key in OUTCOMES for row in getattr(ready.plan.tables[name], key)) == read_rows
		assert sum(counts[key] for key in OUTCOMES) == len(whole[name])
	assert outcomes(ready.plan)["risk_points"] == {"unchanged": 2, "refused": 2}


def test_a_retired_risk_point_is_not_brought_back(acting: Callable) -> None:
	seen = read_register("A-1")
	frappe.db.set_value(RISK, "A-1-F", "workflow_state", "Retired")
	assert "A-1-F" not in read_register("A-1")["risk_points"]["risk"].tolist()
	acting("A-1", "Integrity Liaison")
	plan = planned(seen, unit="A-1")
	assert not plan.ready
	assert ("retired_risk_point", "risk_points") in {error[:2] for error in errors(plan)}
	assert outcomes(plan.of_good_rows())["risk_points"] == {"unchanged": 1, "refused": 1}


def test_coverage_is_judged_over_file_and_site(acting: Callable) -> None:
	"""A new measure for a risk point of the site needs no other row; a new post without risks is told of, old ones not."""
	acting("A-1", "Integrity Liaison")
	file = only(
		posts=[{"post": "A-1-G9", "post_name": "新岗", "unit": "A-1", "rank": "staff"}],
		risk_points=[{"risk": "A-1-F9", "unit": "A-1", "post": "A-1-G9", "title": "越权审批", "manifestation": "未经集体研究擅自批准用款", **_RISK}],
		measures=[{"measure": "A-1-C9", "risk": "A-1-F9", "layer": "post", "phase": "prevention", "description": "用款前查验会议纪要", "status": "planned"}],
	)  # fmt: skip
	told = {(it.rule.code, it.place.table) for it in planned(file, unit="A-1").findings}
	assert ("post_without_risk", "posts") not in told
	assert ("risk_without_measure", "risk_points") not in told
	alone = only(posts=[{"post": "A-1-G9", "post_name": "新岗", "unit": "A-1", "rank": "staff"}])
	assert {(it.rule.code, it.place.table) for it in planned(alone, unit="A-1").findings} == {
		("post_without_risk", "posts")
	}


# The rest of the way


def test_codes_are_of_the_series_and_nobody_s(acting: Callable) -> None:
	first, second = next_codes("risk_points", 2)
	assert int(second[-5:]) == int(first[-5:]) + 1
	prefix, number = second[:-5], int(second[-5:])
	taken = f"{prefix}{number + 1:05d}"
	write_register(
		only(
			units=[{"unit": "Z", "unit_name": "示例局", "unit_type": "unit"}],
			risk_points=[{"risk": taken, "unit": "Z", "title": "占用编号", **_RISK}],
		)
	)
	assert next_codes("risk_points", 2) == [f"{prefix}{number + 2:05d}", f"{prefix}{number + 3:05d}"]


def test_a_unit_out_of_sight_is_refused(acting: Callable) -> None:
	acting("A-1", "Integrity Liaison")
	with pytest.raises(frappe.PermissionError):
		prepare(workbook(only()), Terms(), "A-2")


def test_the_marked_copy_marks_the_file(acting: Callable) -> None:
	acting("A-1", "Integrity Liaison")
	file = only(posts=[{"post": "A-2-G", "post_name": "别处的岗位", "unit": "A-2", "rank": "staff"}])
	source = workbook(file)
	ready = prepare(source, Terms(), "A-1")
	target = BytesIO()
	marked(ready, source, target, "zh")
	assert target.getvalue() != source
	assert read(target.getvalue()).tables["posts"].frame["post"].tolist() == ["A-2-G"]
	assert ready.origin(ready.plan.findings[0].place) == ("岗位", ready.plan.findings[0].place.row)
