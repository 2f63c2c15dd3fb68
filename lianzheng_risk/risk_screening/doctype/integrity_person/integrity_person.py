from frappe.model.document import Document

from lianzheng_risk.risk_screening.coded import NamedByCode


class IntegrityPerson(NamedByCode, Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		job_title: DF.Data | None
		person_code: DF.Data | None
		person_name: DF.Data
		rank: DF.Literal["", "Principal Leader", "Leader in Charge", "Department Head", "Staff"]
		unit: DF.Link
		user: DF.Link | None
	# end: auto-generated types

	code_field = "person_code"
	series = "LZ-R-.#####"
