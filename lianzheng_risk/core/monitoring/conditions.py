"""What a document has to be like, in the platform's filter format, judged on plain values without a query."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from numbers import Number
from typing import Any

from lianzheng_risk.core.bilingual import Text


@dataclass(frozen=True)
class Condition:
	"""`table` names the field of the table in whose rows it holds for at least one; None for the document itself."""

	field: str
	operator: str
	value: Any
	table: str | None = None


NOT_A_FILTER = Text("筛选条件的写法不正确：{filter}", "This filter cannot be understood: {filter}")
UNKNOWN_OPERATOR = Text("筛选条件不支持“{operator}”", "Filters know no “{operator}”")
UNKNOWN_TABLE = Text("“{doctype}”不是所监测单据的子表", "“{doctype}” is no table of the documents watched")


class ConditionError(ValueError):
	def __init__(self, text: Text) -> None:
		super().__init__(text.en)
		self.text = text


def conditions_of(rows: Iterable[Sequence], doctype: str, tables: Mapping[str, str]) -> tuple[Condition, ...]:
	"""Conditions from [[doctype, field, operator, value], …]; `tables` says in which field a DocType's rows stand.

	Raises ConditionError, whose `text` says what is wrong.
	"""
	return tuple(_condition(row, doctype, tables) for row in rows)


def hold(conditions: Iterable[Condition], values: Mapping[str, Any]) -> bool:
	return all(_holds(condition, values) for condition in conditions)


def _condition(row: Sequence, doctype: str, tables: Mapping[str, str]) -> Condition:
	if not isinstance(row, list | tuple) or not 3 <= len(row) <= 5:
		raise ConditionError(_filled(NOT_A_FILTER, filter=row))
	where, field, sign, value = (doctype, *row) if len(row) == 3 else row[:4]
	if str(sign).lower() not in _JUDGES:
		raise ConditionError(_filled(UNKNOWN_OPERATOR, operator=sign))
	if where != doctype and where not in tables:
		raise ConditionError(_filled(UNKNOWN_TABLE, doctype=where))
	return Condition(str(field), str(sign).lower(), value, None if where == doctype else tables[where])


def _holds(condition: Condition, values: Mapping[str, Any]) -> bool:
	judge = _JUDGES[condition.operator]
	if condition.table is None:
		return judge(values.get(condition.field), condition.value)
	return any(judge(row.get(condition.field), condition.value) for row in values.get(condition.table) or ())


def _compared(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
	def judge(found: Any, wanted: Any) -> bool:
		one, other = _alike(found, wanted)
		return compare(one, other)

	return judge


def _alike(found: Any, wanted: Any) -> tuple[Any, Any]:
	"""Both as numbers where either is one, otherwise as text; dates read as they are stored, so that they sort."""
	if isinstance(found, Number | Decimal) or isinstance(wanted, Number | Decimal):
		one, other = _number(found), _number(wanted)
		if one is not None and other is not None:
			return one, other
	return _text(found), _text(wanted)


def _number(value: Any) -> float | None:
	try:
		return float(value or 0)
	except (TypeError, ValueError):
		return None


def _text(value: Any) -> str:
	if isinstance(value, datetime.datetime):
		return value.isoformat(sep=" ")
	return "" if value is None else str(value)


def _among(found: Any, wanted: Any) -> bool:
	listed = wanted.split(",") if isinstance(wanted, str) else wanted or ()
	return any(_EQUAL(found, one.strip() if isinstance(one, str) else one) for one in listed)


def _like(found: Any, wanted: Any) -> bool:
	pattern = _text(wanted).casefold().replace("[", "[[]").replace("*", "[*]").replace("?", "[?]")
	return fnmatchcase(_text(found).casefold(), pattern.replace("%", "*").replace("_", "?"))


def _between(found: Any, wanted: Any) -> bool:
	first, last = wanted.split(",") if isinstance(wanted, str) else wanted
	return _compared(operator.ge)(found, first) and _compared(operator.le)(found, last)


def _is(found: Any, wanted: Any) -> bool:
	return (_text(found) not in ("", "0", "0.0")) == (_text(wanted).casefold() == "set")


_EQUAL = _compared(operator.eq)
_JUDGES: dict[str, Callable[[Any, Any], bool]] = {
	"=": _EQUAL,
	"!=": lambda found, wanted: not _EQUAL(found, wanted),
	">": _compared(operator.gt),
	">=": _compared(operator.ge),
	"<": _compared(operator.lt),
	"<=": _compared(operator.le),
	"in": _among,
	"not in": lambda found, wanted: not _among(found, wanted),
	"like": _like,
	"not like": lambda found, wanted: not _like(found, wanted),
	"between": _between,
	"is": _is,
}


def _filled(text: Text, **values) -> Text:
	return Text(text.zh.format(**values), text.en.format(**values), quoted=True)
