"""Which changes the approval path allows: who may change a risk point depends on where it stands, as `approving.guard` has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import frappe
import pandas as pd
from frappe.utils import getdate

from lianzheng_risk.access import held_posts, is_unbound, roles_at
from lianzheng_risk.access.scope import roles_granting
from lianzheng_risk.core.approval import judge, rounds
from lianzheng_risk.core.approval.judge import Actor, Case
from lianzheng_risk.core.approval.path import ACTION, STATE, Route
from lianzheng_risk.core.approval.record import MATERIAL
from lianzheng_risk.core.approval.rounds import Step
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.findings import Finding, Place, Rule
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.core.roles import ROLE
from lianzheng_risk.risk_screening.approving.case import managing_ranks, superior_of
from lianzheng_risk.store.mapping import MAPPINGS, UNIT
from lianzheng_risk.store.terms import code
from lianzheng_risk.store.writing.batch import AT_ONCE, Batch, stored
from lianzheng_risk.store.writing.rights import Places
from lianzheng_risk.store.writing.values import to_column

RISK = "Integrity Risk Point"
RETIRED = Rule(
	"retired_risk_point", "error",
	Text(
		"风险点“{value}”已取消，请先恢复该风险点，或从文件中移出本行",
		"Risk point “{value}” is retired; reinstate it first, or take the row out",
	),
)  # fmt: skip
UNDER_REVIEW = Rule(
	"under_review", "error",
	Text(
		"风险点“{value}”处于“{state}”，不能修改，请先撤回或退回，或从文件中移出本行",
		"Risk point “{value}” is in “{state}” and cannot be changed; have it recalled or returned first, or take the row out",
	),
)  # fmt: skip
NOT_OWN = Rule(
	"not_own_risk_point", "error",
	Text(
		"只能修改本人岗位或本人填报的风险点，请从文件中移出本行，或请联络员导入",
		"You can change only risk points of your own post or of your own drafting; take the row out, or ask the liaison",
	),
)  # fmt: skip
MAY_NOT_REVISE = Rule(
	"may_not_revise", "error", Text("该风险点已生效，修改须先修订：{reason}", "The risk point is in force and would have to be revised: {reason}")
)  # fmt: skip
MAY_NOT_MOVE = Rule(
	"may_not_move_unit", "error",
	Text(
		"只能在您负责的单位范围内调整上级单位，请改正“上级单位”，或请管理员调整",
		"You can move a unit only among the units you look after; correct the parent, or ask the integrity manager",
	),
)  # fmt: skip

_STORED = (
	"name",
	"unit",
	"post",
	"workflow_state",
	"grade_record",
	"grade",
	"proposed_grade",
	"drafted_by",
	"owner",
	"revision",
)
_ONLY_HOLDER = frozenset({ROLE.by_code["holder"].en})


def refused(batch: Batch) -> Iterator[Finding]:
	"""A finding for each changed risk point that may not be changed so, and for each unit that may not be moved there."""
	yield from _risk_points(batch)
	yield from _moved_units(batch)


def _risk_points(batch: Batch) -> Iterator[Finding]:
	rows = batch.changed_rows("risk_points")
	if rows.empty:
		return
	codes = rows["risk"].tolist()
	now = {risk.name: risk for risk in stored(RISK, codes, list(dict.fromkeys((*_STORED, *MATERIAL))))}
	materially = _materially_changed(rows, now)
	bystander = _Bystander([risk for risk in now.values() if _is_only_holder(risk.unit)])
	for row, name in rows["risk"].items():
		risk = now[name]
		if finding := _refusal(Place("risk_points", row), risk, materially[name], bystander):
			yield finding


def _refusal(place: Place, risk: frappe._dict, materially: bool, bystander: _Bystander) -> Finding | None:
	state = code(STATE, risk.workflow_state)
	if state == "retired":
		return Finding(RETIRED, place, {"value": risk.name})
	if state not in ("screening", "in_force"):
		return Finding(UNDER_REVIEW, place, {"value": risk.name, "state": STATE.by_code[state].text})
	if materially and state == "in_force" and (reason := bystander.may_not_revise(risk)):
		return Finding(MAY_NOT_REVISE, place, {"reason": reason})
	if _is_only_holder(risk.unit) and not bystander.has_to_do_with(risk):
		return Finding(NOT_OWN, place)
	return None


def _is_only_holder(unit: str) -> bool:
	return roles_at(frappe.session.user, unit) <= _ONLY_HOLDER


class _Bystander:
	"""The session's user as core judges whoever wants to revise a risk point, with all facts read beforehand."""

	def __init__(self, risks: list[frappe._dict]) -> None:
		self.user = frappe.session.user
		self.posts = frozenset(held_posts(self.user))
		self.managing = managing_ranks()
		self.steps = _steps([risk.name for risk in risks])
		self.ranks: dict[str, str | None] = {}
		self.superior_roles: dict[str, frozenset[str]] = {}

	def has_to_do_with(self, risk: frappe._dict) -> bool:
		return self.user == risk.drafted_by or risk.post in self.posts

	def may_not_revise(self, risk: frappe._dict) -> Text | None:
		route = Route(
			risk.proposed_grade, self.managing, self._rank(risk.post), risk.grade if risk.grade_record else None
		)
		drafters = (risk.drafted_by, None if risk.revision else risk.owner)
		case = Case(
			state="in_force",
			route=route,
			involved=rounds.involved(self.steps.get(risk.name, ()), drafters),
			holders=frozenset({self.user}) if risk.post in self.posts else frozenset(),
		)
		above = self._superior_roles(risk.unit) if route.needs_superior else frozenset()
		actor = Actor(self.user, _role_codes(roles_at(self.user, risk.unit)), above)
		return judge.refusal(case, actor, "revise", getdate())

	def _rank(self, post: str | None) -> str | None:
		if post and post not in self.ranks:
			self.ranks[post] = code(
				TABLES["posts"]["rank"].vocabulary, frappe.get_cached_value("Integrity Post", post, "rank")
			)
		return self.ranks.get(post)

	def _superior_roles(self, unit: str) -> frozenset[str]:
		if unit not in self.superior_roles:
			above = superior_of(unit)
			self.superior_roles[unit] = _role_codes(roles_at(self.user, above)) if above else frozenset()
		return self.superior_roles[unit]


