import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.core.monitoring.duties import RIGHT, Conflict, Duty
from lianzheng_risk.store.terms import code

SIDES = ("first", "second")


class DutyError(frappe.ValidationError):
	pass


class IntegrityDutyConflict(Document):
	def validate(self):
		for side in SIDES:
			self.check_side(side)
		conflict = conflict_of(self)
		if conflict.first == conflict.second:
			frappe.throw(_("Both duties are the same."), DutyError)

	def check_side(self, side: str):
		"""A role, or a right on documents that there are."""
		doctype = self.get(f"{side}_doctype")
		if self.get(f"{side}_role"):
			self.set(f"{side}_doctype", None)
			self.set(f"{side}_right", None)
		elif not doctype or not self.get(f"{side}_right"):
			frappe.throw(_("Each duty needs a role, or documents and a right."), DutyError)
		elif not frappe.db.exists("DocType", doctype):
			frappe.throw(_("There are no documents called {0}.").format(frappe.utils.escape_html(doctype)), DutyError)


def conflict_of(row) -> Conflict:
	first, second = (
		Duty(
			row.get(f"{side}_role") or None,
			row.get(f"{side}_doctype") or None,
			code(RIGHT, row.get(f"{side}_right")),
		)
		for side in SIDES
	)
	return Conflict(row.name, row.title, first, second)
