from frappe.model.document import Document


class IntegrityGradingFloor(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		business_area: DF.Literal[
			"",
			"Personnel Affairs",
			"Finance",
			"Asset Management",
			"Procurement",
			"Engineering Projects",
			"Licensing",
			"Enforcement",
			"Other Area",
		]
		grade: DF.Literal["", "Grade I", "Grade II", "Grade III"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
	# end: auto-generated types

	pass