def _role_codes(roles: frozenset[str]) -> frozenset[str]:
	return frozenset(filter(None, (code(ROLE, role) for role in roles)))


def _steps(names: list[str]) -> dict[str, list[Step]]:
	"""The steps taken with each of the risk points, in order."""
	taken: dict[str, list[Step]] = {}
	for start in range(0, len(names), AT_ONCE):
		rows = frappe.get_all(
			"Integrity Approval Step",
			filters={"parent": ["in", names[start : start + AT_ONCE]]},
			fields=["parent", "action", "to_state", "acted_by", "reason"],
			order_by="parent, idx",
			limit=0,
		)
		for row in rows:
			step = Step(code(ACTION, row.action), code(STATE, row.to_state), row.acted_by, row.reason or "")
			taken.setdefault(row.parent, []).append(step)
	return taken


def _materially_changed(rows: pd.DataFrame, now: Mapping[str, frappe._dict]) -> dict[str, bool]:
	"""By risk point, whether the row has another value in a field on which an approval rests."""
	table = TABLES["risk_points"]
	fields = MAPPINGS["risk_points"].fields
	columns = {name: to_column(rows[name], table[name]) for name in MATERIAL}
	changed = {}
	for at, name in enumerate(rows["risk"]):
		changed[name] = any((columns[field][at] or None) != (now[name][fields[field]] or None) for field in MATERIAL)
	return changed


def _moved_units(batch: Batch) -> list[Finding]:
	"""Who is held to some units may move a unit among those only."""
	rows, user = batch.changed_rows("units"), frappe.session.user
	if rows.empty or is_unbound(user):
		return []
	now = {
		unit.name: unit.parent_integrity_unit or None
		for unit in stored(UNIT, rows["unit"].tolist(), ["name", "parent_integrity_unit"])
	}
	places, writers = Places(batch), roles_granting(UNIT, "write")
	bad = []
	for row, name, parent in zip(rows.index, rows["unit"], rows["parent_unit"], strict=True):
		between = {now[name], places.parent_for(parent)}
		if now[name] != parent and not all(roles_at(user, place) & writers for place in between):
			bad.append(row)
	return found(MAY_NOT_MOVE, "units", bad, "parent_unit")
