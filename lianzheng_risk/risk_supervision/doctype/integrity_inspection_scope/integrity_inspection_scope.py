from frappe.model.document import Document


class IntegrityInspectionScope(Document):
	pass
