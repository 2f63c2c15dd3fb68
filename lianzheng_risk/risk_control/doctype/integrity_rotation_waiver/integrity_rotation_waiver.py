import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.risk_control.rotation import holds_today


class NoSuchTenureError(frappe.ValidationError):
	pass


class IntegrityRotationWaiver(Document):
	def validate(self):
		self.take_unit_from_post()
		self.check_tenure()

	def take_unit_from_post(self):
		"""The platform asks for the right to create before it is known where a new document belongs."""
		self.unit = frappe.db.get_value("Integrity Post", self.post, "unit")
		if self.is_new() and not self.flags.ignore_permissions:
			self.check_permission("create")

	def check_tenure(self):
		if self.is_new() and not holds_today(self.post, self.person):
			frappe.throw(
				_("{0} does not hold this post today. Please choose the holder.").format(frappe.bold(self.person)),
				NoSuchTenureError,
			)
