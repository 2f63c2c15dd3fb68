"""States, actions and moves as data, and the levels that decide how far up a risk point has to go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lianzheng_risk.core import course
from lianzheng_risk.core.vocabulary import GRADE, vocabulary_of

STATE = vocabulary_of(
	"approval_state", "审定状态", "Approval State",
	("screening", "自查", "Self-Screening"),
	("peer_review", "互查", "Peer Review"),
	("department_review", "内设机构审核", "Department Review"),
	("leader_approval", "分管领导审定", "Leader Approval"),
	("collective_approval", "领导班子集体审定", "Collective Approval"),
	("publicity", "公示", "Publicity"),
	("objection", "异议复核", "Objection Review"),
	("filing", "纪检备案", "Filing"),
	("in_force", "生效", "In Force"),
	("retired", "已取消", "Retired"),
)  # fmt: skip

# The platform shows an action's English through its translations without a context: none may be a word that another
# app translates (Approve, Return, File, Reopen).
ACTION = vocabulary_of(
	"approval_action", "审定操作", "Approval Action",
	("ask_peers", "提请互查", "Ask for Peer Review"),
	("agree", "互查通过", "Agree as Peer"),
	("submit", "提交审核", "Submit for Review"),
	("pass_on", "审核通过并上报", "Pass On"),
	("approve", "审定", "Approve Grade"),
	("return", "退回", "Return with Reason"),
	("recall", "撤回", "Recall"),
	("object", "提出异议", "Raise Objection"),
	("uphold", "异议成立", "Uphold Objection"),
	("dismiss", "异议不成立", "Dismiss Objection"),
	("end_publicity", "公示期满", "End Publicity"),
	("file", "备案", "Register Filing"),
	("revise", "修订", "Revise"),
	("abandon", "撤销修订", "Abandon Revision"),
	("retire", "取消风险点", "Retire"),
	("reopen", "恢复风险点", "Reinstate"),
)  # fmt: skip

# The three reviews, lowest first, and the rank that decides there.
REVIEWS: dict[str, str] = {
	"department_review": "department_head",
	"leader_approval": "leader_in_charge",
	"collective_approval": "principal_leader",
}
LEVEL_OF: dict[str | None, int] = {
	None: 0, "staff": 0, "department_head": 1, "leader_in_charge": 2, "principal_leader": 3,
}  # fmt: skip
RANK_OF = {level: rank for rank, level in LEVEL_OF.items() if level}
REVIEW_OF = {LEVEL_OF[rank]: state for state, rank in REVIEWS.items()}
HIGHEST = max(REVIEW_OF)

# Decisions on which a reviewer may say something, although nothing has to be given.
OPINION = ("agree", "pass_on", "approve")
# An approval stands, but does not count yet.
PENDING = ("publicity", "objection", "filing")
REVIEWED_BY: dict[str, tuple[str, ...]] = {
	"department_review": ("head", "leader"),
	"leader_approval": ("leader",),
	"collective_approval": ("leader",),
}
_DRAFTERS = ("holder", "liaison", "head", "leader")
_EVERY_REVIEW = tuple(REVIEWS)


class Move(course.Move):
	"""A step on the approval path."""

	@property
	def key(self) -> str:
		"""How the platform's workflow tells this move from another: action and target in English."""
		return f"{ACTION.label(self.action, 'en')}>{STATE.label(self.target, 'en')}"


