from frappe.model.document import Document


class IntegrityImportJournal(Document):
	"""What one import wrote, kept for taking it back. Written and read by `store.importing.journal` alone."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		changed_documents: DF.Int
		contents: DF.LongText | None
		created_documents: DF.Int
		import_name: DF.Data
		taken_back_by: DF.Link | None
		taken_back_on: DF.Datetime | None
	# end: auto-generated types
