"""What the checks of a register find in what stands on the site, each with the document and the unit that it is about."""

from __future__ import annotations

from typing import NamedTuple

import frappe
import pandas as pd
from frappe.utils import getdate, nowdate

from lianzheng_risk.core.checks import check_register
from lianzheng_risk.core.checks.rules import DEPARTMENT_AT_TOP, SEVERAL_TOPS, UNRESOLVED_REFERENCE
from lianzheng_risk.core.findings import Finding
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import scheme_in_force
from lianzheng_risk.store.frames import read_to_assess
from lianzheng_risk.store.mapping import MAPPINGS
from lianzheng_risk.store.names import UNIT


class Shortcoming(NamedTuple):
	finding: Finding
	unit: str | None
	doctype: str
	document: str | None


def shortcomings(unit: str | None = None) -> list[Shortcoming]:
	"""Of what the session's user may see, in the order of the register's tables and rows.

	References are the platform's to keep: one that leads nowhere here leads to what the user does not see. Nor does a unit
	lack a parent because the user does not see it.
	Raises frappe.PermissionError where the user may read no register at all.
	"""
	register = _from_row_one(read_to_assess(unit))
	findings = check_register(register, scheme_in_force(), getdate(nowdate()))
	hidden = _with_parents_out_of_sight(register)
	told = [finding for finding in findings if not _comes_of_sight(finding, register, hidden)]
	places = {table: _Places(register, table) for table in {finding.place.table for finding in told}}
	return [places[finding.place.table].of(finding) for finding in told]


def _comes_of_sight(finding: Finding, register: Register, hidden: set[str]) -> bool:
	"""Whether only what the user does not see makes this look wrong."""
	if finding.rule is DEPARTMENT_AT_TOP:
		return register["units"]["unit"][finding.place.row] in hidden
	return finding.rule is UNRESOLVED_REFERENCE or (finding.rule is SEVERAL_TOPS and bool(hidden))


def _with_parents_out_of_sight(register: Register) -> set[str]:
	units = register["units"]
	tops = units.loc[units["parent_unit"].isna(), "unit"].tolist()
	filters = {"name": ["in", tops or [""]], "parent_integrity_unit": ["is", "set"]}
	return set(frappe.get_all(UNIT, filters=filters, pluck="name", order_by=""))


def _from_row_one(register: Register) -> Register:
	"""Row 0 of a place is the table as a whole."""
	return Register({name: frame.set_axis(range(1, len(frame) + 1)) for name, frame in register.items()})


class _Places:
	"""Which document each row of a table stands in, and of which unit it is."""

	def __init__(self, register: Register, table: str) -> None:
		frame, mapping = register[table], MAPPINGS[table]
		self._doctype = mapping.document
		key = mapping.parent.field if mapping.parent else TABLES[table].key[0]
		self._documents = frame[key].astype(object).to_dict()
		self._units = _units(register, table).astype(object).to_dict()

	def of(self, finding: Finding) -> Shortcoming:
		row = finding.place.row
		return Shortcoming(finding, _present(self._units.get(row)), self._doctype, _present(self._documents.get(row)))


def _units(register: Register, table: str) -> pd.Series:
	"""The unit of each row: its own, or that of what it refers to first."""
	frame = register[table]
	if "unit" in frame:
		return frame["unit"]
	for field in TABLES[table].fields:
		other = register[field.reference] if field.reference else None
		if other is not None and "unit" in other:
			known = other.drop_duplicates(TABLES[field.reference].key[0])
			return (
				frame[field.name].astype(object).map(known.set_index(TABLES[field.reference].key[0])["unit"].to_dict())
			)
	return pd.Series(None, index=frame.index, dtype=object)


def _present(value: object) -> str | None:
	return value if isinstance(value, str) else None
