"""A register small enough to count by hand: a bureau, its finance section, a brigade and the brigade's first squad.

NJ
├── NJ-CW
└── NJ-ZF
	└── NJ-ZF-1

By the default scheme: F1 and F4 are grade I (F4 only because of its decisive influence), F2 and F5 grade II, F3 and F6
grade III. NJ-ZF has no risk point of its own, its key post G4 is not screened and its power Q3 has no steps.
"""

from __future__ import annotations

import datetime

from lianzheng_risk.core.register import Register

AS_OF = datetime.date(2026, 6, 30)

UNITS = [
	{"unit": "NJ-ZF-1", "unit_name": "一中队", "unit_type": "department", "parent_unit": "NJ-ZF"},
	{"unit": "NJ", "unit_name": "宁江县示例局", "unit_type": "unit", "parent_unit": None},
	{"unit": "NJ-ZF", "unit_name": "执法大队", "unit_type": "unit", "parent_unit": "NJ"},
	{"unit": "NJ-CW", "unit_name": "财务科", "unit_type": "department", "parent_unit": "NJ"},
]
PEOPLE = [
	{"person": "R1", "person_name": "张示例", "unit": "NJ", "rank": "principal_leader"},
	{"person": "R2", "person_name": "李示例", "unit": "NJ-CW", "rank": "department_head"},
	{"person": "R3", "person_name": "王示例", "unit": "NJ-CW", "rank": "staff"},
	{"person": "R4", "person_name": "赵示例", "unit": "NJ-ZF", "rank": "department_head"},
	{"person": "R5", "person_name": "孙示例", "unit": "NJ-ZF-1", "rank": "staff"},
]
POSTS = [
	{"post": "G1", "post_name": "局长岗", "unit": "NJ", "rank": "principal_leader", "key_post": True},
	{"post": "G2", "post_name": "财务科长岗", "unit": "NJ-CW", "rank": "department_head", "key_post": True},
	{"post": "G3", "post_name": "出纳岗", "unit": "NJ-CW", "rank": "staff", "key_post": False},
	{"post": "G4", "post_name": "大队长岗", "unit": "NJ-ZF", "rank": "department_head", "key_post": True},
	{"post": "G5", "post_name": "执法岗", "unit": "NJ-ZF-1", "rank": "staff", "key_post": False},
]
TENURES = [
	{"post": "G1", "person": "R1", "start_date": "2023-03-01", "end_date": None},
	{"post": "G2", "person": "R2", "start_date": "2024-01-01", "end_date": "2026-06-30"},  # the last day in office
	{"post": "G2", "person": "R3", "start_date": "2022-01-01", "end_date": "2023-12-31"},
	{"post": "G3", "person": "R3", "start_date": "2024-01-01", "end_date": None},
	{"post": "G4", "person": "R4", "start_date": "2026-07-01", "end_date": None},  # from tomorrow on
	{"post": "G5", "person": "R5", "start_date": "2020-01-01", "end_date": "2026-06-29"},  # until yesterday
]
POWERS = [
	{
		"power": "Q1", "power_name": "大额资金使用", "unit": "NJ", "category": "decision", "business_area": "finance",
		"legal_basis": "财务管理办法",
	},
	{"power": "Q2", "power_name": "物资采购", "unit": "NJ-CW", "category": "assets", "business_area": "procurement"},
	{
		"power": "Q3", "power_name": "行政处罚", "unit": "NJ-ZF", "category": "enforcement",
		"business_area": "enforcement", "legal_basis": "行政处罚法",
	},
]  # fmt: skip
POWER_STEPS = [
	{"power": "Q1", "step_no": 1, "step_name": "用款申请"},
	{"power": "Q1", "step_no": 2, "step_name": "集体研究"},
	{"power": "Q2", "step_no": 1, "step_name": "采购需求"},
]
_RISKS = (
	("F1", "NJ", "G1", "Q1", "post_duty", "资金使用未经集体研究", "high", "limited"),
	("F2", "NJ-CW", "G2", "Q2", "process", "采购需求不实", "fairly_high", "limited"),
	("F3", "NJ-CW", "G3", None, "institution", "票据管理制度缺失", "small", "limited"),
	("F4", "NJ-CW", "G2", "Q2", "process", "指定供应商", "small", "limited"),
	("F5", "NJ-ZF-1", "G5", "Q3", "environment", "人情干扰执法", "small", "fairly_serious"),
	("F6", "NJ-ZF-1", None, "Q3", "process", "取证不规范", "small", "limited"),
)
RISK_POINTS = [
	dict(
		zip(("risk", "unit", "post", "power", "category", "title", "probability", "harm"), row, strict=True),
		decisive_influence=row[0] == "F4",
	)
	for row in _RISKS
]
_MEASURES = (
	("C1", "F1", "unit", "prevention", "集体研究", "R1", "NJ", "R1", "2026-03-31", "verified", "2026-03-31", "纪要"),
	("C2", "F1", "department", "monitoring", "月度对账", "R1", "NJ", "R2", "2026-05-31", "implemented", "2026-06-15", None),
	("C3", "F1", "unit", "disposal", "约谈纠正", "R1", "NJ", None, "2026-12-31", "planned", None, None),
	("C4", "F2", "department", "prevention", "需求论证", "R2", "NJ-CW", "R3", "2026-06-29", "in_progress", None, None),
	("C5", "F4", "post", "monitoring", "供应商轮换", None, "NJ-CW", "R3", "2026-06-30", "planned", None, None),
	("C6", "F5", "post", "prevention", "回避制度", "R4", "NJ-ZF", "R5", "2026-03-31", "cancelled", None, None),
	("C7", "F3", "post", "prevention", "票据台账", "R2", "NJ-CW", "R3", "2026-01-01", "lapsed", None, None),
	("C8", "F6", "unit", "disposal", "案卷评查", "R4", "NJ-ZF", "R5", None, "implemented", None, "评查记录"),
)  # fmt: skip
_MEASURE_FIELDS = (
	"measure", "risk", "layer", "phase", "description", "responsible_leader", "responsible_unit", "responsible_person",
	"due_date", "status", "completed_on", "evidence",
)  # fmt: skip
MEASURES = [dict(zip(_MEASURE_FIELDS, row, strict=True)) for row in _MEASURES]


def register(**tables) -> Register:
	"""The whole register, tables given here in place of its own."""
	whole = {
		"units": UNITS,
		"people": PEOPLE,
		"posts": POSTS,
		"tenures": TENURES,
		"powers": POWERS,
		"power_steps": POWER_STEPS,
		"risk_points": RISK_POINTS,
		"measures": MEASURES,
	}
	return Register.of(**(whole | tables))


def edited(records: list[dict], key: str, **changes: dict) -> list[dict]:
	"""The records, those whose key is named here with other values."""
	return [record | changes.get(record[key], {}) for record in records]
