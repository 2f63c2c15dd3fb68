from frappe.model.document import Document


class IntegrityClockRun(Document):
	pass
