"""The colour of a warning, by the grade of the risk and by how late something is: a table that a site may change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.vocabulary import GRADE, vocabulary_of

COLOUR = vocabulary_of(
	"warning_colour", "预警等级", "Warning Colour",
	("yellow", "黄色预警", "Yellow Warning", "黄色", "黄"),
	("orange", "橙色预警", "Orange Warning", "橙色", "橙"),
	("red", "红色预警", "Red Warning", "红色", "红"),
)  # fmt: skip

# Working days for handling, from the day on which a warning of the colour is issued.
DAYS: Mapping[str, int] = {"yellow": 5, "orange": 10, "red": 15}
HANDLING: Mapping[str, Text] = {
	"yellow": Text("提醒谈话", "Reminding Talk"),
	"orange": Text("警示谈话，发整改通知书", "Cautioning Talk and a Notice of Rectification"),
	"red": Text("立即报告，提请有权机关处理", "Report at Once to the Competent Body"),
}


@dataclass(frozen=True)
class Line:
	"""From so many working days late, a warning about a risk of this grade has this colour; no grade: about no risk."""

	grade: str | None
	late: int
	colour: str


DEFAULT_LINES: tuple[Line, ...] = (
	Line("I", 0, "orange"), Line("I", 10, "red"),
	Line("II", 0, "yellow"), Line("II", 10, "orange"), Line("II", 20, "red"),
	Line("III", 0, "yellow"), Line("III", 20, "orange"),
	Line(None, 0, "yellow"), Line(None, 20, "orange"),
)  # fmt: skip

NO_FIRST_LINE = Text(
	"“{grade}”没有从0个工作日起的一行，请补上", "“{grade}” has no line from 0 working days; please add one"
)
FALLING = Text(
	"“{grade}”迟了{late}个工作日，颜色反而更轻，请改正",
	"“{grade}” turns lighter after {late} working days; please correct it",
)
NO_RISK = Text("与风险点无关的", "about no risk point")


def colour_of(grade: str | None, late: int, lines: Iterable[Line] = DEFAULT_LINES) -> str:
	"""The colour by the last line that holds. Raises ValueError where none does: `problems` names what is missing."""
	holding = [line for line in lines if line.grade == grade and line.late <= max(late, 0)]
	if not holding:
		raise ValueError(f"no colour for grade {grade!r}, {late} working days late")
	return max(holding, key=lambda line: line.late).colour


def heavier(colour: str) -> str:
	"""One colour up; red stays red."""
	return COLOUR.codes[min(COLOUR.codes.index(colour) + 1, len(COLOUR.codes) - 1)]


def problems(lines: Iterable[Line]) -> list[Text]:
	"""What is wrong with a table: every grade and what is about no risk has a colour from the start, and none turns lighter."""
	found, lines = [], list(lines)
	for grade in (*GRADE.codes, None):
		name = GRADE.by_code[grade].text if grade else NO_RISK
		own = sorted((line for line in lines if line.grade == grade), key=lambda line: line.late)
		if not own or own[0].late > 0:
			found.append(_filled(NO_FIRST_LINE, name))
		for before, after in pairwise(own):
			if COLOUR.codes.index(after.colour) < COLOUR.codes.index(before.colour):
				found.append(_filled(FALLING, name, late=after.late))
	return found


def _filled(text: Text, grade: Text, **values) -> Text:
	return Text(text.format("zh", grade=grade.zh, **values), text.format("en", grade=grade.en, **values))
