import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.risk_screening.approving import records


class KeptForeverError(frappe.ValidationError):
	pass


class IntegrityGradeRecord(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		approved_by: DF.Link | None
		approved_on: DF.Datetime | None
		approving_level: DF.Literal["", "Principal Leader", "Leader in Charge", "Department Head", "Staff"]
		base_grade: DF.Link | None
		effective_on: DF.Date | None
		filing: DF.Data | None
		grade: DF.Link
		kind: DF.Literal["", "Approval", "Regrading"]
		previous_grade: DF.Link | None
		record: DF.Data | None
		record_date: DF.Date | None
		revision: DF.Int
		risk: DF.Link
		risk_title: DF.Data | None
		scheme: DF.Link | None
		unit: DF.Link
		values_hash: DF.Data | None
		values_json: DF.Code | None
	# end: auto-generated types

	def onload(self):
		self.set_onload("is_sealed", records.is_sealed(self))

	def validate(self):
		self.refuse_to_be_written_by_hand()
		self.values_hash = records.seal_of(self)

	def on_trash(self):
		self.refuse()

	def refuse_to_be_written_by_hand(self):
		if not (self.is_new() and self.flags.by_approval):
			self.refuse()

	def refuse(self):
		frappe.throw(
			_("Grade records are made by approvals and regradings. Nobody writes, changes or deletes them."),
			KeptForeverError,
		)
