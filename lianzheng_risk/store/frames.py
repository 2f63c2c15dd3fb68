"""Site tables → register frames: one query per table, with the caller's permissions applied by the platform."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

import frappe
import pandas as pd

from lianzheng_risk.core.approval.path import STATE
from lianzheng_risk.core.approval.record import MATERIAL
from lianzheng_risk.core.register import TABLES, Register, Table
from lianzheng_risk.core.tree import standing_alone
from lianzheng_risk.store.convert import to_frame
from lianzheng_risk.store.mapping import MAPPINGS, DocMapping

RETIRED = STATE.label("retired", "en")
_IN_FORCE = STATE.label("in_force", "en")
_RISK = "Integrity Risk Point"
_AT_ONCE = 25_000
# What a ledger says of a risk point that counts no longer is left out of it.
_ABOUT_RISKS = ("rectifications", "inspection_findings", "warnings")
_REFERENCES = {"unit": "units", "post": "posts", "power": "powers"}


def read_register(unit: str | None = None) -> Register:
	"""The register that the session's user may see; of `unit` and everything below it where one is given.

	Retired risk points and their measures count nowhere and are left out, and so is a ledger that is not for the user's
	roles. Rows come in the order of their keys. Raises frappe.PermissionError where the user may read no register at all,
	and frappe.DoesNotExistError where there is no such unit.
	"""
	if unit:
		frappe.get_doc("Integrity Unit", unit).check_permission("read")
	# Each table is put in order as it is read: a second register of unsorted ones would take as much memory again.
	register = {name: table.sorted(_read(table, MAPPINGS[name], unit)) for name, table in TABLES.items()}
	retired = frappe.get_list(_RISK, filters={"workflow_state": RETIRED}, pluck="name", limit_page_length=0)
	measures = register["measures"]
	gone = {"risk": retired, "measure": measures["measure"][measures["risk"].isin(retired)]}
	for table in ("risk_points", "measures"):
		register[table] = register[table][~register[table]["risk"].isin(retired)].reset_index(drop=True)
	for table in _ABOUT_RISKS:
		frame = register[table]
		kept = {name: frame[name].mask(frame[name].isin(codes), None) for name, codes in gone.items()}
		register[table] = frame.assign(**kept)
	return Register(register)


def read_to_assess(unit: str | None = None) -> Register:
	"""As `read_register`, but what counts, standing on its own.

	A risk point under revision counts as it was approved last. A unit whose parent the user does not see is a top.
	"""
	register = read_register(unit)
	return Register(
		{
			**register,
			"units": standing_alone(register["units"]),
			"risk_points": as_approved(
				register["risk_points"],
				_approved_values(),
				lambda other, values: values.isin(register[other][TABLES[other].key[0]]),
			),
		},
	)


def units_in_sight(unit: str | None = None) -> pd.DataFrame:
	"""The units of `read_to_assess` without the rest of the register: unit, unit_name, unit_type, parent_unit."""
	if unit:
		frappe.get_doc("Integrity Unit", unit).check_permission("read")
	rows = frappe.get_list(
		"Integrity Unit",
		filters={"name": ["descendants of (inclusive)", unit]} if unit else None,
		fields=["name", "unit_name", "unit_type", "parent_integrity_unit"],
		order_by="name",
		limit_page_length=0,
		as_list=True,
	)
	units = pd.DataFrame(list(rows), columns=["unit", "unit_name", "unit_type", "parent_unit"], dtype=object)
	units["unit_type"] = to_frame(units["unit_type"], TABLES["units"]["unit_type"])
	return standing_alone(units)


def as_approved(
	risks: pd.DataFrame, approved: Mapping[str, dict], known_as: Callable[[str, pd.Series], pd.Series]
) -> pd.DataFrame:
	"""The risk points, those under revision with the values of the approval in force.

	`known_as(table, codes)` says which codes there are by that name.
	"""
	revised = risks[risks["risk"].isin(approved)]
	if revised.empty:
		return risks
	table = TABLES["risk_points"]
	values = pd.DataFrame([approved[risk] for risk in revised["risk"]], index=revised.index, dtype=object)
	typed = pd.DataFrame({name: to_frame(values[name], table[name]) for name in MATERIAL}, index=revised.index)
	for name, other in _REFERENCES.items():
		# What is not there by that code any more was renamed; the working value then has the new code.
		known = typed[name].isna() | known_as(other, typed[name])
		typed[name] = typed[name].where(known, revised[name])
	risks = risks.copy()
	risks.loc[revised.index, list(MATERIAL)] = typed
	return table.frame(risks)


def _approved_values() -> dict[str, dict]:
	"""By risk point: the approved values of those the user may see and that somebody is revising."""
	revised = frappe.get_list(
		_RISK,
		filters={"grade_record": ["is", "set"], "workflow_state": ["not in", (_IN_FORCE, RETIRED)]},
		fields=["name", "grade_record"],
		limit_page_length=0,
	)
	records = frappe.get_all(
		"Integrity Grade Record",
		filters={"name": ["in", [risk.grade_record for risk in revised] or [""]]},
		fields=["name", "values_json"],
	)
	values = {record.name: json.loads(record.values_json) for record in records}
	return {risk.name: values[risk.grade_record] for risk in revised if risk.grade_record in values}


def _read(table: Table, mapping: DocMapping, unit: str | None) -> pd.DataFrame:
	if table.may_lack and not frappe.has_permission(mapping.document, "read"):
		return table.empty()
	pages = [_typed(rows, table, mapping) for rows in _pages(table, mapping, unit)]
	return pages[0] if len(pages) == 1 else pd.concat(pages, ignore_index=True)


def _typed(rows: list[tuple], table: Table, mapping: DocMapping) -> pd.DataFrame:
	raw = pd.DataFrame(rows, columns=list(table.columns), dtype=object)
	if mapping.child:
		# A parent without children comes as one row in which everything else is null.
		raw = raw[raw[list(table.required_key)].notna().all(axis=1)].reset_index(drop=True)
	if raw.empty:
		return table.empty()
	return pd.DataFrame({f.name: to_frame(raw[f.name], f) for f in table.fields}, index=raw.index)


def _can_be_cancelled(mapping: DocMapping) -> bool:
	return bool(frappe.get_meta(mapping.document).is_submittable)


def _pages(table: Table, mapping: DocMapping, unit: str | None) -> Iterator[list[tuple]]:
	"""So many rows at a time that what the database sends of them is soon gone again.

	Rows of a child table come all at once: nothing that the platform could sort by keeps those of one parent apart.
	"""
	asked = {
		"fields": [f"{mapping.select(name)} as {name}" for name in table.columns],
		"filters": [
			*([[mapping.document, mapping.unit_field, "descendants of (inclusive)", unit]] if unit else []),
			*([[mapping.document, "docstatus", "<", 2]] if _can_be_cancelled(mapping) else []),
		],
		"as_list": True,
	}
	if mapping.child:
		yield list(frappe.get_list(mapping.document, order_by="", limit_page_length=0, **asked))
		return
	start = 0
	while True:
		rows = list(
			frappe.get_list(mapping.document, order_by="name", limit_start=start, limit_page_length=_AT_ONCE, **asked)
		)
		yield rows
		if len(rows) < _AT_ONCE:
			return
		start += _AT_ONCE
