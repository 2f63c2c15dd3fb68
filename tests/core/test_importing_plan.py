"""What becomes of each row: what the file says nothing about, what the modes pass over, what a refused row takes along."""

from __future__ import annotations

from importing_sample import SITE, errors, outcome, planned, site_with, told, workbook

from lianzheng_risk.core.findings import Finding, Place
from lianzheng_risk.core.importing.rules import OUTSIDE

NJ = {"NJ", "NJ-B", "NJ-C"}
RISK = {"category": "岗位职责", "manifestation": "越过集体研究直接签批付款", "probability": "小", "harm": "一般"}
MEASURE = {
	"layer": "岗位", "phase": "前期预防", "status": "落实中", "responsible_person": "R2", "due_date": "2026-12-31",
}  # fmt: skip


# What the file says nothing about


def test_blank_cells_keep_what_is_there() -> None:
	row = {"post": "G1", "post_name": "局长岗", "unit": None, "rank": None, "key_post": None, "duties": "主持工作"}
	result = planned(workbook(posts=[row]))
	kept = result.register["posts"].loc[2]
	assert kept[["unit", "rank", "key_post", "duties"]].tolist() == ["NJ", "principal_leader", True, "主持工作"]
	assert told(result) == []
	assert outcome(result, "posts") == {"changed": (2,)}


def test_blank_cells_clear_what_is_there_when_told_to() -> None:
	row = {"measure": "C2", "risk": "F2", "basis": None, "evidence": None, "due_date": "2026-05-31"}
	site = site_with()
	assert site["measures"].loc[1, "evidence"] == "用印登记核对表"
	result = planned(workbook(measures=[row]), site, blanks="clear")
	assert result.register["measures"].loc[2, "evidence"] is None
	((place, code, title, changes),) = result.changes(10)
	assert (place, code, title) == (Place("measures", 2), "C2", "每月核对用印登记")
	assert [change.to_dict() for change in changes] == [
		{"field": "evidence", "label": "佐证", "old": "用印登记核对表", "new": None}
	]


def test_a_required_field_is_never_cleared() -> None:
	result = planned(workbook(posts=[{"post": "G1", "post_name": "局长岗", "rank": None}]), blanks="clear")
	assert told(result) == [("required", "posts!C2")]
	assert outcome(result, "posts") == {"refused": (2,)}


def test_a_column_or_sheet_that_is_not_there_changes_nothing() -> None:
	for blanks in ("keep", "clear"):
		result = planned(workbook(risk_points=[{"risk": "F1", "title": "大额资金使用未经集体研究"}]), blanks=blanks)
		assert outcome(result, "risk_points") == {"unchanged": (2,)}
		assert told(result) == []
		assert result.ready


def test_a_required_column_that_is_not_there_is_told_once_and_only_for_what_is_new() -> None:
	rows = [{"post": "G1", "post_name": "局长岗"}] + [{"post": f"G{n}", "post_name": f"窗口{n}"} for n in (7, 8)]
	result = planned(workbook(posts=rows))
	assert told(result, "error") == [("missing_column", "posts!A1"), ("missing_column", "posts!A1")]
	assert {it.place.field for it in errors(result)} == {"unit", "rank"}
	assert outcome(result, "posts") == {"unchanged": (2,), "refused": (3, 4)}


def test_a_cell_that_cannot_be_understood_clears_nothing() -> None:
	row = {"measure": "C1", "risk": "F1", "due_date": "六月底", "responsible_person": "无此人"}
	result = planned(workbook(measures=[row]), blanks="clear")
	assert told(result) == [("not_date", "measures!D2"), ("unresolved_reference", "measures!C2")] or sorted(
		told(result)
	) == [("not_date", "measures!D2"), ("unresolved_reference", "measures!C2")]
	assert result.register["measures"].loc[2, "due_date"] == SITE["measures"].loc[2, "due_date"]
	assert outcome(result, "measures") == {"refused": (2,)}


def test_step_number_nought_is_none() -> None:
	risk = {"risk": "F2", "unit": "NJ-B", "step_no": 0}
	assert outcome(planned(workbook(risk_points=[risk])), "risk_points") == {"unchanged": (2,)}


