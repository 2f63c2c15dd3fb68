"""The places that an inspection speaks of: its scope lies in its unit, its findings in its scope."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.risk_supervision.inspections.places import Lineages, lineages_of

# The most telling first.
_NAMING = ("measure", "risk", "post")


def inspected_units(inspection: Document) -> set[str]:
	"""The units that the scope names, otherwise the unit as a whole."""
	return {row.unit for row in inspection.scope if row.unit} or {inspection.unit}


def settle_places(inspection: Document) -> None:
	"""Fill in the unit of rows that leave it to the post, risk point or measure that they name; refuse what lies elsewhere."""
	units = _units_of_named(inspection)
	for row in (*inspection.scope, *inspection.findings):
		row.unit = row.unit or next((units.get(named) for named in _named(row)), None)
	inspected = inspected_units(inspection)
	for finding in inspection.findings:
		finding.unit = finding.unit or (min(inspected) if len(inspected) == 1 else inspection.unit)
	_check(inspection, units, inspected)


def _check(inspection: Document, units: dict, inspected: set[str]) -> None:
	lineages = lineages_of([*units.values(), *(row.unit for row in (*inspection.scope, *inspection.findings))])
	for rows, around in ((inspection.scope, {inspection.unit}), (inspection.findings, inspected)):
		for row in rows:
			_check_below(inspection, row, row.unit, around, lineages)
			for named in _named(row):
				_check_below(inspection, row, units.get(named), {row.unit}, lineages)


def _check_below(inspection: Document, row: Document, unit: str | None, around: set[str], lineages: Lineages) -> None:
	if unit and lineages.get(unit, frozenset()).isdisjoint(around):
		table = _(inspection.meta.get_label(row.parentfield), context=inspection.doctype)
		frappe.throw(_("{0}, row {1}: what it names lies outside of what is inspected there.").format(table, row.idx))


def _named(row: Document) -> Iterator[tuple[str, str]]:
	"""DocType and name of what a row is about."""
	for field in _NAMING:
		if row.get(field):
			yield row.meta.get_options(field), row.get(field)


def _units_of_named(inspection: Document) -> dict[tuple[str, str], str]:
	wanted = defaultdict(set)
	for row in (*inspection.scope, *inspection.findings):
		for doctype, name in _named(row):
			wanted[doctype].add(name)
	return {
		(doctype, found.name): found.unit
		for doctype, names in wanted.items()
		for found in frappe.get_all(doctype, filters={"name": ["in", sorted(names)]}, fields=["name", "unit"])
	}
