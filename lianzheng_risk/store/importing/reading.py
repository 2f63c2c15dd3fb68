"""What an import has to know of the site: what the user sees, what may be named, and where it may write."""

from __future__ import annotations

from dataclasses import dataclass

import frappe
import pandas as pd

from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.store.convert import to_frame
from lianzheng_risk.store.frames import read_register
from lianzheng_risk.store.mapping import MAPPINGS, UNIT

# What the organisation chart tells everybody (docs/access.md).
_CHART = {
	"units": ("unit", "unit_name", "unit_type", "parent_unit"),
	"people": ("person", "person_name", "unit", "job_title"),
}


@dataclass(frozen=True)
class Known:
	"""`register` is what the user sees, `directory` the organisation chart, `within` the units to write to (None: all)."""

	register: Register
	directory: Register
	within: frozenset[str] | None


def read_for_import(unit: str | None) -> Known:
	"""What an import into `unit` and everything below it has to know, with the permissions of the session's user.

	Raises frappe.PermissionError where the user may not read the unit, frappe.DoesNotExistError where there is none.
	"""
	within = _units_of(unit) if unit else None
	return Known(read_register(), _organisation_chart(), within)


def _units_of(unit: str) -> frozenset[str]:
	frappe.get_doc(UNIT, unit).check_permission("read")
	below = {"name": ["descendants of (inclusive)", unit]}
	return frozenset(frappe.get_list(UNIT, filters=below, pluck="name", order_by="", limit_page_length=0))


def _organisation_chart() -> Register:
	return Register.of(**{name: _read(name, fields) for name, fields in _CHART.items()})


def _read(name: str, fields: tuple[str, ...]) -> pd.DataFrame:
	table, mapping = TABLES[name], MAPPINGS[name]
	rows = frappe.get_all(
		mapping.doctype, fields=[mapping.fields[field] for field in fields], order_by="", as_list=True
	)
	raw = pd.DataFrame(list(rows), columns=list(fields), dtype=object)
	return pd.DataFrame({field: to_frame(raw[field], table[field]) for field in fields})
