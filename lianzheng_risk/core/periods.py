"""The periods that assessments are made for: their names, their neighbours, and when their figures are due.

Practice: monthly figures are due by the 26th, those of the half-year by 25 June, those of the year by 25 November. So a
report is taken before its period is over, on a cut-off day, and says so.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from lianzheng_risk.core.activities.periods import period_of
from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.months import add_months
from lianzheng_risk.core.vocabulary import vocabulary_of
from lianzheng_risk.core.workdays import HolidayList, is_workday

PERIOD = vocabulary_of(
	"assessment_period", "评估周期", "Assessment Period",
	("month", "月度", "Monthly Assessment"),
	("quarter", "季度", "Quarterly Assessment"),
	("half_year", "半年", "Half-Yearly Assessment"),
	("year", "年度", "Yearly Assessment"),
)  # fmt: skip

# How many working days before they are due the figures are taken, unless the site says otherwise: time to score and check.
DAYS_AHEAD = 5

_EVERY = {"month": "monthly", "quarter": "quarterly", "half_year": "half_yearly", "year": "yearly"}
# How many months after the period's first month its figures are due, and on which day of that month.
_DUE = {"month": (0, 26), "quarter": (2, 26), "half_year": (5, 25), "year": (10, 25)}
# The second half-year reports together with the year.
_DUE_OF_SECOND_HALF = (4, 25)

_CODE = {"month": "{year}-{month:02}", "quarter": "{year}Q{part}", "half_year": "{year}H{part}", "year": "{year}"}
_FORMS = {
	"month": re.compile(r"(?P<year>\d{4})-(?P<part>0[1-9]|1[0-2])"),
	"quarter": re.compile(r"(?P<year>\d{4})Q(?P<part>[1-4])"),
	"half_year": re.compile(r"(?P<year>\d{4})H(?P<part>[12])"),
	"year": re.compile(r"(?P<year>\d{4})(?P<part>)"),
}
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_LABEL = {
	"month": Text("{year}年{month}月", "{year}-{month:02}"),
	"quarter": Text("{year}年第{ordinal}季度", "Quarter {part} of {year}"),
	"half_year": Text("{year}年{half}半年", "Half-Year {part} of {year}"),
	"year": Text("{year}年度", "Year {year}"),
}
_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
	"""A month, quarter, half-year or year of the calendar; `kind` is a code of PERIOD."""

	kind: str
	start: datetime.date

	@classmethod
	def of(cls, kind: str, day: datetime.date) -> Period:
		"""The period that a day lies in. Raises KeyError for an unknown kind."""
		return cls(kind, period_of(day, _EVERY[kind]).start)

	@classmethod
	def parse(cls, code: str) -> Period:
		"""The period of a code such as 2026-06, 2026Q2, 2026H1 or 2026. Raises ValueError for anything else."""
		for kind, form in _FORMS.items():
			if match := form.fullmatch(code):
				part = int(match["part"] or 1)
				return cls(kind, datetime.date(int(match["year"]), (part - 1) * _MONTHS[kind] + 1, 1))
		raise ValueError(f"{code!r} is no code of a period")

	@property
	def end(self) -> datetime.date:
		return add_months(self.start, _MONTHS[self.kind]) - _ONE_DAY

	@property
	def code(self) -> str:
		return _CODE[self.kind].format(**self._parts)

	def label(self, lang: Lang = "zh") -> str:
		return _LABEL[self.kind].format(lang, **self._parts)

	def previous(self) -> Period:
		return Period(self.kind, add_months(self.start, -_MONTHS[self.kind]))

	def next(self) -> Period:
		return Period(self.kind, add_months(self.start, _MONTHS[self.kind]))

	def a_year_before(self) -> Period:
		return Period(self.kind, self.start.replace(year=self.start.year - 1))

	def due(self, holidays: HolidayList | None = None) -> datetime.date:
		"""The day by which its figures are due: the last working day up to the day that practice has set."""
		second_half = self.kind == "half_year" and self.start.month > 6
		months, day = _DUE_OF_SECOND_HALF if second_half else _DUE[self.kind]
		return _working_day_up_to(add_months(self.start, months).replace(day=day), holidays)

	def cutoff(self, days_ahead: int = DAYS_AHEAD, holidays: HolidayList | None = None) -> datetime.date:
		"""The day on which its figures are taken, so many working days before they are due."""
		day = self.due(holidays)
		for _ in range(days_ahead):
			day = _working_day_up_to(day - _ONE_DAY, holidays)
		return day

	@property
	def _parts(self) -> dict[str, object]:
		part = (self.start.month - 1) // _MONTHS[self.kind] + 1
		return {
			"year": self.start.year,
			"month": self.start.month,
			"part": part,
			"ordinal": "一二三四"[part - 1] if part <= 4 else "",
			"half": "上" if self.start.month <= 6 else "下",
		}


def latest(
	kind: str, today: datetime.date, days_ahead: int = DAYS_AHEAD, holidays: HolidayList | None = None
) -> Period:
	"""The last period whose figures are to be taken by today.

	Earlier ones are not caught up on: what a register was then it does not tell afterwards, and figures of another day
	under the name of that period would be made up.
	"""
	period = Period.of(kind, today).next()
	while period.cutoff(days_ahead, holidays) > today:
		period = period.previous()
	return period


def _working_day_up_to(day: datetime.date, holidays: HolidayList | None) -> datetime.date:
	while not is_workday(day, holidays):
		day -= _ONE_DAY
	return day
