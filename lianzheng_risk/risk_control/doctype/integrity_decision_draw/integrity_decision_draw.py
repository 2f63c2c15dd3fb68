from frappe.model.document import Document


class IntegrityDecisionDraw(Document):
	"""Written by the gate alone: nobody has the right to create or change one."""
