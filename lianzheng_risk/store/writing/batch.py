"""What is to be written: the rows of a register, and which of them are new documents, which changed ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import frappe
import pandas as pd

from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.store.mapping import MAPPINGS

DOCUMENTS: tuple[str, ...] = tuple(name for name, mapping in MAPPINGS.items() if not mapping.parent)
AT_ONCE = 5000


@dataclass(frozen=True)
class Batch:
	"""`new` and `changed` hold, per table of documents, the rows of the register by their index.

	`children` holds, per child table, all rows that changed documents are to have in the end; documents that it lacks
	keep theirs.
	"""

	register: Register
	new: Mapping[str, pd.Index]
	changed: Mapping[str, pd.Index]
	children: Mapping[str, pd.DataFrame] = field(default_factory=dict)

	def new_rows(self, table: str) -> pd.DataFrame:
		return self.register[table].loc[self.new[table]]

	def changed_rows(self, table: str) -> pd.DataFrame:
		return self.register[table].loc[self.changed[table]]

	def new_children(self, child: str) -> pd.DataFrame:
		"""The rows of a child table that come with new documents."""
		rows, parent = self.register[child], MAPPINGS[child].parent
		return rows[rows[parent.field].isin(self.new_keys[_table_of(parent.doctype)])]

	def written(self, table: str) -> pd.DataFrame:
		"""The rows of any table that are new or changed, those of a child table with their documents."""
		rows = self.register[table]
		parent = MAPPINGS[table].parent
		if not parent:
			return rows[rows.index.isin(self.new[table]) | rows.index.isin(self.changed[table])]
		changed = self.children.get(table, rows.iloc[:0])[parent.field]
		return rows[rows[parent.field].isin(self.new_keys[_table_of(parent.doctype)].append(pd.Index(changed)))]

	@cached_property
	def new_keys(self) -> dict[str, pd.Index]:
		"""The codes of the new documents, by table."""
		return {table: pd.Index(self.new_rows(table)[key_of(table)], dtype=object) for table in DOCUMENTS}

	def looked_up(self, table: str, codes: pd.Series, column: str) -> pd.Series:
		"""For each code the value of a column in `table`, of the register where it has the row, otherwise of the site."""
		known = self.register[table].set_index(key_of(table))[column].astype(object)
		outside = sorted(set(codes.dropna()).difference(known.index))
		if outside:
			known = pd.concat([known, _of_site(table, outside, column)])
		return codes.map(known)


def key_of(table: str) -> str:
	return TABLES[table].key[0]


def children_of(table: str) -> Iterator[tuple[str, str]]:
	"""Each child table of a table, with the register's field that names the document its rows belong to."""
	for child, mapping in MAPPINGS.items():
		if mapping.parent and mapping.parent.doctype == MAPPINGS[table].doctype:
			yield child, mapping.parent.field


def stored(doctype: str, names: list[str], fields: list[str]) -> list[frappe._dict]:
	"""Fields of documents by name, whoever may see them: for the writer's own reckoning, never shown to the user."""
	found = []
	for start in range(0, len(names), AT_ONCE):
		some = names[start : start + AT_ONCE]
		found += frappe.get_all(doctype, filters={"name": ["in", some]}, fields=fields, order_by="name", limit=0)
	return found


def _table_of(doctype: str) -> str:
	return next(table for table in DOCUMENTS if MAPPINGS[table].doctype == doctype)


def _of_site(table: str, codes: list[str], column: str) -> pd.Series:
	mapping, field = MAPPINGS[table], TABLES[table][column]
	rows = stored(mapping.doctype, codes, ["name", f"{mapping.fields[column]} as value"])
	terms = {term.en: term.code for term in field.vocabulary.terms} if field.vocabulary else None
	values = [(terms.get(row.value) if terms else row.value) or None for row in rows]
	return pd.Series(values, index=[row.name for row in rows], dtype=object)
