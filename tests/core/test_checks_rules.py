"""Each rule: the smallest change of a clean register that breaks it, and a near miss that breaks nothing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import pytest
from checks_sample import AS_OF, Edits, checked, raw_workbook, told
from test_checks_loop import CASES as OF_LEDGERS

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks import RULES, check, check_register
from lianzheng_risk.core.findings import Finding, Place
from lianzheng_risk.core.schemes import DEFAULT, MATRIX_5X5
from lianzheng_risk.core.workbook.rules import MISSING_COLUMN


@dataclass(frozen=True)
class Case:
	"""`broken` puts the rule's finding, and no other, at the cell; `near` gives no finding at all."""

	rule: str
	cell: str
	broken: Edits
	near: Edits


def case(rule: str, cell: str, at: tuple[str, int], broken: dict, near: dict | None) -> Case:
	return Case(rule, cell, {at: broken}, {at: near} if near else {})


def posts_with(manifestation: str, posts: int) -> Edits:
	"""So many more posts, each with a risk point in these words, which may hold a {number}."""
	edits: Edits = {}
	for number in range(posts):
		edits["posts", 11 + number] = {
			"post": f"P{number}", "post_name": f"窗口{number}", "unit": "NJ-B", "rank": "一般工作人员"
		}  # fmt: skip
		edits["risk_points", 11 + number] = {
			"risk": f"W{number}", "unit": "NJ-B", "post": f"P{number}", "category": "岗位职责", "title": "拖延办理",
			"manifestation": manifestation.format(number=number), "probability": "较小", "harm": "一般",
		}  # fmt: skip
	return edits


UNIT = {"unit": "NJ-D", "unit_name": "河道管理所", "unit_type": "单位", "parent_unit": "NJ"}
PERSON = {"person": "R4", "person_name": "李明", "unit": "NJ", "rank": "一般工作人员"}
POST = {"post": "G4", "post_name": "档案岗", "unit": "NJ-B", "rank": "一般工作人员"}
TENURE = {"post": "G3", "person": "R3", "start_date": "2020-01-01"}
POWER = {"power": "Q2", "power_name": "公章使用", "unit": "NJ-B", "category": "其他职权"}
STEP = {"power": "Q2", "step_no": 1, "step_name": "用印登记"}
RISK = {
	"risk": "F4", "unit": "NJ-B", "category": "业务流程", "title": "用印未登记", "probability": "较小", "harm": "一般"
}  # fmt: skip
FILED = {"approved_on": "2026-03-20", "filing": "宁示纪备〔2026〕1号", "filed_on": "2026-03-20"}
MEASURE = {
	"measure": "C3", "risk": "F2", "layer": "岗位", "phase": "后期处置", "description": "对违规用印予以纠正",
	"responsible_person": "R2", "due_date": "2026-12-31", "status": "计划中",
}  # fmt: skip

