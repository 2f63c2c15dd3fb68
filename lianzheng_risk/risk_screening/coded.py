"""Documents named by their code."""

import frappe
from frappe.model.naming import make_autoname


class NamedByCode:
	"""The document's name is its code: the one a person gave, otherwise the next of its series.

	To be mixed in before Document.
	"""

	code_field: str
	series: str

	def autoname(self):
		self.name = (self.get(self.code_field) or "").strip() or make_autoname(self.series, self.doctype)

	def before_validate(self):
		self.set(self.code_field, self.name)

	def after_rename(self, olddn: str, newdn: str, merge: bool = False):
		frappe.db.set_value(self.doctype, newdn, self.code_field, newdn, update_modified=False)
