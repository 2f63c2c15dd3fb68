from frappe.model.document import Document


class IntegrityActivityRequirement(Document):
	pass