def test_what_the_site_decides_is_left_out_and_said_once_a_column() -> None:
	claimed = {"approved_on": "2020-01-02", "filing": "冒称〔2020〕1号", "filed_on": "2020-01-10"}
	new = {"unit": "NJ-B", "category": "业务流程", "title": "用印未登记", "probability": "较小", "harm": "一般"}
	raw = workbook(risk_points=[{"risk": "F1", **claimed}, {"risk": "F8", **new, **claimed}])
	result = planned(raw)
	assert errors(result) == [] and result.ready
	left_out = {it.place.field: it.values["count"] for it in result.findings if it.rule.code == "decided_on_site"}
	assert left_out == {"approved_on": 2, "filing": 2, "filed_on": 2}
	assert result.register["risk_points"].loc[3, list(claimed)].isna().all()
	assert result.register["risk_points"].loc[2, list(claimed)].isna().all()


# Modes


def test_only_new_leaves_alone_what_is_there_even_with_mistakes() -> None:
	rows = [
		{"post": "G1", "post_name": "局长岗", "unit": "没有的单位", "rank": "？"},
		{"post": "G8", "post_name": "采购岗", "unit": "NJ-C", "rank": "一般工作人员"},
	]
	result = planned(workbook(posts=rows), mode="new")
	assert outcome(result, "posts") == {"new": (3,), "left_alone": (2,)}
	assert errors(result) == []
	assert result.ready
	assert result.register["posts"].index.tolist() == [3]


def test_only_update_leaves_out_what_is_not_there_and_says_so() -> None:
	rows = [
		{"post": "G1", "post_name": "局长（主任）岗"},
		{"post": "G8", "post_name": "采购岗", "unit": "NJ-C", "rank": "一般工作人员"},
	]
	result = planned(workbook(posts=rows), mode="update")
	assert outcome(result, "posts") == {"changed": (2,), "left_alone": (3,)}
	assert told(result) == [("not_on_site", "posts!A3")]
	assert result.ready


def test_what_is_updated_cannot_rest_on_what_is_left_out() -> None:
	raw = workbook(
		posts=[{"post": "G8", "post_name": "采购岗", "unit": "NJ-C", "rank": "一般工作人员"}],
		risk_points=[{"risk": "F2", "post": "G8"}],
	)
	result = planned(raw, mode="update")
	assert told(result, "error") == [("unresolved_reference", "risk_points!B2")]
	assert outcome(result, "risk_points") == {"refused": (2,)}


# Rows kept in a document


TENURES = [
	{"post": "G2", "person": "R2", "start_date": "2022-01-10", "end_date": "2026-03-31"},
	{"post": "G2", "person": "R3", "start_date": "2026-04-01"},
]


def test_tenures_are_put_beside_those_that_are_there() -> None:
	site = site_with(tenures=[{"post": "G2", "person": "R1", "start_date": "2019-01-01", "end_date": "2021-12-31"}])
	result = planned(workbook(tenures=TENURES, posts=[{"post": "G2", "post_name": "办公室主任岗"}]), site)
	assert outcome(result, "tenures") == {"new": (3,), "changed": (2,)}
	assert outcome(result, "posts") == {"changed": (2,)}
	whole = result.children["tenures"]
	assert whole["person"].tolist() == ["R1", "R2", "R3"]
	assert [row > 0 for row in whole.index] == [False, True, True]
	assert result.tables["tenures"].removed == 0


def test_a_post_that_has_no_row_of_its_own_is_changed_through_its_tenures() -> None:
	result = planned(workbook(tenures=TENURES))
	assert result.owners["posts"]["post"].tolist() == ["G2"]
	(row,) = result.owners["posts"].index
	assert row < 0
	assert result.in_file(Place("posts", row)) == Place("tenures", 2, "post")
	refused = result.refuse([Finding(OUTSIDE, Place("posts", row), {"unit": "办公室", "scope": "建设科"})])
	assert told(refused, "error") == [("outside_import", "tenures!A2")]
	with_its_row = planned(workbook(tenures=TENURES, posts=[{"post": "G2", "post_name": "办公室主任岗"}]))
	assert with_its_row.owners["posts"].empty


def test_tenures_take_the_place_of_those_that_are_there_when_blanks_clear() -> None:
	site = site_with(tenures=[{"post": "G2", "person": "R1", "start_date": "2019-01-01", "end_date": "2021-12-31"}])
	result = planned(workbook(tenures=TENURES), site, blanks="clear")
	assert result.children["tenures"]["person"].tolist() == ["R2", "R3"]
	assert result.tables["tenures"].counts() == {
		"new": 1, "changed": 1, "unchanged": 0, "refused": 0, "left_alone": 0, "removed": 1
	}  # fmt: skip
	assert set(result.children["tenures"]["post"]) == {"G2"}


