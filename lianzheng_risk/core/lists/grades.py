"""Grade words: which grade of the register each stands for, decided by the whole column and never guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.vocabulary import GRADE, Term, normalise

FOUR_LEVELS = Text(
	"这一列出现了“{word}”，是四级或更多级的分法，不能直接对应三级；请由有权定级的人员确定",
	"the column also has “{word}”: it has four levels or more, which three grades do not match; have it settled",
)
NO_GRADE = Text("没有填写等级，请确定", "no grade is given; have it settled")
SEVERAL_GRADES = Text(
	"一格写了几个等级，不能确定各是哪一个风险点的", "several grades in one cell: which risk point has which?"
)
NOT_AS_MANY = Text(
	"等级写的是{stated}个，这一行有{found}个风险点，请核对", "grades for {stated} risk points where there are {found}"
)
NO_GRADE_WORD = Text("“{value}”不能对应到一个等级，请确定", "“{value}” is not one of the grades; have it settled")

# Words of scales of four or five levels, as `normalise` gives them and without 风险.
_BEYOND_THREE = frozenset(
	normalise(word)
	for word in [
		"四级",
		"IV级",
		"Ⅳ级",
		"IV",
		"Ⅳ",
		"4",
		"4级",
		"五级",
		"V级",
		"Ⅴ级",
		"Ⅴ",
		"5",
		"5级",
		"D",
		"D级",
		"E",
		"E级",
		"★★★★",
		"★★★★★",
		"☆",
		"重大",
		"特别重大",
		"特大",
		"较大",
		"极高",
		"很高",
		"较高",
		"较低",
		"极低",
		"很低",
		"轻微",
		"四",
		"五",
	]
)
# In three levels both are the lowest; side by side they are two levels.
_BOTH_LOWEST = ({"一般"}, {"低", "低级"})
_WORD = r"(?P<word>[一二三]级|Ⅰ级?|Ⅱ级?|Ⅲ级?|I{1,3}级|[高中低]级?|一般|[ABC]级?)(?:风险)?点?"
# The number stands before every grade or after every grade: “1中2低”, “高2个、中1个”.
_NUMBER_FIRST = re.compile(rf"(?P<number>[0-9]{{1,4}})个?{_WORD}")
_NUMBER_LAST = re.compile(rf"{_WORD}(?P<number>[0-9]{{1,4}})?(?:个|条|项)?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_BETWEEN = " 、，,；;/和及\n"
_LEVEL = re.compile("级(?:风险)?$")
_SAID_TWICE = re.compile(r"([^()（）]+)[(（]([^()（）]+)[)）]")
_LONGEST = 40


@dataclass(frozen=True)
class Grade:
	"""What a grade cell says: `word` is as written and stands for one grade, or `reason` says why it does not.

	`counts` are the risk points by grade where the cell says how many.
	"""

	word: str | None = None
	reason: Text | None = None
	counts: tuple[tuple[str, int], ...] = ()

	@property
	def stated(self) -> int:
		"""How many risk points the cell speaks of, 0 where it does not say."""
		return sum(number for _code, number in self.counts)


@lru_cache(maxsize=4096)
def grade(text: str) -> Grade:
	"""What one cell says by itself."""
	if len(text) <= _LONGEST:
		if word := _one_grade(text):
			return Grade(word)
		if counts := _counted(text):
			words = {word for word, _number in counts}
			tallied = tuple((_term(word).code, number) for word, number in counts if number)
			if len(words) == 1 and tallied:
				return Grade(words.pop(), counts=tallied)
			return Grade(reason=SEVERAL_GRADES, counts=tallied)
	return Grade(
		reason=Text(NO_GRADE_WORD.zh.format(value=text[:_LONGEST]), NO_GRADE_WORD.en.format(value=text[:_LONGEST]))
	)


def _one_grade(text: str) -> str | None:
	"""The word for the one grade that a cell names: “A级” is A, “一级（高）” is 一级."""
	if _term(text):
		return text if GRADE.find(text) else _LEVEL.sub("", text)
	said = _SAID_TWICE.fullmatch(text.strip())
	first, second = (_term(part) for part in said.groups()) if said else (None, None)
	return said[1].strip() if first and second in (None, first) and GRADE.find(said[1]) else None


def _term(word: str) -> Term | None:
	return GRADE.find(word) or GRADE.find(_LEVEL.sub("", word))


def _counted(text: str) -> list[tuple[str, int]]:
	"""Grades with their numbers, as in “1中2低” or “高/中”; nothing where the text says anything else."""
	found, end = [], 0
	folded = text.translate(_FULL_WIDTH)
	part = _NUMBER_FIRST if folded[:1].isdigit() else _NUMBER_LAST
	for match in part.finditer(folded):
		if folded[end : match.start()].strip(_BETWEEN):
			return []
		found.append((match["word"], int(match["number"] or 0)))
		end = match.end()
	return [] if folded[end:].strip(_BETWEEN) else found


def beyond(word: str) -> Text:
	"""Why no grade of a column stands for one of the three, given the word that shows it."""
	return Text(FOUR_LEVELS.zh.format(word=word), FOUR_LEVELS.en.format(word=word))


def not_as_many(stated: int, found: int) -> Text:
	"""Why the grade of a cell does not stand for all risk points of its row."""
	return Text(NOT_AS_MANY.zh.format(stated=stated, found=found), NOT_AS_MANY.en.format(stated=stated, found=found))


def beyond_three(words: Iterable[str]) -> str | None:
	"""The word that shows that a column's grades are of four levels or more, None where there is none."""
	bare = {normalise(word).removesuffix("风险"): word for word in words if len(word) <= _LONGEST}
	sure = next((word for spelling, word in bare.items() if spelling in _BEYOND_THREE), None)
	if sure is None and all(bare.keys() & lowest for lowest in _BOTH_LOWEST):
		return bare["一般"]
	return sure


def tally(grades: Iterable[tuple[Grade, int]]) -> Counter[str]:
	"""The risk points by grade, from each cell and the number of its risk points."""
	counted: Counter[str] = Counter()
	for told, number in grades:
		if told.counts:
			counted.update(dict(told.counts))
		elif told.word:
			counted[_term(told.word).code] += number
	return counted
