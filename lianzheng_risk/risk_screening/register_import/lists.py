"""Units' own lists in an import: what was recognised of them, what people correct and add, and layouts kept for next time."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.core.register import TABLES
from lianzheng_risk.core.vocabulary import normalise
from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import scheme_in_force
from lianzheng_risk.risk_screening.language import session_lang, shown
from lianzheng_risk.setup.scoped import UNIT

if TYPE_CHECKING:
	from lianzheng_risk.core.lists import Choices, Converted, ListTable

	Lists = tuple[Sequence[ListTable], Choices]

LAYOUT = "Integrity List Layout"
# A published grade stands for both, where people say so; neither is asked for by itself.
_BY_GRADE = ("risk_points.probability", "risk_points.harm")


class UnusableMapping(frappe.ValidationError):
	pass


@dataclass(frozen=True)
class Recognised:
	"""The tables of a list with what is to be put where they have nothing; `known` from a layout kept for the unit."""

	tables: Sequence[ListTable]
	choices: Choices
	converted: Converted
	known: bool

	@property
	def lists(self) -> Lists:
		return self.tables, self.choices

	def values(self) -> dict[str, str]:
		choices = {"values": dict(self.choices.values), "levels_by_grade": self.choices.levels_by_grade}
		return {"tables_json": _json([table.to_dict() for table in self.tables]), "choices_json": _json(choices)}

	def result(self) -> dict:
		return {"accounts": in_words(self.converted)}


def in_words(converted: Converted) -> list[dict]:
	"""The accounts of a file's lists for the form: as core gives them, with what each question is about in words; the last
	one names the sheets that were not read, each with the reason."""
	from lianzheng_risk.core.lists import asked_about

	lang = session_lang()
	told = [account.to_dict(lang) for account in converted.accounts]
	for question in (question for account in told for question in account["to_settle"]):
		question["label"] = asked_about(question["field"], lang)
	told[-1]["unread"] = [[title, reason.label(lang)] for title, reason in converted.unread]
	return told


def recognised_in(document: Document, source: bytes) -> Recognised | None:
	"""The lists in a file, read as a layout kept for the unit says where one fits; None where there are none.

	Raises UnreadableFile.
	"""
	from lianzheng_risk.core.lists import convert, recognise

	tables = recognise(source)
	if not tables:
		return None
	kept = _kept_for(document.unit, tables)
	if kept:
		tables, choices = kept
	else:
		choices = _choices({})
	unit_name = frappe.get_cached_value(UNIT, document.unit, "unit_name")
	converted = convert(source, tables, choices, unit_name, scheme_in_force())
	return Recognised(tables, choices, converted, bool(kept))


def mapping_of(document: Document) -> Lists | None:
	"""The mapping of an import's list as it was recognised and corrected; None before that, and for a register."""
	if not document.tables_json:
		return None
	from lianzheng_risk.core.lists import ListTable

	tables = [ListTable.from_dict(table) for table in json.loads(document.tables_json)]
	return tables, _choices(json.loads(document.choices_json or "{}"))


def check_mapping(document: Document) -> None:
	"""Raises UnusableMapping where the mapping is none, or names fields that there are not."""
	try:
		mapping_of(document)
		columns = [column for table in json.loads(document.tables_json or "[]") for column in table["columns"]]
		known = all(field in {"", *fields_to_choose()} for _letter, _header, field in columns)
	except (ValueError, KeyError, TypeError, AttributeError):
		known = False
	if not known:
		frappe.throw(_("The mapping of the columns cannot be read. Please upload the file again."), UnusableMapping)


def fields_to_choose() -> dict[str, str]:
	"""What a column of a list may be: names of LIST_FIELDS with their labels."""
	from lianzheng_risk.core.lists import LIST_FIELDS

	return {name: shown(text) for name, text in LIST_FIELDS.items()}


def questions(choices: dict, accounts: Sequence[dict] = ()) -> list[dict]:
	"""What the tables of a list do not have and somebody has to say, or has said: `field`, `label` and `options`."""
	lacks = [field for account in accounts for field in account["lacks"]]
	asked = dict.fromkeys([*choices.get("values", {}), *lacks])
	return [_question(field) for field in asked if field not in _BY_GRADE]


def save_layout(document: Document, title: str) -> str:
	"""Keep the mapping of the import's list for its unit, in place of one of the same headings; its name."""
	if not document.tables_json:
		frappe.throw(_("This import has no list whose layout could be saved."), UnusableMapping)
	tables = json.loads(document.tables_json)
	mapping = _json({"tables": tables, "choices": json.loads(document.choices_json or "{}")})
	of_unit = {"unit": document.unit, "headers": _headings(tables)}
	if name := frappe.db.get_value(LAYOUT, of_unit):
		layout = frappe.get_doc(LAYOUT, name)
		layout.check_permission("write")
	else:
		layout = frappe.new_doc(LAYOUT).update(of_unit)
	layout.flags.from_import = True
	layout.update({"title": title, "mapping": mapping})
	# Who may change the import of a unit may keep how its lists are laid out; nobody makes a layout by hand.
	layout.save(ignore_permissions=True)
	return layout.name


def _kept_for(unit: str, tables: Sequence[ListTable]) -> Lists | None:
	"""The tables with the meanings that a layout kept for the unit gives to the same headings, and what it adds."""
	from lianzheng_risk.core.lists import ListTable

	found = [table.to_dict() for table in tables]
	kept = {"unit": unit, "headers": _headings(found)}
	mapping = frappe.get_list(LAYOUT, filters=kept, pluck="mapping", order_by="modified desc", limit=1)
	if not mapping:
		return None
	layout = json.loads(mapping[0])
	for table, known in zip(found, layout["tables"], strict=True):
		table["columns"] = [
			[letter, header, field]
			for (letter, header, _field), (_letter, _header, field) in zip(
				table["columns"], known["columns"], strict=True
			)
		]
	return [ListTable.from_dict(table) for table in found], _choices(layout["choices"])


def _headings(tables: Sequence[dict]) -> str:
	"""What lists of the same layout have in common: the headings of each of their tables."""
	return "\n".join(" | ".join(normalise(header) for _letter, header, _field in table["columns"]) for table in tables)


def _question(field: str) -> dict:
	table, _dot, name = field.partition(".")
	column = TABLES[table][name]
	terms = column.vocabulary.terms if column.vocabulary else ()
	lang = session_lang()
	return {
		"field": field,
		"label": f"{shown(TABLES[table].text)}：{shown(column.text)}"
		if lang == "zh"
		else f"{TABLES[table].text.en}: {column.text.en}",
		"options": [term.text.label(lang) for term in terms],
	}


def _choices(given: dict) -> Choices:
	from lianzheng_risk.core.lists import Choices

	return Choices(values=given.get("values", {}), levels_by_grade=bool(given.get("levels_by_grade")))


def _json(value: object) -> str:
	return json.dumps(value, ensure_ascii=False)
