import json

import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.risk_screening.register_import import lists


class IntegrityListLayout(Document):
	"""How a unit's own list is laid out: which of its columns is what, and what is to be put where it has none."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		headers: DF.SmallText
		mapping: DF.LongText
		title: DF.Data
		unit: DF.Link
	# end: auto-generated types

	def onload(self):
		self.set_onload("list_fields", lists.fields_to_choose())
		self.set_onload("lacking", lists.questions(json.loads(self.mapping).get("choices", {})))

	def validate(self):
		self.keep_the_mapping()

	def keep_the_mapping(self):
		"""A mapping is made from a file, in its import; here it can be named, looked at and thrown away."""
		before = self.get_doc_before_save()
		if self.flags.from_import:
			return
		if before:
			self.mapping, self.headers = before.mapping, before.headers
		else:
			frappe.throw(_("A list layout is saved from the import of a list. Please upload the list there."))
