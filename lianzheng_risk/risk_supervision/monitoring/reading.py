"""Documents as plain values, many with a few queries: their own fields and those tables that a rule looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import frappe
from frappe.model.meta import Meta

from lianzheng_risk.core.monitoring.rule import MonitoringRule
from lianzheng_risk.risk_supervision.monitoring.places import day_field
from lianzheng_risk.risk_supervision.monitoring.probes import tables_of

_PAGE = 500


def read(rules: Iterable[MonitoringRule], meta: Meta, names: list[str]) -> dict[str, frappe._dict]:
	"""The documents of these names that there still are, with the tables that the rules look at."""
	if not names:
		return {}
	rows = frappe.get_all(meta.name, filters={"name": ["in", names]}, fields=["*"], order_by="name")
	documents = {row.name: row for row in rows}
	wanted = set().union(*(_tables(rule) for rule in rules))
	for table in meta.get_table_fields():
		if table.fieldname not in wanted:
			continue
		for document in documents.values():
			document[table.fieldname] = []
		of_documents = {"parenttype": meta.name, "parentfield": table.fieldname, "parent": ["in", sorted(documents)]}
		for row in frappe.get_all(table.options, filters=of_documents, fields=["*"], order_by="parent, idx"):
			documents[row.parent][table.fieldname].append(row)
	return documents


def pages(rule: MonitoringRule, meta: Meta, since: str, most: int) -> Iterator[list[frappe._dict]]:
	"""The documents that the rule could find, of the days since then, the latest first; at most so many."""
	filters: list[list] = [[day_field(meta), ">=", since], _docstatus(rule)]
	if rule.company:
		filters.append(["company", "=", rule.company])
	for start in range(0, most, _PAGE):
		names = frappe.get_all(
			meta.name,
			filters=filters,
			pluck="name",
			order_by=f"{day_field(meta)} desc, name desc",
			limit_start=start,
			limit_page_length=min(_PAGE, most - start),
		)
		documents = read([rule], meta, names)
		yield [documents[name] for name in names if name in documents]
		if len(names) < _PAGE:
			return


def _docstatus(rule: MonitoringRule) -> list:
	exactly = {"submit": 1, "cancel": 2}.get(rule.event)
	return ["docstatus", "<", 2] if exactly is None else ["docstatus", "=", exactly]


def _tables(rule: MonitoringRule) -> set[str]:
	"""Names of table fields among what the rule names; more than there are does no harm."""
	conditions = chain(rule.conditions, *(aggregate.conditions for aggregate in rule.aggregates))
	named = {condition.table for condition in conditions if condition.table}
	fields = chain.from_iterable((*aggregate.by, aggregate.field or "") for aggregate in rule.aggregates)
	named |= {field.partition(".")[0] for field in fields if "." in field}
	return named | rule.fields | set(tables_of(rule))
