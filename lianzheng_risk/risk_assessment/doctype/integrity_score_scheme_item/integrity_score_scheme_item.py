from frappe.model.document import Document


class IntegrityScoreSchemeItem(Document):
	pass
