"""Routes, moves and refusals of the approval path, against tables worked out by hand."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from lianzheng_risk.core import course
from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.approval import judge, rounds
from lianzheng_risk.core.approval.judge import RULES, Actor, Case
from lianzheng_risk.core.approval.path import ACTION, MOVES, STATE, Move, Route
from lianzheng_risk.core.approval.rounds import Step
from lianzheng_risk.core.roles import ROLE

MANAGING = {"I": "principal_leader", "II": "leader_in_charge", "III": "department_head"}
TODAY = date(2026, 11, 23)
DEPARTMENT, LEADER, COLLECTIVE = "department_review", "leader_approval", "collective_approval"
EVERY_RANK = (None, *v.RANK.codes)

# Grade and rank of the post → the reviews passed, and whether the discipline-inspection body files it.
ROUTES = {
	("III", None): ((DEPARTMENT,), False),
	("III", "staff"): ((DEPARTMENT,), False),
	("III", "department_head"): ((LEADER,), False),
	("III", "leader_in_charge"): ((COLLECTIVE,), True),
	("III", "principal_leader"): ((COLLECTIVE,), True),
	("II", None): ((DEPARTMENT, LEADER), False),
	("II", "staff"): ((DEPARTMENT, LEADER), False),
	("II", "department_head"): ((LEADER,), False),
	("II", "leader_in_charge"): ((COLLECTIVE,), True),
	("II", "principal_leader"): ((COLLECTIVE,), True),
	("I", None): ((DEPARTMENT, LEADER, COLLECTIVE), True),
	("I", "staff"): ((DEPARTMENT, LEADER, COLLECTIVE), True),
	("I", "department_head"): ((LEADER, COLLECTIVE), True),
	("I", "leader_in_charge"): ((COLLECTIVE,), True),
	("I", "principal_leader"): ((COLLECTIVE,), True),
}


def route(grade: str = "III", rank: str | None = "staff", approved: str | None = None) -> Route:
	return Route(grade, MANAGING, rank, approved)


def case(state: str = "screening", **facts) -> Case:
	return Case(**{"state": state, "route": route()} | facts)


def actor(*roles: str, user: str = "甲", above: tuple[str, ...] = ()) -> Actor:
	return Actor(user, frozenset(roles), frozenset(above))


def why(facts: Case, who: Actor, action: str, today: date = TODAY, **given) -> str:
	refusal = judge.refusal(facts, who, action, today, given)
	return refusal.zh if refusal else ""


@pytest.mark.parametrize(("grade", "rank"), ROUTES)
def test_the_route_of_each_grade_and_rank(grade: str, rank: str | None):
	found = route(grade, rank)
	assert (found.goes_through(), found.filed) == ROUTES[grade, rank]
	assert found.needs_superior == (rank == "principal_leader")


def test_every_grade_and_rank_has_its_line():
	assert set(ROUTES) == set(itertools.product(v.GRADE.codes, EVERY_RANK))


@pytest.mark.parametrize(
	("proposed", "approved", "lowers", "level"),
	[
		("III", None, False, 1),
		("III", "III", False, 1),
		("II", "III", False, 2),
		("III", "II", True, 2),
		("II", "I", True, 3),
		("III", "I", True, 3),
		("I", "III", False, 3),
	],
)
def test_lowering_takes_the_level_of_the_higher_grade(proposed: str, approved: str, lowers: bool, level: int):
	found = route(proposed, approved=approved)
	assert (found.lowers, found.approving_level) == (lowers, level)


def test_a_site_that_lets_heads_manage_all_grades_has_one_review():
	everything = dict.fromkeys(MANAGING, "department_head")
	assert Route("I", everything, "staff").goes_through() == (DEPARTMENT,)


class TestMoves:
	def test_lead_from_a_state_to_another_by_roles_that_exist(self):
		for move in MOVES:
			assert {move.source, move.target} <= set(STATE.codes) and move.action in ACTION.by_code
			assert move.source != move.target
			assert set(move.roles) <= set(ROLE.codes) and move.roles
			assert set(move.needs) <= set(course.NEEDED)

	def test_have_keys_of_which_none_is_part_of_another(self):
		keys = {move.key for move in MOVES}
		for one, other in itertools.permutations(keys, 2):
			assert one not in other

	def test_of_one_action_from_one_state_lead_apart(self):
		ways = [(move.action, move.source, move.target) for move in MOVES]
		assert len(ways) == len(set(ways))

	@pytest.mark.parametrize(("grade", "rank"), ROUTES)
	def test_on_every_route_every_state_leads_to_being_in_force(self, grade: str, rank: str | None):
		"""And an action means one move at most."""
		for state in STATE.codes:
			facts = Case(state, route(grade, rank))
			targets = [move.action for move in MOVES if move.source == state and facts.route.allows(move)]
			assert len(targets) == len(set(targets)), state
		reached, new = set(), {"screening"}
		while new:
			reached |= new
			new = {m.target for m in MOVES if m.source in reached and route(grade, rank).allows(m)} - reached
		expected = {
			"screening",
			"peer_review",
			"publicity",
			"objection",
			"in_force",
			"retired",
			*ROUTES[grade, rank][0],
		}
		assert reached == expected | ({"filing"} if ROUTES[grade, rank][1] else set())

	def test_the_manager_and_the_auditor_take_none(self):
		assert not any(set(move.roles) & {"manager", "auditor"} for move in MOVES)


# Each rule: a case it forbids, and one that differs in what the rule looks at and passes.
DECIDES = "不能审核本人填报或提交的风险点"
OWN_POST = "不能审核本人岗位的风险点"
RULED = [
	(DECIDES, "approve", case(DEPARTMENT, involved=frozenset("甲")), case(DEPARTMENT, involved=frozenset("乙")), actor("head")),
	(DECIDES, "agree", case("peer_review", involved=frozenset("甲")), case("peer_review"), actor("holder")),
	(OWN_POST, "approve", case(DEPARTMENT, holders=frozenset("甲")), case(DEPARTMENT, holders=frozenset("乙")), actor("head")),
	("不能取消本人岗位已生效的风险点", "retire", case("in_force", holders=frozenset("甲")), case("in_force"), actor("head")),
	("主要领导本人岗位的风险点", "approve",
		case(COLLECTIVE, route=route("I", "principal_leader"), has_superior=True),
		case(COLLECTIVE, route=route("I", "principal_leader"), has_superior=False), actor("leader")),
	("该等级的风险点由单位领导取消", "retire", case("in_force", route=route("II")), case("in_force"), actor("head")),
	("请先撤销修订", "retire", case(route=route("III", approved="III")), case(), actor("liaison")),
	("请先撤销修订", "retire", case(route=route("III", approved="III")),
		case(route=route("III", approved="III"), reopened=True), actor("liaison")),
	("只能办理本人岗位或本人填报的风险点", "ask_peers", case(), case(holders=frozenset("甲")), actor("holder")),
	("只能办理本人岗位或本人填报的风险点", "revise", case("in_force"), case("in_force", involved=frozenset("甲")), actor("holder")),
	("请先提请互查", "submit", case(), case(peer_review_required=False), actor("liaison")),
	("降低等级须填写降级依据", "ask_peers", case(route=route("III", approved="II")),
		case(route=route("III", approved="II"), evidence_given=True), actor("liaison")),
	("只有提交人可以撤回", "recall", case(DEPARTMENT), case(DEPARTMENT, involved=frozenset("甲")), actor("liaison")),
	("提出异议的人员不能复核", "dismiss", case("objection", objectors=frozenset("甲")), case("objection"), actor("head")),
	("异议由单位领导复核", "uphold", case("objection", route=route("II")), case("objection"), actor("head")),
	("公示期未满", "end_publicity", case("publicity", publicity_until=TODAY),
		case("publicity", publicity_until=date(2026, 11, 22)), actor("liaison")),
	("尚未审定过", "abandon", case(), case(route=route("III", approved="III")), actor("liaison")),
	("取消后恢复的风险点须重新审定", "abandon", case(route=route("III", approved="III"), reopened=True),
		case(route=route("III", approved="III")), actor("liaison")),
]  # fmt: skip
GIVEN = {"reason": "理由", "record": "纪要1号", "record_date": "2026-11-20"}


@pytest.mark.parametrize(("text", "action", "forbidden", "open_", "who"), RULED)
def test_each_rule_forbids_one_case_and_not_the_other(text: str, action: str, forbidden: Case, open_: Case, who: Actor):
	assert text in why(forbidden, who, action, **GIVEN)
	assert why(open_, who, action, **GIVEN) == ""


def test_every_rule_has_its_case():
	assert [rule.text.zh for rule in RULES if not any(text in rule.text.zh for text, *_ in RULED)] == []


def test_a_leader_above_decides_on_a_principal_leader_s_own_post():
	facts = case(COLLECTIVE, route=route("I", "principal_leader"), has_superior=True)
	assert why(facts, actor(above=("leader",)), "approve", **GIVEN) == ""
	assert "可由以下角色办理：廉政单位领导" in why(facts, actor(above=("head",)), "approve", **GIVEN)


def test_a_refusal_names_the_state_or_the_roles():
	assert why(case("publicity"), actor("head"), "approve") == "“公示”状态下不能审定"
	refusal = judge.refusal(case(DEPARTMENT), actor("inspector"), "approve", TODAY)
	assert refusal.zh == "在这个单位没有办理“审定”的权限，可由以下角色办理：廉政内设机构负责人、廉政单位领导"
	assert refusal.en.endswith("It is for: Integrity Department Head, Integrity Unit Leader")


@pytest.mark.parametrize(
	("state", "action", "who", "missing"),
	[
		(DEPARTMENT, "return", "head", {"reason": "请填写理由"}),
		(COLLECTIVE, "approve", "leader", {"record": "请填写会议记录或备案文号", "record_date": "请填写会议日期"}),
		("filing", "file", "supervisor", {"record": "请填写会议记录或备案文号"}),
		("publicity", "object", "inspector", {"reason": "请填写理由"}),
	],
)
def test_what_a_step_needs_has_to_be_given(state: str, action: str, who: str, missing: dict[str, str]):
	facts = case(state, route=route("I"))
	for need, text in missing.items():
		assert why(facts, actor(who), action, **GIVEN | {need: "  "}) == text
	assert why(facts, actor(who), action, **GIVEN) == ""


@pytest.mark.parametrize(
	("state", "grade", "roles"),
	[
		("screening", "III", ("holder", "liaison", "head", "leader")),
		("peer_review", "III", ("holder", "liaison", "head")),
		(DEPARTMENT, "III", ("head", "leader")),
		(LEADER, "II", ("leader",)),
		("publicity", "III", ("liaison", "head", "supervisor")),
		("objection", "III", ("head", "leader")),
		("filing", "I", ("supervisor",)),
		("in_force", "III", ()),
		("retired", "III", ()),
	],
)
def test_whose_turn_it_is(state: str, grade: str, roles: tuple[str, ...]):
	assert judge.waits_for(case(state, route=route(grade))) == roles


class TestRounds:
	STEPS = (
		Step("ask_peers", "peer_review", "甲"),
		Step("agree", DEPARTMENT, "乙"),
		Step("pass_on", LEADER, "丙"),
		Step("return", "screening", "丁", "写具体"),
		Step("ask_peers", "peer_review", "戊"),
	)

	def test_a_return_starts_a_new_one(self):
		assert rounds.involved(self.STEPS[:3], ["己"]) == {"甲", "丙", "己"}
		assert rounds.involved(self.STEPS[:4], ["己"]) == {"己"}
		assert rounds.involved(self.STEPS, ["己", None]) == {"戊", "己"}

	def test_only_a_return_or_an_objection_upheld_sends_back(self):
		assert rounds.sent_back(self.STEPS[:4]).reason == "写具体"
		assert rounds.sent_back(self.STEPS) is None
		assert rounds.sent_back([Step("recall", "screening", "甲")]) is None
		assert rounds.sent_back([]) is None

	def test_who_objected(self):
		objected = (*self.STEPS, Step("approve", "publicity", "丁"), Step("object", "objection", "庚"))
		assert rounds.objectors(objected) == {"庚"}
		assert rounds.objectors((*objected, Step("uphold", "screening", "丁"))) == frozenset()

	def test_what_was_retired_counts_as_reopened_until_it_is_in_force_again(self):
		back = [Step("retire", "retired", "甲"), Step("reopen", "screening", "甲")]
		assert not rounds.reopened([])
		assert not rounds.reopened([Step("revise", "screening", "甲")])
		assert rounds.reopened(back)
		assert rounds.reopened([*back, Step("return", "screening", "乙")])
		assert not rounds.reopened([*back, Step("end_publicity", "in_force", "乙")])


def _walks(grade: str, rank: str | None, user: str):
	"""Every way through the path in which `user`, holding every role, takes every step that core allows."""
	everybody = frozenset(ROLE.codes)
	start: tuple[tuple[Step, ...], str] = ((), "screening")
	open_ways, seen = [start], set()
	while open_ways:
		steps, state = open_ways.pop()
		for who in (user, "别人", "第三人", "第四人"):
			facts = Case(
				state, route(grade, rank), involved=rounds.involved(steps, ["起草人"]), peer_review_required=False
			)
			for move in judge.open_moves(facts, Actor(who, everybody, everybody), TODAY):
				taken = (*steps, Step(move.action, move.target, who))
				yield taken
				this_round = (tuple(rounds.present_round(taken)), move.target)
				if len(taken) < 6 and this_round not in seen:
					seen.add(this_round)
					open_ways.append((taken, move.target))


@pytest.mark.parametrize(("grade", "rank"), ROUTES)
def test_no_way_lets_one_user_both_submit_and_approve(grade: str, rank: str | None):
	ways = 0
	for steps in _walks(grade, rank, "甲"):
		this_round = rounds.present_round(steps)
		submitted = {step.actor for step in this_round if step.action in ("ask_peers", "submit", "pass_on")}
		approved = {step.actor for step in this_round if step.action == "approve"}
		assert not submitted & approved, steps
		assert "起草人" not in approved
		ways += bool(approved)
	assert ways > 10


def test_a_move_s_key_is_in_english():
	assert Move("approve", DEPARTMENT, "publicity", ("head",)).key == "Approve Grade>Publicity"
