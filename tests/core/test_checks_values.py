"""What one cell means, kind by kind: the same whether typed as text, number or date; anything else is a finding."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest
from checks_sample import AS_OF, Edits, checked, raw_workbook, told
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianzheng_risk.core.checks import check, check_register, skip_bad
from lianzheng_risk.core.checks.found import Problem
from lianzheng_risk.core.checks.values import EXCEL_ERRORS, parse
from lianzheng_risk.core.register import DTYPES, MEASURES, POSTS, POWERS, RISK_POINTS, TABLES, UNITS
from lianzheng_risk.core.register.decisions import DECISIONS
from lianzheng_risk.core.schemes import DEFAULT, MATRIX_5X5

DAY = datetime.date(2026, 6, 30)

UNDERSTOOD = (
	(MEASURES["due_date"], DAY, (
		datetime.date(2026, 6, 30), datetime.datetime(2026, 6, 30, 17, 45), 46203, 46203.0, 46203.74, "46203",
		"2026-06-30", "2026/6/30", "2026.6.30", "2026年6月30日", " 2026 年 6 月 30 号 ", "20260630", 20260630.0,
		"２０２６－０６－３０", "２０２６年６月３０日", "2026-06-30 00:00:00", "2026-06-30T08:05",
	)),
	(MEASURES["due_date"], datetime.date(2026, 6, 3), ("2026-6-3", "2026-6-3 10:00", datetime.date(2026, 6, 3))),
	(POWERS["time_limit_days"], 3, (3, 3.0, "3", "３", " 3.0 ", "+3", "03")),
	(DECISIONS["amount"], 480000.0, (
		480000, 480000.0, "480000", "480,000.00", "￥480,000", "¥ 480000元", "４８００００", "48万", "48.0万元", "48万元整", "人民币480000元",
	)),
	(DECISIONS["amount"], 0.0, (0, "0.00", "-0")),
	(DECISIONS["amount"], 0.29, (0.29, "0.29", "0.290")),
	(DECISIONS["amount"], 120000000.0, ("1.2亿", "1.2 亿元")),
	(POWERS["power"], "1001", (1001, 1001.0, "1001", "　1001 ")),
	(POWERS["exercised_by"], "1.1", (1.1, "1.1")),
	(POWERS["power"], "100000000000000", (1e14, 10**14)),
	(POSTS["key_post"], True, ("是", "√", "Y", " yes ", "TRUE", 1.0, "１")),
	(POSTS["key_post"], False, ("否", "×", "无", "FALSE", 0, "no")),
	(RISK_POINTS["stated_grade"], "I", ("一级", "Ⅰ级", "I级", "I", 1, 1.0, "高", "高风险", "高级", "高度", "A", "ａ", "★★★", "一级风险")),
	(RISK_POINTS["stated_grade"], "III", ("三级", "Ⅲ", "3", "低级", "一般风险", "C", "★")),
	(RISK_POINTS["probability"], "fairly_high", ("较高", "中", "Fairly High", "fairly_high")),
	(UNITS["parent_unit"], "7", (7.0, " 7 ")),
	(UNITS["parent_unit"], None, ("", "  ", "　\n")),
	(POSTS["duties"], "字" * 500, ("字" * 500,)),
)  # fmt: skip


@pytest.mark.parametrize(
	("column", "meaning", "cell"),
	[(column, meaning, cell) for column, meaning, cells in UNDERSTOOD for cell in cells],
	ids=lambda value: getattr(value, "name", repr(value)[:20]),
)
def test_cells_are_understood(column, meaning, cell) -> None:
	understood = parse(cell, column)
	assert understood == meaning
	assert type(understood) is type(meaning)


REFUSED = (
	(MEASURES["due_date"], "impossible_date", ("2026-02-30", "2026年13月1日", "20260631", "0000-00-00")),
	(MEASURES["due_date"], "date_without_day", ("2026年6月", "2026-06", "2026.6", "2026年", 2026.0, "2026", 202606)),
	(MEASURES["due_date"], "date_out_of_range", ("1926-06-30", datetime.date(2206, 6, 30), "2101-01-01")),
	(MEASURES["due_date"], "not_date", (
		"6月30日", "26-6-30", "长期", "TRUE", 5.0, -46203.0, 1e18, float("inf"), datetime.time(8, 30),
		datetime.timedelta(days=3), "2026-06-30；2026-09-30", "9" * 5000,
	)),
	(MEASURES["due_date"], "excel_error", ("#REF!", " #N/A ")),
	(POWERS["time_limit_days"], "not_integer", (3.5, "三", "3天", "1e3", "TRUE", datetime.date(2026, 6, 30), float("inf"))),
	(POWERS["time_limit_days"], "integer_out_of_range", (-1, "-1", 2**31, 123456789012)),
	(DECISIONS["amount"], "not_amount", (
		"48,00", "1,0000", "四十八万", "480.005", "0.0000001万", "4.8e5", "-", "￥", "48万万元", "$480", "TRUE", DAY, 1e18, float("inf"),
	)),
	(DECISIONS["amount"], "amount_out_of_range", (-1, "-0.01", 10**12, "10000亿")),
	(POWERS["power"], "not_text", (DAY, datetime.datetime(2026, 6, 30), datetime.time(8, 30), datetime.timedelta(1))),
	(POWERS["power"], "number_too_long", (1e15, 10**400, -(10**15), float("inf"))),
	(POWERS["power_name"], "text_too_long", ("权" * 141,)),
	(POWERS["category"], "unknown_term", ("决策", "执法权；人事权", "字" * 5000, 7, DAY, 10**400)),
	(POSTS["key_post"], "unknown_term", ("重点", 2, 0.5)),
	(RISK_POINTS["stated_grade"], "grade_to_settle", ("1中2低", "D", 4, "四级", "高或中", "风险")),
)  # fmt: skip


@pytest.mark.parametrize(
	("column", "rule", "cell"),
	[(column, rule, cell) for column, rule, cells in REFUSED for cell in cells],
	ids=lambda value: getattr(value, "name", repr(value)[:20] if not isinstance(value, int) else "number"),
)
def test_cells_are_refused_with_a_short_value(column, rule, cell) -> None:
	problem = parse(cell, column)
	assert isinstance(problem, Problem)
	assert problem.rule.code == rule
	assert len(str(problem.values.get("value", ""))) <= 31


def test_a_truth_value_is_not_the_number_one() -> None:
	result = checked({("powers", 2): {"time_limit_days": True}, ("power_steps", 2): {"time_limit_days": 1}})
	assert told(result) == [("not_integer", "powers!I2")]
	steps = checked({("power_steps", 2): {"time_limit_days": True}, ("power_steps", 3): {"time_limit_days": 1}})
	assert told(steps) == [("not_integer", "power_steps!G2")]
	assert steps.register["power_steps"]["time_limit_days"].tolist() == [pd.NA, 1, pd.NA]


def test_a_register_has_its_declared_types_and_excel_rows() -> None:
	register = checked({("posts", 3): {"key_post": None}, ("tenures", 3): {"end_date": 46203.0}}).register
	for name, table in TABLES.items():
		assert list(register[name].columns) == list(table.columns)
		assert {c.name: str(register[name][c.name].dtype) for c in table.fields} == {
			c.name: DTYPES[c.kind] for c in table.fields
		}
	assert register["posts"]["key_post"].tolist() == [True, False, False]
	assert register["tenures"].index.tolist() == [2, 3, 4]
	assert register["tenures"].loc[3, "end_date"] == pd.Timestamp(DAY)
	assert register["units"].loc[3, "head"] == "R2"


def test_a_missing_optional_column_is_empty_and_no_finding() -> None:
	raw = raw_workbook()
	del raw.tables["risk_points"].frame["manifestation"]
	result = check(raw, DEFAULT, AS_OF)
	assert result.findings == []
	assert result.register["risk_points"]["manifestation"].tolist() == [None, None, None]


def test_a_workbook_without_rows_says_that_units_are_missing() -> None:
	raw = raw_workbook()
	raw.tables.clear()
	assert told(check(raw, DEFAULT, AS_OF)) == [("no_units", "units!A1")]


def test_the_levels_offered_are_those_of_the_scheme() -> None:
	edits = {("risk_points", 2): {"probability": "经常"}}
	(three,), (five,) = (
		[it.message() for it in checked(edits, scheme).findings if it.rule.code == "unknown_term"]
		for scheme in (DEFAULT, MATRIX_5X5)
	)
	assert three == "“发生机率”不能填“经常”，请从以下选项中选择：高、较高、较小"
	assert five == "“发生机率”不能填“经常”，请从以下选项中选择：很高、高、较高、较小、很小"


CELLS = st.one_of(
	st.none(), st.booleans(), st.integers(), st.just(10**400), st.floats(), st.text(max_size=30), st.dates(),
	st.datetimes(), st.times(), st.timedeltas(), st.sampled_from(sorted(EXCEL_ERRORS)),
	st.sampled_from(("NJ", "NJ-B", "R1", "G1", "Q1", "F1", "2", "2,3", "是", "一级", "高", "严重", "2026-06-30", "已落实", "内设机构")),
)  # fmt: skip
EDITS = st.dictionaries(
	st.sampled_from([(name, row) for name in TABLES for row in (2, 3, 9)]),
	st.dictionaries(
		st.sampled_from(sorted({c for table in TABLES.values() for c in table.columns})), CELLS, max_size=6
	),
	max_size=6,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=EDITS)
def test_whatever_the_cells_hold_there_are_findings_and_never_a_traceback(edits: Edits) -> None:
	result = checked(edits)
	for finding in result.findings:
		assert finding.message("zh") and finding.message("en") and result.layout.cell(finding.place)
	rest, left_out = skip_bad(result.register, result.findings)
	assert bool(left_out) == any(finding.severity == "error" for finding in result.findings)
	assert [it for it in check_register(rest, DEFAULT, AS_OF) if it.severity == "error"] == []
