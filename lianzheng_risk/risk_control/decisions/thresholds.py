"""The thresholds in force, and which of them bind a document. Read once and remembered until one changes."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import frappe
from frappe.model.document import Document
from frappe.utils.data import compare

from lianzheng_risk import watching
from lianzheng_risk.core.decisions.consumption import money
from lianzheng_risk.core.decisions.words import CATEGORY
from lianzheng_risk.store.terms import code

THRESHOLD, CONDITION = "Integrity Decision Threshold", "Integrity Threshold Condition"
UNIT = "Integrity Unit"
_KEY = "lianzheng_decision_thresholds"


class Condition(NamedTuple):
	field: str
	operator: str
	value: str | list[str]


class Threshold(NamedTuple):
	"""One line of the rules. `category` is a code; without an `amount_field` every document of the kind is bound."""

	name: str
	title: str
	unit: str
	category: str
	document_type: str
	company: str
	unit_field: str
	basis: str
	amount_field: str
	amount: Decimal
	currency: str
	party_field: str
	same_party: bool
	requester_field: str
	item_table: str
	item_field: str
	item_amount_field: str
	window_days: int
	date_field: str
	override_role: str
	ratify_days: int
	conditions: tuple[Condition, ...]


def binding(doc: Document) -> list[Threshold]:
	"""Of each category the most particular threshold that applies, whatever the document's amount."""
	applying = [threshold for threshold in thresholds_of(doc.doctype) if _applies(threshold, doc)]
	places = _places(doc, applying)
	chosen: dict[str, Threshold] = {}
	for threshold in sorted(applying, key=lambda one: (bool(one.company), bool(one.unit_field), places[one.name])):
		if places[threshold.name] >= 0:
			chosen[threshold.category] = threshold
	return list(chosen.values())


def thresholds_of(doctype: str) -> list[Threshold]:
	return [_threshold(row) for row in in_force() if row["document_type"] == doctype]


def in_force() -> list[dict]:
	return frappe.cache.get_value(_KEY, _read)


def forget() -> None:
	"""A threshold has changed. What others remember meanwhile goes when the change is settled."""
	_forget()
	frappe.db.after_commit.add(_forget)
	frappe.db.after_rollback.add(_forget)


def _forget() -> None:
	frappe.cache.delete_value(_KEY)
	watching.forget()


def _read() -> list[dict]:
	if not frappe.db.table_exists(THRESHOLD):  # an update is under way: the new code is here, its tables are not yet
		return []
	fields = [field for field in Threshold._fields if field != "conditions"]
	rows = frappe.get_all(THRESHOLD, filters={"enabled": 1}, fields=fields, order_by="name")
	asked = {"parenttype": THRESHOLD, "parent": ["in", [row.name for row in rows]]}
	columns = ["parent", "field", "operator", "value"]
	conditions = frappe.get_all(CONDITION, filters=asked, fields=columns, order_by="parent, idx") if rows else []
	for row in rows:
		own = [(one.field, one.operator, one.value or "") for one in conditions if one.parent == row.name]
		row.conditions = own
	return [dict(row) for row in rows]


def _threshold(row: dict) -> Threshold:
	values = {field: row[field] or "" for field in Threshold._fields}
	values["category"] = code(CATEGORY, row["category"])
	values["amount"] = money(row["amount"])
	values["same_party"] = bool(row["same_party"])
	values["window_days"], values["ratify_days"] = row["window_days"] or 0, row["ratify_days"] or 0
	values["conditions"] = tuple(_condition(*one) for one in row["conditions"])
	return Threshold(**values)


def _condition(field: str, operator: str, value: str) -> Condition:
	if operator in ("in", "not in"):
		return Condition(field, operator, [part.strip() for part in value.replace("，", ",").split(",")])
	return Condition(field, operator, value)


def _applies(threshold: Threshold, doc: Document) -> bool:
	if threshold.company and threshold.company != doc.get("company"):
		return False
	return all(_holds(condition, doc) for condition in threshold.conditions)


def _holds(condition: Condition, doc: Document) -> bool:
	field = doc.meta.get_field(condition.field)
	value = doc.get(condition.field)
	if value is None and not isinstance(condition.value, list):
		value = "" if not field or field.fieldtype not in frappe.model.numeric_fieldtypes else 0
	return bool(compare(value, condition.operator, condition.value, field.fieldtype if field else None))


def _places(doc: Document, thresholds: list[Threshold]) -> dict[str, int]:
	"""How far down the tree each threshold's unit lies above the document's own, -1 where it does not; one query at most."""
	placed = {threshold.name: doc.get(threshold.unit_field) for threshold in thresholds if threshold.unit_field}
	if not placed:
		return {threshold.name: 0 for threshold in thresholds}
	wanted = {*placed.values(), *(threshold.unit for threshold in thresholds)} - {None, ""}
	rows = frappe.get_all(UNIT, filters={"name": ["in", sorted(wanted)]}, fields=["name", "lft", "rgt"])
	units = {row.name: row for row in rows}

	def place(threshold: Threshold) -> int:
		if not threshold.unit_field:
			return 0
		above, own = units.get(threshold.unit), units.get(placed[threshold.name])
		return above.lft if above and own and above.lft <= own.lft and own.rgt <= above.rgt else -1

	return {threshold.name: place(threshold) for threshold in thresholds}
