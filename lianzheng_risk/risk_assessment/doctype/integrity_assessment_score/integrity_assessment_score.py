from frappe.model.document import Document


class IntegrityAssessmentScore(Document):
	pass
