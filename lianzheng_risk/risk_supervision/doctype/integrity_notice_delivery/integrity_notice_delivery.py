from frappe.model.document import Document


class IntegrityNoticeDelivery(Document):
	pass