def test_nothing_goes_from_a_post_of_which_a_tenure_is_refused() -> None:
	rows = [TENURES[0] | {"start_date": "二〇二二年"}, TENURES[1]]
	result = planned(workbook(tenures=rows), blanks="clear", bad_rows="skip")
	assert outcome(result, "tenures") == {"new": (3,), "refused": (2,)}
	assert result.children["tenures"]["person"].tolist() == ["R2", "R3"]


def test_documents_whose_rows_stay_the_same_are_not_touched() -> None:
	row = {"post": "G2", "person": "R2", "start_date": "2022-01-10"}
	result = planned(workbook(tenures=[row]))
	assert outcome(result, "tenures") == {"unchanged": (2,)}
	assert result.children["tenures"].empty


def test_a_step_that_a_risk_point_of_the_site_is_about_cannot_go() -> None:
	steps = [{"power": "Q1", "step_no": 1, "step_name": "提出用款申请", "post": "G3", "next_steps": None}]
	raw = workbook(power_steps=steps)
	assert told(planned(raw)) == []
	refused = planned(raw, blanks="clear")
	assert told(refused) == [("step_in_use", "power_steps!A2")]
	assert "“大额资金使用”的第2个环节" in errors(refused)[0].message()
	assert "F1" in errors(refused)[0].message()


def test_a_tenure_that_overlaps_one_of_the_site_is_told_without_a_row_that_nobody_can_see() -> None:
	result = planned(workbook(tenures=[{"post": "G2", "person": "R2", "start_date": "2024-01-01"}]))
	assert told(result) == [("tenure_overlap_on_site", "tenures!C2")]


# Bad rows


def test_with_any_error_nothing_is_ready() -> None:
	rows = [{"post": "G1", "rank": "？"}, {"post": "G2", "rank": "一般工作人员"}]
	result = planned(workbook(posts=rows))
	assert outcome(result, "posts") == {"changed": (3,), "refused": (2,)}
	assert not result.ready


def test_a_measure_falls_with_its_new_risk_but_not_with_one_of_the_site() -> None:
	raw = workbook(
		risk_points=[
			{"risk": "F1", "unit": "NJ", "title": "大额资金使用未经集体研究", **RISK, "harm": "？"},
			{"risk": "F8", "unit": "NJ-C", "title": "拆分采购规避招标", **RISK, "harm": "？"},
		],
		measures=[
			{"measure": "C8", "risk": "F1", "description": "付款前核对会议纪要", **MEASURE},
			{"measure": "C9", "risk": "F8", "description": "采购计划按年度汇总审核", **MEASURE},
		],
	)
	result = planned(raw, bad_rows="skip")
	assert outcome(result, "risk_points") == {"refused": (2, 3)}
	assert outcome(result, "measures") == {"new": (2,), "refused": (3,)}
	assert result.register["measures"]["measure"].tolist() == ["C8"]
	assert result.ready


def test_a_cell_that_names_nobody_keeps_who_was_named_before() -> None:
	rows = [
		{"measure": "C2", "risk": "F2", "responsible_person": "无此人", "description": "每周核对用印登记"},
		{"measure": "C8", "risk": "F2", "description": "用印前查验审批单", **MEASURE, "responsible_person": "无此人"},
	]
	result = planned(workbook(measures=rows), bad_rows="skip")
	assert outcome(result, "measures") == {"new": (3,), "changed": (2,)}
	assert result.register["measures"]["responsible_person"].tolist() == ["R2", None]


def test_further_refusals_take_their_rows_out_with_what_rests_on_them() -> None:
	raw = workbook(
		risk_points=[{"risk": "F8", "unit": "NJ-C", "title": "拆分采购规避招标", **RISK}],
		measures=[{"measure": "C9", "risk": "F8", "description": "采购计划按年度汇总审核", **MEASURE}],
	)
	refusal = Finding(OUTSIDE, Place("risk_points", 2, "unit"), {"unit": "建设科", "scope": "办公室"})
	plan = planned(raw, bad_rows="skip")
	assert outcome(plan, "measures") == {"new": (2,)}
	refused = plan.refuse([refusal])
	assert outcome(refused, "risk_points") == outcome(refused, "measures") == {"refused": (2,)}
	assert not refused.ready
	strict = planned(raw).refuse([refusal])
	assert outcome(strict, "measures") == {"new": (2,)}
	assert not strict.ready


