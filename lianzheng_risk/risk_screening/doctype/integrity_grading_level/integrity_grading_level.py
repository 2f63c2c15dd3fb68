from frappe.model.document import Document


class IntegrityGradingLevel(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		axis: DF.Literal["", "Probability", "Harm"]
		grade: DF.Literal["", "Grade I", "Grade II", "Grade III"]
		level: DF.Literal[
			"",
			"Very High",
			"High",
			"Fairly High",
			"Fairly Small",
			"Very Small",
			"Very Serious",
			"Serious",
			"Fairly Serious",
			"Limited",
			"Slight",
		]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		score: DF.Float
	# end: auto-generated types

	pass
