import frappe
from frappe.model.document import Document

from lianzheng_risk.risk_screening.screening.answering import allowed_actions


class IntegrityPostScreening(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		campaign: DF.Link
		confirmed_by: DF.Link | None
		confirmed_on: DF.Datetime | None
		holder: DF.Link | None
		post: DF.Link
		post_name: DF.Data | None
		reason: DF.SmallText | None
		reported_by: DF.Link | None
		reported_on: DF.Datetime | None
		result: DF.Literal["", "Risk Points on Record", "None Found"]
		return_reason: DF.SmallText | None
		status: DF.Literal["Not Begun", "Under Way", "Reported", "Confirmed"]
		unit: DF.Link
	# end: auto-generated types

	def onload(self):
		self.set_onload("actions", allowed_actions(self))


def on_doctype_update():
	frappe.db.add_unique("Integrity Post Screening", ["campaign", "post"])
