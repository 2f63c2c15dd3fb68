from frappe.model.document import Document


class IntegrityScoreBand(Document):
	pass
