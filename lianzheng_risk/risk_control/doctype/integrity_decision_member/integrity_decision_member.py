from frappe.model.document import Document


class IntegrityDecisionMember(Document):
	pass
