"""Who may report, confirm or send back the screening of a post: rules as a table, each with the reason for its refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from lianzheng_risk.core.approval.judge import Actor
from lianzheng_risk.core.approval.path import LEVEL_OF
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.campaign.words import ACTION

_REPORTS = ("report_risks", "report_none")
_ANSWERS = ("confirm", "send_back")
_OPEN = ("not_begun", "under_way")
_REPORTERS = {"liaison", "head"}
_HEAD = LEVEL_OF["department_head"]


@dataclass(frozen=True)
class Case:
	"""The screening of one post. Users are opaque names.

	`holders` hold the post today; `live_points` is how many risk points of the post have not been retired.
	"""

	status: str
	result: str | None = None
	running: bool = True
	post_rank: str | None = None
	holders: frozenset[str] = field(default_factory=frozenset)
	reporter: str | None = None
	live_points: int = 0

	@property
	def confirmers(self) -> frozenset[str]:
		"""The roles one of which it takes: a leading post's report is confirmed above it (一岗双责)."""
		return frozenset({"leader"} if LEVEL_OF[self.post_rank] >= _HEAD else {"head", "leader"})


@dataclass(frozen=True)
class Rule:
	"""`forbids` says for which case and actor an action is refused, `text` why."""

	actions: tuple[str, ...]
	forbids: Callable[[Case, Actor], bool]
	text: Text


RULES: tuple[Rule, ...] = (
	Rule(
		(*_REPORTS, *_ANSWERS),
		lambda case, actor: not case.running,
		Text("本次排查工作不在进行中", "This campaign is not running."),
	),
	Rule(
		_REPORTS,
		lambda case, actor: case.status not in _OPEN,
		Text("已经上报，如需修改，请先退回", "It has been reported already. To change it, have it sent back first."),
	),
	Rule(
		_REPORTS,
		lambda case, actor: actor.user not in case.holders and not actor.roles & _REPORTERS,
		Text(
			"由该岗位的任职人员、本单位联络员或内设机构负责人上报",
			"It is reported by a holder of the post, the liaison or the department head of its unit.",
		),
	),
	Rule(
		("report_none",),
		lambda case, actor: case.live_points > 0,
		Text(
			"该岗位有未取消的风险点，不能上报“未发现风险点”，请上报已登记的风险点",
			"The post has risk points on record, so “none found” cannot be reported. Please report the risk points.",
		),
	),
	Rule(
		("report_risks",),
		lambda case, actor: not case.live_points,
		Text(
			"该岗位还没有登记风险点，请先登记；确实没有的，上报“未发现风险点”并说明理由",
			"The post has no risk point on record. Please record one, or report “none found” with the reason.",
		),
	),
	Rule(
		_ANSWERS,
		lambda case, actor: case.status != "reported",
		Text("只能办理已上报、尚未确认的岗位", "Only what was reported and not yet confirmed can be answered."),
	),
	Rule(
		("confirm",),
		lambda case, actor: case.result == "risks",
		Text(
			"上报了风险点的岗位不必确认，风险点全部审定生效后系统自动确认",
			"Nobody needs to confirm this one: it is confirmed by itself once all its risk points are in force.",
		),
	),
	Rule(
		_ANSWERS,
		lambda case, actor: _answers_for_others(case, actor) and not actor.roles & case.confirmers,
		Text(
			"由本单位内设机构负责人或单位领导办理；内设机构负责人以上的岗位，由单位领导办理",
			"This is for the department head or a leader of the unit; for posts of that rank and above, for a leader.",
		),
	),
	Rule(
		("confirm",),
		lambda case, actor: actor.user == case.reporter,
		Text(
			"不能确认本人上报的内容，请由其他有权人员办理",
			"Nobody confirms what they reported. Please leave it to a colleague.",
		),
	),
	Rule(
		_ANSWERS,
		lambda case, actor: _answers_for_others(case, actor) and actor.user in case.holders,
		Text("不能办理本人岗位的上报，请由其他有权人员办理", "Nobody answers for their own post. Please leave it to a colleague."),
	),
	Rule(
		("confirm",),
		lambda case, actor: case.live_points > 0,
		Text(
			"上报之后该岗位又登记了风险点，请退回后重新上报",
			"A risk point was recorded after the report. Please send it back to be reported anew.",
		),
	),
)  # fmt: skip

_NEEDS_REASON: dict[str, Text] = {
	"report_none": Text("请写明未发现风险点的理由", "Please say why there is no risk."),
	"send_back": Text("请写明退回的理由", "Please say why it is sent back."),
}


def _answers_for_others(case: Case, actor: Actor) -> bool:
	"""Who takes back the own report needs no office for it."""
	return actor.user != case.reporter


def refusal(case: Case, actor: Actor, action: str, reason: str | None = None) -> Text | None:
	"""Why the actor may not take the action now, or None."""
	refused = _refused(case, actor, action)
	needed = _NEEDS_REASON.get(action)
	return refused or (needed if needed and not (reason or "").strip() else None)


def open_actions(case: Case, actor: Actor) -> list[str]:
	"""The actions that the actor may take now, a reason given where one is needed."""
	return [action for action in ACTION.codes if not _refused(case, actor, action)]


def _refused(case: Case, actor: Actor, action: str) -> Text | None:
	return next((rule.text for rule in RULES if action in rule.actions and rule.forbids(case, actor)), None)
