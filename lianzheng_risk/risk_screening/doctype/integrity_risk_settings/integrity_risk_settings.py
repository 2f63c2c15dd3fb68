import frappe
from frappe.model.document import Document

from lianzheng_risk.core.warnings.colours import problems
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.risk_supervision.warnings.case import lines_of
from lianzheng_risk.setup.wording import ensure_wording


class WarningColoursError(frappe.ValidationError):
	pass


class IntegrityRiskSettings(Document):
	def validate(self):
		self.check_warning_lines()

	def on_update(self):
		if self.has_value_changed("profile"):
			ensure_wording()

	def check_warning_lines(self):
		"""Without lines the usual table holds; with some, every grade needs its own."""
		wrong = problems(lines_of(self)) if self.warning_lines else []
		if wrong:
			frappe.throw([shown(text) for text in wrong], WarningColoursError, as_list=True)
