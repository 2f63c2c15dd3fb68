"""Who may take which step: the rules that look at the person and the moment, each with the reason for its refusal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianzheng_risk.core import course
from lianzheng_risk.core.approval.path import ACTION, MOVES, REVIEWS, STATE, Route
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.course import Course, Rule


@dataclass(frozen=True)
class Case:
	"""A risk point on its way. Users are opaque names.

	`involved` drafted or submitted it in this round, `holders` hold its post, `objectors` raised the open objection.
	`has_superior`: whether a unit stands above the one it belongs to. `reopened`: it was retired and has come back.
	"""

	state: str
	route: Route
	involved: frozenset[str] = frozenset()
	holders: frozenset[str] = frozenset()
	objectors: frozenset[str] = frozenset()
	peer_review_required: bool = True
	publicity_until: date | None = None
	has_superior: bool = False
	evidence_given: bool = False
	reopened: bool = False


@dataclass(frozen=True)
class Actor(course.Actor):
	"""With the roles held at the unit above the risk point's."""

	superior_roles: frozenset[str] = frozenset()


_DECISIONS = ("agree", "pass_on", "approve", "uphold", "dismiss")

RULES: tuple[Rule, ...] = (
	Rule(
		(*_DECISIONS, "file"),
		lambda case, actor, today: actor.user in case.involved,
		Text("不能审核本人填报或提交的风险点，请由其他有权人员办理", "Nobody approves what they drafted or submitted. Please leave it to a colleague."),
	),
	Rule(
		(*_DECISIONS, "file", "return"),
		lambda case, actor, today: actor.user in case.holders,
		Text("不能审核本人岗位的风险点，请由上一级审定", "Nobody decides on the risks of their own post. Please leave it to the next level up."),
	),
	Rule(
		("retire",),
		lambda case, actor, today: case.state == "in_force" and actor.user in case.holders,
		Text("不能取消本人岗位已生效的风险点，请由上一级办理", "Nobody retires the risks of their own post. Please leave it to the next level up."),
	),
	Rule(
		("pass_on", "approve", "return"),
		lambda case, actor, today: (
			case.state == "collective_approval" and case.route.needs_superior and case.has_superior
			and "leader" not in actor.superior_roles
		),
		Text("主要领导本人岗位的风险点，由上级单位领导审定", "The risks of a principal leader's own post are decided by the leaders of the unit above."),
	),
	Rule(
		("retire",),
		lambda case, actor, today: case.state == "in_force" and case.route.approving_level > 1 and "leader" not in actor.roles,
		Text("该等级的风险点由单位领导取消", "A risk point of this grade is retired by a unit leader."),
	),
	Rule(
		("retire",),
		lambda case, actor, today: (
			case.state == "screening" and bool(case.route.approved_grade) and not case.reopened
		),
		Text("正在修订，请先撤销修订，再取消风险点", "A revision is under way. Please abandon it first, then retire the risk point."),
	),
	Rule(
		("retire", "ask_peers", "submit", "revise", "abandon"),
		lambda case, actor, today: (
			case.state in ("screening", "in_force") and actor.roles <= {"holder"}
			and actor.user not in case.involved | case.holders
		),
		Text("只能办理本人岗位或本人填报的风险点", "You can do this only for risk points of your own post or of your own drafting."),
	),
	Rule(
		("submit",),
		lambda case, actor, today: case.peer_review_required,
		Text("请先提请互查", "Please ask for peer review first."),
	),
	Rule(
		("ask_peers", "submit"),
		lambda case, actor, today: case.route.lowers and not case.evidence_given,
		Text("降低等级须填写降级依据", "Lowering a grade needs evidence. Please fill in “Evidence for Lowering”."),
	),
	Rule(
		("recall",),
		lambda case, actor, today: actor.user not in case.involved,
		Text("只有提交人可以撤回", "Only who submitted it can recall it."),
	),
	Rule(
		("uphold", "dismiss"),
		lambda case, actor, today: actor.user in case.objectors,
		Text("提出异议的人员不能复核本人的异议", "Who raised the objection cannot decide on it."),
	),
	Rule(
		("uphold", "dismiss"),
		lambda case, actor, today: case.route.approving_level > 1 and "leader" not in actor.roles | actor.superior_roles,
		Text("该等级风险点的异议由单位领导复核", "Objections to a risk point of this grade are decided by a unit leader."),
	),
	Rule(
		("end_publicity",),
		lambda case, actor, today: case.publicity_until is not None and today <= case.publicity_until,
		Text("公示期未满", "The publicity period is not over yet."),
	),
	Rule(
		("abandon",),
		lambda case, actor, today: not case.route.approved_grade,
		Text("尚未审定过，没有可恢复的内容", "It was never approved, so there is nothing to go back to."),
	),
	Rule(
		("abandon",),
		lambda case, actor, today: case.reopened,
		Text("取消后恢复的风险点须重新审定", "A risk point that was retired and reinstated has to be approved anew."),
	),
)  # fmt: skip

APPROVAL = Course(
	STATE,
	ACTION,
	MOVES,
	RULES,
	leads=lambda case, move: case.route.allows(move),
	roles_of=lambda case, actor: actor.roles | (actor.superior_roles if case.route.needs_superior else frozenset()),
)
open_moves, find, refusal = APPROVAL.open_moves, APPROVAL.find, APPROVAL.refusal


def waits_for(case: Case) -> tuple[str, ...]:
	"""The roles whose turn it is; empty where nobody has to act."""
	if case.state in REVIEWS:
		lead = find(case, "approve") or find(case, "pass_on")
		return lead.roles if lead else ()
	turn = {
		"screening": "submit",
		"peer_review": "agree",
		"objection": "dismiss",
		"publicity": "end_publicity",
		"filing": "file",
	}
	move = find(case, turn.get(case.state, ""))
	return move.roles if move else ()
