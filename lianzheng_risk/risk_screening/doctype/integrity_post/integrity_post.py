import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import getdate

from lianzheng_risk.risk_screening.coded import NamedByCode
from lianzheng_risk.risk_screening.post_picture import picture_of
from lianzheng_risk.risk_screening.rescreening.finding import headline_of


class TenureDatesError(frappe.ValidationError):
	pass


class DuplicateTenureError(frappe.ValidationError):
	pass


class IntegrityPost(NamedByCode, Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from lianzheng_risk.risk_screening.doctype.integrity_post_tenure.integrity_post_tenure import (
			IntegrityPostTenure,
		)

		duties: DF.SmallText | None
		key_post: DF.Check
		post_code: DF.Data | None
		post_name: DF.Data
		rank: DF.Literal["", "Principal Leader", "Leader in Charge", "Department Head", "Staff"]
		tenures: DF.Table[IntegrityPostTenure]
		unit: DF.Link
	# end: auto-generated types

	code_field = "post_code"
	series = "LZ-G-.#####"

	def onload(self):
		self.set_onload("picture", picture_of(self))
		self.set_onload("rescreening", headline_of(self.name))

	def validate(self):
		self.validate_tenure_dates()
		self.validate_tenures_are_distinct()

	def validate_tenure_dates(self):
		for tenure in self.tenures:
			if tenure.end_date and getdate(tenure.end_date) < getdate(tenure.start_date):
				frappe.throw(
					_("Row #{0}: the tenure ends before it starts. Please correct the dates.").format(tenure.idx),
					TenureDatesError,
				)

	def validate_tenures_are_distinct(self):
		first_row = {}
		for tenure in self.tenures:
			earlier = first_row.setdefault((tenure.person, getdate(tenure.start_date)), tenure.idx)
			if earlier != tenure.idx:
				frappe.throw(
					_("Row #{0}: the same holder and start as in row #{1}. Please keep one of them.").format(
						tenure.idx, earlier
					),
					DuplicateTenureError,
				)
