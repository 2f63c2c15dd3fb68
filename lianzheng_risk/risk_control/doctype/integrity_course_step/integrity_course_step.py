from frappe.model.document import Document


class IntegrityCourseStep(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		acted_by: DF.Link | None
		acted_on: DF.Datetime | None
		action: DF.Data | None
		evidence: DF.SmallText | None
		from_state: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reason: DF.SmallText | None
		to_state: DF.Data | None
	# end: auto-generated types

	pass
