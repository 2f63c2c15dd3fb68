"""A small register without any finding, as raw cells, and ways to change it."""

from __future__ import annotations

import copy
import datetime

import pandas as pd

from lianzheng_risk.core.checks import Checked, check
from lianzheng_risk.core.findings import Layout
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.workbook.reader import RawTable, RawWorkbook

AS_OF = datetime.date(2026, 6, 30)

# table -> Excel row -> field -> cell
CLEAN: dict[str, dict[int, dict[str, object]]] = {
	"units": {
		2: {"unit": "NJ", "unit_name": "宁江县水务局", "unit_type": "单位", "responsible_leader": "R1"},
		3: {"unit": "NJ-B", "unit_name": "办公室", "unit_type": "内设机构", "parent_unit": "NJ", "head": "李明"},
		4: {"unit": "NJ-C", "unit_name": "建设科", "unit_type": "内设机构", "parent_unit": "NJ"},
	},
	"people": {
		2: {"person": "R1", "person_name": "王守正", "unit": "NJ", "rank": "主要领导", "job_title": "局长"},
		3: {"person": "R2", "person_name": "李明", "unit": "NJ-B", "rank": "内设机构负责人"},
		4: {"person": "R3", "person_name": "赵廉", "unit": "NJ-B", "rank": "一般工作人员"},
	},
	"posts": {
		2: {"post": "G1", "post_name": "局长岗", "unit": "NJ", "rank": "主要领导", "key_post": "是"},
		3: {"post": "G2", "post_name": "办公室主任岗", "unit": "NJ-B", "rank": "部门负责人"},
		4: {"post": "G3", "post_name": "办公室经办岗", "unit": "NJ-B", "rank": "一般人员"},
	},
	"tenures": {
		2: {"post": "G1", "person": "R1", "start_date": "2023-03-01"},
		3: {"post": "G2", "person": "R2", "start_date": "2022-01-10", "end_date": None},
		4: {"post": "G3", "person": "R3", "start_date": "2021-07-01"},
	},
	"powers": {
		2: {"power": "Q1", "power_name": "大额资金使用", "unit": "NJ", "category": "财物管理权", "post": "G1", "time_limit_days": 10},
	},
	"power_steps": {
		2: {"power": "Q1", "step_no": 1, "step_name": "提出用款申请", "post": "G3", "next_steps": "2"},
		3: {"power": "Q1", "step_no": 2, "step_name": "集体审批", "post": "G1"},
		4: {"power": "Q1", "step_no": 3, "step_name": "资金支付", "post": "G2"},
	},
	"risk_points": {
		2: {
			"risk": "F1", "unit": "NJ", "post": "G1", "power": "Q1", "step_no": 2, "category": "岗位职责",
			"title": "大额资金使用未经集体研究", "manifestation": "以传阅、会签代替会议决定",
			"probability": "较高", "harm": "严重", "stated_grade": "一级",
		},
		3: {
			"risk": "F2", "unit": "NJ-B", "post": "G2", "category": "制度机制", "title": "用印登记不全",
			"manifestation": "先用印后补登记", "probability": "小", "harm": "一般", "stated_grade": "低风险",
		},
		4: {
			"risk": "F3", "unit": "NJ-B", "post": "G3", "category": "外部环境", "title": "接受办事对象宴请",
			"manifestation": "以联络感情为由接受吃请", "probability": "较小", "harm": "较轻",
		},
	},
	"measures": {
		2: {
			"measure": "C1", "risk": "F1", "layer": "单位", "phase": "前期预防", "kind": "集体决策",
			"description": "五万元以上支出提交党组会研究", "responsible_person": "R1", "responsible_unit": "NJ",
			"due_date": "2026-09-30", "status": "落实中",
		},
		3: {
			"measure": "C2", "risk": "F2", "layer": "部门", "phase": "事中", "description": "每月核对用印登记",
			"responsible_person": "R2", "due_date": "2026-05-31", "status": "已落实", "completed_on": "2026-05-20",
			"evidence": "用印登记核对表",
		},
	},
}  # fmt: skip

