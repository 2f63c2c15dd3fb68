from frappe.model.document import Document


class IntegrityMeasureRound(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		completed_on: DF.Date | None
		due_date: DF.Date | None
		ended_on: DF.Date | None
		evidence: DF.SmallText | None
		outcome: DF.Literal["", "Verified", "Reported but Not Verified", "Not Done in Time"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		reported_by: DF.Link | None
		verified_by: DF.Link | None
		verified_on: DF.Date | None
	# end: auto-generated types

	pass
