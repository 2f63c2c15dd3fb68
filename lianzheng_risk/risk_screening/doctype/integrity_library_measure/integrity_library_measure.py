from frappe.model.document import Document


class IntegrityLibraryMeasure(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		description: DF.SmallText
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
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		phase: DF.Literal["", "Early Prevention", "Interim Monitoring", "Late Disposal"]
	# end: auto-generated types

	pass
