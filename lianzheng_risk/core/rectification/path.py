"""The course of a rectification: ordered → under way → reported with evidence → closed by somebody else."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.course import Course, Move, Rule
from lianzheng_risk.core.vocabulary import vocabulary_of

STATE = vocabulary_of(
	"rectification_state", "整改状态", "Rectification State",
	("ordered", "待整改", "To Be Rectified"),
	("under_way", "整改中", "Being Rectified"),
	("extension", "延期待批", "Extension Asked For"),
	("reported", "待复查", "To Be Reinspected"),
	("closed", "已销号", "Closed Off"),
	("withdrawn", "已撤销", "Withdrawn"),
)  # fmt: skip

# No word that another app translates: see approval.path.
ACTION = vocabulary_of(
	"rectification_action", "整改操作", "Rectification Action",
	("receive", "签收整改通知", "Receive the Notice"),
	("ask_extension", "申请延期", "Ask for Extension"),
	("grant", "同意延期", "Grant Extension"),
	("deny", "不同意延期", "Deny Extension"),
	("report", "报告整改", "Report Rectification"),
	("send_back", "退回整改", "Send Back to Rectify"),
	("close", "复查销号", "Close after Reinspection"),
	("take_up_again", "重新整改", "Take Up Again"),
	("withdraw", "撤销整改", "Withdraw Notice"),
)  # fmt: skip

# Somebody has to act, and the time runs; while an extension is asked for it runs on.
WAITING = ("ordered", "under_way", "extension")
# Steps of those who put it right.
DOING = ("receive", "ask_extension", "report")
# Working days, unless a notice or the site says otherwise.
DAYS = 15
_DOERS = ("holder", "liaison", "head", "leader")
_CHECKERS = ("leader", "supervisor", "inspector")


@dataclass(frozen=True)
class RectificationCase:
	"""A rectification on its way. `doers` received or reported it or asked for its extension, `responsible` answers for it,
	`holders` hold the post that it is about.

	`asked_until` is the day up to which an extension is asked for, `deadline` the last day as it is.
	"""

	state: str
	doers: frozenset[str] = frozenset()
	responsible: frozenset[str] = frozenset()
	holders: frozenset[str] = frozenset()
	deadline: datetime.date | None = None
	asked_until: datetime.date | None = None


def _moves():
	yield Move("receive", "ordered", "under_way", _DOERS)
	for source in ("ordered", "under_way"):
		yield Move("report", source, "reported", _DOERS, ("evidence",))
		yield Move("ask_extension", source, "extension", _DOERS, ("reason", "until"))
		yield Move("withdraw", source, "withdrawn", ("supervisor",), ("reason",))
	yield Move("grant", "extension", "under_way", _CHECKERS)
	yield Move("deny", "extension", "under_way", _CHECKERS, ("reason",))
	yield Move("send_back", "reported", "under_way", _CHECKERS, ("reason",))
	yield Move("close", "reported", "closed", _CHECKERS)
	yield Move("take_up_again", "closed", "under_way", _CHECKERS, ("reason",))


RULES: tuple[Rule, ...] = (
	Rule(
		DOING,
		lambda case, actor, today: actor.roles <= {"holder"} and actor.user not in case.responsible | case.holders,
		Text("只能办理本人岗位或由本人负责的整改", "You can do this only for rectifications of your own post or that you answer for."),
	),
	Rule(
		("close", "send_back", "grant", "deny"),
		lambda case, actor, today: actor.user in case.doers,
		Text("不能审核本人办理的整改，请由其他有权人员办理", "Nobody decides on a rectification that they carried out. Please leave it to a colleague."),
	),
	Rule(
		("close", "grant"),
		lambda case, actor, today: actor.user in case.responsible,
		Text("不能审核由本人负责的整改，请由其他有权人员办理", "Nobody decides on a rectification that they answer for. Please leave it to a colleague."),
	),
	Rule(
		("grant",),
		lambda case, actor, today: bool(case.deadline and case.asked_until) and case.asked_until <= case.deadline,
		Text("申请的期限不晚于原期限，无须延期", "The day asked for is not after the deadline, so there is nothing to extend."),
	),
)  # fmt: skip

RECTIFICATION = Course(STATE, ACTION, tuple(_moves()), RULES)
