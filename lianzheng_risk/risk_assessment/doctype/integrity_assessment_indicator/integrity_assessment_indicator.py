from frappe.model.document import Document


class IntegrityAssessmentIndicator(Document):
	pass
