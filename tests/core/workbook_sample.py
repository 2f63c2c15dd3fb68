"""Small workbooks for the workbook tests, made with openpyxl and nothing of ours."""

from __future__ import annotations

import datetime
from io import BytesIO

from openpyxl import Workbook, load_workbook

from lianzheng_risk.core.register import Register

AS_OF = datetime.date(2026, 6, 30)
Rows = list[list[object]]

PEOPLE_HEADER = ["人员编号", "姓名", "所在单位", "职务层次", "职务"]
UNITS = [["单位编码", "单位名称", "单位类型"], ["NJ", "宁江县林业局", "单位"]]


def workbook_bytes(sheets: dict[str, Rows], first_row: int = 1, first_column: int = 1) -> bytes:
	"""A workbook with these sheets, the first cell of each at the place given."""
	workbook = Workbook()
	workbook.remove(workbook.active)
	for title, rows in sheets.items():
		sheet = workbook.create_sheet(title)
		for row, values in enumerate(rows, start=first_row):
			for column, value in enumerate(values, start=first_column):
				sheet.cell(row, column, value)
	return saved(workbook)


def saved(workbook: Workbook) -> bytes:
	buffer = BytesIO()
	workbook.save(buffer)
	return buffer.getvalue()


def opened(data: bytes) -> Workbook:
	return load_workbook(BytesIO(data))


def written(write, *arguments) -> bytes:
	"""What one of the product's write functions puts out: `write(*arguments)`, the target being the empty place."""
	buffer = BytesIO()
	write(*(buffer if argument is ... else argument for argument in arguments))
	return buffer.getvalue()


def register() -> Register:
	"""One row or two in each table, every kind of field used, references all kept."""
	return Register.of(
		units=[
			{"unit": "001", "unit_name": "宁江县林业局", "unit_type": "unit", "head": "R1"},
			{"unit": "0102", "unit_name": "财务科", "unit_type": "department", "parent_unit": "001"},
		],
		people=[{"person": "R1", "person_name": "张三", "unit": "001", "rank": "principal_leader"}],
		posts=[
			{"post": "G1", "post_name": "局长岗", "unit": "001", "rank": "principal_leader", "key_post": True},
			{"post": "G2", "post_name": "出纳岗", "unit": "0102", "rank": "staff", "duties": "收付现金\n登记日记账"},
		],
		tenures=[{"post": "G1", "person": "R1", "start_date": datetime.datetime(2023, 3, 1)}],
		powers=[
			{
				"power": "Q1",
				"power_name": "大额资金使用审批",
				"unit": "001",
				"category": "decision",
				"time_limit_days": 10,
			}
		],
		power_steps=[{"power": "Q1", "step_no": 1, "step_name": "用款申请", "external": True}],
		risk_points=[
			{
				"risk": "F1",
				"unit": "001",
				"power": "Q1",
				"step_no": 1,
				"category": "post_duty",
				"title": "=未经集体研究",
				"probability": "high",
				"harm": "limited",
				"unlimited_discretion": True,
				"stated_grade": "I",
			}
		],
		measures=[
			{
				"measure": "C1",
				"risk": "F1",
				"layer": "unit",
				"phase": "prevention",
				"description": "提交党组会集体研究",
				"due_date": datetime.datetime(2026, 6, 30),
				"status": "planned",
			}
		],
	)
