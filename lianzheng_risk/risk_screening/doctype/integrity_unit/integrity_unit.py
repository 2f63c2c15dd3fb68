from frappe.utils.nestedset import NestedSet

from lianzheng_risk.risk_screening.coded import NamedByCode


class IntegrityUnit(NamedByCode, NestedSet):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		head: DF.Link | None
		is_group: DF.Check
		lft: DF.Int
		liaison: DF.Link | None
		old_parent: DF.Link | None
		parent_integrity_unit: DF.Link | None
		responsible_leader: DF.Link | None
		rgt: DF.Int
		unit_code: DF.Data | None
		unit_name: DF.Data
		unit_type: DF.Literal["", "Unit", "Internal Department"]
	# end: auto-generated types

	code_field = "unit_code"
	series = "LZ-D-.#####"

	def validate(self):
		# Any unit may have units below it, so nobody is asked whether this one is a group.
		self.is_group = 1

	def after_rename(self, olddn, newdn, merge=False):
		NestedSet.after_rename(self, olddn, newdn, merge)
		NamedByCode.after_rename(self, olddn, newdn, merge)
