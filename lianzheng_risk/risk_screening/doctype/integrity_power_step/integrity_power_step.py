from frappe.model.document import Document

from lianzheng_risk.core.next_steps import next_numbers


class IntegrityPowerStep(Document):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		discretion: DF.SmallText | None
		external: DF.Check
		next_steps: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		post: DF.Link | None
		step_name: DF.Data
		step_no: DF.Int
		time_limit_days: DF.Int

	# end: auto-generated types

	def next_numbers(self) -> list[int] | None:
		"""The numbers of the next steps, None where what was typed is no such list."""
		typed = (self.next_steps or "").strip()
		return next_numbers(typed) if typed else []
