from frappe.model.document import Document


class IntegrityThresholdCondition(Document):
	pass
