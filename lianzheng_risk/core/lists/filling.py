"""What a list does not have at all: named once for the whole of it, and filled where people say with what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.checks import values as cells
from lianzheng_risk.core.checks.found import Problem
from lianzheng_risk.core.grading import GRADE_OF, Scheme
from lianzheng_risk.core.lists.drafts import Record
from lianzheng_risk.core.lists.model import Choices
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.core.vocabulary import GRADE, HARM, PROBABILITY

UNKNOWN_FIELD = Text("登记簿没有“{name}”这一项", "the register has no field “{name}”")
UNKNOWN_VALUE = Text(
	"“{value}”不能填入“{name}”，可填：{accepted}", "“{value}” is nothing for “{name}”; it takes: {accepted}"
)
BASIS = "沿用已公布等级，机率和危害程度按等级取值，待自查核定"

_LEVELS = ("probability", "harm")
# Required fields of the register and the columns of a list that they come from.
_FROM_COLUMNS = {
	"risk_points": {"category": "category", "probability": "probability", "harm": "harm"},
	"measures": {"layer": "layer", "phase": "phase", "status": "status"},
	"powers": {"category": "power_category"},
	"posts": {"rank": None},
	"people": {"rank": None},
}

Records = dict[str, list[Record]]


class UnknownChoice(ValueError):
	"""A choice that names no field of the register or nothing that it takes; `text` says which, in both languages."""

	def __init__(self, text: Text) -> None:
		super().__init__(text.en)
		self.text = text


def refuse_unknown(choices: Choices, scheme: Scheme) -> None:
	"""Raise UnknownChoice where a choice cannot be put into the register."""
	for name, value in choices.values.items():
		table, _dot, field = name.partition(".")
		if table not in TABLES or field not in TABLES[table].columns or field in TABLES[table].key:
			raise UnknownChoice(Text(UNKNOWN_FIELD.zh.format(name=name), UNKNOWN_FIELD.en.format(name=name)))
		column = TABLES[table][field]
		if isinstance(cells.parse(value, column), Problem):
			accepted = cells.accepted(column.vocabulary, scheme) if column.vocabulary else column.text
			raise UnknownChoice(
				Text(
					UNKNOWN_VALUE.zh.format(value=value, name=column.zh, accepted=accepted.zh),
					UNKNOWN_VALUE.en.format(value=value, name=column.text.en, accepted=accepted.en),
				)
			)


def fill(records: Records, fields: frozenset[str], choices: Choices, scheme: Scheme) -> list[str]:
	"""Put the choices into the records of one list that has columns for `fields`; what still lacks, as "table.field"."""
	if choices.levels_by_grade:
		_levels_by_grade(records["risk_points"], scheme)
	for name, value in choices.values.items():
		table, _dot, field = name.partition(".")
		for record in records[table]:
			if record.values.get(field) is None and field not in record.asked:
				record.values[field] = value
	return list(_lacking(records, fields))


def _lacking(records: Records, fields: frozenset[str]) -> Iterator[str]:
	if any(one.values["unit_type"] != "单位" and one.values["parent_unit"] is None for one in records["units"]):
		yield "units.parent_unit"
	for table in ("people", "posts", "powers", "risk_points"):
		if any(one.values.get("unit") is None for one in records[table]):
			yield f"{table}.unit"
	for table, columns in _FROM_COLUMNS.items():
		for field, column in columns.items():
			if column not in fields and _is_missing(records[table], field):
				yield f"{table}.{field}"


def _is_missing(records: Iterable[Record], field: str) -> bool:
	return any(one.values.get(field) is None and field not in one.asked for one in records)


def _levels_by_grade(risks: Iterable[Record], scheme: Scheme) -> None:
	pairs = {grade: mildest_levels(grade, scheme) for grade in GRADE_OF.values()}
	for risk in risks:
		stated = GRADE.find(risk.values["stated_grade"]) if risk.values.get("stated_grade") else None
		if stated is None or any(risk.values.get(name) for name in _LEVELS):
			continue
		probability, harm = pairs[stated.code]
		told = {"probability": PROBABILITY.label(probability), "harm": HARM.label(harm)}
		risk.values |= told | {"grade_basis": risk.values.get("grade_basis") or BASIS}


def mildest_levels(grade: str, scheme: Scheme) -> tuple[str, str]:
	"""The mildest levels of probability and harm that give a grade; of equal rank where there are such."""
	found = np.argwhere(scheme.table == next(number for number, code in GRADE_OF.items() if code == grade))
	row, column = max(map(tuple, found), key=lambda pair: (pair[0] == pair[1], sum(pair), pair[0]))
	return scheme.probability[row].code, scheme.harm[column].code
