import frappe
from frappe import _
from frappe.utils.nestedset import NestedSet

from lianzheng_risk.access import forget_places, is_unbound, membership, roles_at
from lianzheng_risk.access.scope import roles_granting
from lianzheng_risk.risk_screening.coded import NamedByCode
from lianzheng_risk.risk_screening.unit_counts import count_below
from lianzheng_risk.risk_supervision.monitoring import active
from lianzheng_risk.setup.roles import ROLES

MANAGER = "Integrity Manager"


class MoveOutOfReachError(frappe.PermissionError):
	pass


class CompanyOutOfReachError(frappe.PermissionError):
	pass


class MemberError(frappe.ValidationError):
	pass


class MembersOutOfReachError(frappe.PermissionError):
	pass


class IntegrityUnit(NamedByCode, NestedSet):
	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from lianzheng_risk.risk_screening.doctype.integrity_unit_member.integrity_unit_member import (
			IntegrityUnitMember,
		)

		head: DF.Link | None
		is_group: DF.Check
		lft: DF.Int
		liaison: DF.Link | None
		members: DF.Table[IntegrityUnitMember]
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
		self.validate_company()
		self.validate_members()
		membership.carry_marks_over(self)

	def on_update(self):
		placed = self.has_value_changed("parent_integrity_unit")
		super().on_update()
		if placed:
			forget_who_sees_what()
			frappe.db.after_commit.add(forget_who_sees_what)
			frappe.db.after_rollback.add(forget_who_sees_what)
			forget_places()
		membership.settle(self)
		if placed or self.has_value_changed("company"):
			active.forget()

	def on_trash(self):
		super().on_trash()
		membership.take_all_back(self)

	def before_rename(self, olddn, newdn, merge=False):
		if merge:
			membership.take_all_back(self)
		NestedSet.before_rename(self, olddn, newdn, merge)

	def after_rename(self, olddn, newdn, merge=False):
		NestedSet.after_rename(self, olddn, newdn, merge)
		NamedByCode.after_rename(self, olddn, newdn, merge)
		forget_places()

	def validate_move(self):
		"""Who is held to some units may move a unit among those, neither out of them nor the topmost one."""
		if self.is_new() or self.flags.ignore_permissions or not self.has_value_changed("parent_integrity_unit"):
			return
		writers = roles_granting(self.doctype, "write")
		places = {self.get_doc_before_save().parent_integrity_unit, self.parent_integrity_unit}
		user = frappe.session.user
		if not is_unbound(user) and not all(roles_at(user, place) & writers for place in places):
			frappe.throw(
				_(
					"You can move a unit only among the units you look after. Please ask the integrity manager to move it."
				),
				MoveOutOfReachError,
			)

	def validate_company(self):
		"""Whose documents a unit's rules may read is settled by who looks after the whole organisation."""
		before = self.get_doc_before_save()
		if self.flags.ignore_permissions or (self.get("company") or "") == ((before and before.get("company")) or ""):
			return
		user = frappe.session.user
		if not is_unbound(user) and MANAGER not in roles_at(user, None):
			frappe.throw(
				_("The company of a unit is settled by an integrity manager of the whole organisation."),
				CompanyOutOfReachError,
			)

	def validate_members(self):
		if membership.changed(self):
			self.validate_who_manages_members()
			self.validate_members_are_people_with_our_roles()
			self.validate_members_are_distinct()

	def validate_who_manages_members(self):
		"""The permission level says who may fill in the table at all; here it is a matter of the unit."""
		user = frappe.session.user
		place = self.parent_integrity_unit if self.is_new() else self.name
		if not self.flags.ignore_permissions and not is_unbound(user) and MANAGER not in roles_at(user, place):
			frappe.throw(
				_(
					"Members of a unit are managed by an integrity manager of that unit. Please ask the integrity manager."
				),
				MembersOutOfReachError,
			)

	def validate_members_are_people_with_our_roles(self):
		for row in membership.new_rows(self):
			if row.role not in ROLES:
				frappe.throw(
					_("Row #{0}: {1} is no role of integrity risk management. Please choose one of its roles.").format(
						row.idx, frappe.bold(_(row.role))
					),
					MemberError,
				)
			if row.user in frappe.STANDARD_USERS or not frappe.db.get_value("User", row.user, "enabled"):
				frappe.throw(
					_("Row #{0}: {1} is not an active account of a person. Please choose another user.").format(
						row.idx, frappe.bold(row.user)
					),
					MemberError,
				)

	def validate_members_are_distinct(self):
		first_row = {}
		for row in self.members:
			earlier = first_row.setdefault((row.user, row.role), row.idx)
			if earlier != row.idx:
				frappe.throw(
					_("Row #{0}: the same user and role as in row #{1}. Please keep one of them.").format(
						row.idx, earlier
					),
					MemberError,
				)


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
	counts = count_below([unit.name for unit in units])
	return [
		{"value": unit.name, "title": unit.unit_name, "expandable": True, "counts": counts[unit.name]} for unit in units
	]


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def search_roles(
	doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict | None
) -> list[tuple[str]]:
	"""The app's roles, for the member table: managers of units may not read the platform's list of roles."""
	frappe.has_permission("Integrity Unit", "write", throw=True)
	return [(role,) for role in ROLES if txt.casefold() in f"{role} {_(role)}".casefold()]


def _visible_units(filters: dict | None = None) -> list[frappe._dict]:
	return frappe.get_list(
		"Integrity Unit",
		fields=["name", "unit_name", "parent_integrity_unit"],
		filters=filters,
		order_by="name",
		limit_page_length=0,
	)