CASES = (
	# cells
	case("required", "units!B4", ("units", 4), {"unit_name": " "}, {"unit_name": " 建设科 "}),
	case("required", "risk_points!I3", ("risk_points", 3), {"probability": None}, {"probability": "低"}),
	case("excel_error", "posts!F2", ("posts", 2), {"duties": "#REF!"}, {"duties": "#REF! 是错误值"}),
	case(
		"not_text", "powers!G2", ("powers", 2),
		{"exercised_by": datetime.datetime(2026, 1, 2)}, {"exercised_by": "局党组"},
	),
	case("number_too_long", "people!E2", ("people", 2), {"job_title": 370802199001011234.0}, {"job_title": 37080219900101.0}),
	case("text_too_long", "powers!G2", ("powers", 2), {"exercised_by": "局" * 141}, {"exercised_by": "局" * 140}),
	case("not_integer", "powers!I2", ("powers", 2), {"time_limit_days": "十天"}, {"time_limit_days": "１０"}),
	case("integer_out_of_range", "powers!I2", ("powers", 2), {"time_limit_days": -1}, {"time_limit_days": 0.0}),
	case("not_date", "measures!K2", ("measures", 2), {"due_date": "长期"}, {"due_date": "２０２６年9月30日"}),
	case("impossible_date", "measures!K2", ("measures", 2), {"due_date": "2026-02-30"}, {"due_date": "2028-02-29"}),
	case("date_without_day", "measures!K2", ("measures", 2), {"due_date": "2026年6月"}, {"due_date": "2026年6月1日"}),
	case("date_out_of_range", "measures!K2", ("measures", 2), {"due_date": "2206-06-30"}, {"due_date": "2100-12-31"}),
	case("unknown_term", "measures!D2", ("measures", 2), {"phase": "全程"}, {"phase": "事前"}),
	case("unknown_term", "posts!E2", ("posts", 2), {"key_post": "也许"}, {"key_post": True}),
	case("grade_to_settle", "risk_points!N2", ("risk_points", 2), {"stated_grade": "1中2低"}, {"stated_grade": "★★★"}),
	# references and keys
	case("unresolved_reference", "units!F3", ("units", 3), {"head": "李明明"}, {"head": " 李　明 "}),
	Case(
		"ambiguous_name", "units!F3",
		{("people", 5): PERSON}, {("people", 5): PERSON, ("units", 3): {"head": "R2"}},
	),
	case("code_refused", "units!A5", ("units", 5), {**UNIT, "unit": "NJ-D；NJ-E"}, {**UNIT, "unit": "NJ-D&E"}),
	case("duplicate_key", "people!A5", ("people", 5), {**PERSON, "person": "R2"}, {**PERSON, "person": "R2-1", "person_name": "李鸣"}),
	case("duplicate_key", "tenures!A5", ("tenures", 5), {**TENURE, "start_date": "2021.7.1"}, {**TENURE, "person": "R2"}),
	case("similar_key", "people!A5", ("people", 5), {**PERSON, "person": "r１", "person_name": "李鸣"}, {**PERSON, "person": "r11", "person_name": "李鸣"}),
	# the tree of units
	case("unit_own_parent", "units!D2", ("units", 2), {"parent_unit": "NJ"}, {"parent_unit": None}),
	Case(
		"unit_cycle", "units!D5",
		{("units", 5): {**UNIT, "parent_unit": "NJ-E"}, ("units", 6): {**UNIT, "unit": "NJ-E", "parent_unit": "NJ-D"}},
		{("units", 5): UNIT, ("units", 6): {**UNIT, "unit": "NJ-E", "parent_unit": "NJ-D"}},
	),
	case("department_at_top", "units!D2", ("units", 2), {"unit_type": "内设机构"}, {"unit_type": "单位"}),
	case("unit_below_department", "units!D5", ("units", 5), {**UNIT, "parent_unit": "NJ-C"}, UNIT),
	case("several_tops", "units!A1", ("units", 5), {**UNIT, "parent_unit": None}, UNIT),
	case("post_of_other_unit", "risk_points!C3", ("risk_points", 3), {"unit": "NJ-C"}, {"unit": "NJ"}),
	Case(
		"power_of_other_unit", "risk_points!D5",
		{("powers", 2): {"unit": "NJ-C"}, ("risk_points", 5): {**RISK, "power": "Q1"}},
		{("powers", 2): {"unit": "NJ-C"}, ("risk_points", 5): {**RISK, "power": "Q1", "unit": "NJ-C"}},
	),
	# dates in order
	case("tenure_ends_before_start", "tenures!D3", ("tenures", 3), {"end_date": "2022-01-09"}, {"end_date": "2022-01-10"}),
	case("tenure_overlap", "tenures!C4", ("tenures", 5), {**TENURE, "end_date": "2021-07-02"}, {**TENURE, "end_date": "2021-07-01"}),
	case("completed_in_future", "measures!M3", ("measures", 3), {"completed_on": "2026-07-01"}, {"completed_on": "2026-06-30"}),
	case("done_without_date", "measures!M3", ("measures", 3), {"completed_on": None}, {"completed_on": None, "status": "落实中"}),
	case("date_without_done", "measures!L2", ("measures", 2), {"completed_on": "2026-06-01"}, {"completed_on": "2026-06-01", "status": "已核实", "evidence": "会议纪要"}),
	# coverage
	case("post_without_risk", "posts!A5", ("posts", 5), POST, None),
	Case(
		"power_without_risk", "powers!A3",
		{("powers", 3): POWER, ("power_steps", 5): STEP},
		{("powers", 3): POWER, ("power_steps", 5): STEP, ("risk_points", 5): {**RISK, "power": "Q2"}},
	),
	Case(
		"power_without_steps", "powers!A3",
		{("powers", 3): POWER, ("risk_points", 5): {**RISK, "power": "公章使用"}},
		{("powers", 3): POWER, ("risk_points", 5): {**RISK, "power": "公章使用"}, ("power_steps", 5): STEP},
	),
	case("risk_without_measure", "risk_points!A2", ("measures", 2), {"status": "已取消"}, {"status": "计划中"}),
	case("risk_without_measure", "risk_points!A5", ("risk_points", 5), {**RISK, "probability": "较高"}, RISK),
	case("measure_without_person", "measures!J4", ("measures", 4), {**MEASURE, "responsible_person": None}, MEASURE),
	case("measure_without_due_date", "measures!K4", ("measures", 4), {**MEASURE, "due_date": None}, {**MEASURE, "due_date": None, "status": "已失效"}),
	case("done_without_evidence", "measures!N3", ("measures", 3), {"evidence": " "}, {"evidence": "无印章使用异常记录"}),
	# grades
	case("level_not_in_scheme", "risk_points!I4", ("risk_points", 4), {"probability": "很小"}, {"probability": "小"}),
	case("stated_grade_differs", "risk_points!N2", ("risk_points", 2), {"stated_grade": "二级"}, {"stated_grade": None}),
	# approval, publicity, filing
	case("approval_out_of_order", "risk_points!Q2", ("risk_points", 2), {"approved_on": "2026-03-20", "publicised_until": "2026-03-19"}, {"approved_on": "2026-03-20", "publicised_until": "2026-03-20"}),
	case("approval_out_of_order", "risk_points!S2", ("risk_points", 2), {**FILED, "filed_on": "2026-03-19"}, FILED),
	case("approval_to_come", "risk_points!P2", ("risk_points", 2), {"approved_on": "2026-07-01"}, {"approved_on": "2026-06-30", "publicised_until": "2026-07-07"}),
	case("approval_to_come", "risk_points!S2", ("risk_points", 2), {**FILED, "filed_on": "2026-07-01"}, {**FILED, "filed_on": "2026-06-30"}),
	case("approval_incomplete", "risk_points!Q2", ("risk_points", 2), {"publicised_until": "2026-03-27"}, {"approved_on": "2026-03-20"}),
	case("approval_incomplete", "risk_points!R2", ("risk_points", 2), {**FILED, "filed_on": None}, FILED),
	case("approval_incomplete", "risk_points!S2", ("risk_points", 2), {**FILED, "filing": None}, FILED),
	# the flow of a power
	case("step_without_power", "risk_points!D5", ("risk_points", 5), {**RISK, "step_no": 1}, RISK),
	case("risk_step_missing", "risk_points!E2", ("risk_points", 2), {"step_no": 4}, {"step_no": "3"}),
	case("next_steps_unreadable", "power_steps!H2", ("power_steps", 2), {"next_steps": "2.3"}, {"next_steps": " 2、3 "}),
	case("next_step_missing", "power_steps!H3", ("power_steps", 3), {"next_steps": "3，4"}, {"next_steps": "3，1"}),
	case("joined_duties", "power_steps!C2", ("power_steps", 2), {"step_name": "用款申请及审批", "post": None}, {"step_name": "受理申请及审批", "post": None}),
	case("one_person_two_duties", "power_steps!D3", ("power_steps", 3), {"post": "G3"}, {"post": "G3", "external": "是"}),
	# wording
	case("template_leftover", "risk_points!G4", ("risk_points", 4), {"title": "接受XX单位宴请"}, {"title": "接受XXL企业宴请"}),
	case("template_leftover", "posts!F2", ("posts", 2), {"duties": "待定"}, {"duties": "落实期待定期轮岗的要求"}),
	case("template_leftover", "posts!F2", ("posts", 2), {"duties": "请填写岗位职责"}, {"duties": "受理申请填写的表格"}),
	case("too_short", "risk_points!H4", ("risk_points", 4), {"manifestation": "吃请送礼"}, {"manifestation": "接受吃请送礼"}),
	case("no_conduct", "risk_points!H3", ("risk_points", 3), {"manifestation": "用印登记不全。"}, {"manifestation": "用印登记不全不实"}),
	case("vague_wording", "risk_points!H2", ("risk_points", 2), {"manifestation": "违反有关规定，以会签代替会议"}, {"manifestation": "违反议事规则，以会签代替会议"}),
	case("vague_wording", "measures!F3", ("measures", 3), {"description": "加强用印管理"}, {"description": "加强用印管理，每月核对登记"}),
	Case(
		"copied_wording", "risk_points!H11",
		posts_with("对服务对象态度生硬，推诿拖延", 5), posts_with("对服务对象态度生硬，推诿拖延", 4),
	),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.cell}")
