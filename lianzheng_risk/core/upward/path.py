"""The course of a package on the superior's site: received → checked → merged, or refused; a later version replaces it."""

from __future__ import annotations

from dataclasses import dataclass

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.course import Course, Move, Rule
from lianzheng_risk.core.vocabulary import vocabulary_of

STATE = vocabulary_of(
	"package_state", "上报包状态", "Package State",
	("received", "待核验", "Package Received"),
	("checked", "待并入", "Package Checked"),
	("merged", "已并入", "Package Merged"),
	("refused", "不予并入", "Package Refused"),
	("replaced", "已由新上报代替", "Replaced by a Later Package"),
)  # fmt: skip
ACTION = vocabulary_of(
	"package_action", "上报包操作", "Package Action",
	("check", "核验上报包", "Check the Package"),
	("merge", "并入本级", "Merge the Package"),
	("refuse", "不予并入", "Refuse the Package"),
	("replace", "以新上报代替", "Replace by a Later Package"),
)  # fmt: skip

_DECIDE = ("supervisor", "manager")


@dataclass(frozen=True)
class PackageCase:
	"""`has_errors`: something stands in the way, as the conflict report says."""

	state: str
	has_errors: bool = False


PACKAGE = Course(
	STATE,
	ACTION,
	(
		Move("merge", "checked", "merged", _DECIDE),
		Move("refuse", "checked", "refused", _DECIDE, ("reason",)),
	),
	(
		Rule(
			("merge",),
			lambda case, actor, today: case.has_errors,
			Text("汇总报告中有错误，不能并入", "The conflict report has errors, so it cannot be merged."),
		),
	),
)
# Taken by the job that checks.
CHECKED = Move("check", "received", "checked", ())
FOUND_WANTING = Move("refuse", "received", "refused", ())
REPLACED = Move("replace", "merged", "replaced", ())
