"""One batch into the site: table by table, new documents before changed ones, all in the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable

import frappe
import pandas as pd
from frappe.desk.notifications import clear_doctype_notifications
from frappe.utils import now, strip_html

from lianzheng_risk.access import forget_places
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.findings import Finding, Place, Rule
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.core.tree import Tree
from lianzheng_risk.risk_screening.doctype.integrity_unit.integrity_unit import forget_who_sees_what
from lianzheng_risk.store.mapping import MAPPINGS, ONE_BY_ONE
from lianzheng_risk.store.tallies import marking
from lianzheng_risk.store.writing import history, search, single, sources, tree
from lianzheng_risk.store.writing.batch import DOCUMENTS, Batch, children_of, key_of
from lianzheng_risk.store.writing.computed import complete
from lianzheng_risk.store.writing.insertion import insert, new_names
from lianzheng_risk.store.writing.listeners import listeners
from lianzheng_risk.store.writing.outcome import Outcome, Progress, RowRefused, Story
from lianzheng_risk.store.writing.values import Rows, new_rows

REFUSED = Rule(
	"refused_by_the_site", "error", Text("系统拒绝了这一行：{reason}", "The system refused this row: {reason}")
)

# Units name people and people name units. Bulk rows may name what comes after them; a unit that the platform inserts is
# inserted without these, which follow once the people are there.
_PEOPLE_OF_UNITS = ("responsible_leader", "head", "liaison")
_REFUSALS = (frappe.ValidationError, frappe.PermissionError, frappe.NameError)
# Whoever has one of some hundred changed documents open is told; the platform takes the square of their number for it.
_TOLD_AT_MOST = 500
# A document through the platform takes this many statements at most.
_STATEMENTS = 200

Refuse = Callable[[list[Finding]], Batch]


def write_batch(
	batch: Batch, story: Story | None = None, progress: Progress | None = None, refuse: Refuse | None = None
) -> Outcome:
	"""Write the batch, whose rows have passed all checks; nothing is committed.

	`story` goes into the version history. `progress` is called with DocType, documents done and documents to do. Where
	the platform refuses a document, RowRefused is raised; with `refuse` the row becomes a finding of the outcome, and
	the batch that `refuse` returns for it, without that row and what rests on it, is written on.

	Raises UnitTreeError where the units would be no tree.
	"""
	return _Writer(batch, story, progress or (lambda doctype, done, total: None), refuse).write()


class _Writer:
	def __init__(self, batch: Batch, story: Story | None, progress: Progress, refuse: Refuse | None) -> None:
		self.batch, self.story, self.progress, self.refuse = batch, story, progress, refuse
		self.stamp = now()
		self.outcome = Outcome()
		for table in DOCUMENTS:
			if table not in ONE_BY_ONE and len(batch.new[table]) and (reasons := listeners(table)):
				self.outcome.slow[table] = reasons

	def write(self) -> Outcome:
		self._allow_statements()
		with single.without_to_dos_of_the_workflow():
			if len(self.batch.new["units"]):
				self._new_units()
			for table in DOCUMENTS[1:]:
				self._new(table)
				self._one_by_one(table, self.batch.changed_rows(table), self._save)
			self._name_people_of_units()
			self._one_by_one("units", self.batch.changed_rows("units"), self._save)
			sources.settle(self.outcome.created)
		marking.mark_rows({table: self.batch.written(table) for table in TABLES})
		return self.outcome

	def _allow_statements(self) -> None:
		"""An import is one transaction however large it is; the platform would stop it at 200,000 statements."""
		single_ones = sum(len(self.batch.changed[table]) for table in DOCUMENTS)
		single_ones += sum(len(self.batch.new[table]) for table in (*self.outcome.slow, *ONE_BY_ONE))
		frappe.db.MAX_WRITES_PER_TRANSACTION += single_ones * _STATEMENTS

	def _new_units(self) -> None:
		site = tree.locked_units()
		new = self.batch.new_rows("units")
		after = Tree.of(pd.concat([site[["unit", "parent_unit"]], new[["unit", "parent_unit"]]], ignore_index=True))
		new = new.iloc[
			pd.Index(new["unit"], dtype=object).get_indexer([code for code in after.codes if code in set(new["unit"])])
		]
		if "units" in self.outcome.slow:
			self._one_by_one("units", new, self._insert_unit)
		else:
			numbers = tree.numbered(after)
			tree.renumber(site, numbers)
			own = numbers.loc[new["unit"]]
			self._in_bulk("units", new, lft=own["lft"].tolist(), rgt=own["rgt"].tolist())
		for forget in (forget_who_sees_what, forget_places):
			forget()
		frappe.db.after_commit.add(forget_who_sees_what)
		frappe.db.after_rollback.add(forget_who_sees_what)

	def _new(self, table: str) -> None:
		rows = self.batch.new_rows(table)
		if table in ONE_BY_ONE or table in self.outcome.slow:
			self._one_by_one(table, rows, self._insert)
		elif len(rows):
			self._in_bulk(table, rows.sort_values(key_of(table)))  # the database takes them in faster so

	def _in_bulk(self, table: str, frame: pd.DataFrame, **columns: list) -> None:
		doctype = MAPPINGS[table].doctype
		self.progress(doctype, 0, len(frame))
		rows = new_rows(table, frame, self.stamp)
		complete(table, rows, frame, self.batch)
		for column, values in columns.items():
			rows.put(column, values)
		insert(rows)
		for child, _field in children_of(table):
			insert(self._child_rows(child))
		search.follow_later(doctype)
		if self.story:
			history.keep(rows, [Place(table, row) for row in frame.index], self.story)
		self._settle(doctype)
		self.outcome.created.setdefault(doctype, {}).update(dict.fromkeys(rows["name"], self.stamp))
		self.progress(doctype, len(frame), len(frame))

	def _child_rows(self, child: str) -> Rows:
		frame = self.batch.new_children(child)
		rows = new_rows(child, frame, self.stamp)
		rows.put("name", new_names(len(frame)))
		return rows

	def _settle(self, doctype: str) -> None:
		"""What the platform remembers of documents that are not the same any more."""
		frappe.db.value_cache.clear()
		frappe.clear_document_cache(doctype)
		clear_doctype_notifications(doctype)

	def _one_by_one(self, table: str, frame: pd.DataFrame, write: Callable) -> None:
		children = self._children(table, write == self._save)
		doctype, findings = MAPPINGS[table].doctype, []
		for done, row in enumerate(frame.itertuples(), start=1):
			key = getattr(row, key_of(table))
			own = {child: by_parent[key] for child, by_parent in children.items() if key in by_parent}
			place = Place(table, row.Index)
			if self.refuse:
				frappe.db.savepoint("one_row")
			try:
				write(table, row, own, self.story and self.story.reference(place))
			except _REFUSALS as refusal:
				reason = strip_html(str(refusal))
				if not self.refuse:
					raise RowRefused(place, reason) from refusal
				frappe.db.rollback(save_point="one_row")
				frappe.clear_messages()
				findings.append(Finding(REFUSED, place, {"reason": reason}))
			self.progress(doctype, done, len(frame))
		if findings:
			self.outcome.findings += findings
			self.batch = self.refuse(findings)

	def _children(self, table: str, changed: bool) -> dict[str, dict[str, pd.DataFrame]]:
		"""By child table the rows of each document."""
		rows = {
			child: (field, self.batch.children.get(child) if changed else self.batch.new_children(child))
			for child, field in children_of(table)
		}
		return {child: dict(list(own.groupby(field))) for child, (field, own) in rows.items() if own is not None}

	def _insert(self, table: str, row: tuple, children: single.Children, reference: dict | None, leave_out=()) -> None:
		document = single.insert(table, row, children, reference, leave_out)
		self.outcome.created.setdefault(document.doctype, {})[document.name] = str(document.modified)

	def _insert_unit(self, table: str, row: tuple, children: single.Children, reference: dict | None) -> None:
		self._insert(table, row, children, reference, _PEOPLE_OF_UNITS)

	def _save(self, table: str, row: tuple, children: single.Children, reference: dict | None) -> None:
		notify = len(self.batch.changed[table]) <= _TOLD_AT_MOST
		self.outcome.changed.append(single.save(table, row, children, reference, notify))

	def _name_people_of_units(self) -> None:
		"""The people of new units that the platform inserted without them."""
		if "units" not in self.outcome.slow:
			return
		units = self.batch.new_rows("units")
		self._one_by_one("units", units[units[list(_PEOPLE_OF_UNITS)].notna().any(axis=1)], self._name_people)

	def _name_people(self, table: str, row: tuple, children: single.Children, reference: dict | None) -> None:
		change = single.save(table, row, children, None)
		self.outcome.created[change.doctype][change.name] = change.modified
