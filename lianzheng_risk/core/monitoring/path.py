"""The course of a hit: to be judged → justified or not, by somebody who had no part in the document."""

from __future__ import annotations

from dataclasses import dataclass

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.course import Course, Move, Rule
from lianzheng_risk.core.vocabulary import vocabulary_of

STATE = vocabulary_of(
	"monitoring_state", "核实状态", "State of the Hit",
	("open", "待核实", "To Be Verified"),
	("justified", "属实", "Justified"),
	("not_justified", "误报", "Not Justified"),
)  # fmt: skip

# No word that another app translates: see approval.path.
ACTION = vocabulary_of(
	"monitoring_action", "核实操作", "Hit Action",
	("confirm", "认定属实", "Find Justified"),
	("dismiss", "认定误报", "Find Not Justified"),
	("reopen", "重新核实", "Verify Again"),
)  # fmt: skip

_JUDGES = ("leader", "supervisor")


@dataclass(frozen=True)
class HitCase:
	"""`actors` are the accounts of those who made, changed or submitted the document."""

	state: str
	actors: frozenset[str] = frozenset()


def _moves():
	yield Move("confirm", "open", "justified", _JUDGES, ("reason",))
	yield Move("dismiss", "open", "not_justified", _JUDGES, ("reason",))
	for state in ("justified", "not_justified"):
		yield Move("reopen", state, "open", _JUDGES, ("reason",))


HIT = Course(
	STATE,
	ACTION,
	tuple(_moves()),
	(
		Rule(
			ACTION.codes,
			lambda case, actor, today: actor.user in case.actors,
			Text("不能核实本人经办的单据，请由其他有权人员核实", "Nobody judges a hit on a document that they had a part in. Please leave it to a colleague."),
		),
	),
)  # fmt: skip
