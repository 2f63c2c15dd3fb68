from frappe.model.document import Document


class IntegrityApprovalStep(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		acted_by: DF.Link | None
		acted_on: DF.Datetime | None
		action: DF.Data | None
		from_state: DF.Link | None
		grade: DF.Link | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reason: DF.SmallText | None
		record: DF.Data | None
		record_date: DF.Date | None
		revision: DF.Int
		to_state: DF.Link | None
	# end: auto-generated types

	pass
