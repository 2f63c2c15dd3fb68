import frappe
from frappe.model.document import Document

from lianzheng_risk.risk_screening.coded import NamedByCode


class IntegrityControlMeasure(NamedByCode, Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		basis: DF.Data | None
		completed_on: DF.Date | None
		description: DF.SmallText
		due_date: DF.Date | None
		evidence: DF.SmallText | None
		kind: DF.Literal[
			"",
			"Education",
			"Open Handling",
			"Integrity Pledge",
			"Rules and Procedures",
			"Rotation",
			"Democratic Appraisal",
			"Integrity Talk",
			"Report on Personal Matters",
			"Duty and Integrity Report",
			"Democratic Life Meeting",
			"Collective Decision",
			"Technical Control",
			"Correction",
			"Admonition",
			"Accountability",
			"Other Measure",
		]
		layer: DF.Literal["", "Unit Layer", "Department Layer", "Post Layer"]
		measure_code: DF.Data | None
		phase: DF.Literal["", "Early Prevention", "Interim Monitoring", "Late Disposal"]
		responsible_leader: DF.Link | None
		responsible_person: DF.Link | None
		responsible_unit: DF.Link | None
		risk: DF.Link
		status: DF.Literal["Planned", "In Progress", "Implemented", "Verified", "Lapsed", "Cancelled"]
		unit: DF.Link
	# end: auto-generated types

	code_field = "measure_code"
	series = "LZ-C-.YYYY.-.#####"

	def validate(self):
		self.take_unit_from_risk()

	def take_unit_from_risk(self):
		"""A measure belongs to the unit of its risk point, whatever the form or an import says."""
		self.unit = frappe.db.get_value("Integrity Risk Point", self.risk, "unit")
