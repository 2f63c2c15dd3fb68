"""Register frames → documents: what is new is inserted, what differs is saved, through the platform and as the caller.

The caller owns the transaction: nothing is committed here, so a refusal half-way can be rolled back whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import frappe
import numpy as np
import pandas as pd
from frappe import _
from frappe.utils import strip_html

from lianzheng_risk.core.comparison import difference
from lianzheng_risk.core.findings import Place
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.store.convert import to_document
from lianzheng_risk.store.frames import RETIRED, read_register
from lianzheng_risk.store.mapping import MAPPINGS

Progress = Callable[[str, int, int], None]

_NOTE_TO_DOS = "frappe.workflow.doctype.workflow_action.workflow_action.process_workflow_actions"

# Units name people and people name units: units are inserted without these, which follow once the people are there.
_PEOPLE_OF_UNITS = ("responsible_leader", "head", "liaison")


class RowRefused(frappe.ValidationError):
	"""The platform refused a row; `place` says which one, the message why."""

	def __init__(self, place: Place, reason: str) -> None:
		super().__init__(reason)
		self.place = place


@dataclass(frozen=True)
class Written:
	"""How many documents of a DocType were new, changed, or already as the register has them."""

	new: int
	changed: int
	unchanged: int


def write_register(register: Register, progress: Progress | None = None) -> dict[str, Written]:
	"""Bring the site's documents to what the register says, matched by key; what the register lacks stays.

	The rows of a child table (tenures, steps) replace those of their document where the register has any for it.
	`progress` is called with DocType, documents done and documents to do. Returns what was written, by DocType.

	Raises RowRefused for the first row that the platform does not accept or that names a retired risk point,
	UnitTreeError where the units are no tree.
	"""
	_refuse_retired(register)
	return _Writer(register, read_register(), progress or (lambda doctype, done, total: None)).write()


@contextmanager
def _without_to_dos_of_the_workflow() -> Iterator[None]:
	"""After each save the platform asks its workflow what comes next, to note it as a to-do. None of our states wants one,
	but to find that out takes it as long as the saving itself.
	"""
	events = frappe.get_doc_hooks()
	everywhere = events.get("*", {})
	events["*"] = {**everywhere, "on_update": [m for m in everywhere.get("on_update", []) if m != _NOTE_TO_DOS]}
	try:
		yield
	finally:
		events["*"] = everywhere


def _refuse_retired(register: Register) -> None:
	retired = frappe.get_list(
		"Integrity Risk Point", filters={"workflow_state": RETIRED}, pluck="name", limit_page_length=0
	)
	for table in ("risk_points", "measures"):
		named = register[table]["risk"]
		if (of_retired := named[named.isin(retired)]).any():
			reason = _("Risk point {0} is retired. Please take it out of the register, or reinstate it first.")
			raise RowRefused(Place(table, of_retired.index[0]), reason.format(of_retired.iloc[0]))


class _Writer:
	"""One import: the register to write and, per table, the rows the site lacks and those it has otherwise."""

	def __init__(self, register: Register, site: Register, progress: Progress) -> None:
		units = register["units"]
		in_tree_order = pd.Index(units["unit"], dtype=object).get_indexer(Tree.of(units).codes)
		self.register = Register({**register.frames, "units": units.iloc[in_tree_order]})
		self.site = site
		self.progress = progress
		self.tables = [name for name, mapping in MAPPINGS.items() if not mapping.parent]
		self.children = {name: mapping.parent for name, mapping in MAPPINGS.items() if mapping.parent}
		self.new: dict[str, np.ndarray] = {}
		self.changed: dict[str, np.ndarray] = {}
		for table in self.tables:
			rows = difference(TABLES[table], site[table], self.register[table])
			self.new[table] = rows.new
			self.changed[table] = np.union1d(rows.changed, self._with_changed_children(table, rows.new))

	def write(self) -> dict[str, Written]:
		with _without_to_dos_of_the_workflow():
			self._write_tables()
		return {MAPPINGS[table].doctype: self._written(table) for table in self.tables}

	def _write_tables(self) -> None:
		self._write("units", self.new["units"], _insert, leave_out=_PEOPLE_OF_UNITS)
		for table in self.tables[1:]:
			self._write(table, self.new[table], _insert)
			self._write(table, self.changed[table], _save)
		named = self.register["units"][list(_PEOPLE_OF_UNITS)].notna().any(axis=1).to_numpy().nonzero()[0]
		self._write("units", np.union1d(self.changed["units"], np.intersect1d(self.new["units"], named)), _save)

	def _written(self, table: str) -> Written:
		new, changed = len(self.new[table]), len(self.changed[table])
		return Written(new, changed, len(self.register[table]) - new - changed)

	def _with_changed_children(self, table: str, new: np.ndarray) -> np.ndarray:
		"""The rows whose document the site has, but with other rows in one of its child tables."""
		changed: set[str] = set()
		for child, parent in self._children_of(table):
			rows = difference(TABLES[child], self.site[child], self.register[child])
			owners, owners_before = self.register[child][parent], self.site[child][parent]
			changed |= set(owners.iloc[np.union1d(rows.new, rows.changed)])
			changed |= set(owners_before.iloc[rows.removed]) & set(owners)
		keys = self.register[table][TABLES[table].key[0]]
		return np.setdiff1d(np.flatnonzero(keys.isin(list(changed))), new)

	def _children_of(self, table: str) -> Iterator[tuple[str, str]]:
		"""Each child table of a table, with the field that names the document its rows belong to."""
		for child, parent in self.children.items():
			if parent.doctype == MAPPINGS[table].doctype:
				yield child, parent.field

	def _write(self, table: str, rows: np.ndarray, write: Callable, leave_out: tuple[str, ...] = ()) -> None:
		doctype = MAPPINGS[table].doctype
		key = TABLES[table].key[0]
		frame = self.register[table].iloc[rows]
		child_rows = {
			child: dict(list(self.register[child].groupby(parent))) for child, parent in self._children_of(table)
		}
		for done, row in enumerate(frame.itertuples(), start=1):
			values = _values(table, row, leave_out)
			for child, by_parent in child_rows.items():
				if (own := by_parent.get(getattr(row, key))) is not None:
					values[MAPPINGS[child].child] = [_values(child, child_row) for child_row in own.itertuples()]
			try:
				write(doctype, getattr(row, key), values)
			except (frappe.ValidationError, frappe.PermissionError, frappe.NameError) as refusal:
				raise RowRefused(Place(table, row.Index), strip_html(str(refusal))) from refusal
			self.progress(doctype, done, len(rows))


def _insert(doctype: str, name: str, values: dict) -> None:
	document = frappe.new_doc(doctype).update({**values, "name": name})
	# Nobody has a new document open, so nobody need be told. The platform searches all that it has still to tell, and
	# all documents that had no name when their saving began, once per document: the square of a large register.
	document.flags.notify_update = False
	document.insert()


def _save(doctype: str, name: str, values: dict) -> None:
	frappe.get_doc(doctype, name).update(values).save()


def _values(table: str, row: tuple, leave_out: tuple[str, ...] = ()) -> dict:
	"""A row of a frame as fieldnames and values of its document."""
	mapping = MAPPINGS[table]
	owner = mapping.parent and mapping.parent.field
	return {
		fieldname: to_document(getattr(row, name), TABLES[table][name])
		for name, fieldname in mapping.fields.items()
		if name != owner and name not in leave_out
	}
