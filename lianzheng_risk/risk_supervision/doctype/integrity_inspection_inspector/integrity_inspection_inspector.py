from frappe.model.document import Document


class IntegrityInspectionInspector(Document):
	pass
