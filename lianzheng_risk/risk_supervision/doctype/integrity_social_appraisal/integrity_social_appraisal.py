from frappe.model.document import Document


class IntegritySocialAppraisal(Document):
	"""Written by `appraisals.public` alone, and by nobody afterwards."""
