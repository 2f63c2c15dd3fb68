from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.risk_screening.organisation.endpoints import SyncStateError
from lianzheng_risk.risk_screening.organisation.syncing import DONE, QUEUED, look

_BY_PEOPLE = {"remarks"}


class IntegrityOrganisationSync(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		as_of: DF.Date | None
		changes: DF.Int
		confirmed_by: DF.Link | None
		confirmed_on: DF.Datetime | None
		conflicts: DF.Int
		failure: DF.SmallText | None
		fingerprint: DF.Data | None
		finished_on: DF.Datetime | None
		remarks: DF.SmallText | None
		result_json: DF.LongText | None
		status: DF.Literal["Previewed", "Under Way", "Done", "Failed"]
		title: DF.Data | None
	# end: auto-generated types

	def before_validate(self):
		if self.is_new():
			self.start_empty()
			look(self)
		elif not self.flags.by_the_system:
			self.keep_what_was_found()

	def on_trash(self):
		if self.status in (QUEUED, DONE):
			frappe.throw(
				_("This synchronisation is the record of what was written, and is kept."),
				SyncStateError,
			)

	def start_empty(self):
		"""A copy is a new look at the organisation."""
		self.update(dict.fromkeys(("confirmed_by", "confirmed_on", "finished_on", "failure")))

	def keep_what_was_found(self):
		"""Nobody writes into a preview; what is confirmed is what was found."""
		before = self.get_doc_before_save()
		for field in self.meta.fields:
			if field.fieldname not in _BY_PEOPLE and not field.fieldtype.endswith("Break"):
				self.set(field.fieldname, before.get(field.fieldname))
