from frappe.model.document import Document


class IntegrityAccountabilityLine(Document):
	pass
