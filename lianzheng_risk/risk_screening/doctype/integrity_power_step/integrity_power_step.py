import unicodedata

from frappe.model.document import Document


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

	def next_numbers(self) -> list[str]:
		"""The numbers of the next steps as typed, whichever comma and width of digits was used."""
		typed = unicodedata.normalize("NFKC", self.next_steps or "").replace("、", ",")
		return [number.strip() for number in typed.split(",") if number.strip()]
