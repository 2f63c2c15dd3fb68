from frappe.model.document import Document


class IntegrityCampaignPhase(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		due_date: DF.Date | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		phase: DF.Literal[
			"",
			"Self-Screening",
			"Peer Review",
			"Department Review",
			"Leader Approval",
			"Collective Approval",
			"Publicity",
			"Filing",
		]
		reminded_on: DF.Date | None
		workdays: DF.Int
	# end: auto-generated types
