"""A plan into the site: everything it says or nothing, with the history of where it came from and the means to take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import escape_html

from lianzheng_risk.core.findings import Finding, Place
from lianzheng_risk.core.importing import Plan
from lianzheng_risk.store.importing.authority import batch_of
from lianzheng_risk.store.importing.journal import Journal, remember
from lianzheng_risk.store.writing import Batch, Story, write_batch

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Provenance:
	"""Where the rows come from: the document of the import, its file, and for each row the sheet and row of that file."""

	doctype: str
	name: str
	file_name: str
	origin: Callable[[Place], tuple[str, int]]

	def story(self) -> Story:
		"""As the version history tells it, in the language of the site: whoever reads it later may speak any."""
		text = _("from {0}, sheet {1}, row {2}", lang=frappe.db.get_default("lang"))
		file_name = escape_html(self.file_name)

		def label(place: Place) -> str:
			sheet, row = self.origin(place)
			return text.format(file_name, escape_html(sheet), row)

		return Story(self.doctype, self.name, label)


def write(plan: Plan, provenance: Provenance, progress: Progress | None = None) -> Journal:
	"""Write the plan, which must be ready; the caller commits, and rolls back where anything is raised.

	`progress` is told the stage "writing". What the site refuses although the plan did not foresee it raises RowRefused,
	or, where bad rows are skipped, is left out with what rests on it: a finding of the journal.
	"""
	writing = _Writing(plan)
	told = _Told(progress, sum(writing.documents().values()))
	refuse = writing.refuse if plan.terms.bad_rows == "skip" else None
	outcome = write_batch(batch_of(plan), provenance.story(), told, refuse)
	journal = Journal.of(outcome, writing.plan)
	remember(provenance.name, journal)
	return journal


class _Writing:
	def __init__(self, plan: Plan) -> None:
		self.plan = plan

	def documents(self) -> dict[str, int]:
		batch = batch_of(self.plan)
		return {table: len(rows) + len(batch.changed[table]) for table, rows in batch.new.items()}

	def refuse(self, findings: list[Finding]) -> Batch:
		self.plan = self.plan.refuse(findings)
		return batch_of(self.plan)


class _Told:
	"""Documents done so far of all, whatever DocType is at work."""

	def __init__(self, progress: Progress | None, total: int) -> None:
		self.progress, self.total = progress or (lambda stage, done, total: None), total
		self.finished, self.under_way = 0, 0

	def __call__(self, doctype: str, done: int, of: int) -> None:
		self.under_way = 0 if done == of else done
		self.finished += of if done == of else 0
		self.progress("writing", min(self.finished + self.under_way, self.total), self.total)
