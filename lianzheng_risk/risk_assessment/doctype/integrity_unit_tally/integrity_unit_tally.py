from frappe.model.document import Document


class IntegrityUnitTally(Document):
	"""Kept by `store.tallies.keeping`, named after the unit. It links to nothing: it follows no rename and holds nothing back."""
