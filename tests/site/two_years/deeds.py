"""What people do, day by day: (who, about what, which one, the step, what is given).

The clock has run in the night before. `expected` says what follows from these for the figures.
"""

from __future__ import annotations

SECTION, BUREAU, GRAIN = "YX-W-1", "YX-W", "YX-G"
ASK, AGREE, PASS, APPROVE = "Ask for Peer Review", "Agree as Peer", "Pass On", "Approve Grade"
FILE, REVISE, RETIRE = "Register Filing", "Revise", "Retire"
REPORT, VERIFY = "Report as Implemented", "Verify Implementation"
HANDLE, LIFT, MUTE = "Report the Handling", "Lift after Recheck", "Mute for a Time"
RECTIFY, CLOSE = "Report Rectification", "Close after Reinspection"
II = {"probability": "Fairly High", "harm": "Limited"}
III = {"probability": "Fairly Small", "harm": "Limited"}


def _meeting(day: str) -> dict[str, str]:
	return {"record": "局党组会议纪要", "record_date": day}


Deed = tuple[str, str, str, str, dict]

DEEDS_OF_2024: dict[str, list[Deed]] = {
	"2024-01-02": [("supervisor", "plan", "半年检查", "Make", {"unit": BUREAU, "first_on": "2024-05-15"})],
	"2024-01-08": [
		("holder", "risk", "R1", "Draft", II | {"unit": SECTION, "post": "P1", "title": "招标条件量身定做"}),
		("holder", "risk", "R1", ASK, {}),
	],
	"2024-01-09": [
		("peer", "risk", "R1", AGREE, {}),
		("peer", "risk", "R2", "Draft", III | {"unit": SECTION, "post": "P2", "title": "隐蔽工程不旁站"}),
		("peer", "risk", "R2", ASK, {}),
	],
	"2024-01-10": [("head", "risk", "R1", PASS, {}), ("holder", "risk", "R2", AGREE, {})],
	# Publicity for five working days: in force on the 19th.
	"2024-01-11": [("deputy", "risk", "R1", APPROVE, {})],
	"2024-01-12": [("head", "risk", "R2", APPROVE, {})],
	"2024-01-15": [("liaison", "activity", "Integrity Pledge", "Hold", {"unit": SECTION, "posts": ["P1", "P2"]})],
	"2024-02-01": [
		("liaison", "measure", "M1", "Plan", {"risk": "R1", "due_date": "2024-03-31"}),
		("liaison", "measure", "M2", "Plan", {"risk": "R1", "due_date": "2024-03-29", "recurrence": "Every Quarter"}),
		("liaison", "measure", "M6", "Plan", {"risk": "R2", "due_date": "2024-04-30"}),
	],
	"2024-03-05": [("liaison", "activity", "Integrity Talk", "Hold", {"unit": SECTION, "posts": ["P1"]})],
	# P1 has been held for five years on 1 March; somebody else is to come with June.
	"2024-03-06": [("chief", "warning", "P1", MUTE, {"reason": "六月换岗", "until": "2024-05-31"})],
	"2024-03-12": [("holder", "risk", "R1", REVISE, {}), ("holder", "risk", "R1", "Change", {"probability": "High"})],
	"2024-03-13": [("holder", "risk", "R1", ASK, {})],
	"2024-03-14": [("peer", "risk", "R1", AGREE, {})],
	"2024-03-15": [("head", "risk", "R1", PASS, {}), ("liaison", "measure", "M2", REPORT, {"evidence": "一季度抽查"})],
	"2024-03-18": [("deputy", "risk", "R1", PASS, {}), ("head", "measure", "M2", VERIFY, {})],
	"2024-03-28": [("liaison", "measure", "M1", REPORT, {"evidence": "招标文件范本"})],
	"2024-04-02": [("chief", "risk", "R1", APPROVE, _meeting("2024-04-01"))],
	"2024-04-09": [("head", "measure", "M1", VERIFY, {})],
	"2024-04-15": [("supervisor", "risk", "R1", FILE, {"record": "云纪备〔2024〕1号"})],
	"2024-04-20": [
		(
			"liaison", "measure", "M3", "Plan",
			{"risk": "R1", "due_date": "2024-08-30", "phase": "Interim Monitoring"},
		),
	],
	"2024-04-30": [("liaison", "measure", "M6", REPORT, {"evidence": "旁站记录"})],
	"2024-05-06": [
		("deputy", "risk", "R3", "Draft", III | {"unit": BUREAU, "post": "P3", "title": "越权签批变更"}),
		("deputy", "risk", "R3", ASK, {}),
	],
	"2024-05-07": [("liaison", "risk", "R3", AGREE, {})],
	"2024-05-16": [
		(
			"inspector", "inspection", "I1", "Hold",
			{"plan_date": "2024-05-15", "findings": {"X1": {"unit": SECTION, "post": "P1"}, "X2": {"unit": BUREAU}}},
		),
	],
	"2024-05-20": [
		("chief", "risk", "R3", APPROVE, _meeting("2024-05-20")),
		("chief", "decision", "D1", "Decide", {"unit": BUREAU, "category": "Large Funds", "execution_due": "2024-09-10"}),
		("inspector", "inspection", "I1", "Conclude", {}),
	],
	"2024-05-27": [("liaison", "person", "successor", "Register", {"unit": SECTION})],
	"2024-05-31": [("liaison", "post", "P1", "Hand Over", {"until": "2024-05-31", "to": "successor"})],
	"2024-06-03": [
		("supervisor", "risk", "R3", FILE, {"record": "云纪备〔2024〕2号"}),
		("chief", "warning", "P1", LIFT, {}),
	],
	"2024-06-05": [("liaison", "rectification", "X1", RECTIFY, {"evidence": "补签的回避声明"})],
	"2024-06-11": [("inspector", "rectification", "X1", CLOSE, {})],
	# X2 was due on 11 June.
	"2024-07-03": [("liaison", "rectification", "X2", RECTIFY, {"evidence": "修订的签批权限表"})],
	"2024-07-08": [("inspector", "rectification", "X2", CLOSE, {}), ("county", "warning", "X2", LIFT, {})],
	"2024-07-10": [("liaison", "activity", "Integrity Pledge", "Hold", {"unit": BUREAU, "posts": ["P3"]})],
	"2024-08-05": [("Administrator", "unit", GRAIN, "Open", {})],
	"2024-08-20": [
		("grain_liaison", "risk", "R4", "Draft", II | {"unit": GRAIN, "post": "P4", "title": "出入库以少报多"}),
		("grain_liaison", "risk", "R4", ASK, {}),
	],
	"2024-08-21": [("grain_head", "risk", "R4", AGREE, {})],
	"2024-08-22": [("grain_head", "risk", "R4", PASS, {})],
	"2024-08-23": [("grain_chief", "risk", "R4", APPROVE, {})],
	"2024-09-12": [("liaison", "activity", "Integrity Talk", "Hold", {"unit": SECTION, "posts": ["P1"]})],
	"2024-10-08": [
		("grain_liaison", "person", "keeper", "Register", {"unit": GRAIN}),
		("grain_liaison", "post", "P4", "Hand Over", {"to": "keeper", "since": "2024-10-08"}),
	],
	# M3 was due on 30 August, the round of M2 on 1 July; the next one, of 29 September, is done late as well.
	"2024-10-11": [
		("liaison", "measure", "M3", REPORT, {"evidence": "在线监测截图"}),
		("liaison", "measure", "M2", REPORT, {"evidence": "三季度抽查"}),
	],
	"2024-10-14": [("head", "measure", "M3", VERIFY, {}), ("head", "measure", "M2", VERIFY, {})],
	"2024-10-15": [
		("chief", "warning", "M3", LIFT, {}),
		("chief", "warning", "M2", LIFT, {}),
		("liaison", "measure", "M4", "Plan", {"risk": "R1", "due_date": "2024-12-10", "phase": "Late Disposal"}),
	],
	"2024-11-05": [
		("head", "risk", "R2", RETIRE, {"reason": "该项业务已移交"}),
		("chief", "decision", "D1", "Carry Out", {}),
	],
	"2024-12-02": [
		("grain_liaison", "measure", "M5", "Plan", {"risk": "R4", "due_date": "2025-02-28", "valid_until": "2025-10-31"}),
		(
			"inspector", "inspection", "I2", "Hold",
			{"plan_date": "2024-11-15", "findings": {"X3": {"unit": SECTION, "post": "P1"}}},
		),
	],
	"2024-12-03": [("inspector", "inspection", "I2", "Conclude", {})],
	"2024-12-05": [("liaison", "measure", "M4", REPORT, {"evidence": "合同违约条款"})],
	"2024-12-20": [("liaison", "rectification", "X3", RECTIFY, {"evidence": "回避声明台账"})],
	"2024-12-27": [("liaison", "measure", "M2", REPORT, {"evidence": "四季度抽查"})],
	"2024-12-30": [("head", "measure", "M2", VERIFY, {})],
}  # fmt: skip

