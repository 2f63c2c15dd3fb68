"""Site tables → register frames: one query per table, with the caller's permissions applied by the platform."""

from __future__ import annotations

import frappe
import pandas as pd

from lianzheng_risk.core.register import TABLES, Register, Table
from lianzheng_risk.store.convert import to_frame
from lianzheng_risk.store.mapping import MAPPINGS, DocMapping


def read_register(unit: str | None = None) -> Register:
	"""The register that the session's user may see; of `unit` and everything below it where one is given.

	Rows come in the order of their keys. Raises frappe.PermissionError where the user may not read a document at all,
	and frappe.DoesNotExistError where there is no such unit.
	"""
	if unit:
		frappe.get_doc("Integrity Unit", unit).check_permission("read")
	return Register({name: _read(table, MAPPINGS[name], unit) for name, table in TABLES.items()}).sorted()


def read_to_assess(unit: str | None = None) -> Register:
	"""As `read_register`, but standing on its own: a unit whose parent the user does not see is a top."""
	register = read_register(unit)
	units = register["units"]
	parents = units["parent_unit"].where(units["parent_unit"].isin(units["unit"]), None)
	return Register({**register, "units": units.assign(parent_unit=parents)})


def _read(table: Table, mapping: DocMapping, unit: str | None) -> pd.DataFrame:
	rows = frappe.get_list(
		mapping.document,
		fields=[f"{mapping.select(name)} as {name}" for name in table.columns],
		filters=[[mapping.document, mapping.unit_field, "descendants of (inclusive)", unit]] if unit else [],
		order_by="",  # the rows are put in order of their keys as frames
		limit_page_length=0,
		as_list=True,
	)
	raw = pd.DataFrame(list(rows), columns=list(table.columns), dtype=object)
	if mapping.child:
		# A parent without children comes as one row in which everything else is null.
		raw = raw[raw[list(table.key)].notna().all(axis=1)].reset_index(drop=True)
	return pd.DataFrame({f.name: to_frame(raw[f.name], f) for f in table.fields}, index=raw.index)
