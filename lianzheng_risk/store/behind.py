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
from lianzheng_risk.store.frames import read_to_assess
from lianzheng_risk.store.mapping import MAPPINGS, UNIT, DocMapping


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
	def of(cls, register: Register, unit: str | None, as_of: datetime.date) -> _Picture:
		tree = Tree.of(register["units"])
		tree = tree.under(unit) if unit else tree
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
) -> Documents:
	"""Of `unit` and everything below it where one is given, as of a day.

	All that the user may see is read, whatever the unit: what stands elsewhere counts as evidence, so that the number is
	the same as in a report on the whole. Raises frappe.PermissionError where the user may not read the unit.
	"""
	if unit:
		frappe.get_doc(UNIT, unit).check_permission("read")
	register = read_to_assess()
	picture = _Picture.of(register, unit, as_of)
	rows = picture.rows(figure, part)
	counted, left_out = (len(figure.rows(picture.facts, one)) for one in ("counted", "left_out"))
	after, gone = np.zeros(len(rows), dtype=bool), 0
	if frozen_at:
		before = _Picture.of(_as_known(register, frozen_at), unit, as_of).rows(figure, part)
		there, then = _identities(rows), _identities(before)
		after, gone = ~there.isin(then), int((~then.isin(there)).sum())
	doctype = MAPPINGS[register_table(figure)].document
	return Documents(figure, doctype, rows, counted, counted + left_out, after, gone)


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
