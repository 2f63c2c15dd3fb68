from frappe.model.document import Document

from lianzheng_risk.notices.repeating import may_be_sent_again


class IntegrityNoticeDelivery(Document):
	def onload(self):
		self.set_onload("may_be_sent_again", may_be_sent_again(self))
