from frappe.model.document import Document


class IntegrityScoreRating(Document):
	pass
