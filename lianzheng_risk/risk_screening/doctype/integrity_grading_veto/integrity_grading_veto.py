from frappe.model.document import Document


class IntegrityGradingVeto(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		circumstance: DF.Literal["", "Decisive Influence", "Unlimited Discretion", "Prior Misconduct"]
		grade: DF.Literal["", "Grade I", "Grade II", "Grade III"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
	# end: auto-generated types

	pass
