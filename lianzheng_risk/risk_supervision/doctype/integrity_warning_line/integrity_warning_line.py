from frappe.model.document import Document


class IntegrityWarningLine(Document):
	pass
