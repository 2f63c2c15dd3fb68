"""Numbers of risk points that a list states above, between and below its rows, held against what it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.lists import grades, titles
from lianzheng_risk.core.lists.entries import Section, Total
from lianzheng_risk.core.lists.registering import Registering
from lianzheng_risk.core.lists.rows import Value
from lianzheng_risk.core.lists.titles import Claim
from lianzheng_risk.core.vocabulary import GRADE, normalise

ALL_DIFFER = Text(
	"写明共{stated}个风险点，表中有{found}个，请核对", "{stated} risk points are stated and there are {found}"
)
GRADE_DIFFERS = Text(
	"写明{grade}{stated}个，表中有{found}个，请核对", "{stated} of {grade} are stated and there are {found}"
)


# What a number of risk points is counted in.
_UNITS = "个条项处"


def check_titles(registering: Registering, texts: Iterable[Value]) -> None:
	"""Ask about each number in the titles of a list that its rows do not bear out."""
	found, by_grade = registering.tally(0, len(registering.named))
	for told in texts:
		_check(registering, told, titles.claims(told.text), found, by_grade)


def check_totals(registering: Registering, totals: Iterable[Total]) -> None:
	"""Ask about each row of totals that the rows above it do not bear out; a subtotal counts since the last total."""
	for total in totals:
		words = next(iter(total.cells.values()))
		first = total.since if titles.is_subtotal(words.text) else 0
		found, by_grade = registering.tally(first, total.before)
		for told, claims in _stated(registering, total):
			_check(registering, told, claims, found, by_grade)


def check_sections(registering: Registering, sections: Iterable[Section]) -> None:
	"""Ask about each number behind a heading across the list that the rows below it do not bear out."""
	for section in sections:
		if section.stated:
			found, by_grade = registering.tally(section.first, section.last)
			_check(registering, section.heading, (Claim(section.stated),), found, by_grade)


def _stated(registering: Registering, total: Total) -> Iterator[tuple[Value, tuple[Claim, ...]]]:
	"""What a row of totals states, cell by cell."""
	columns = registering.columns
	numbers = []
	for column, told in total.cells.items():
		if columns.get(column) == "grade" and (counts := grades.grade(told.text).counts):
			yield told, tuple(Claim(str(number), code) for code, number in counts)
		elif claims := titles.claims(told.text):
			yield told, claims
		elif _number(told.text) is not None:
			numbers.append((column, told))
	# Several numbers count different things; which of them counts risk points only its heading tells.
	counting = [told for column, told in numbers if columns.get(column) == "count"] or (
		[told for _column, told in numbers] if len(numbers) == 1 else []
	)
	for told in counting:
		yield told, (Claim(told.text.rstrip(_UNITS)),)


def _check(registering: Registering, told: Value, claims: Iterable[Claim], found: int, by_grade: Counter[str]) -> None:
	for claim in claims:
		number = _number(claim.number)
		if not claim.grade and number != found:
			registering.settling.ask(told.row, "total", claim.number, ALL_DIFFER, stated=claim.number, found=found)
		elif claim.grade and not registering.beyond_three and number != by_grade[claim.grade]:
			label = GRADE.by_code[claim.grade].zh
			values = {"grade": label, "stated": claim.number, "found": by_grade[claim.grade]}
			registering.settling.ask(told.row, "total", claim.number, GRADE_DIFFERS, **values)


def _number(text: str) -> int | None:
	digits = normalise(text).rstrip(_UNITS)
	return int(digits) if digits.isdecimal() and len(digits) < 10 else None
