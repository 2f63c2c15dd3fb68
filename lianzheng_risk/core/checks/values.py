"""What one cell means: a raw value of any type becomes a value of the column's kind, or a Problem that says why not.

Nothing is guessed and nothing is raised; the functions are called once per distinct value of a column.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from decimal import Decimal

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.found import Problem
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.register import Field
from lianzheng_risk.core.vocabulary import Vocabulary

# A Data field of the site holds 140 characters, an Int field 32 bits.
LONGEST_TEXT = 140
LARGEST_INTEGER = 2**31 - 1
# A Currency field of the site holds twelve digits before the point.
LARGEST_AMOUNT = 10**12 - 1
# Excel keeps 15 digits of a number.
FIRST_INEXACT = 10**15
# Words and numbers are short: longer text is not worth the cost of folding its spelling.
LONGEST_WORD = 40
SHOWN = 30

YEARS = (1950, 2100)
EXCEL_EPOCH = datetime.date(1899, 12, 30)
SERIALS = tuple((datetime.date(year, *rest) - EXCEL_EPOCH).days for year, *rest in ((1950, 1, 1), (2100, 12, 31)))

EXCEL_ERRORS = frozenset(
	(
		"#REF!",
		"#N/A",
		"#VALUE!",
		"#DIV/0!",
		"#NAME?",
		"#NULL!",
		"#NUM!",
		"#GETTING_DATA",
		"#SPILL!",
		"#CALC!",
		"#FIELD!",
	)
)

_WHOLE_NUMBER = re.compile(r"([+-]?\d+)(?:\.0*)?")
_AMOUNT = re.compile(r"(?:人民币|¥)?\s*([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?)\s*([万亿]?)元?整?")
_TIMES = {"": 1, "万": 10**4, "亿": 10**8}
_HUNDREDTH = Decimal("0.01")
_SERIAL = re.compile(r"(\d{5})(?:\.\d*)?")
_DATE = re.compile(
	r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[\sT]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
	r"|(\d{4})(\d{2})(\d{2})"
)
_MONTH_OR_YEAR = re.compile(r"\d{4}\s*(?:[-/.年]\s*\d{1,2}\s*月?|年)?|\d{6}")


def accepted(vocabulary: Vocabulary, scheme: Scheme) -> Text:
	"""What may be written, as a message lists it; of probability and harm only the levels that the scheme uses."""
	levels = {v.PROBABILITY.name: scheme.probability, v.HARM.name: scheme.harm}.get(vocabulary.name)
	terms = [vocabulary.by_code[level.code] for level in levels] if levels else vocabulary.terms
	return Text("、".join(term.zh for term in terms), ", ".join(term.en for term in terms))


def parse(value: object, column: Field) -> object:
	"""The value in the column's kind, None where it is blank, or a Problem."""
	plain = _plain(value)
	if isinstance(plain, str) and plain in EXCEL_ERRORS:
		return Problem(rules.EXCEL_ERROR, {"value": plain})
	return None if plain == "" else _PARSERS[column.kind](plain, column)


def _plain(value: object) -> object:
	"""Text without outer white space, a number as its digits where Excel knows them all, anything else as it is."""
	if isinstance(value, str):
		return value.strip()
	if isinstance(value, (int, float)) and abs(value) < FIRST_INEXACT:
		return str(int(value)) if value == int(value) else format(value, ".15g")
	return value


def shown(value: object) -> str:
	"""A value as it stands in a message: short, whatever it is."""
	if isinstance(value, (int, float)) and abs(value) >= FIRST_INEXACT:
		return f"{value:.15g}" if abs(value) < 10**300 else "∞"
	text = str(value)
	return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _text(value: object, column: Field) -> str | Problem:
	if isinstance(value, str):
		if column.kind == "text" and len(value) > LONGEST_TEXT:
			return Problem(rules.TEXT_TOO_LONG, {"length": len(value), "most": LONGEST_TEXT})
		return value
	if isinstance(value, (int, float)):
		return Problem(rules.NUMBER_TOO_LONG)
	return Problem(rules.NOT_TEXT, {"value": shown(value)})


def _term(value: object, column: Field) -> str | Problem:
	vocabulary = column.vocabulary
	term = vocabulary.find(value) if isinstance(value, str) and len(value) <= LONGEST_WORD else None
	if term:
		return term.code
	rule = rules.GRADE_TO_SETTLE if vocabulary is v.GRADE else rules.UNKNOWN_TERM
	return Problem(rule, {"value": shown(value)})


def _boolean(value: object, column: Field) -> bool | Problem:
	answer = _term(value, column)
	return answer if isinstance(answer, Problem) else answer == "yes"


def _integer(value: object, column: Field) -> int | Problem:
	match = _WHOLE_NUMBER.fullmatch(_folded(value))
	if not match:
		return Problem(rules.NOT_INTEGER, {"value": shown(value)})
	number = int(match[1])
	if not 0 <= number <= LARGEST_INTEGER:
		return Problem(rules.INTEGER_OUT_OF_RANGE, {"value": shown(value), "most": LARGEST_INTEGER})
	return number


def _amount(value: object, column: Field) -> float | Problem:
	"""480000, 480,000.00, ￥480000元 and 48万元 are the same."""
	match = _AMOUNT.fullmatch(_folded(value))
	if not match:
		return Problem(rules.NOT_AMOUNT, {"value": shown(value)})
	amount = Decimal(match[1].replace(",", "")) * _TIMES[match[2]]
	if not 0 <= amount <= LARGEST_AMOUNT:
		return Problem(rules.AMOUNT_OUT_OF_RANGE, {"value": shown(value), "most": LARGEST_AMOUNT})
	if amount % _HUNDREDTH:
		return Problem(rules.NOT_AMOUNT, {"value": shown(value)})
	return float(amount) or 0.0  # “-0” is nothing below nought


def _date(value: object, column: Field) -> datetime.date | Problem:
	day = _day(value)
	if isinstance(day, datetime.date) and not YEARS[0] <= day.year <= YEARS[1]:
		return Problem(rules.DATE_OUT_OF_RANGE, {"value": shown(value), "first": YEARS[0], "last": YEARS[1]})
	return day if isinstance(day, datetime.date) else Problem(day, {"value": shown(value)})


def _day(value: object) -> datetime.date | rules.Rule:
	"""The day meant by a date, a serial number of Excel or a text; otherwise the rule that is broken."""
	if isinstance(value, datetime.datetime):
		return value.date()
	if isinstance(value, datetime.date):
		return value
	text = _folded(value)
	if (serial := _SERIAL.fullmatch(text)) and SERIALS[0] <= int(serial[1]) <= SERIALS[1]:
		return EXCEL_EPOCH + datetime.timedelta(days=int(serial[1]))
	if match := _DATE.fullmatch(text):
		try:
			return datetime.date(*(int(part) for part in match.groups() if part))
		except ValueError:
			return rules.IMPOSSIBLE_DATE
	return rules.DATE_WITHOUT_DAY if _MONTH_OR_YEAR.fullmatch(text) else rules.NOT_DATE


def _folded(value: object) -> str:
	"""Short text with full-width digits and signs made half-width; anything else is empty and so matches nothing."""
	if not isinstance(value, str) or len(value) > LONGEST_WORD:
		return ""
	return unicodedata.normalize("NFKC", value).strip()


_PARSERS = {
	"text": _text,
	"longtext": _text,
	"reference": _text,
	"term": _term,
	"boolean": _boolean,
	"integer": _integer,
	"amount": _amount,
	"date": _date,
}
