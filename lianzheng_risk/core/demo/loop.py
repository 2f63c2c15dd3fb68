"""The ledgers of the invented bureau: talks, inspections of departments, what they led to, warnings, a waiver, decisions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lianzheng_risk.core.demo.decisions import invent_decisions
from lianzheng_risk.core.workdays import add_workdays

# Every so many departments is inspected, is warned.
INSPECTED, WARNED = 2, 3
_DEMAND = "一个月内补齐资料，逐笔复核，并把结果报纪检监察机构"
_SHORTCOMINGS = (
	("资料不全", "抽查的办理资料中，两件缺少经办人签字"),
	("程序倒置", "一项业务先办理后补审批手续"),
	("公开不及时", "办理结果超过规定时间才公开"),
)
_EDUCATION = "结合近期通报的案例开展警示教育，重温廉洁自律规定"
_TALK = "提醒管好手中的权力，指出本岗位应当防范的廉政风险"


def invent_ledgers(
	units: pd.DataFrame,
	people: pd.DataFrame,
	tenures: pd.DataFrame,
	risks: pd.DataFrame,
	rng: np.random.Generator,
	as_of: np.datetime64,
) -> dict[str, list[dict]]:
	"""The rows of each ledger, by table."""
	bureau = _Bureau(units, people, tenures, risks, as_of)
	ledgers: dict[str, list[dict]] = {name: [] for name in _LEDGERS}
	for number, unit in enumerate(units["unit"]):
		for table, row in bureau.of_unit(unit, number, rng):
			ledgers[table].append(row)
	return ledgers


_LEDGERS = (
	*("activities", "activity_posts", "rectifications", "inspections", "inspection_inspectors"),
	*("inspection_findings", "warnings", "waivers", "decisions", "decision_members"),
)
_Row = tuple[str, dict]


class _Bureau:
	def __init__(self, units, people, tenures, risks, as_of: np.datetime64) -> None:
		self.today = pd.Timestamp(as_of)
		self.units = units.set_index("unit")
		self.staff = people.groupby("unit")["person"].agg(list).to_dict()
		self.risks = risks.dropna(subset=["post"]).groupby("unit", sort=False).first()
		posts = people[["unit", "post", "person"]].dropna(subset=["post"])
		held = posts.merge(tenures[["post", "person", "start_date", "end_date"]], on=["post", "person"])
		self.held = held[held["end_date"].isna()]

	def of_unit(self, unit: str, number: int, rng: np.random.Generator) -> Iterator[_Row]:
		yield from self._activities(unit, rng)
		top = self._top(unit)
		if unit in self.risks.index and top != unit:
			if number % INSPECTED == 0:
				yield from self._inspection(unit, top, number, rng)
			if number % WARNED == 0:
				yield "warnings", self._warning(unit, top, number, rng)
		if self.units.at[unit, "bureau"] == unit:
			yield from invent_decisions(unit, self.staff.get(unit, ()), self.today)
		if number == 0 and len(self.held):
			post, person = self.held.iloc[0][["post", "person"]]
			until = self.today + pd.Timedelta(days=365)
			reason = "承担的专项工作尚未结束，经党组研究暂缓轮岗"
			yield "waivers", {"waiver": f"{unit}-L01", "post": post, "person": person, "until": until, "reason": reason}

	def _activities(self, unit: str, rng: np.random.Generator) -> Iterator[_Row]:
		kinds = (("integrity_talk", "廉政谈话", _TALK, 200), ("education", "警示教育", _EDUCATION, 100))
		for number, (kind, name, content, earliest) in enumerate(kinds, start=1):
			held_on = self._back(int(rng.integers(earliest - 90, earliest)))
			there = self.held[(self.held["unit"] == unit) & (self.held["start_date"] <= held_on)]
			if there.empty:
				continue
			code, by = f"{unit}-H{number:02d}", self.units.at[unit, "responsible_leader"]
			yield "activities", {
				"activity": code, "kind": kind, "title": f"{self.units.at[unit, 'unit_name']}{name}", "unit": unit,
				"status": "held", "held_on": held_on, "conducted_by": by, "content": content,
			}  # fmt: skip
			for place, (post, person) in enumerate(there[["post", "person"]].itertuples(index=False)):
				# Somebody was there, or it was not held.
				attended = place == 0 or bool(rng.random() < 0.95)
				yield "activity_posts", {"activity": code, "post": post, "person": person, "attended": attended}

	def _inspection(self, unit: str, top: str, number: int, rng: np.random.Generator) -> Iterator[_Row]:
		held_on = self._back(int(rng.integers(40, 150)))
		code, inspector = f"{unit}-J01", self.staff[top][0]
		yield "inspections", {
			"inspection": code, "title": f"{self.units.at[unit, 'unit_name']}廉政风险防控检查", "unit": unit,
			"inspection_type": "superior", "planned_on": held_on, "held_on": held_on, "conclusion": "总体规范，发现问题1个",
			"signed_by": inspector, "signed_on": held_on, "concluded": True,
		}  # fmt: skip
		yield "inspection_inspectors", {"inspection": code, "person": inspector}
		title, problem = _SHORTCOMINGS[number % len(_SHORTCOMINGS)]
		risk = self.risks.loc[unit]
		deadline = pd.Timestamp(add_workdays(held_on.date(), 15))
		about = {"problem": problem, "demand": _DEMAND, "risk": risk["risk"], "post": risk["post"], "days": 15}
		rectification = f"{unit}-Z01"
		yield "rectifications", {
			"rectification": rectification, "title": title, "unit": unit, "ordered_on": held_on, "deadline": deadline,
			"responsible_unit": unit, "source_note": "上级检查", **about, **self._rectified(held_on, rng),
		}  # fmt: skip
		finding = {
			"inspection": code,
			"finding_no": 1,
			"unit": unit,
			"deadline": deadline,
			"rectification": rectification,
		}
		yield "inspection_findings", {**finding, **about}

	def _rectified(self, ordered_on: pd.Timestamp, rng: np.random.Generator) -> dict:
		if rng.random() < 0.25:
			return {"status": "under_way"}
		reported = ordered_on + pd.Timedelta(days=int(rng.integers(5, 30)))
		closed = reported + pd.Timedelta(days=int(rng.integers(1, 10)))
		return {"status": "closed", "evidence": "整改报告和补齐的资料", "reported_on": reported, "closed_on": closed}

	def _warning(self, unit: str, top: str, number: int, rng: np.random.Generator) -> dict:
		issued_on = self._back(int(rng.integers(20, 120)))
		risk = self.risks.loc[unit]
		warning = {
			"warning": f"{unit}-W01", "title": "审计发现的问题", "unit": unit, "colour": "yellow", "issued_on": issued_on,
			"deadline": pd.Timestamp(add_workdays(issued_on.date(), 5)), "source": "audit",
			"facts": f"审计指出：{risk['title']}", "risk": risk["risk"], "post": risk["post"], "addressee": self.staff[top][0],
		}  # fmt: skip
		if number % (2 * WARNED):
			return {**warning, "status": "handling", "received_on": issued_on + pd.Timedelta(days=1)}
		handled_on = issued_on + pd.Timedelta(days=int(rng.integers(2, 15)))
		return {
			**warning, "status": "lifted", "received_on": issued_on + pd.Timedelta(days=1), "evidence": "已整改，附说明",
			"handled_on": handled_on, "lifted_on": handled_on + pd.Timedelta(days=2),
		}  # fmt: skip

	def _top(self, unit: str) -> str:
		while (above := self.units.at[unit, "parent_unit"]) in self.units.index:
			unit = above
		return unit

	def _back(self, days: int) -> pd.Timestamp:
		return self.today - pd.Timedelta(days=days)