# The ledgers that belong to it.
LEDGERS: dict[str, dict[int, dict[str, object]]] = {
	"activities": {
		2: {
			"activity": "H1", "kind": "廉政谈话", "title": "中层干部廉政谈话", "unit": "NJ", "status": "已开展",
			"held_on": "2026-03-18", "conducted_by": "R1", "content": "提醒廉洁用权的重点事项",
		},
		3: {
			"activity": "H2", "kind": "个人有关事项报告", "title": "年度报告", "unit": "NJ", "status": "已开展",
			"held_on": "2026-01-30",
		},
	},
	"activity_posts": {
		2: {"activity": "H1", "post": "G2", "person": "R2", "attended": "是"},
		3: {"activity": "H1", "post": "G3", "person": "R3"},
		4: {"activity": "H2", "post": "G1", "attended": "是"},
	},
	"rectifications": {
		2: {
			"rectification": "Z1", "title": "大额支出缺少会议记录", "unit": "NJ", "status": "已销号", "ordered_on": "2026-04-02",
			"days": 15, "deadline": "2026-04-24", "problem": "两笔大额支出没有集体研究的记录", "risk": "F1", "measure": "C1",
			"evidence": "补充会议记录2份", "reported_on": "2026-04-20", "closed_on": "2026-04-23",
		},
		3: {
			"rectification": "Z2", "title": "用印登记缺页", "unit": "NJ-B", "status": "整改中", "ordered_on": "2026-06-10",
			"deadline": "2026-07-02", "problem": "五月的用印登记缺两页", "post": "G2", "came_back_from": "Z1",
		},
	},
	"inspections": {
		2: {
			"inspection": "J1", "title": "大额资金使用专项检查", "unit": "NJ", "inspection_type": "专项检查",
			"planned_on": "2026-03-30", "held_on": "2026-03-31", "conclusion": "发现问题1个", "signed_by": "R2",
			"signed_on": "2026-04-01", "concluded": "是",
		},
		3: {"inspection": "J2", "title": "年中自查", "unit": "NJ-B", "inspection_type": "自查", "planned_on": "2026-07-10"},
	},
	"inspection_inspectors": {2: {"inspection": "J1", "person": "R2"}},
	"inspection_findings": {
		2: {
			"inspection": "J1", "finding_no": 1, "problem": "两笔大额支出没有集体研究的记录", "risk": "F1", "days": 15,
			"rectification": "Z1",
		},
	},
	"warnings": {
		2: {
			"warning": "W1", "title": "审计发现的问题", "unit": "NJ-B", "colour": "黄色", "status": "已解除",
			"issued_on": "2026-05-06", "deadline": "2026-05-13", "source": "审计", "facts": "审计指出用印登记不全",
			"risk": "F2", "person": "R2", "addressee": "R1", "received_on": "2026-05-07", "evidence": "已补登记",
			"handled_on": "2026-05-11", "lifted_on": "2026-05-12",
		},
	},
	"decisions": {
		2: {
			"decision": "S1", "matter": "购置抢险设备", "unit": "NJ", "category": "大额资金使用", "meeting_date": "2026-02-26",
			"meeting_name": "局党组会议", "chair": "R1", "resolution": "同意购置", "result": "通过", "decided": "是",
			"execution_status": "执行中", "execution_due": "2026-09-30", "responsible_person": "R2", "amount": "48万元",
		},
		3: {
			"decision": "S2", "matter": "抢修供电线路", "unit": "NJ", "category": "大额资金使用", "meeting_date": "2026-04-20",
			"result": "紧急处置", "decided": "是", "urgent_reason": "影响供电", "ratify_by": "2026-04-27", "ratified_on": "2026-04-24",
			"amount": 60000,
		},
		4: {"decision": "S3", "matter": "科室负责人任职", "unit": "NJ", "category": "重要人事任免", "meeting_date": "2026-07-08"},
	},
	"decision_members": {
		2: {"decision": "S1", "speaking_no": 1, "person": "R2", "attendance": "到会", "opinion": "同意"},
		3: {"decision": "S1", "speaking_no": 2, "person": "R3", "attendance": "回避", "reason": "与供应商有亲属关系"},
		4: {"decision": "S1", "speaking_no": 3, "person": "R1", "is_chief": "是", "attendance": "出席", "opinion": "赞成"},
	},
	"waivers": {
		2: {"waiver": "L1", "post": "G1", "person": "R1", "until": "2027-06-30", "reason": "承担的专项工作尚未结束"},
	},
}  # fmt: skip
CLEAN |= {name: {} for name in LEDGERS}

Edits = dict[tuple[str, int], dict[str, object]]
WITH_LEDGERS: Edits = {(table, row): cells for table, rows in LEDGERS.items() for row, cells in rows.items()}


def edited(edits: Edits | None = None) -> dict[str, dict[int, dict[str, object]]]:
	"""The clean register with some cells changed; a row that is not there yet is added."""
	tables = copy.deepcopy(CLEAN)
	for (table, row), cells in (edits or {}).items():
		tables[table].setdefault(row, {}).update(cells)
	return tables


def raw_workbook(edits: Edits | None = None) -> RawWorkbook:
	"""What the reader gives for a workbook laid out as the template, every column there."""
	tables, letters = {}, {}
	for name, rows in edited(edits).items():
		columns = TABLES[name].columns
		frame = pd.DataFrame(
			[[cells.get(column) for column in columns] for cells in rows.values()],
			columns=list(columns),
			index=list(rows),
			dtype=object,
		)
		letters[name] = {column: chr(ord("A") + at) for at, column in enumerate(columns)}
		tables[name] = RawTable(name, frame, letters[name])
	return RawWorkbook(tables, [], Layout({name: table.zh for name, table in TABLES.items()}, letters))


def checked(edits: Edits | None = None, scheme: Scheme = DEFAULT) -> Checked:
	return check(raw_workbook(edits), scheme, AS_OF)


def told(result: Checked) -> list[tuple[str, str]]:
	"""Every finding as its rule's code and its place, such as ("required", "units!B2")."""
	return [(it.rule.code, f"{it.place.table}!{result.layout.cell(it.place)}") for it in result.findings]
