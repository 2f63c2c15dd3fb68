from frappe.model.document import Document


class IntegrityInspectionFinding(Document):
	pass
