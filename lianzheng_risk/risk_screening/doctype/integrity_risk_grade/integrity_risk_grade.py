import frappe
from frappe.model.document import Document


class IntegrityRiskGrade(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		grade: DF.Data
		grade_name: DF.Literal["Grade I", "Grade II", "Grade III"]
		indicator_color: DF.Literal["red", "orange", "yellow", "green", "blue", "purple", "gray"]
		managing_level: DF.Literal["", "Principal Leader", "Leader in Charge", "Department Head", "Staff"]
		review_months: DF.Int
		severity: DF.Int

	# end: auto-generated types

	def on_update(self):
		# The desk is told the colours when it starts.
		frappe.clear_cache()
