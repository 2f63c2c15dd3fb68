"""Expressions of rules, evaluated by the platform's policy for safe evaluation on copies of the values that they name."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType, SimpleNamespace
from typing import Any

import frappe
from frappe.model.meta import Meta
from frappe.utils import get_datetime, getdate, safe_exec

from lianzheng_risk.core.monitoring.expression import FUNCTIONS, GUARDS, guarded, refusal
from lianzheng_risk.core.monitoring.rule import MonitoringRule
from lianzheng_risk.core.workdays import workdays_between
from lianzheng_risk.risk_supervision.monitoring.places import day_field
from lianzheng_risk.store.workdays import holidays_of_site

_NUMBERS = frozenset(("Int", "Float", "Currency", "Percent", "Check", "Long Int", "Duration", "Rating"))
_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Moment:
	"""Who acted on a document, and when."""

	user: str
	at: datetime.datetime


def evaluate(rule: MonitoringRule, values: Mapping[str, Any], moment: Moment) -> Any:
	"""The answer of the rule's expression about a document or the row of one. Raises whatever the expression does."""
	meta = frappe.get_meta(rule.doctype)
	names = {
		"doc": _copied(values, rule.fields, meta),
		"user": moment.user,
		"hour": moment.at.hour,
		"weekday": moment.at.isoweekday(),
	}
	if "workday" in rule.expression:
		names["workday"] = is_workday(moment.at.date())
	if "days_back" in rule.expression:
		names["days_back"] = (moment.at.date() - day_of(values, meta)).days
	safe = {"__builtins__": {}, **safe_exec.WHITELISTED_SAFE_EVAL_GLOBALS, **FUNCTIONS, **GUARDS, **names}
	return eval(_compiled(rule.expression), safe)


@lru_cache(maxsize=1024)
def _compiled(expression: str) -> CodeType:
	"""By the platform's policy for safe evaluation. To compile takes a hundred times as long as to evaluate, so it is kept."""
	if refusal(expression):
		raise ValueError(refusal(expression).en)
	return safe_exec.compile_restricted(
		guarded(expression), filename="<monitoring rule>", policy=safe_exec.FrappeTransformer, mode="eval"
	)


def is_workday(day: datetime.date) -> bool:
	return workdays_between(day - _ONE_DAY, day, holidays_of_site()) == 1


def day_of(values: Mapping[str, Any], meta: Meta) -> datetime.date:
	"""The day by which the document goes."""
	return getdate(values.get(day_field(meta)) or values.get("creation"))


def _copied(values: Mapping[str, Any], fields: frozenset[str], meta: Meta) -> SimpleNamespace:
	"""Nothing but plain values of the fields named: no document, with its methods, comes near an expression."""
	return SimpleNamespace(**{name: _plain(values.get(name), name, fields, meta) for name in fields})


def _plain(value: Any, name: str, fields: frozenset[str], meta: Meta) -> Any:
	field = meta.get_field(name)
	if field and field.fieldtype in frappe.model.table_fields:
		rows = frappe.get_meta(field.options)
		return [_copied(row, fields, rows) for row in value or ()]
	kind = field.fieldtype if field else None
	if value is None:
		return 0 if kind in _NUMBERS else None
	if kind == "Date":
		return getdate(value)
	if kind == "Datetime":
		return get_datetime(value)
	return value if isinstance(value, str | int | float | datetime.date | datetime.timedelta) else str(value)
