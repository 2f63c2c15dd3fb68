import frappe
from frappe.model.document import Document

from lianzheng_risk.core.notices.addresses import refusal
from lianzheng_risk.notices.posting import trusted_hosts
from lianzheng_risk.risk_screening.language import shown


class ChannelAddressError(frappe.ValidationError):
	pass


class IntegrityNoticeChannel(Document):
	def validate(self):
		self.check_address()

	def check_address(self):
		self.url = (self.url or "").strip()
		if told := refusal(self.url, trusted_hosts()):
			frappe.throw(shown(told), ChannelAddressError)