def test_a_rule_is_broken_by_the_smallest_change_and_not_by_a_near_miss(case: Case) -> None:
	broken = checked(case.broken)
	assert (case.rule, case.cell) in told(broken)
	assert {rule for rule, _ in told(broken)} == {case.rule}
	assert told(checked(case.near)) == []
	for finding in broken.findings:
		zh, en = finding.message("zh"), finding.message("en")
		assert zh != en
		assert not any(sign in zh + en for sign in ("{", "}", "Text(", "nan", "<NA>"))


def test_every_rule_has_a_case() -> None:
	# Only a register without any row lacks all units; that is tested with the values.
	# Those of the ledgers are in test_checks_loop.
	assert {case.rule for case in CASES} == set(RULES) - {"no_units"} - {rule for rule, *_ in OF_LEDGERS}


def test_the_clean_register_has_no_findings_with_and_without_cells() -> None:
	result = checked()
	assert told(result) == []
	assert check_register(result.register, DEFAULT, AS_OF) == []


BEYOND_CELLS = [case for case in CASES if case.rule in (
	"duplicate_key", "similar_key", "unit_cycle", "tenure_overlap", "post_without_risk", "stated_grade_differs",
	"risk_step_missing", "one_person_two_duties", "template_leftover", "copied_wording", "post_of_other_unit",
)]  # fmt: skip


