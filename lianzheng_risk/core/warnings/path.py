"""The course of a warning: received → handled → lifted after a re-check by somebody else."""

from __future__ import annotations

from dataclasses import dataclass

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.course import Course, Move, Rule
from lianzheng_risk.core.vocabulary import vocabulary_of

STATE = vocabulary_of(
	"warning_state", "预警状态", "Warning State",
	("issued", "待签收", "To Be Received"),
	("handling", "处置中", "Being Handled"),
	("handled", "待复核", "To Be Rechecked"),
	("lifted", "已解除", "Lifted"),
	("muted", "暂缓", "Muted for a Time"),
)  # fmt: skip

# No word that another app translates: see approval.path.
ACTION = vocabulary_of(
	"warning_action", "预警操作", "Warning Action",
	("receive", "签收", "Receive Warning"),
	("handle", "报告处置情况", "Report the Handling"),
	("send_back", "退回处置", "Send Back to Handle"),
	("lift", "复核解除", "Lift after Recheck"),
	("withdraw", "撤销预警", "Withdraw Warning"),
	("mute", "暂缓", "Mute for a Time"),
	("resume", "恢复预警", "Resume Warning"),
	("climb", "逾期升级", "Climb One Level"),
	("clear", "事由消除", "Cause Put Right"),
)  # fmt: skip

# What the clock alone does.
BY_CLOCK = ("climb", "clear")
# It is not over: a second warning of the same cause would be one too many.
OPEN = ("issued", "handling", "handled", "muted")
# Somebody has to act, and the time runs.
WAITING = ("issued", "handling")
_HANDLERS = ("holder", "liaison", "head", "leader")
_CHECKERS = ("head", "leader", "supervisor")


@dataclass(frozen=True)
class WarningCase:
	"""A warning on its way. `handlers` reported its handling, `concerned` are the accounts of those it is about.

	`cause_stands`: what the clock warned of is still overdue.
	"""

	state: str
	handlers: frozenset[str] = frozenset()
	concerned: frozenset[str] = frozenset()
	cause_stands: bool = False


def _moves():
	yield Move("receive", "issued", "handling", _HANDLERS)
	for source in WAITING:
		yield Move("handle", source, "handled", _HANDLERS, ("evidence",))
		yield Move("withdraw", source, "lifted", ("supervisor",), ("reason",))
		yield Move("mute", source, "muted", ("leader", "supervisor"), ("reason", "until"))
	yield Move("send_back", "handled", "handling", _CHECKERS, ("reason",))
	yield Move("lift", "handled", "lifted", _CHECKERS)
	yield Move("resume", "muted", "issued", ("leader", "supervisor"))


RULES: tuple[Rule, ...] = (
	Rule(
		("lift", "send_back"),
		lambda case, actor, today: actor.user in case.handlers,
		Text("不能复核本人处置的预警，请由其他有权人员复核", "Nobody rechecks what they handled themselves. Please leave it to a colleague."),
	),
	Rule(
		("lift", "send_back", "withdraw", "mute"),
		lambda case, actor, today: actor.user in case.concerned,
		Text("不能解除或暂缓涉及本人的预警，请由上一级办理", "Nobody lifts or mutes a warning about themselves. Please leave it to the next level up."),
	),
	Rule(
		("lift",),
		lambda case, actor, today: case.cause_stands,
		Text("预警的事由还没有消除，不能解除；确需等待的，请暂缓并写明期限", "What this warns of is still overdue. If it has to wait, please mute the warning until a day."),
	),
)  # fmt: skip

WARNING = Course(STATE, ACTION, tuple(_moves()), RULES)
