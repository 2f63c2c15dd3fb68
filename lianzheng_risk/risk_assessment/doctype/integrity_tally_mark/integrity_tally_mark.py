from frappe.model.document import Document


class IntegrityTallyMark(Document):
	"""Made by `store.tallies.marking` with a change that the tallies do not know yet, gone once they do."""
