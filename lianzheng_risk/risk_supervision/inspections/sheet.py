"""The score sheet of an inspection: its lines come from the template, people give the scores only."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import cint, flt

from lianzheng_risk.core.inspection import scoring
from lianzheng_risk.core.inspection.scoring import Item
from lianzheng_risk.core.inspection.words import RATING
from lianzheng_risk.store.terms import english

TEMPLATE = "Integrity Inspection Template"
_OF_THE_TEMPLATE = ("section", "item", "full_marks", "is_veto", "standard")
_GIVEN = ("self_score", "checked_score", "deduction_reason", "veto_hit")


def take_lines(inspection: Document) -> None:
	"""Copy the template's lines when it is chosen, and keep them as they were copied from then on."""
	before = inspection.earlier()
	is_chosen_now = not before or (before.template or None) != (inspection.template or None)
	if is_chosen_now:
		lines = frappe.get_doc(TEMPLATE, inspection.template).items if inspection.template else []
	else:
		lines = before.items
	given = {_key(row): row for row in inspection.items}
	rows = []
	for line in lines:
		row = {field: line.get(field) for field in _OF_THE_TEMPLATE}
		if line.parent == inspection.name:
			row["name"] = line.name
		if sent := given.get(_key(line)):
			row |= {field: sent.get(field) for field in _GIVEN}
		rows.append(row)
	inspection.set("items", rows)


def scored(inspection: Document) -> list[Item]:
	"""The lines in core's terms."""
	return [
		Item(
			row.item,
			flt(row.full_marks),
			flt(row.self_score),
			flt(row.checked_score),
			row.deduction_reason or "",
			bool(cint(row.is_veto)),
			bool(cint(row.veto_hit)),
		)
		for row in inspection.items
	]


def add_up(inspection: Document, is_concluded: bool) -> None:
	"""The sums; the rating only when the inspection is concluded, since until then scores are missing."""
	total = scoring.total(scored(inspection))
	inspection.full_total, inspection.self_total, inspection.checked_total = total.full, total.self_score, total.checked
	inspection.rating = english(RATING, total.rating) if is_concluded and total.rating else None


def _key(row) -> tuple[str, str]:
	return (row.get("section") or "").strip(), (row.get("item") or "").strip()