DEEDS_OF_2025: dict[str, list[Deed]] = {
	"2025-01-06": [
		("liaison", "risk", "R1", REVISE, {}),
		("liaison", "risk", "R1", "Change", II | {"lowering_evidence": "三阶段措施均已到位"}),
		("liaison", "risk", "R1", ASK, {}),
	],
	"2025-01-07": [("peer", "risk", "R1", AGREE, {})],
	"2025-01-08": [("head", "risk", "R1", PASS, {})],
	"2025-01-09": [("deputy", "risk", "R1", PASS, {})],
	"2025-01-10": [("inspector", "rectification", "X3", CLOSE, {})],
	"2025-01-13": [("chief", "risk", "R1", APPROVE, _meeting("2025-01-13"))],
	# Drafted and given up again within one quarter.
	"2025-01-15": [
		("liaison", "risk", "R6", "Draft", III | {"unit": SECTION, "post": "P2", "title": "计量签证不复核"}),
	],
	"2025-02-10": [("supervisor", "risk", "R1", FILE, {"record": "云纪备〔2025〕1号"})],
	"2025-02-18": [("liaison", "activity", "Integrity Pledge", "Hold", {"unit": BUREAU, "posts": ["P1", "P2", "P3"]})],
	"2025-02-20": [
		("chief", "decision", "D2", "Decide", {"unit": BUREAU, "category": "Major Matter"}),
		("liaison", "risk", "R6", RETIRE, {"reason": "与其他风险点重复"}),
		("grain_liaison", "measure", "M5", REPORT, {"evidence": "出入库双人签字"}),
	],
	"2025-02-25": [("grain_head", "measure", "M5", VERIFY, {})],
	"2025-03-04": [("grain_liaison", "activity", "Integrity Talk", "Hold", {"unit": GRAIN, "posts": ["P4"]})],
	"2025-03-20": [("liaison", "measure", "M2", REPORT, {"evidence": "一季度抽查"})],
	"2025-04-10": [("grain_liaison", "post", "P5", "Create", {"unit": GRAIN, "post_name": "质量检验岗"})],
	# Drafted and left lying: what is on the register counts.
	"2025-05-12": [("grain_liaison", "risk", "R5", "Draft", III | {"unit": GRAIN, "title": "检验结果随意更改"})],
	"2025-06-24": [("head", "measure", "M2", VERIFY, {})],
	"2025-06-27": [("liaison", "measure", "M2", REPORT, {"evidence": "二季度抽查"})],
	"2025-06-30": [
		("head", "measure", "M2", VERIFY, {}),
		("inspector", "inspection", "I3", "Hold", {"plan_date": "2025-05-15", "findings": {}}),
	],
	"2025-07-01": [("inspector", "inspection", "I3", "Conclude", {})],
	"2025-07-02": [
		("liaison", "risk", "R7", "Draft", II | {"unit": SECTION, "post": "P2", "title": "监管人员与企业往来"}),
		("liaison", "risk", "R7", ASK, {}),
	],
	"2025-07-03": [("holder", "risk", "R7", AGREE, {})],
	"2025-07-04": [("head", "risk", "R7", PASS, {})],
	"2025-07-07": [("deputy", "risk", "R7", APPROVE, {})],
	"2025-07-16": [("liaison", "measure", "M7", "Plan", {"risk": "R7", "due_date": "2025-09-10"})],
	# From 15 August to 21 September the clock stands still; people go on.
	"2025-08-20": [
		(
			"inspector", "inspection", "I5", "Hold",
			{"unit": GRAIN, "planned_on": "2025-08-15", "findings": {"X4": {"unit": GRAIN, "post": "P4"}}},
		),
	],
	"2025-08-21": [("inspector", "inspection", "I5", "Conclude", {})],
	"2025-09-10": [("grain_liaison", "rectification", "X4", RECTIFY, {"evidence": "重新盘点表"})],
	# A week late.
	"2025-09-18": [("liaison", "measure", "M7", REPORT, {"evidence": "谈话记录"})],
	"2025-09-25": [("chief", "warning", "M7", LIFT, {})],
	"2025-10-10": [("chief", "waiver", "P2", "Approve", {"person": "YX-peer", "until": "2026-06-30"})],
	"2025-10-13": [
		("chief", "warning", "P2", LIFT, {}),
		("head", "measure", "M7", VERIFY, {}),
		# The round of M2 was due on 29 September; what is said of it does not do it.
		("liaison", "warning", "M2", HANDLE, {"evidence": "已约谈责任人"}),
	],
	"2025-10-20": [("liaison", "activity", "Integrity Talk", "Hold", {"unit": SECTION, "posts": ["P1"]})],
	"2025-10-22": [("chief", "warning", SECTION, LIFT, {})],
	"2025-11-17": [("inspector", "inspection", "I4", "Hold", {"plan_date": "2025-11-15", "findings": {}})],
	"2025-11-18": [("inspector", "inspection", "I4", "Conclude", {})],
	"2025-11-28": [("inspector", "rectification", "X4", CLOSE, {})],
	"2025-12-01": [("grain_liaison", "activity", "Integrity Pledge", "Hold", {"unit": GRAIN, "posts": ["P4"]})],
}  # fmt: skip

DEEDS: dict[str, list[Deed]] = DEEDS_OF_2024 | DEEDS_OF_2025
