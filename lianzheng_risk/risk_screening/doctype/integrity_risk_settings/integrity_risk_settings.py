import frappe
from frappe.model.document import Document

from lianzheng_risk.core.accountability import suggesting
from lianzheng_risk.core.warnings import colours
from lianzheng_risk.risk_assessment.upward.trust import check_trusted
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.risk_supervision.accountability.case import thresholds_of
from lianzheng_risk.risk_supervision.warnings.case import lines_of
from lianzheng_risk.setup.wording import ensure_wording


class WarningColoursError(frappe.ValidationError):
	pass


class AccountabilityLinesError(frappe.ValidationError):
	pass


class IntegrityRiskSettings(Document):
	def validate(self):
		self.check_warning_lines()
		self.check_accountability_lines()
		check_trusted(self)

	def on_update(self):
		if self.has_value_changed("profile"):
			ensure_wording()

	def check_warning_lines(self):
		"""Without lines the usual table holds; with some, every grade needs its own."""
		wrong = colours.problems(lines_of(self)) if self.warning_lines else []
		if wrong:
			frappe.throw([shown(text) for text in wrong], WarningColoursError, as_list=True)

	def check_accountability_lines(self):
		if wrong := suggesting.problems(thresholds_of(self)):
			frappe.throw([shown(text) for text in wrong], AccountabilityLinesError, as_list=True)
