from frappe.model.document import Document


class IntegrityInspectionTemplateItem(Document):
	pass
