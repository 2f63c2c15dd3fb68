from frappe.model.document import Document


class IntegrityTrustedKey(Document):
	pass
