"""How an activity is kept on record: what may be written down of it, and when it has taken place."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.vocabulary import vocabulary_of

ACTIVITY_STATUS = vocabulary_of(
	"activity_status", "活动状态", "Activity Status",
	("planned", "计划中", "Planned"),
	("held", "已开展", "Held"),
	("cancelled", "已取消", "Cancelled"),
)  # fmt: skip

# What is reported here goes to the organisation's own file; the register knows that it was, and when.
FACT_ONLY = ("personal_matters",)


@dataclass(frozen=True)
class Conduct:
	"""Codes of the vocabularies. `words` is whether anything was written down of what it was about, in whichever field;
	`attended` how many took part."""

	kind: str
	status: str
	held_on: datetime.date
	words: bool = False
	attended: int = 0


@dataclass(frozen=True)
class Objection:
	holds: Callable[[Conduct, datetime.date], bool]
	text: Text


OBJECTIONS: tuple[Objection, ...] = (
	Objection(
		lambda conduct, _: conduct.kind in FACT_ONLY and conduct.words,
		Text(
			"“报告个人有关事项”只登记是否报告和报告日期，不登记报告的内容，请清空“内容”和“备注”",
			"Of a report on personal matters only the fact and the date are kept: please empty the content and the remarks",
		),
	),
	Objection(
		lambda conduct, today: conduct.status == "held" and conduct.held_on > today,
		Text("日期在今天之后的活动还不能是“已开展”", "An activity cannot have been held on a day still to come"),
	),
	Objection(
		lambda conduct, _: conduct.status == "held" and not conduct.attended,
		Text(
			"已开展的活动至少要有一个岗位参加", "At least one post has to have taken part in an activity that was held"
		),
	),
)


def objection_to(conduct: Conduct, today: datetime.date) -> Text | None:
	"""Why an activity cannot be kept like this; None where it can."""
	return next((objection.text for objection in OBJECTIONS if objection.holds(conduct, today)), None)
