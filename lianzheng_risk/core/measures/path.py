"""The course of a measure: planned → in progress → implemented, with evidence → verified, by somebody else."""

from __future__ import annotations

from dataclasses import dataclass

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.course import Course, Move, Rule
from lianzheng_risk.core.vocabulary import MEASURE_STATUS, vocabulary_of

# No word that another app translates: see approval.path.
ACTION = vocabulary_of(
	"measure_action", "措施操作", "Measure Action",
	("begin", "开始落实", "Begin Implementing"),
	("report", "报告落实", "Report as Implemented"),
	("take_back", "撤回报告", "Take Back the Report"),
	("verify", "核实", "Verify Implementation"),
	("send_back", "退回落实", "Send Back to Implement"),
	("lapse", "宣布失效", "Declare Lapsed"),
	("cancel", "取消措施", "Cancel Measure"),
	("renew", "恢复措施", "Renew Measure"),
)  # fmt: skip

OPEN = ("planned", "in_progress")
ENDED = ("lapsed", "cancelled")
_DOERS = ("holder", "liaison", "head", "leader")
_VERIFIERS = ("liaison", "head", "leader", "supervisor", "inspector")
_IN_CHARGE = ("head", "leader")


@dataclass(frozen=True)
class MeasureCase:
	"""A measure on its way. `reporters` reported its present round, `responsible` is the account of who answers for it,
	`holders` hold the post that its risk lies in; `grade` is the risk's."""

	state: str
	reporters: frozenset[str] = frozenset()
	responsible: frozenset[str] = frozenset()
	holders: frozenset[str] = frozenset()
	grade: str | None = None


def _moves():
	yield Move("begin", "planned", "in_progress", _DOERS)
	for source in OPEN:
		yield Move("report", source, "implemented", _DOERS, ("evidence",))
	yield Move("take_back", "implemented", "in_progress", _DOERS)
	yield Move("verify", "implemented", "verified", _VERIFIERS)
	for source in ("implemented", "verified"):
		yield Move("send_back", source, "in_progress", _VERIFIERS, ("reason",))
	for source in (*OPEN, "implemented", "verified"):
		yield Move("lapse", source, "lapsed", (*_IN_CHARGE, "liaison", "supervisor"), ("reason",))
		yield Move("cancel", source, "cancelled", _IN_CHARGE, ("reason",))
	for source in ENDED:
		yield Move("renew", source, "planned", ("liaison", *_IN_CHARGE), ("reason",))


RULES: tuple[Rule, ...] = (
	Rule(
		("verify",),
		lambda case, actor, today: actor.user in case.reporters,
		Text("不能核实本人报告的落实情况，请由其他有权人员核实", "Nobody verifies what they reported themselves. Please leave it to a colleague."),
	),
	Rule(
		("verify",),
		lambda case, actor, today: actor.user in case.responsible,
		Text("不能核实由本人负责落实的措施，请由其他有权人员核实", "Nobody verifies a measure that they answer for. Please leave it to a colleague."),
	),
	Rule(
		("take_back",),
		lambda case, actor, today: actor.user not in case.reporters,
		Text("只有报告人可以撤回报告", "Only who reported it can take the report back."),
	),
	Rule(
		("begin", "report"),
		lambda case, actor, today: actor.roles <= {"holder"} and actor.user not in case.responsible | case.holders,
		Text("只能办理本人岗位或由本人负责落实的措施", "You can do this only for measures of your own post or that you answer for."),
	),
	Rule(
		("cancel",),
		lambda case, actor, today: case.grade == "I" and "leader" not in actor.roles,
		Text("一级风险的防控措施由单位领导取消", "A measure for a Grade I risk is cancelled by a unit leader."),
	),
	Rule(
		("cancel", "lapse"),
		lambda case, actor, today: actor.user in case.responsible and case.grade in ("I", "II"),
		Text("不能取消由本人负责落实的措施，请由其他有权人员办理", "Nobody ends a measure that they answer for. Please leave it to a colleague."),
	),
)  # fmt: skip

MEASURE = Course(MEASURE_STATUS, ACTION, tuple(_moves()), RULES)
