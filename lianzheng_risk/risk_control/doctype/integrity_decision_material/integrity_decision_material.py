from frappe.model.document import Document


class IntegrityDecisionMaterial(Document):
	pass
