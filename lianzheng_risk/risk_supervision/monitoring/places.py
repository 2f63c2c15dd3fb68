"""Which documents a unit's rules may watch: those of its company; those that belong to no company, from the top alone."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.meta import Meta

from lianzheng_risk.risk_control.decisions.companies import COMPANY, has_companies

UNIT = "Integrity Unit"
# Of the platform itself only what business keeps there; its users, logs and settings are not watched.
_OF_THE_PLATFORM = ("Contacts",)
# By which day a document goes, in this order; without any, by that on which it was made.
_DAYS = ("posting_date", "transaction_date", "schedule_date")


def companies() -> list[str]:
	"""The companies of ERPNext; none without it."""
	return frappe.get_all(COMPANY, pluck="name", order_by="name") if has_companies() else []


def company_of(unit: str | None) -> str | None:
	"""The company that the unit, or the next one above it, is said to belong to; otherwise the site's only one."""
	known = companies()
	if not unit or not known or not frappe.get_meta(UNIT).has_field("company"):
		return None
	own, above = frappe.qb.DocType(UNIT), frappe.qb.DocType(UNIT).as_("above")
	named = (
		frappe.qb.from_(own)
		.join(above)
		.on((above.lft <= own.lft) & (above.rgt >= own.rgt))
		.select(above.company)
		.where((own.name == unit) & (above.company != ""))
		.orderby(above.lft, order=frappe.qb.desc)
		.limit(1)
		.run(pluck=True)
	)
	if named:
		return named[0]
	return known[0] if len(known) == 1 else None


def has_company(meta: Meta) -> bool:
	"""Whether each of its documents belongs to a company; master data that may do without one count as everybody's."""
	field = meta.get_field("company")
	return bool(field and field.options == COMPANY and (field.reqd or meta.is_submittable))


def out_of_reach(unit: str, meta: Meta) -> str | None:
	"""Why a rule of the unit may not read such documents, which are none of the unit's business; None where it may."""
	if has_company(meta):
		if not company_of(unit):
			return _("This unit has no company yet. Please have it filled in on the unit or on one above it.")
	elif frappe.db.get_value(UNIT, unit, "parent_integrity_unit"):
		return _("{0} belongs to no company, so only a unit at the top of the tree may watch it.").format(_(meta.name))
	return None


def watchable() -> list[str]:
	"""The DocTypes whose documents can be watched: those of business, ours not among them."""
	modules = {module for app in ("frappe", "lianzheng_risk") for module in frappe.get_module_list(app)}
	forbidden = sorted(modules.difference(_OF_THE_PLATFORM))
	usual = {"istable": 0, "issingle": 0, "is_virtual": 0}
	of_others = frappe.get_all("DocType", filters={**usual, "module": ["not in", forbidden]}, pluck="name")
	own = frappe.get_all("DocType", filters={**usual, "custom": 1}, pluck="name")
	return sorted({*of_others, *own})


def day_field(meta: Meta) -> str:
	return next((field for field in _DAYS if meta.has_field(field)), "creation")
