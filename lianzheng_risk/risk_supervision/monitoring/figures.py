"""The figures of a rule around one document: each a single grouped query over the document's own company."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import frappe
from frappe.model.meta import Meta
from frappe.query_builder import Field
from frappe.query_builder.functions import Count, Sum
from frappe.utils import flt
from pypika.queries import QueryBuilder, Table

from lianzheng_risk.core.monitoring.conditions import Condition
from lianzheng_risk.core.monitoring.rule import Aggregate, Figure, MonitoringRule, window
from lianzheng_risk.risk_supervision.monitoring.expressions import day_of
from lianzheng_risk.risk_supervision.monitoring.places import day_field

_NUMBERS = ("Int", "Float", "Currency", "Percent", "Check")
_MOST_GROUPS = 200


def figures_of(rule: MonitoringRule, values: Mapping[str, Any]) -> Iterator[Figure]:
	meta = frappe.get_meta(rule.doctype)
	for aggregate in rule.aggregates:
		groups = _groups(aggregate, values)
		if groups is None:
			continue
		counted = _counted(rule, aggregate, meta, values, groups)
		whole = _whole(rule, aggregate, meta, values, groups) if aggregate.measure == "share" else {}
		for key, value in counted.items():
			if aggregate.measure == "share":
				total = whole.get(key[1:])
				value = 100 * value / total if total else 0.0
			yield Figure(aggregate, key, value)


def _groups(aggregate: Aggregate, values: Mapping[str, Any]) -> list[list[str]] | None:
	"""The values of the document in each field of the group; None where it lacks one, for nothing is no group."""
	groups = []
	for name in aggregate.by:
		table, dot, column = name.partition(".")
		found = [row.get(column) for row in values.get(table) or ()] if dot else [values.get(name)]
		distinct = list(dict.fromkeys(str(value) for value in found if value not in (None, "")))
		if not distinct:
			return None
		groups.append(distinct[:_MOST_GROUPS])
	return groups


def _counted(rule, aggregate: Aggregate, meta: Meta, values, groups) -> dict[tuple[str, ...], float]:
	query, columns = _window(rule, aggregate, meta, values, aggregate.by)
	for column, wanted in zip(columns, groups, strict=True):
		query = query.where(column.isin(wanted))
	return _run(query, aggregate, columns, meta)


def _whole(rule, aggregate: Aggregate, meta: Meta, values, groups) -> dict[tuple[str, ...], float]:
	"""What a share is taken of: everybody's, in the same window, for each of the remaining fields of the group."""
	query, columns = _window(rule, aggregate, meta, values, aggregate.by[1:])
	for column, wanted in zip(columns, groups[1:], strict=True):
		query = query.where(column.isin(wanted))
	return _run(query, aggregate, columns, meta)


def _run(query: QueryBuilder, aggregate: Aggregate, columns: list[Field], meta: Meta) -> dict[tuple[str, ...], float]:
	"""Each document, or row of a table that is summed, counts once, though a group may be met by several of its rows."""
	table = frappe.qb.DocType(meta.name)
	measured = _column(aggregate.field, meta) if aggregate.field else None
	of_rows = aggregate.field and "." in aggregate.field
	names = [table.name] if not of_rows else [_child(aggregate.field, meta).name]
	keys = [column.as_(f"key_{place}") for place, column in enumerate(columns)]
	inner = query.select(names[0].as_("one"), *keys, *([measured.as_("value")] if measured else [])).distinct()
	rows = frappe.qb.from_(inner.as_("counted"))
	counted = {"count": Count("*"), "distinct": Count(Field("value")).distinct(), "sum": Sum(Field("value"))}
	total = counted["sum" if measured else "count"] if aggregate.measure == "share" else counted[aggregate.measure]
	named = [Field(f"key_{place}") for place in range(len(columns))]
	for field in named:
		rows = rows.groupby(field)
	return {tuple(map(str, row[:-1])): flt(row[-1]) for row in rows.select(*named, total).run()}


def _window(rule: MonitoringRule, aggregate: Aggregate, meta: Meta, values, by) -> tuple[QueryBuilder, list[Field]]:
	"""The documents that count, joined with the one table that the group or what is summed stands in."""
	table = frappe.qb.DocType(meta.name)
	query = frappe.qb.from_(table)
	if child := next((_child(name, meta) for name in (*by, aggregate.field or "") if "." in name), None):
		query = query.join(child).on((child.parent == table.name) & (child.parenttype == meta.name))
	first, last = window(aggregate.days, day_of(values, meta))
	day = table[day_field(meta)]
	query = query.where(day >= first).where(
		day <= (f"{last} 23:59:59.999999" if day_field(meta) == "creation" else last)
	)
	if meta.is_submittable:
		exactly = {"submit": 1, "cancel": 2}.get(rule.event)
		query = query.where(table.docstatus < 2 if exactly is None else table.docstatus == exactly)
	if rule.company:
		query = query.where(table.company == rule.company)
	for condition in aggregate.conditions:
		query = query.where(_criterion(condition, table, meta))
	return query, [_column(name, meta) for name in by]


def _criterion(condition: Condition, table: Table, meta: Meta):
	if condition.table is None:
		return _compare(table[condition.field], condition, meta)
	options = meta.get_field(condition.table).options
	child = frappe.qb.DocType(options)
	rows = frappe.qb.from_(child).select(child.parent).where(child.parenttype == meta.name)
	return table.name.isin(rows.where(_compare(child[condition.field], condition, frappe.get_meta(options))))


def _compare(column: Field, condition: Condition, meta: Meta):
	field, value = meta.get_field(condition.field), condition.value
	empty = 0 if field and field.fieldtype in _NUMBERS else ""
	if condition.operator == "is":
		is_set = column.isnotnull() & (column != empty)
		return is_set if str(value).lower() == "set" else column.isnull() | (column == empty)
	if condition.operator in ("in", "not in", "between"):
		value = [one.strip() for one in value.split(",")] if isinstance(value, str) else list(value or [])
	return _SQL[condition.operator](column, value)


_SQL = {
	"=": lambda column, value: column == value,
	"!=": lambda column, value: column.isnull() | (column != value),
	">": lambda column, value: column > value,
	">=": lambda column, value: column >= value,
	"<": lambda column, value: column < value,
	"<=": lambda column, value: column <= value,
	"in": lambda column, value: column.isin(value),
	"not in": lambda column, value: column.isnull() | column.notin(value),
	"like": lambda column, value: column.like(value),
	"not like": lambda column, value: column.isnull() | column.not_like(value),
	"between": lambda column, value: column.between(value[0], value[1]),
}


def _column(name: str, meta: Meta) -> Field:
	table, dot, column = name.partition(".")
	return _child(name, meta)[column] if dot else frappe.qb.DocType(meta.name)[table]


def _child(name: str, meta: Meta) -> Table:
	return frappe.qb.DocType(meta.get_field(name.partition(".")[0]).options)