# Where an import may write


def test_a_row_of_another_unit_is_refused_and_one_of_a_new_unit_below_is_not() -> None:
	unit = {"unit_type": "内设机构", "responsible_leader": "R1"}
	post = {"rank": "一般工作人员"}
	result = planned(
		workbook(
			units=[
				{"unit": "NJ-B-1", "unit_name": "机要室", "parent_unit": "NJ-B", **unit},
				{"unit": "NJ-B-2", "unit_name": "机要一组", "parent_unit": "NJ-B-1", **unit},
				{"unit": "NJ-D", "unit_name": "法规科", "parent_unit": "NJ", **unit},
				{"unit": "XX", "unit_name": "无上级的局", "parent_unit": None, **unit},
			],
			posts=[
				{"post": "G8", "post_name": "机要岗", "unit": "NJ-B-2", **post},
				{"post": "G9", "post_name": "建设岗", "unit": "NJ-C", **post},
				{"post": "G1", "post_name": "秘书岗", "unit": "NJ-B", **post},
			],
		),
		within={"NJ-B"},
	)
	assert told(result, "error") == [
		("parent_outside_import", "units!D4"),
		("top_unit_in_import", "units!D5"),
		("outside_import", "posts!C3"),
		("code_outside_import", "posts!A4"),
	]
	messages = [finding.message() for finding in errors(result)]
	assert messages[2] == (
		"本行属于“建设科”，不在本次导入的范围（办公室及其下级）内，请从文件中移出本行，或改正所属单位"
	)
	assert "编码“G1”在系统中已属于“宁江县水务局”" in messages[3]


def test_the_units_own_row_stays_below_the_parent_that_it_has() -> None:
	rows = [{"unit": "NJ-B", "unit_name": "办公室", "unit_type": "内设机构", "parent_unit": "NJ", "head": "R3"}]
	result = planned(workbook(units=rows), within={"NJ-B"})
	assert told(result) == []
	assert outcome(result, "units") == {"changed": (2,)}
	moved = planned(workbook(units=[rows[0] | {"parent_unit": "NJ-C"}]), within={"NJ-B"})
	assert told(moved, "error") == [("parent_outside_import", "units!D2")]


def test_moving_a_record_to_another_unit_of_the_import_is_a_change() -> None:
	raw = workbook(posts=[{"post": "G3", "unit": "建设科"}])
	result = planned(raw, within=NJ)
	((_, code, title, changes),) = result.changes(5)
	assert (code, title) == ("G3", "办公室经办岗")
	assert [(it.field.name, it.old, it.new) for it in changes] == [("unit", "办公室（NJ-B）", "建设科（NJ-C）")]


def test_rows_of_a_document_elsewhere_are_refused() -> None:
	raw = workbook(
		tenures=[{"post": "G1", "person": "R2", "start_date": "2026-01-01"}],
		measures=[{"measure": "C8", "risk": "F1", "description": "付款前核对会议纪要", **MEASURE}],
	)
	result = planned(raw, within={"NJ-B"})
	assert told(result, "error") == [("outside_import", "tenures!A2"), ("outside_import", "measures!B2")]


# In words


def test_changes_are_in_words_and_limited() -> None:
	raw = workbook(
		posts=[{"post": code, "rank": "分管领导", "key_post": "是"} for code in ("G1", "G2", "G3")],
		measures=[{"measure": "C1", "due_date": "2026-12-31", "responsible_person": "李明"}],
	)
	result = planned(raw)
	changes = result.changes(4)
	assert [(place.table, place.row) for place, *_ in changes] == [
		("posts", 2),
		("posts", 3),
		("posts", 4),
		("measures", 2),
	]
	assert [change.to_dict() for change in changes[1][3]] == [
		{"field": "rank", "label": "岗位层次", "old": "内设机构负责人", "new": "分管领导"},
		{"field": "key_post", "label": "重点岗位", "old": "否", "new": "是"},
	]
	assert [change.to_dict("en") for change in changes[3][3]] == [
		{"field": "responsible_person", "label": "Responsible Person", "old": "王守正（R1）", "new": "李明（R2）"},
		{"field": "due_date", "label": "Due Date", "old": "2026-09-30", "new": "2026-12-31"},
	]
	assert len(result.changes(2)) == 2