@pytest.mark.parametrize("case", BEYOND_CELLS, ids=lambda case: f"{case.rule}-{case.cell}")
def test_a_typed_register_gets_the_same_findings_as_its_cells(case: Case) -> None:
	result = checked(case.broken)
	assert check_register(result.register, DEFAULT, AS_OF) == result.findings


def test_a_typed_register_is_checked_for_what_it_lacks_and_where_it_leads() -> None:
	register = checked().register
	register["posts"].loc[3, "unit"] = "NJ-X"
	register["people"].loc[4, "rank"] = None
	findings = check_register(register, DEFAULT, AS_OF)
	assert [(it.rule.code, it.place.table, it.place.row, it.place.field) for it in findings] == [
		("required", "people", 4, "rank"),
		("unresolved_reference", "posts", 3, "unit"),
	]


def test_a_typed_register_may_hold_categories() -> None:
	register = checked({("risk_points", 2): {"stated_grade": "二级"}}).register
	risks = register["risk_points"]
	register.frames["risk_points"] = risks.astype(dict.fromkeys(("unit", "post", "category", "harm"), "category"))
	findings = check_register(register, DEFAULT, AS_OF)
	assert [it.rule.code for it in findings] == ["stated_grade_differs"]


def test_a_level_counts_by_the_scheme_in_force() -> None:
	edits = {("risk_points", 4): {"probability": "很小"}, ("risk_points", 2): {"stated_grade": None}}
	assert told(checked(edits, MATRIX_5X5)) == []


