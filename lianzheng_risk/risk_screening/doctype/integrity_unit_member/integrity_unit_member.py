from frappe.model.document import Document


class IntegrityUnitMember(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		gave_place: DF.Check
		gave_role: DF.Check
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		role: DF.Link
		user: DF.Link
	# end: auto-generated types

	pass
