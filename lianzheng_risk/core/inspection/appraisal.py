"""社会评议: what the public is asked about a unit, which answers count, and the share of those who are satisfied.

Nobody says who they are, and the form says nothing but the names of units that are open to appraisal.
"""

from __future__ import annotations

from collections.abc import Mapping

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.vocabulary import vocabulary_of

SATISFACTION = vocabulary_of(
	"satisfaction", "满意程度", "Satisfaction",
	("satisfied", "满意", "Satisfied"),
	("fairly", "基本满意", "Fairly Satisfied"),
	("dissatisfied", "不满意", "Dissatisfied"),
	("unknown", "不了解", "Cannot Say"),
)  # fmt: skip

# The fields of an appraisal, and what is asked.
ASPECTS: Mapping[str, Text] = {
	"duties": Text("依法履职、公正办事", "It does its duty by the law and fairly."),
	"openness": Text("办事公开、程序透明", "It works in the open."),
	"service": Text("服务态度和办事效率", "It is helpful and quick."),
	"integrity": Text("公道正派、不以权谋私", "It is honest and does not use its power for itself."),
}
LONGEST_COMMENT = 1000
# Answers from one address within an hour; an office or a household shares one.
AT_MOST, WITHIN_SECONDS = 10, 3600

_WEIGHT = {"satisfied": 1.0, "fairly": 0.6, "dissatisfied": 0.0}

INCOMPLETE = Text("请对每一项作出评价", "Please answer every question.")
TOO_LONG = Text("意见请不要超过 {most} 字", "Please say it in no more than {most} characters.")


def fault(answers: Mapping[str, object], comment: str = "") -> Text | None:
	"""Why an appraisal cannot be taken, or None. `answers`: aspect → code of `SATISFACTION`."""
	if set(answers) != set(ASPECTS) or not all(answer in SATISFACTION.codes for answer in answers.values()):
		return INCOMPLETE
	if len(comment) > LONGEST_COMMENT:
		return Text(TOO_LONG.format("zh", most=LONGEST_COMMENT), TOO_LONG.format("en", most=LONGEST_COMMENT))
	return None


def percent_of_counts(counts: Mapping[str | None, int]) -> float | None:
	"""Satisfaction in percent, “fairly” counting six tenths; None where nobody could say.

	`counts`: code of `SATISFACTION` → how many answered so; those who cannot say count for nothing.
	"""
	answered = {code: count for code, count in counts.items() if code in _WEIGHT}
	number = sum(answered.values())
	weight = sum(_WEIGHT[code] * count for code, count in answered.items())
	return round(weight * 100 / number, 1) if number else None
