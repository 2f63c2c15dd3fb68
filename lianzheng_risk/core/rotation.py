"""The rotation clock of a tenure: how long somebody has held a post, and when another should (regulation §2: 交流/轮岗).

A term ends on the day of the month on which it began, or on the last day of a month that has no such day.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import Enum

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.months import add_months


class RotationStatus(Enum):
	FAR = "far"
	DUE_WITHIN_A_YEAR = "due_within_a_year"
	OVERDUE = "overdue"
	WAIVED = "waived"


_STATUS_TEXT = {
	RotationStatus.FAR: Text("未到轮岗期限", "Rotation Not Due"),
	RotationStatus.DUE_WITHIN_A_YEAR: Text("一年内应轮岗", "Rotation Due Within a Year"),
	RotationStatus.OVERDUE: Text("超期未轮岗", "Rotation Overdue"),
	RotationStatus.WAIVED: Text("经批准暂不轮岗", "Rotation Waived"),
}
_ADVICE = {
	RotationStatus.FAR: Text(
		"任现岗{held}，到{due}满{years}年", "{held} in this post; {years} years are full on {due}"
	),
	RotationStatus.DUE_WITHIN_A_YEAR: Text(
		"任现岗{held}，到{due}满{years}年，请在此前安排交流轮岗",
		"{held} in this post; {years} years are full on {due}, please arrange rotation before then",
	),
	RotationStatus.OVERDUE: Text(
		"任现岗{held}，{due}已满{years}年，请尽快安排交流轮岗",
		"{held} in this post; {years} years were full on {due}, please arrange rotation soon",
	),
	RotationStatus.WAIVED: Text(
		"任现岗{held}，{due}已满{years}年，经批准暂不轮岗至{waived}",
		"{held} in this post; {years} years were full on {due}, rotation is waived until {waived}",
	),
}
_SPAN = {
	"both": Text("{years}年{months}个月", "{years} years {months} months"),
	"years": Text("{years}年", "{years} years"),
	"months": Text("{months}个月", "{months} months"),
	"none": Text("不足1个月", "less than a month"),
}


@dataclass(frozen=True)
class Rotation:
	"""`months_held` counts full months, `months_left` the rest of the term, a month begun as a whole; 0 once it is over.

	`due` is the day on which the term is full, `waived_until` the last day of a waiver: from then on rotation is overdue.
	"""

	start: datetime.date
	years: int
	due: datetime.date
	months_held: int
	months_left: int
	status: RotationStatus
	waived_until: datetime.date | None = None

	@property
	def last_day(self) -> datetime.date:
		"""The last day on which nobody is late."""
		return max(self.due, self.waived_until or self.due)

	def status_label(self, lang: Lang = "zh") -> str:
		return _STATUS_TEXT[self.status].label(lang)

	def advice(self, lang: Lang = "zh") -> str:
		"""How long the post has been held, when the term is full, and what to do about it."""
		return _ADVICE[self.status].format(
			lang,
			held=span(self.months_held, lang),
			due=_date(self.due, lang),
			years=self.years,
			waived=_date(self.last_day, lang),
		)


def rotation_of(
	start: datetime.date, as_of: datetime.date, years: int, waived_until: datetime.date | None = None
) -> Rotation | None:
	"""The clock on the day `as_of` of a tenure since `start`; None where `years` is 0: such posts need no rotation."""
	if not years:
		return None
	term = years * 12
	elapsed = _full_months(start, as_of)
	due = add_months(start, term)
	status = _status(due, as_of)
	if status is RotationStatus.OVERDUE and waived_until and as_of <= waived_until:
		status = RotationStatus.WAIVED
	return Rotation(start, years, due, max(elapsed, 0), max(term - elapsed, 0), status, waived_until)


def span(months: int, lang: Lang = "zh") -> str:
	"""A number of months as people say it: 3年2个月."""
	years, rest = divmod(months, 12)
	kind = ("both" if rest else "years") if years else ("months" if rest else "none")
	return _SPAN[kind].format(lang, years=years, months=rest)


def _status(due: datetime.date, as_of: datetime.date) -> RotationStatus:
	if as_of > due:
		return RotationStatus.OVERDUE
	return RotationStatus.DUE_WITHIN_A_YEAR if add_months(as_of, 12) >= due else RotationStatus.FAR


def _full_months(start: datetime.date, end: datetime.date) -> int:
	"""Rounded down, so negative as soon as `end` comes before `start`."""
	months = (end.year - start.year) * 12 + end.month - start.month
	return months - (add_months(start, months) > end)


def _date(day: datetime.date, lang: Lang) -> str:
	return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else day.isoformat()
