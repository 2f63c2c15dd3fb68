from frappe.model.document import Document


class IntegrityMonitoringFigure(Document):
	pass
