"""The rules of the ledgers: the smallest change that breaks each, and the near miss."""

from __future__ import annotations

import pytest
from checks_sample import WITH_LEDGERS, Edits, checked, told

from lianzheng_risk.core.checks import skip_bad

NOT_URGENT = {"result": "通过", "urgent_reason": None, "ratify_by": None, "ratified_on": None}
CASES = [
	# rule, place, row, what breaks it, what nearly does
	("activity_conduct", "activities 2 status", ("activity_posts", 2), {"attended": "否"}, {"remark": "迟到"}),
	("activity_conduct", "activities 2 status", ("activities", 2), {"held_on": "2026-07-01"}, {"held_on": "2026-06-30"}),
	("activity_conduct", "activities 3 status", ("activities", 3), {"content": "报告内容"}, {"content": None}),
	("about_other_unit", "rectifications 3 post", ("rectifications", 3), {"post": "G1"}, {"post": "G3"}),
	("about_other_unit", "rectifications 3 risk", ("rectifications", 3), {"risk": "F1"}, {"risk": "F3"}),
	("about_other_unit", "inspection_findings 2 risk", ("inspection_findings", 2), {"unit": "NJ-B"}, {"unit": "NJ"}),
	("about_other_unit", "activity_posts 3 post", ("activities", 2), {"unit": "NJ-C"}, {"unit": "NJ"}),
	("days_out_of_order", "rectifications 2 deadline", ("rectifications", 2), {"deadline": "2026-04-01"}, {"deadline": "2026-04-02"}),
	("days_out_of_order", "rectifications 2 closed_on", ("rectifications", 2), {"closed_on": "2026-04-19"}, {"closed_on": "2026-04-20"}),
	("days_out_of_order", "inspections 2 signed_on", ("inspections", 2), {"signed_on": "2026-03-30"}, {"signed_on": "2026-03-31"}),
	("days_out_of_order", "warnings 2 handled_on", ("warnings", 2), {"handled_on": "2026-05-05"}, {"handled_on": "2026-05-06"}),
	("day_to_come", "rectifications 3 ordered_on", ("rectifications", 3), {"ordered_on": "2026-07-01"}, {"ordered_on": "2026-06-30"}),
	("day_to_come", "inspections 2 signed_on", ("inspections", 2), {"signed_on": "2026-07-01"}, {"signed_on": "2026-06-30"}),
	("state_without", "rectifications 2 evidence", ("rectifications", 2), {"evidence": None}, {"evidence": "有"}),
	("state_without", "rectifications 3 asked_until", ("rectifications", 3), {"status": "延期待批"}, {"status": "待整改"}),
	("state_without", "warnings 2 lifted_on", ("warnings", 2), {"lifted_on": None}, {"lifted_on": "2026-05-13"}),
	("day_without_state", "rectifications 3 status", ("rectifications", 3), {"closed_on": "2026-06-20"}, {"reported_on": "2026-06-20"}),
	("day_without_state", "warnings 2 status", ("warnings", 2), {"muted_until": "2026-08-01"}, {"withdrawn": "是"}),
	("concluded_without", "inspections 2 conclusion", ("inspections", 2), {"conclusion": None}, {"conclusion": None, "concluded": None}),
	("days_out_of_order", "decisions 2 execution_due", ("decisions", 2), {"execution_due": "2026-02-25"}, {"execution_due": "2026-02-26"}),
	("days_out_of_order", "decisions 3 ratified_on", ("decisions", 3), {"ratified_on": "2026-04-19"}, {"ratified_on": "2026-04-20"}),
	("day_to_come", "decisions 2 meeting_date", ("decisions", 2), {"meeting_date": "2026-07-01"}, {"meeting_date": "2026-06-30"}),
	("day_to_come", "decisions 3 ratified_on", ("decisions", 3), {"ratified_on": "2026-07-01"}, {"ratified_on": "2026-06-30"}),
	("decided_without", "decisions 2 meeting_date", ("decisions", 2), {"meeting_date": None}, {"meeting_date": "2026-06-30"}),
	("decided_without", "decisions 2 result", ("decisions", 2), {"result": None}, {"result": None, "decided": None}),
	("decided_without", "decisions 3 ratify_by", ("decisions", 3), {"ratify_by": None}, {"ratify_by": "2026-04-20"}),
	("result_of_no_decision", "decisions 3 decided", ("decisions", 3), {"decided": None}, NOT_URGENT | {"decided": None, "result": None}),
	("result_of_no_decision", "decisions 4 decided", ("decisions", 4), {"result": "通过"}, {"remarks": "已列入议程"}),
	("only_of_urgent", "decisions 2 ratify_by", ("decisions", 2), {"ratify_by": "2026-03-05"}, {"remarks": "无"}),
	("decision_result_differs", "decisions 2 result", ("decisions", 2), {"result": "缓议"}, {"result": "通过"}),
	("not_amount", "decisions 2 amount", ("decisions", 2), {"amount": "约48万"}, {"amount": "４８万"}),
	("amount_out_of_range", "decisions 2 amount", ("decisions", 2), {"amount": 10**12}, {"amount": 10**12 - 1}),
	("funds_without_amount", "decisions 2 amount", ("decisions", 2), {"amount": None}, {"amount": None, "category": "重大事项决策"}),
	("decision_meeting", "decision_members 2 opinion", ("decision_members", 2), {"opinion": None}, {"opinion": "同意"}),
	("decision_meeting", "decision_members 3 reason", ("decision_members", 3), {"reason": None}, {"reason": "亲属"}),
	("decision_meeting", "decision_members 4 is_chief", ("decision_members", 2), {"speaking_no": 9}, {"speaking_no": 1}),
	("decision_meeting", "decisions 2 decided", ("decision_members", 4), {"is_chief": None}, {"is_chief": "是"}),
	("decided_by_nobody", "decisions 3 decided", ("decisions", 3), NOT_URGENT, NOT_URGENT | {"decided": None, "result": None}),
]  # fmt: skip