def _moves():
	for target in _EVERY_REVIEW:
		yield Move("submit", "screening", target, _DRAFTERS)
		yield Move("agree", "peer_review", target, ("holder", "liaison", "head"))
	yield Move("ask_peers", "screening", "peer_review", _DRAFTERS)
	yield Move("return", "peer_review", "screening", ("holder", "liaison", "head"), ("reason",))
	for source in _EVERY_REVIEW:
		for target in _EVERY_REVIEW[_EVERY_REVIEW.index(source) + 1 :]:
			yield Move("pass_on", source, target, REVIEWED_BY[source])
		needs = ("record", "record_date") if source == "collective_approval" else ()
		yield Move("approve", source, "publicity", REVIEWED_BY[source], needs)
		yield Move("return", source, "screening", REVIEWED_BY[source], ("reason",))
	for source in ("peer_review", *_EVERY_REVIEW):
		yield Move("recall", source, "screening", _DRAFTERS)
	yield Move(
		"object",
		"publicity",
		"objection",
		("supervisor", "leader", "head", "liaison", "holder", "inspector"),
		("reason",),
	)
	yield Move("uphold", "objection", "screening", ("head", "leader"), ("reason",))
	yield Move("dismiss", "objection", "publicity", ("head", "leader"), ("reason",))
	yield Move("end_publicity", "publicity", "filing", ("liaison", "head", "supervisor"))
	yield Move("end_publicity", "publicity", "in_force", ("liaison", "head", "supervisor"))
	yield Move("file", "filing", "in_force", ("supervisor",), ("record",))
	yield Move("return", "filing", "screening", ("supervisor",), ("reason",))
	yield Move("revise", "in_force", "screening", (*_DRAFTERS, "supervisor"))
	yield Move("abandon", "screening", "in_force", (*_DRAFTERS, "supervisor"), ("reason",))
	yield Move("retire", "screening", "retired", _DRAFTERS, ("reason",))
	yield Move("retire", "in_force", "retired", ("head", "leader"), ("reason",))
	yield Move("reopen", "retired", "screening", ("liaison", "head", "leader", "supervisor"), ("reason",))


MOVES: tuple[Move, ...] = tuple(_moves())
_worst_first = GRADE.codes.index


@dataclass(frozen=True)
class Route:
	"""How far up one risk point goes. Ranks and grades are codes of their vocabularies.

	`managing` is the rank that manages each grade (regulation: 分级管理); `post_rank` that of the post the risk lies in,
	whose own level never decides on it (一岗双责: leaders' own points go one level up); `approved_grade` the last approved.
	"""

	proposed_grade: str
	managing: Mapping[str, str]
	post_rank: str | None = None
	approved_grade: str | None = None

	@property
	def lowers(self) -> bool:
		return bool(self.approved_grade) and _worst_first(self.proposed_grade) > _worst_first(self.approved_grade)

	@property
	def first_level(self) -> int:
		return min(LEVEL_OF[self.post_rank] + 1, HIGHEST)

	@property
	def approving_level(self) -> int:
		"""1 to 3. Lowering a grade takes the level that manages the higher one."""
		counting = self.approved_grade if self.lowers else self.proposed_grade
		return max(LEVEL_OF[self.managing[counting]], self.first_level)

	@property
	def needs_superior(self) -> bool:
		"""A principal leader's own point: nobody of the unit stands above him."""
		return LEVEL_OF[self.post_rank] == HIGHEST

	@property
	def filed(self) -> bool:
		"""Whether the discipline-inspection body files it: what the leadership decided on collectively."""
		return self.approving_level == HIGHEST

	def goes_through(self) -> tuple[str, ...]:
		"""The reviews this point passes, lowest first; the last one approves."""
		return tuple(REVIEW_OF[level] for level in range(self.first_level, self.approving_level + 1))

	def allows(self, move: Move) -> bool:
		"""Whether the move leads where this route leads."""
		if move.action in ("submit", "agree"):
			return move.target == REVIEW_OF[self.first_level]
		if move.action == "pass_on":
			return LEVEL_OF[REVIEWS[move.target]] == LEVEL_OF[REVIEWS[move.source]] + 1 <= self.approving_level
		if move.action == "approve":
			return LEVEL_OF[REVIEWS[move.source]] >= self.approving_level
		if move.action == "end_publicity":
			return move.target == ("filing" if self.filed else "in_force")
		return True
