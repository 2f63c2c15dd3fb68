from collections import Counter

import pandas as pd
import pytest

from lianzheng_risk.core.register import DTYPES, RISK_POINTS, TABLES, UNITS, Register
from lianzheng_risk.core.vocabulary import normalise

FIELDS = [(table, column) for table in TABLES.values() for column in table.fields]
IDS = [f"{table.name}.{column.name}" for table, column in FIELDS]


def test_the_tables_and_their_sheets():
	assert {name: table.zh for name, table in TABLES.items()} == {
		"units": "单位", "people": "人员", "posts": "岗位", "tenures": "任职",
		"powers": "职权", "power_steps": "职权环节", "risk_points": "风险点", "measures": "防控措施",
		"activities": "廉政活动", "activity_posts": "参加岗位", "rectifications": "整改", "inspections": "监督检查",
		"inspection_inspectors": "检查人员", "inspection_findings": "检查发现问题", "warnings": "预警", "waivers": "暂缓轮岗",
		"decisions": "三重一大决策", "decision_members": "参加决策成员",
	}  # fmt: skip


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
class TestEachTable:
	def test_key_and_title_are_fields(self, table):
		assert {*table.key, table.title} <= set(table.columns)
		assert all(table[name].required for name in table.key[:2])

	def test_no_header_means_two_columns(self, table):
		headers = [{normalise(header) for header in column.headers} for column in table.fields]
		owners = Counter(header for of_column in headers for header in of_column)
		assert [header for header, count in owners.items() if count > 1] == []

	def test_an_empty_frame_has_the_declared_columns_and_dtypes(self, table):
		empty = table.empty()
		assert tuple(empty.columns) == table.columns
		assert [str(dtype) for dtype in empty.dtypes] == [DTYPES[column.kind] for column in table.fields]

	def test_a_frame_from_examples_has_the_declared_dtypes(self, table):
		frame = table.frame([{column.name: column.example for column in table.fields if column.kind != "boolean"}])
		assert [str(dtype) for dtype in frame.dtypes] == [DTYPES[column.kind] for column in table.fields]


@pytest.mark.parametrize(("table", "column"), FIELDS, ids=IDS)
class TestEachField:
	def test_terms_have_a_vocabulary_and_references_a_table_with_one_key(self, table, column):
		assert (column.kind in ("term", "boolean")) == (column.vocabulary is not None)
		assert (column.kind == "reference") == (column.reference is not None)
		if column.reference:
			assert len(TABLES[column.reference].key) == 1

	def test_an_example_is_a_valid_value(self, table, column):
		if column.vocabulary and column.example:
			assert column.vocabulary.find(column.example)
		if column.reference and column.example:
			target = TABLES[column.reference]
			assert column.example == target[target.key[0]].example


def test_missing_columns_and_values_come_in_the_declared_form():
	frame = RISK_POINTS.frame([{"risk": "F1", "title": "", "step_no": 2, "prior_misconduct": True}, {"risk": "F2"}])
	assert frame["title"].tolist() == [None, None]
	assert frame["harm"].tolist() == [None, None]
	assert frame["step_no"].tolist() == [2, pd.NA]
	assert frame["prior_misconduct"].tolist() == [True, False]
	assert frame["decisive_influence"].tolist() == [False, False]


def test_dates_are_midnights_and_may_be_missing():
	frame = TABLES["tenures"].frame([{"post": "G1", "person": "R1", "start_date": "2024-01-02"}])
	assert frame["start_date"].tolist() == [pd.Timestamp("2024-01-02")]
	assert frame["end_date"].isna().all()


def test_a_frame_keeps_its_index_because_it_is_the_place_of_the_row():
	raw = pd.DataFrame({"unit": ["A", "B"]}, index=[5, 9], dtype=object)
	assert UNITS.frame(raw).index.tolist() == [5, 9]


def test_columns_that_are_not_declared_are_left_out():
	assert "colour" not in UNITS.frame([{"unit": "A", "colour": "red"}])


def test_tables_that_are_not_given_are_empty():
	whole = Register.of(units=[{"unit": "A"}])
	assert list(whole) == list(TABLES)
	assert len(whole["units"]) == 1 and whole["measures"].empty
	assert tuple(whole["measures"].columns) == TABLES["measures"].columns


def test_an_unknown_table_is_refused():
	with pytest.raises(KeyError, match="no such table: wishes"):
		Register({"wishes": pd.DataFrame()})


def test_sorted_by_key_with_rows_numbered_anew():
	steps = [{"power": "Q2", "step_no": 1}, {"power": "Q1", "step_no": 10}, {"power": "Q1", "step_no": 2}]
	frame = Register.of(power_steps=steps).sorted()["power_steps"]
	assert frame[["power", "step_no"]].values.tolist() == [["Q1", 2], ["Q1", 10], ["Q2", 1]]
	assert frame.index.tolist() == [0, 1, 2]
