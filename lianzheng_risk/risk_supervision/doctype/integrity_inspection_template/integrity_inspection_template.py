from collections import Counter

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt


class IntegrityInspectionTemplate(Document):
	def validate(self):
		self.check_items()
		self.full_total = sum(flt(row.full_marks) for row in self.items)

	def check_items(self):
		"""Lines are told apart by their words, and each can take points away in one way or another."""
		named = Counter(map(_key, self.items))
		for row in self.items:
			if named[_key(row)] > 1:
				frappe.throw(
					_("Row {0}: the item {1} is there twice.").format(
						row.idx, frappe.bold(frappe.utils.escape_html(row.item or ""))
					)
				)
			if not flt(row.full_marks) and not row.is_veto:
				frappe.throw(_("Row {0}: an item has full marks, or it vetoes.").format(row.idx))


def _key(row: Document) -> tuple[str, str]:
	return (row.section or "").strip(), (row.item or "").strip()
