from frappe.model.document import Document


class IntegrityGradingCell(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		grade: DF.Literal["", "Grade I", "Grade II", "Grade III"]
		harm: DF.Literal["", "Very Serious", "Serious", "Fairly Serious", "Limited", "Slight"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		probability: DF.Literal["", "Very High", "High", "Fairly High", "Fairly Small", "Very Small"]
	# end: auto-generated types

	pass
