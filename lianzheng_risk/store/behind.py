"""The documents behind a figure, of those that the session's user may see; and what came in after a figure was frozen."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import frappe
import numpy as np
import pandas as pd

from lianzheng_risk.core.behind import Figure, behind, register_table
from lianzheng_risk.core.facts import Facts, derive
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import scheme_in_force
from lianzheng_risk.store.expectations import expectations_of_site
from lianzheng_risk.store.frames import read_to_assess, units_in_sight
from lianzheng_risk.store.mapping import MAPPINGS, DocMapping
from lianzheng_risk.store.part import UNTITLED, approved_values, read_part, titles, units_frame
from lianzheng_risk.store.tallies.sight import sees_whole_units


@dataclass(frozen=True, eq=False)
class Documents:
	"""What is behind `figure`: `rows` as `core.behind` tells of one part, with the `document` of each, which is of `doctype`.

	`counted` and `of` are how many the figure counts, and out of how many. `after` says of each row whether it is there
	only because of documents made after the figure was frozen, and `gone` how many are not there any more because of them.
	"""

	figure: Figure
	doctype: str
	rows: pd.DataFrame
	counted: int
	of: int
	after: np.ndarray
	gone: int


@dataclass(frozen=True, eq=False)
class _Picture:
	register: Register
	facts: Facts
	tree: Tree

	@classmethod
	def of(cls, register: Register, tree: Tree, as_of: datetime.date) -> _Picture:
		return cls(register, derive(register, tree, scheme_in_force(), as_of, expectations_of_site()), tree)

	def rows(self, figure: Figure, part: str) -> pd.DataFrame:
		"""With the document of each."""
		rows = behind(self.register, self.facts, self.tree, figure, part)
		table = register_table(figure)
		named = self.register[table][_key(table, MAPPINGS[table])].iloc[rows["row"]]
		return rows.assign(document=named.to_numpy(dtype=object))


def documents_behind(
	figure: Figure,
	part: str,
	unit: str | None,
	as_of: datetime.date,
	frozen_at: datetime.datetime | None = None,
	titled: int = 500,
) -> Documents:
	"""Of `unit` and everything below it where one is given, as of a day. Titles of risk points and measures are those of
	the first `titled` rows.

	What stands elsewhere counts as evidence, as in the tallies. Raises frappe.PermissionError where the user may not read
	the unit.
	"""
	register, tree = _in_sight(unit)
	picture = _Picture.of(register, tree, as_of)
	rows = picture.rows(figure, part)
	counted, left_out = (len(figure.rows(picture.facts, one)) for one in ("counted", "left_out"))
	after, gone = np.zeros(len(rows), dtype=bool), 0
	if frozen_at:
		before = _Picture.of(_as_known(register, frozen_at), tree, as_of).rows(figure, part)
		there, then = _identities(rows), _identities(before)
		after, gone = ~there.isin(then), int((~then.isin(there)).sum())
	doctype = MAPPINGS[register_table(figure)].document
	return Documents(figure, doctype, _titled(rows, figure, titled), counted, counted + left_out, after, gone)


def _in_sight(unit: str | None) -> tuple[Register, Tree]:
	"""What decides the figures, and the tree of the units in question."""
	units = units_in_sight(unit)
	if sees_whole_units(frappe.session.user):
		return read_part(units["unit"], units_frame(), approved_values()), Tree.of(units)
	register = read_to_assess()
	tree = Tree.of(register["units"])
	return register, tree.under(unit) if unit else tree


def _titled(rows: pd.DataFrame, figure: Figure, count: int) -> pd.DataFrame:
	"""A part of the register is read without the titles of its largest tables."""
	table = register_table(figure)
	if table not in UNTITLED or rows["title"].notna().all():
		return rows
	first = rows["document"].head(count)
	return rows.assign(title=rows["document"].map(titles({table: set(first)}, approved_values())[table]))


def _key(table: str, mapping: DocMapping) -> str:
	"""The field that names the document of each row."""
	return mapping.parent.field if mapping.parent else TABLES[table].key[0]


def _identities(rows: pd.DataFrame) -> pd.MultiIndex:
	"""By which the same row is known in two registers: a document may have many, a post may owe several activities."""
	told = [rows[name].astype(str) for name in ("document", "title", "kind") if name in rows]
	return pd.MultiIndex.from_arrays(told)


def _as_known(register: Register, day: datetime.datetime) -> Register:
	"""The register without the rows of documents that were made after a moment; units stay, for they hold up the tree."""
	kept = {}
	for table, frame in register.items():
		mapping = MAPPINGS[table]
		made = set() if table == "units" else _made_after(mapping.document, day)
		kept[table] = frame[~frame[_key(table, mapping)].isin(made)].reset_index(drop=True) if made else frame
	return Register(kept)


def _made_after(doctype: str, day: datetime.datetime) -> set[str]:
	"""Whoever may see them: they only take away from what the user sees."""
	return set(frappe.get_all(doctype, filters={"creation": [">", day]}, pluck="name", order_by=""))
