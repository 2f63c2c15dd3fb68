"""What the clock warns of: something is overdue. When the warning of it begins, with which colour, and until when it stands.

Sources in practice: reviews of all kinds, audits, inspections and complaints by hand; the clock by itself.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.vocabulary import vocabulary_of
from lianzheng_risk.core.warnings.colours import DEFAULT_LINES, Line, colour_of
from lianzheng_risk.core.workdays import HolidayList, workdays_between

SOURCE = vocabulary_of(
	"warning_source", "预警来源", "Warning Source",
	("measure_overdue", "防控措施逾期", "Overdue Control Measure"),
	("round_missed", "周期性措施漏做", "Missed Round of a Measure"),
	("measure_lapsed", "防控措施失效", "Lapsed Control Measure"),
	("rectification_overdue", "整改逾期", "Overdue Rectification"),
	("review_overdue", "风险点复评逾期", "Overdue Review of a Risk Point"),
	("rotation_overdue", "超期未轮岗", "Overdue Rotation"),
	("activity_overdue", "廉政活动逾期", "Overdue Integrity Activity"),
	("screening_overdue", "排查逾期", "Overdue Screening"),
	("decision_unratified", "紧急处置逾期未追认", "Urgent Action Not Ratified"),
	("score_low", "考核得分偏低", "Low Score"),
	("monitoring", "系统监测", "System Monitoring"),
	("duty_report", "述职述廉", "Duty and Integrity Report"),
	("democratic_life", "民主生活会", "Democratic Life Meeting"),
	("survey", "调研", "Field Study"),
	("special_inspection", "专项检查", "Special Inspection"),
	("complaint", "信访举报", "Letter of Complaint"),
	("democratic_appraisal", "民主测评", "Democratic Appraisal"),
	("public_appraisal", "群众评议", "Public Appraisal"),
	("audit", "审计", "Audit Finding"),
	("inspection_tour", "巡视巡察", "Inspection Tour"),
	("other", "其他来源", "Other Source"),
)  # fmt: skip

# What no person may give as a source: the clock and the rules alone find it.
OF_THE_SYSTEM = (
	"measure_overdue", "round_missed", "measure_lapsed", "rectification_overdue", "review_overdue",
	"rotation_overdue", "activity_overdue", "screening_overdue", "decision_unratified", "score_low", "monitoring",
)  # fmt: skip

_OVERDUE: dict[str, Text] = {
	"measure_overdue": Text("应于{due}前落实，逾期未报告落实", "Was to be in place by {due}; nobody has reported that it is"),
	"round_missed": Text("自{due}一轮起未按期完成", "Not done in time since the round of {due}"),
	"measure_lapsed": Text("有效期至{due}，已失效，没有接续", "Was valid until {due} and was not renewed"),
	"rectification_overdue": Text("整改期限{due}，逾期未报告整改", "To be rectified by {due}; nobody has reported that it is"),
	"review_overdue": Text("应于{due}前复评，逾期未复评", "Was to be reviewed by {due}"),
	"rotation_overdue": Text("任现岗{due}满规定年限，尚未交流轮岗", "The years allowed in this post were full on {due}"),
	"activity_overdue": Text("应于{due}前开展，逾期未开展", "Was to take place by {due}"),
	"decision_unratified": Text(
		"紧急处置应于{due}前由集体决策追认，逾期未追认", "Urgent action, to be ratified collectively by {due}; it was not"
	),
	"screening_overdue": Text("自查应于{due}前上报，逾期未上报", "The screening was to be reported by {due}"),
}  # fmt: skip
OWED = Text("{kind}：{count}个岗位逾期", "{kind}: {count} posts overdue")
UNREPORTED = Text("{campaign}：{count}个岗位逾期未上报", "{campaign}: {count} posts not reported in time")
PUT_RIGHT = Text("预警的事由已于{on}消除", "What this warns of was put right on {on}")

_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Cause:
	"""Something that was due on a day. `key` is the same as long as it is the same cause.

	`known` is the day from which the site could know of it; `ended` the day on which it was put right, None while it stands.
	"""

	source: str
	key: str
	due: datetime.date
	known: datetime.date
	grade: str | None = None
	ended: datetime.date | None = None

	@property
	def begins(self) -> datetime.date:
		return max(self.due + _ONE_DAY, self.known)

	def was_met(self, today: datetime.date) -> bool:
		"""Whether a clock that ran every morning would have found it by today."""
		return self.begins <= today and (self.ended is None or self.begins <= self.ended)

	@property
	def facts(self) -> Text:
		text = _OVERDUE[self.source]
		return Text(text.format("zh", due=self.due), text.format("en", due=self.due))

	def colour(self, holidays: HolidayList | None = None, lines: Iterable[Line] = DEFAULT_LINES) -> str:
		"""The colour on the day on which it begins."""
		return colour_of(self.grade, workdays_between(self.due, self.begins, holidays), lines)


@dataclass(frozen=True)
class Round:
	"""A round of a recurring measure that is over, or whose day has come; `completed` is None where it was not done."""

	measure: str
	due: datetime.date
	completed: datetime.date | None

	@property
	def was_missed(self) -> bool:
		return self.completed is None or self.completed > self.due


def missed_rounds(rounds: Iterable[Round], known: datetime.date, grade: str | None) -> list[Cause]:
	"""One cause for each row of rounds missed one after the other, until one is done, be it the first of them and late.

	`rounds` are those of one measure in order, the present one among them from the day after it was due.
	"""
	causes, first = [], None
	for one in rounds:
		first = first or (one if one.was_missed else None)
		if first and one.completed:
			causes.append(_missed_since(first, known, grade, one.completed))
			first = None
	return causes + ([_missed_since(first, known, grade)] if first else [])


def _missed_since(first: Round, known: datetime.date, grade: str | None, ended: datetime.date | None = None) -> Cause:
	return Cause("round_missed", f"round:{first.measure}:{first.due}", first.due, known, grade, ended)


@dataclass(frozen=True)
class Screened:
	"""The screening of one post: from when on it could be known to be owed, and the day on which it was reported."""

	known: datetime.date
	reported: datetime.date | None = None

	def is_late(self, due: datetime.date) -> bool:
		return self.reported is None or self.reported > due


def unreported(
	campaign: str, unit: str, due: datetime.date, posts: Iterable[Screened], closed: datetime.date | None = None
) -> Cause | None:
	"""One cause for a unit however many of its posts are late; None where all were reported in time.

	With the last report it is put right, and with the end of the campaign void.
	"""
	late = [post for post in posts if post.is_late(due)]
	if not late:
		return None
	waiting = [post for post in late if not post.reported]
	known = min(post.known for post in waiting or late)
	ended = closed if waiting else max(post.reported for post in late)
	return Cause("screening_overdue", f"screening:{campaign}:{unit}:{due}", due, known, None, ended)