MESSAGES = {
	"unit_cycle": "上下级关系成了循环（NJ-D → NJ-E → NJ-D），请改正其中一个“上级单位”",
	"ambiguous_name": "“人员”表中有不止一个“李明”，请在“负责人”中改填编码：R2、R4",
	"tenure_overlap": "同一人在同一岗位的任职时间与第5行重叠，请核对任职和离任日期",
	"risk_step_missing": "职权“大额资金使用”没有第4个环节，请核对序号，或在“职权环节”表中补上该环节",
	"one_person_two_duties": (
		"“办公室经办岗”在同一职权中既办理环节1（申请），又办理本环节（审批），二者应当分离，请调整经办岗位或人员"
	),
	"copied_wording": "同样的“表现形式”用在5个岗位上（第11、12、13、14、15行），请按各岗位的实际情况分别填写",
	"post_of_other_unit": "岗位“办公室主任岗”属于“办公室”，与本行的“建设科”没有上下级关系，请核对单位和岗位",
	"stated_grade_differs": (
		"自评为二级，按定级方案应为一级（危害程度：严重 → 一级），请核对机率、危害和提级情形，或改正自评等级"
	),
}


@pytest.mark.parametrize("rule", MESSAGES)
def test_messages_say_what_to_do(rule: str) -> None:
	broken = next(case.broken for case in CASES if case.rule == rule)
	assert checked(broken).findings[0].message() == MESSAGES[rule]


def test_a_person_holding_two_posts_is_one_hand() -> None:
	edits = {
		("tenures", 5): {"post": "G1", "person": "R3", "start_date": "2026-01-01"},
		("tenures", 6): {"post": "G2", "person": "R3", "start_date": "2024-01-01", "end_date": "2024-12-31"},
	}
	result = checked(edits)
	assert told(result) == [("one_person_two_duties", "power_steps!D3")]
	assert result.findings[0].message().startswith("“赵廉”在同一职权中既办理环节1（申请），又办理本环节（审批）")


def test_an_overlap_is_told_against_the_tenure_that_lasts() -> None:
	edits = {
		("tenures", 5): {**TENURE, "start_date": "2010-01-01", "end_date": "2020-01-01"},
		("tenures", 6): {**TENURE, "start_date": "2011-01-01", "end_date": "2012-01-01"},
		("tenures", 7): {**TENURE, "start_date": "2013-01-01", "end_date": "2014-01-01"},
	}
	overlaps = [(it.place.row, it.values["other"]) for it in checked(edits).findings]
	assert overlaps == [(6, 5), (7, 5)]


def test_only_those_in_the_circle_are_told_of_it_not_those_below() -> None:
	circle = {
		("units", row): {**UNIT, "unit": code, "parent_unit": parent}
		for row, code, parent in ((11, "A", "B"), (12, "B", "C"), (13, "C", "A"), (14, "D", "A"), (15, "E", "D"))
	}
	assert told(checked(circle)) == [
		("unit_cycle", "units!D11"),
		("unit_cycle", "units!D12"),
		("unit_cycle", "units!D13"),
	]


def test_findings_come_by_table_row_and_column_and_point_at_sheet_and_cell() -> None:
	result = checked(
		{
			("measures", 2): {"status": "好"},
			("risk_points", 10): {**RISK, "harm": "大", "probability": "大", "risk": None},
			("risk_points", 4): {"harm": "大"},
			("units", 3): {"unit_type": None},
		}
	)
	cells = [f"{result.layout.sheet(it.place)}!{result.layout.cell(it.place)}" for it in result.findings]
	assert cells == ["单位!C3", "风险点!J4", "风险点!A10", "风险点!I10", "风险点!J10", "防控措施!L2"]


def test_what_the_reader_found_comes_first_in_its_place() -> None:
	raw = raw_workbook({("posts", 2): {"post_name": None}, ("measures", 2): {"status": None}})
	raw.findings.append(Finding(MISSING_COLUMN, Place("posts", 1, "rank"), {"header": Text("岗位层次", "Post Rank")}))
	del raw.tables["posts"].frame["rank"]
	assert told(check(raw, DEFAULT, AS_OF)) == [
		("missing_column", "posts!D1"),
		("required", "posts!B2"),
		("required", "measures!L2"),
	]


@pytest.mark.parametrize(("posts", "hints"), [(10, [("copied_wording", "measures!F11")]), (9, [])])
def test_a_measure_may_serve_several_posts_but_not_any_number(posts: int, hints: list) -> None:
	edits = posts_with("对第{number}类申请拖延不办", posts)
	for number in range(posts):
		edits["measures", 11 + number] = {**MEASURE, "measure": f"M{number}", "risk": f"W{number}"}
	assert told(checked(edits)) == hints
