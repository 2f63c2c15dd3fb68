"""考核 export: the issued scores of a period as a workbook, of those units that the user may see and export."""

from __future__ import annotations

from collections import Counter, defaultdict

import frappe
from frappe import _
from frappe.core.doctype.access_log.access_log import make_access_log

from lianzheng_risk.core.inspection.words import RATING
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.scoring.appraisal import ScoredItem, ScoredUnit, sheets
from lianzheng_risk.core.scoring.words import ITEM_KIND
from lianzheng_risk.core.workbook.plain import write_sheets
from lianzheng_risk.risk_assessment.report.unit_score_ranking.unit_score_ranking import (
	ASSESSMENT,
	get_period,
	issued,
	units_by_name,
)
from lianzheng_risk.risk_screening.language import session_lang
from lianzheng_risk.risk_screening.register_export import background
from lianzheng_risk.store.terms import code

_RUN = f"{__name__}.run"
_AT_ONCE = 500


class NothingIssuedError(frappe.ValidationError):
	pass


@frappe.whitelist(methods=["POST"])
def export(period: str, unit: str | None = None) -> None:
	"""Have the workbook written by a worker, for the session's user alone, who is told when it is there."""
	frappe.permissions.can_export(ASSESSMENT, raise_exception=True)
	one = get_period(period)
	if not issued(one, unit):
		frappe.throw(_("No unit has been scored in this period yet."), NothingIssuedError)
	background.start(_RUN, _key(one, unit), period=one.code, unit=unit)


def run(period: str, unit: str | None, lang: str) -> None:
	"""The same in the background, as the user who asked."""
	frappe.local.lang = lang
	one = Period.parse(period)

	def write(path) -> None:
		frappe.permissions.can_export(ASSESSMENT, raise_exception=True)
		above = [title(one), _("Scores as issued, of the units that you may see; places are counted among these.")]
		write_sheets(sheets(scored_units(one, unit), session_lang(), above), path, title(one), session_lang())
		make_access_log(doctype=ASSESSMENT, file_type="Excel", method="Appraisal Export")

	background.produce(_key(one, unit), title(one), "xlsx", write)


def title(period: Period) -> str:
	return _("Appraisal of Integrity Risk Control, {0}").format(period.label(session_lang()))


def scored_units(period: Period, unit: str | None = None) -> list[ScoredUnit]:
	"""By the platform's own list, so only what the user may see; their rows by those documents."""
	found = issued(period, unit)
	units = units_by_name([row.unit for row in found])
	above = units_by_name([row.parent_integrity_unit for row in units.values()])
	names = [row.name for row in found]
	items, weak, corrected = _items(names), _weak(names), _corrected(names)
	return [
		ScoredUnit(
			unit=row.unit,
			unit_name=units[row.unit].unit_name,
			parent=units[row.unit].parent_integrity_unit,
			parent_name=above.get(units[row.unit].parent_integrity_unit, {}).get("unit_name"),
			self_total=row.self_total,
			checked_total=row.checked_total,
			rating=code(RATING, row.rating),
			items=items[row.name],
			weak=weak[row.name],
			corrected=corrected[row.name],
		)
		for row in found
		if row.unit in units
	]


def _items(names: list[str]) -> dict[str, list[ScoredItem]]:
	fields = ["section", "item", "kind", "full_marks", "standard", "self_score", "checked_score", "deduction_reason"]
	found = defaultdict(list)
	for row in _rows("Integrity Assessment Score", names, [*fields, "veto_hit", "not_applicable"]):
		given = (None, None) if row.not_applicable else (row.self_score, row.checked_score)
		found[row.parent].append(
			ScoredItem(
				row.section or "",
				row.item,
				code(ITEM_KIND, row.kind),
				row.full_marks,
				*given,
				row.standard or "",
				row.deduction_reason or "",
				bool(row.veto_hit),
			)
		)
	return found


def _weak(names: list[str]) -> dict[str, list[str]]:
	found = defaultdict(list)
	for row in _rows("Integrity Assessment Indicator", names, ["label", "value", "is_weak"]):
		if row.is_weak:
			found[row.parent].append(f"{row.label} {row.value}")
	return found


def _corrected(names: list[str]) -> Counter[str]:
	return Counter(row.parent for row in _rows("Integrity Assessment Correction", names, ["name"]))


def _rows(table: str, names: list[str], fields: list[str]):
	for start in range(0, len(names), _AT_ONCE):
		parents = {"parenttype": ASSESSMENT, "parent": ["in", names[start : start + _AT_ONCE]]}
		yield from frappe.get_all(table, filters=parents, fields=["parent", *fields], order_by="parent, idx")


def _key(period: Period, unit: str | None) -> str:
	return f"appraisal:{period.code}:{unit or ''}"
