from frappe.model.document import Document


class IntegrityActivityParticipant(Document):
	pass
