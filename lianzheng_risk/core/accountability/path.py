"""The course of an accountability action: suggested → under decision → decided → issued, or dismissed with a reason."""

from __future__ import annotations

from dataclasses import dataclass

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.course import Course, Move, Rule
from lianzheng_risk.core.vocabulary import vocabulary_of

STATE = vocabulary_of(
	"accountability_state", "处理状态", "Action State",
	("suggested", "待研究", "Suggested"),
	("under_decision", "研究中", "Under Decision"),
	("decided", "已决定", "Decided"),
	("issued", "已下达", "Issued"),
	("dismissed", "不予处理", "Dismissed"),
)  # fmt: skip

# No word that another app translates: see approval.path.
ACTION = vocabulary_of(
	"accountability_action", "问责操作", "Accountability Move",
	("take_up", "提请研究", "Take Up for Decision"),
	("decide", "作出处理决定", "Decide on the Action"),
	("reconsider", "重新研究", "Reconsider the Decision"),
	("issue", "下达处理决定", "Issue the Decision"),
	("dismiss", "不予处理", "Dismiss the Action"),
)  # fmt: skip

# What may still become something.
OPEN = ("suggested", "under_decision", "decided")
# From then on the person concerned may know.
TOLD = ("issued",)
_AUTHORISED = ("leader", "supervisor")


@dataclass(frozen=True)
class AccountabilityCase:
	"""An action on its way. `concerned` are the accounts of the person, `proposed_by` who entered it by hand."""

	state: str
	concerned: frozenset[str] = frozenset()
	proposed_by: str | None = None


def _moves():
	yield Move("take_up", "suggested", "under_decision", _AUTHORISED)
	yield Move("decide", "under_decision", "decided", _AUTHORISED, ("basis",))
	yield Move("reconsider", "decided", "under_decision", _AUTHORISED, ("reason",))
	yield Move("issue", "decided", "issued", _AUTHORISED, ("record",))
	for source in ("suggested", "under_decision"):
		yield Move("dismiss", source, "dismissed", _AUTHORISED, ("reason",))


RULES: tuple[Rule, ...] = (
	Rule(
		ACTION.codes,
		lambda case, actor, today: actor.user in case.concerned,
		Text("不能办理涉及本人的问责事项", "Nobody acts on an action that concerns themselves."),
	),
	Rule(
		("decide",),
		lambda case, actor, today: actor.user == case.proposed_by,
		Text("不能决定本人提出的问责事项，请由其他有权人员决定", "Nobody decides on an action that they proposed. Please leave it to a colleague."),
	),
)  # fmt: skip

ACCOUNTABILITY = Course(STATE, ACTION, tuple(_moves()), RULES)
