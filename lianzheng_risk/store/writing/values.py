"""The columns of a table on the site for many new rows, with the values that inserting each document would store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import frappe
import pandas as pd
from bs4 import BeautifulSoup
from frappe.utils.html_utils import sanitize_html

from lianzheng_risk.core.register import TABLES, Field
from lianzheng_risk.store.mapping import MAPPINGS


@dataclass
class Rows:
	"""`same` are the columns with one value for all rows, `own` those with a value for each."""

	doctype: str
	count: int
	same: dict[str, object]
	own: dict[str, list]

	def put(self, column: str, values: object) -> None:
		"""A list holds one value per row, anything else serves all rows."""
		self.same.pop(column, None)
		self.own.pop(column, None)
		(self.own if isinstance(values, list) else self.same)[column] = values

	def __getitem__(self, column: str) -> list:
		return self.own[column] if column in self.own else [self.same[column]] * self.count


def new_rows(table: str, frame: pd.DataFrame, stamp: str) -> Rows:
	"""The rows of a frame as new rows of the table's DocType: entered values, defaults, and what every document has.

	The rows of a child table have no names yet.
	"""
	mapping = MAPPINGS[table]
	rows = Rows(mapping.doctype, len(frame), defaults_of(mapping.doctype), {})
	user = frappe.session.user
	rows.same |= {"owner": user, "modified_by": user, "creation": stamp, "modified": stamp, "docstatus": 0, "idx": 0}
	for name, fieldname in mapping.fields.items():
		rows.put(fieldname, _filled(to_column(frame[name], TABLES[table][name]), rows.same.get(fieldname)))
	if mapping.parent:
		rows.put("idx", (frame.groupby(mapping.parent.field, sort=False).cumcount() + 1).tolist())
		rows.same |= {"parentfield": mapping.parent.parentfield, "parenttype": mapping.parent.doctype}
	else:
		rows.put("name", rows[mapping.fields[TABLES[table].key[0]]])
	return rows


def defaults_of(doctype: str) -> dict[str, object]:
	"""What a new document stores in each column where nothing is entered, custom fields included."""
	return dict(frappe.new_doc(doctype).get_valid_dict(convert_dates_to_str=True, ignore_virtual=True))


def to_column(values: pd.Series, column: Field) -> list:
	"""As `convert.to_document` for every value, with dates as text; None where there is none."""
	return _TO_COLUMN.get(column.kind, _text)(values, column)


def _filled(values: list, default: object) -> list:
	return values if default is None else [default if value is None else value for value in values]


def _text(values: pd.Series, column: Field) -> list:
	plain = values.astype(object)
	texts = plain.where(plain.notna(), None).tolist()
	return texts if column.kind == "reference" else [sanitized(text) for text in texts]


def sanitized(text: str | None) -> str | None:
	"""The text without what could harm whoever looks at it, as the platform stores it."""
	if text is None or ("<" not in text and ">" not in text):
		return text
	if "<!-- markdown -->" in text and not BeautifulSoup(text, "html.parser").find():
		return text
	return sanitize_html(text)


def _term(values: pd.Series, column: Field) -> list:
	# Not `map`: what it makes of a missing value depends on the version of pandas and on what else is in the column.
	english = {term.code: term.en for term in column.vocabulary.terms}
	return [english.get(value) for value in values]


def _number(values: pd.Series, column: Field) -> list:
	return values.astype(object).where(values.notna(), None).tolist()


def _boolean(values: pd.Series, column: Field) -> list:
	return values.astype(int).tolist()


def _date(values: pd.Series, column: Field) -> list:
	return values.dt.strftime("%Y-%m-%d").astype(object).where(values.notna(), None).tolist()


_TO_COLUMN: dict[str, Callable[[pd.Series, Field], list]] = {
	"term": _term,
	"integer": _number,
	"amount": _number,
	"boolean": _boolean,
	"date": _date,
}
