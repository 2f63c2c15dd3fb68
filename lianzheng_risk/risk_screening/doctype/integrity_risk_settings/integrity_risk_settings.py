from frappe.model.document import Document

from lianzheng_risk.setup.wording import ensure_wording


class IntegrityRiskSettings(Document):
	def on_update(self):
		if self.has_value_changed("profile"):
			ensure_wording()
