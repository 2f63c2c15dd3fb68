"""检查记录: whom an inspection looked at, the score sheet (考核评分表), what was found, conclusion and signature."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from lianzheng_risk.risk_screening.prints import reading, words
from lianzheng_risk.risk_screening.prints.sheet import (
	Box,
	Column,
	Form,
	Group,
	Table,
	form,
	laid_out,
	number_column,
)
from lianzheng_risk.risk_screening.prints.words import Lines

INSPECTION = "Integrity Inspection"


def integrity_inspection_record(name: str) -> Form:
	"""The record of one inspection. Raises frappe.PermissionError where the session's user may not read it."""
	inspection = reading.readable(INSPECTION, name)
	names = _names(inspection)
	tables = [_findings(inspection, names)]
	if inspection.items:
		tables.insert(0, _scores(inspection))
	signature = words.facts(names.get(inspection.signed_by), words.date(inspection.signed_on))
	unit = names.get(inspection.unit, inspection.unit)
	return form(
		_("Inspection Record"),
		[words.labelled(_("Inspected Unit"), unit), words.labelled(_("Record No"), inspection.name)],
		*tables,
		subject=unit,
		head=_head(inspection, names),
		boxes=(
			Box(_("Conclusion of the Inspection"), words.lines([inspection.conclusion, signature]), bool(signature)),
			Box(_("Opinion of the Inspected Unit")),
		),
		signers=(_("Signed by the Inspectors"), _("Date Signed")),
	)


def _head(inspection: Document, names: dict[str, str]) -> tuple:
	score = f"{flt(inspection.checked_total):g} / {flt(inspection.full_total):g}" if inspection.items else ""
	rating = words.term(inspection.rating, INSPECTION)
	return (
		(
			(_("Kind of Inspection"), words.lines(words.term(inspection.inspection_type, INSPECTION))),
			(_("Day of the Inspection"), words.lines(words.date(inspection.held_on or inspection.planned_on))),
			(_("Score and Rating"), words.lines(words.facts(score, rating))),
		),
		((_("Subject of the Inspection"), words.lines([inspection.title, *_scope(inspection, names)])),),
		((_("Who Inspected"), words.lines(words.listed(row.person_name for row in inspection.inspectors))),),
	)


def _scope(inspection: Document, names: dict[str, str]) -> list[str]:
	return [
		words.facts(*(names.get(row.get(field), row.get(field)) for field in ("unit", "post", "risk")))
		for row in inspection.scope
	]


def _scores(inspection: Document) -> Table:
	columns = (
		Column("section", _("Part of the Sheet"), 12),
		Column("item", _("What Is Scored"), 22),
		Column("full", _("Marks"), 6, centred=True),
		Column("standard", _("Standard of Scoring"), 22),
		Column("self_score", _("Self-Given"), 7, centred=True),
		Column("checked", _("Confirmed Score"), 7, centred=True),
		Column("reason", _("Why Marks Were Deducted"), 24),
	)

	def cells(row) -> dict[str, str | None]:
		veto = _("veto item") if row.is_veto else None
		return {
			"section": row.section,
			"item": (row.item, veto),
			"full": _number(row.full_marks),
			"standard": row.standard,
			"self_score": _number(row.self_score),
			"checked": _("vetoed") if row.veto_hit else _number(row.checked_score),
			"reason": row.deduction_reason,
		}

	sums = frappe._dict(
		item=_("In All"),
		full_marks=inspection.full_total,
		self_score=inspection.self_total,
		checked_score=inspection.checked_total,
	)
	rows = laid_out([*inspection.items, sums], columns, cells)
	return Table(columns, (Group("", rows),), "", title=_("Scores"))


def _findings(inspection: Document, names: dict[str, str]) -> Table:
	columns = (
		number_column(),
		Column("problem", _("Problem"), 24),
		Column("basis", _("Basis"), 15),
		Column("demand", _("Demanded"), 21),
		Column("unit", _("To Be Put Right By"), 13),
		Column("deadline", _("Time Limit"), 12, centred=True),
		Column("rectification", _("Rectification No"), 11),
	)

	def cells(row) -> dict[str, str | Lines | None]:
		return {
			"problem": (row.problem, row.evidence),
			"basis": row.basis,
			"demand": row.demand,
			"unit": [names.get(row.unit), names.get(row.responsible_unit), names.get(row.responsible_person)],
			"deadline": words.date(names.get(row.rectification) or row.deadline),
			"rectification": row.rectification,
		}

	groups = (Group("", laid_out(inspection.findings, columns, cells)),) if inspection.findings else ()
	return Table(columns, groups, _("No problems were found"), title=_("Problems Found"))


def _number(value: float | None) -> str:
	return f"{flt(value):g}"


def _names(inspection: Document) -> dict[str, str]:
	"""What units, people, posts and risk points are called, and the deadlines of rectifications: one query each.

	The organisation chart is no secret; the rest is as the session's user may see it.
	"""
	rows = [inspection, *inspection.scope, *inspection.findings]
	found: dict[str, str] = {}
	for doctype, fields, label, read in (
		("Integrity Unit", ("unit", "responsible_unit"), "unit_name", frappe.get_all),
		("Integrity Person", ("signed_by", "responsible_person"), "person_name", frappe.get_all),
		("Integrity Post", ("post",), "post_name", frappe.get_list),
		("Integrity Risk Point", ("risk",), "title", frappe.get_list),
		("Integrity Rectification", ("rectification",), "deadline", frappe.get_list),
	):
		wanted = sorted({row.get(field) for row in rows for field in fields if row.get(field)})
		if wanted:
			named = read(doctype, filters={"name": ["in", wanted]}, fields=["name", label], limit_page_length=0)
			found |= {row.name: row[label] for row in named}
	return found
