import frappe
from frappe import _
from frappe.permissions import get_allowed_docs_for_doctype, get_user_permissions
from frappe.utils.nestedset import NestedSet

from lianzheng_risk.risk_screening.coded import NamedByCode


class MoveOutOfReachError(frappe.PermissionError):
	pass


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
		self.validate_move()

	def on_update(self):
		placed = self.has_value_changed("parent_integrity_unit")
		super().on_update()
		if placed:
			forget_who_sees_what()
			frappe.db.after_commit.add(forget_who_sees_what)

	def validate_move(self):
		"""Who is held to some units may move a unit among those, neither out of them nor the topmost one."""
		if self.is_new() or not self.has_value_changed("parent_integrity_unit"):
			return
		permissions = get_user_permissions(frappe.session.user).get("Integrity Unit", [])
		held_to = get_allowed_docs_for_doctype(permissions, "Integrity Unit")
		places = {self.get_doc_before_save().parent_integrity_unit or "", self.parent_integrity_unit or ""}
		if held_to and not self.flags.ignore_permissions and not places <= set(held_to):
			frappe.throw(
				_(
					"You can move a unit only among the units you look after. Please ask the integrity manager to move it."
				),
				MoveOutOfReachError,
			)

	def after_rename(self, olddn, newdn, merge=False):
		NestedSet.after_rename(self, olddn, newdn, merge)
		NamedByCode.after_rename(self, olddn, newdn, merge)


def forget_who_sees_what() -> None:
	"""The platform remembers for each user which units lie below the permitted one, and not that the tree has changed."""
	frappe.cache.delete_value("user_permissions")


@frappe.whitelist()
def get_tree_nodes(doctype: str, parent: str = "", **kwargs) -> list[dict]:
	"""The units right below `parent`, for the tree; without a parent those at the top of what the user may see.

	The platform's own tree starts at the top of everything, where whoever is held to one unit finds nothing.
	"""
	frappe.has_permission("Integrity Unit", "read", throw=True)
	if parent:
		units = _visible_units({"parent_integrity_unit": parent})
	else:
		visible = _visible_units()
		names = {unit.name for unit in visible}
		units = [unit for unit in visible if unit.parent_integrity_unit not in names]
	return [{"value": unit.name, "title": unit.unit_name, "expandable": True} for unit in units]


def _visible_units(filters: dict | None = None) -> list[frappe._dict]:
	return frappe.get_list(
		"Integrity Unit",
		fields=["name", "unit_name", "parent_integrity_unit"],
		filters=filters,
		order_by="name",
		limit_page_length=0,
	)