def with_ledgers(edits: Edits) -> Edits:
	return {place: {**WITH_LEDGERS.get(place, {}), **edits.get(place, {})} for place in {**WITH_LEDGERS, **edits}}


def test_the_clean_ledgers_have_no_findings() -> None:
	assert told(checked(WITH_LEDGERS)) == []


@pytest.mark.parametrize(("rule", "place", "at", "broken", "near"), CASES, ids=lambda it: str(it)[:40])
def test_a_rule_is_broken_by_the_smallest_change_and_not_by_a_near_miss(rule, place, at, broken, near) -> None:
	result = checked(with_ledgers({at: broken}))
	assert place in [f"{it.place.table} {it.place.row} {it.place.field}" for it in result.findings]
	assert {code for code, _ in told(result)} == {rule}
	assert told(checked(with_ledgers({at: near}))) == []
	for finding in result.findings:
		zh, en = finding.message("zh"), finding.message("en")
		assert zh != en
		assert not any(sign in zh + en for sign in ("{", "}", "Text(", "nan", "NaT", "<NA>"))


def test_a_concluded_inspection_was_carried_out_by_somebody() -> None:
	result = checked(with_ledgers({("inspection_inspectors", 2): {"inspection": "J2"}}))
	assert [(it.rule.code, it.place.row, it.place.field) for it in result.findings] == [
		("concluded_without", 2, "concluded")
	]


def test_a_meeting_is_told_of_in_rows_of_the_sheet() -> None:
	result = checked(with_ledgers({("decision_members", 2): {"speaking_no": 9}}))
	[finding] = result.findings
	assert finding.message("zh") == "主要负责人应当末位表态：第4行王守正之后还有第2行李明，请把主要负责人移到最后"


def test_what_rests_on_a_lost_risk_point_goes_with_it() -> None:
	result = checked(with_ledgers({("risk_points", 2): {"title": None}}))
	_, left_out = skip_bad(result.register, result.findings)
	assert [(it.table, it.row) for it in left_out] == [
		("risk_points", 2), ("measures", 2), ("rectifications", 2), ("rectifications", 3), ("inspection_findings", 2),
	]  # fmt: skip


def test_an_inspection_whose_signer_is_lost_is_not_concluded_by_anybody() -> None:
	result = checked(with_ledgers({("people", 3): {"rank": None}}))
	register, left_out = skip_bad(result.register, result.findings)
	assert ("inspections", 2, None) in [(it.table, it.row, it.field) for it in left_out]
	assert "J1" not in register["inspections"]["inspection"].tolist()
