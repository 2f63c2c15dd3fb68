"""One import at a time in any part of the tree: the same unit, one above it or one below."""

from __future__ import annotations

import frappe
from frappe import _

from lianzheng_risk.risk_screening.register_import.states import IMPORT, WRITING
from lianzheng_risk.setup.scoped import UNIT


class ImportUnderWay(frappe.ValidationError):
	pass


def check_that_none_overlaps(name: str, unit: str) -> None:
	"""Raises ImportUnderWay where another import is written or taken back there. Until the transaction ends nobody else
	gets an answer. Commits what came before."""
	# Two that ask at the same moment would both see nothing: the row of the DocType is there to wait for, and what is
	# read after that, in a transaction that has read nothing before, is how things stand by then.
	frappe.db.commit()
	frappe.db.get_value("DocType", IMPORT, "name", for_update=True)
	if other := _overlapping(name, unit):
		frappe.throw(
			_(
				"Import {0} of “{1}” is under way: {2}. Only one import can be written to the same unit, units above and below included. Please try again when it is over."
			).format(other.name, other.unit_name, _(other.status, context=IMPORT)),
			ImportUnderWay,
		)


def _overlapping(name: str, unit: str) -> frappe._dict | None:
	place = frappe.db.get_value(UNIT, unit, ["lft", "rgt"], as_dict=True)
	other, its_unit = frappe.qb.DocType(IMPORT), frappe.qb.DocType(UNIT)
	found = (
		frappe.qb.from_(other)
		.join(its_unit)
		.on(its_unit.name == other.unit)
		.select(other.name, other.status, its_unit.unit_name)
		.where(other.status.isin(WRITING) & (other.name != name))
		.where((its_unit.lft <= place.rgt) & (its_unit.rgt >= place.lft))
		.orderby(other.name)
		.limit(1)
		.run(as_dict=True)
	)
	return found[0] if found else None
