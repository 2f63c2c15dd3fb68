"""The course of an assessment: scored by the unit → checked → issued → appealed against → corrected or upheld.

Issuing is what the platform calls submitting: from then on only an appeal opens the checked scores again.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.course import Course, Move, Rule
from lianzheng_risk.core.vocabulary import vocabulary_of

STATE = vocabulary_of(
	"assessment_state", "评估状态", "Assessment State",
	("to_score", "待自评", "To Be Scored by the Unit"),
	("to_check", "待核准", "To Be Checked"),
	("issued", "已出具", "Assessment Issued"),
	("appealed", "申诉中", "Appealed Against"),
	("replaced", "已由新版本代替", "Replaced by a New Version"),
)  # fmt: skip

# No word that another app translates: see approval.path.
ACTION = vocabulary_of(
	"assessment_action", "评估操作", "Assessment Action",
	("report_self", "提交自评", "Hand In the Self Score"),
	("return", "退回自评", "Return for Self Scoring"),
	("issue", "出具评估", "Issue the Assessment"),
	("appeal", "提出申诉", "Appeal Against the Score"),
	("correct", "申诉成立，更正得分", "Uphold the Appeal and Correct"),
	("reject", "驳回申诉", "Reject the Appeal"),
	("replace", "以新版本代替", "Replace by a New Version"),
)  # fmt: skip

OF_THE_UNIT = ("liaison", "head", "leader")
CHECKERS = ("supervisor",)
ISSUERS = ("supervisor", "manager")
_DRAFTS = ("to_score", "to_check")


@dataclass(frozen=True)
class AssessmentCase:
	"""An assessment on its way. `corrected` says whether a score was changed since the appeal."""

	state: str
	is_scored: bool = True
	self_scorers: frozenset[str] = frozenset()
	appellants: frozenset[str] = frozenset()
	corrected: bool = False
	due: datetime.date | None = None


MOVES = (
	Move("report_self", "to_score", "to_check", OF_THE_UNIT),
	Move("return", "to_check", "to_score", CHECKERS, ("reason",)),
	Move("appeal", "issued", "appealed", OF_THE_UNIT, ("reason",)),
	Move("correct", "appealed", "issued", CHECKERS, ("reason",)),
	Move("reject", "appealed", "issued", CHECKERS, ("reason",)),
)

RULES: tuple[Rule, ...] = (
	Rule(
		("report_self", "return", "appeal"),
		lambda case, actor, today: not case.is_scored,
		Text("本期评估不计分", "This assessment has no scores given by people."),
	),
	Rule(
		("correct", "reject"),
		lambda case, actor, today: actor.user in case.appellants,
		Text("不能办理本人提出的申诉，请由其他有权人员办理", "Nobody decides on their own appeal. Please leave it to a colleague."),
	),
	Rule(
		("correct",),
		lambda case, actor, today: not case.corrected,
		Text("请先在评分表中更正核准分并写明原因", "Please correct the checked scores in the score sheet first, with the reason."),
	),
	Rule(
		("reject",),
		lambda case, actor, today: case.corrected,
		Text("申诉后已更正得分，不能驳回", "Scores were corrected since the appeal, so it cannot be rejected."),
	),
)  # fmt: skip

ASSESSMENT = Course(STATE, ACTION, MOVES, RULES)

_NOT_SCORED_YET = Text(
	"单位尚未自评，期限（{due}）未到，不能出具", "The unit has not scored itself yet, and until {due} it still may."
)
_OWN_SELF_SCORE = Text(
	"不能核准本人提交的自评，请由其他有权人员出具",
	"Nobody issues what they scored themselves. Please leave it to a colleague.",
)
_NOT_THE_ROLE = Text(
	"评估由纪检监察人员或廉政风险防控管理员出具", "Assessments are issued by supervisors and managers."
)


def refusal_to_issue(case: AssessmentCase, user: str, roles: Collection[str], today: datetime.date) -> Text | None:
	"""Why the user may not issue the assessment now, or None. A unit that lets the day pass is issued without self score."""
	if not set(ISSUERS) & set(roles):
		return _NOT_THE_ROLE
	if case.state == "to_score" and case.is_scored and case.due and today < case.due:
		return Text(_NOT_SCORED_YET.zh.format(due=case.due), _NOT_SCORED_YET.en.format(due=case.due))
	return _OWN_SELF_SCORE if user in case.self_scorers else None


SELF, CHECK, SUMMARY = "self", "check", "summary"
# Who fills in which part, and in which states.
_PARTS: dict[str, tuple[tuple[str, ...], tuple[str, ...], Text]] = {
	SELF: (
		OF_THE_UNIT,
		("to_score",),
		Text("自评分由本单位领导、负责人、联络员在待自评时填写",
			"Self scores are given by the leader, a head or the liaison of the unit, before they are handed in."),
	),
	CHECK: (
		CHECKERS,
		(*_DRAFTS, "appealed"),
		Text("核准分、原因和一票否决由纪检监察人员填写；出具后只有在申诉中可以更正",
			"Checked scores, reasons and vetoes are for supervisors; once issued, only an appeal opens them again."),
	),
	SUMMARY: (
		(*OF_THE_UNIT, *ISSUERS),
		_DRAFTS,
		Text("评估说明由本单位领导、负责人、联络员或纪检监察人员、管理员在出具前修改",
			"The summary is edited by the unit, by supervisors and by managers, before the assessment is issued."),
	),
}  # fmt: skip


def refusal_of_part(part: str, state: str, roles: Collection[str]) -> Text | None:
	"""Why somebody with these roles at the unit may not change a part of the assessment in this state, or None."""
	allowed, states, text = _PARTS[part]
	return None if state in states and set(allowed) & set(roles) else text
