from frappe.model.document import Document


class IntegrityInspectionItem(Document):
	pass
