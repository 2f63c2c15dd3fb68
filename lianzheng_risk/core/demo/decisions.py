"""What the invented bureaus decided as a body: a few matters of each, with the members in the order of speaking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from lianzheng_risk.core.workdays import add_workdays

# Category, matter and resolution, how many days ago, in how many days it was to be carried out, how far it is, and yuan.
_MATTERS = (
	("matter", "年度重点工作安排", "同意年度重点工作安排，分工落实", 150, 100, "done", None),
	("funds", "购置应急抢险设备", "同意按预算购置，依法组织采购", 120, 60, "done", 480_000),
	("project", "办事大厅改造工程立项", "同意立项，按程序招标", 95, 75, "under_way", 2_350_000),
	("personnel", "内设机构负责人任职", "同意任职人选，按规定公示", 62, None, None, None),
	("funds", "信息系统运行维护续签", "同意续签一年，费用在预算内列支", 30, 45, "under_way", 126_800.5),
	("matter", "窗口服务制度修订", "修订内容需再征求意见，暂缓决定", 25, None, None, None),
)
_URGENT = ("funds", "抢修受损供电线路", "先行抢修，费用据实结算", 70, 83_400)
_MEMBERS_AT_MOST = 5


def invent_decisions(bureau: str, leaders: Sequence[str], today: pd.Timestamp) -> Iterator[tuple[str, dict]]:
	"""The rows of one bureau, each with its table. The first of the leaders is the chief and speaks last."""
	if not leaders:
		return
	for number, (category, matter, resolution, ago, within, execution, amount) in enumerate(_MATTERS, start=1):
		code, met_on = f"{bureau}-S{number:02d}", _workday(today, ago)
		put_off = "暂缓" in resolution
		yield "decisions", {
			"decision": code, "matter": matter, "unit": bureau, "category": category, "meeting_date": met_on,
			"meeting_name": "局党组会议", "chair": leaders[0], "resolution": resolution, "decided": True,
			"result": "deferred" if put_off else "approved", "execution_status": execution,
			"amount": amount, "currency": "CNY" if amount else None, "execution_due": met_on + pd.Timedelta(days=within) if within else None,
			"responsible_unit": bureau, "responsible_person": leaders[-1],
		}  # fmt: skip
		yield from _members(code, leaders[:_MEMBERS_AT_MOST], "defer" if put_off else "agree")
	category, matter, resolution, ago, amount = _URGENT
	acted_on = _workday(today, ago)
	yield "decisions", {
		"decision": f"{bureau}-S{len(_MATTERS) + 1:02d}", "matter": matter, "unit": bureau, "category": category,
		"meeting_date": acted_on, "resolution": resolution, "decided": True, "result": "urgent", "amount": amount, "currency": "CNY",
		"urgent_reason": "线路受损影响供电，不能等待会议研究", "ratify_by": acted_on + pd.Timedelta(days=7),
		"ratified_on": acted_on + pd.Timedelta(days=5),
	}  # fmt: skip


def _members(code: str, leaders: Sequence[str], opinion: str) -> Iterator[tuple[str, dict]]:
	for number, person in enumerate((*leaders[1:], leaders[0]), start=1):
		yield "decision_members", {
			"decision": code, "speaking_no": number, "person": person, "is_chief": number == len(leaders),
			"attendance": "present", "opinion": opinion,
		}  # fmt: skip


def _workday(today: pd.Timestamp, ago: int) -> pd.Timestamp:
	"""Nobody meets on a day off."""
	before = today - pd.Timedelta(days=ago + 1)
	return pd.Timestamp(add_workdays(before.date(), 1))
