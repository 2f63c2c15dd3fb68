from frappe.model.document import Document


class IntegrityAssessmentCorrection(Document):
	pass
