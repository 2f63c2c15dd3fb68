"""A monitoring rule, and its judgement of one document and of the figures around it, all as plain data."""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.monitoring.conditions import Condition, hold
from lianzheng_risk.core.monitoring.expression import fields_named
from lianzheng_risk.core.monitoring.words import MEASURE, PROBE

_COMPARED: Mapping[str, Callable[[float, float], bool]] = {
	">=": operator.ge,
	">": operator.gt,
	"<=": operator.le,
	"<": operator.lt,
}


@dataclass(frozen=True)
class Aggregate:
	"""A figure over the documents of the last `days` up to the document's own day, those of its group alone.

	`by` are the fields that make the group; `table.field` names one in a table, and then each of its values is a group.
	`field` is what is summed, or counted as different values. A share is that of the group in all documents of the window.
	"""

	measure: str
	days: int
	operator: str
	line: float
	by: tuple[str, ...] = ()
	field: str | None = None
	conditions: tuple[Condition, ...] = ()

	def is_met(self, value: float) -> bool:
		return _COMPARED[self.operator](value, self.line)


@dataclass(frozen=True)
class MonitoringRule:
	"""`company` is None where the documents watched belong to none. `line` and `days` are what the probe goes by."""

	name: str
	title: str
	unit: str
	doctype: str
	event: str
	consequence: str
	version: int = 1
	company: str | None = None
	colour: str = "yellow"
	conditions: tuple[Condition, ...] = ()
	expression: str | None = None
	aggregates: tuple[Aggregate, ...] = ()
	probe: str | None = None
	days: int = 0
	line: float = 0.0
	risk: str | None = None
	power: str | None = None
	fields: frozenset[str] = field(init=False, compare=False)

	def __post_init__(self) -> None:
		object.__setattr__(self, "fields", fields_named(self.expression))


@dataclass(frozen=True)
class Figure:
	"""What an aggregate came to for a group; `key` are the values of its fields."""

	aggregate: Aggregate
	key: tuple[str, ...]
	value: float


@dataclass(frozen=True)
class Found:
	"""One thing that a rule found: `key` is the same as long as it is the same cause, `inputs` what it was found by."""

	key: str
	inputs: Mapping[str, Any]
	facts: Text


def matches(
	rule: MonitoringRule, values: Mapping[str, Any], evaluate: Callable[[MonitoringRule, Mapping[str, Any]], Any]
) -> bool:
	"""Whether the document itself is what the rule looks for; `evaluate` answers the expression, asked last."""
	return hold(rule.conditions, values) and (not rule.expression or bool(evaluate(rule, values)))


def found_by_document(rule: MonitoringRule, document: str) -> Found:
	"""A rule without figures or probe finds the document as such."""
	return Found(f"{rule.doctype}:{document}", {}, Text("单据符合规则条件", "The document meets the rule's conditions"))


def found_by_figures(rule: MonitoringRule, document: str, figures: Sequence[Figure]) -> list[Found]:
	"""One cause for each group that meets the first aggregate, if every other is met by some group as well."""
	met = [
		[figure for figure in figures if figure.aggregate is one and one.is_met(figure.value)]
		for one in rule.aggregates
	]
	if not all(met):
		return []
	others = [figure for group in met[1:] for figure in group]
	return [_of_group(rule, document, figure, [figure, *others]) for figure in met[0]]


def _of_group(rule: MonitoringRule, document: str, first: Figure, all_met: Iterable[Figure]) -> Found:
	key = "|".join(first.key) if first.key else f"{rule.doctype}:{document}"
	said = [_said(figure) for figure in all_met]
	inputs = {"figures": [_data(figure) for figure in all_met]}
	return Found(key, inputs, Text("；".join(one.zh for one in said), "; ".join(one.en for one in said), quoted=True))


def _said(figure: Figure) -> Text:
	aggregate, term = figure.aggregate, MEASURE.by_code[figure.aggregate.measure].text
	group = "、".join(figure.key)
	value, line = f"{figure.value:,.6g}", f"{aggregate.operator} {aggregate.line:,.6g}"
	if abs(figure.value) >= 1000:
		value = f"{figure.value:,.2f}"
	return Text(
		f"{aggregate.days}天内{f'“{group}”的' if group else ''}{term.zh}为{value}（{line}）",
		f"{term.en} within {aggregate.days} days{f' of “{group}”' if group else ''}: {value} ({line})",
	)


def _data(figure: Figure) -> dict[str, Any]:
	aggregate = figure.aggregate
	return {
		"figure": aggregate.measure,
		"field": aggregate.field,
		"by": dict(zip(aggregate.by, figure.key, strict=False)),
		"days": aggregate.days,
		"value": round(figure.value, 6),
		"operator": aggregate.operator,
		"line": aggregate.line,
	}


def cause_key(rule: MonitoringRule, found: Found) -> str:
	return f"{rule.name}:{found.key}"


def probed(rule: MonitoringRule, key: str, said: str, **inputs: Any) -> Found:
	"""What a probe found; `said` names what it is about."""
	text = PROBE.by_code[rule.probe or ""].text
	return Found(key, inputs, Text(f"{text.zh}：{said}", f"{text.en}: {said}", quoted=True))


def window(aggregate_days: int, day: datetime.date) -> tuple[datetime.date, datetime.date]:
	"""The days of a figure: the document's own, and those before it."""
	return day - datetime.timedelta(days=max(aggregate_days, 1) - 1), day
