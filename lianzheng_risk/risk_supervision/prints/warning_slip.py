"""预警通知/处置单: one warning, what is to be done about it, and what was."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.core.warnings.colours import COLOUR, HANDLING
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.risk_screening.prints import words
from lianzheng_risk.risk_screening.prints.sheet import Box, Cells, Column, Form, Group, Table, form, laid_out
from lianzheng_risk.store.terms import code

WARNING, UNIT, PERSON = "Integrity Warning", "Integrity Unit", "Integrity Person"


def integrity_warning_slip(name: str) -> Form:
	"""The notice and record of handling. Raises frappe.PermissionError where the session's user may not read the warning."""
	warning = frappe.get_doc(WARNING, name)
	warning.check_permission("read")
	columns = _columns()
	rows = laid_out(warning.course_steps, columns, lambda step: _cells(step, _names(warning)))
	return form(
		_("Warning Notice and Record of Handling"),
		[words.labelled(_("Number of the Warning"), warning.name)],
		Table(columns, (Group("", rows),) if rows else (), _("Nobody has taken a step yet")),
		subject=warning.name,
		head=_head(warning),
		boxes=_boxes(warning),
	)


def _head(warning: Document) -> tuple[tuple[tuple[str, words.Lines], ...], ...]:
	def label(field: str) -> str:
		return _(warning.meta.get_label(field), context="Integrity Warning")

	def of(doctype: str, field: str, key: str) -> str:
		return (frappe.db.get_value(doctype, warning.get(key), field) if warning.get(key) else None) or ""

	colour = code(COLOUR, warning.colour)
	return (
		((label("title"), words.lines(warning.title)),),
		(
			(label("unit"), words.lines(of(UNIT, "unit_name", "unit"))),
			(label("addressee"), words.lines(of(PERSON, "person_name", "addressee"))),
			(label("person"), words.lines(of(PERSON, "person_name", "person"))),
		),
		(
			(label("colour"), words.lines(words.term(warning.colour, WARNING))),
			(label("source"), words.lines(words.term(warning.source, WARNING))),
			(label("grade"), words.lines(words.grade(warning.grade))),
		),
		(
			(label("issued_on"), words.lines(words.date(warning.issued_on))),
			(label("deadline"), words.lines(words.date(warning.deadline))),
			(label("received_on"), words.lines(words.date(warning.received_on))),
		),
		((label("facts"), words.lines(warning.facts)),),
		((label("risk"), words.lines(of("Integrity Risk Point", "title", "risk"))),),
		((_("Way of Handling"), words.lines(shown(HANDLING[colour]))),),
	)


def _columns() -> tuple[Column, ...]:
	return (
		Column("on", _("Day of the Step"), 16, centred=True),
		Column("action", _("Step Taken"), 20, centred=True),
		Column("by", _("Taken By"), 16, centred=True),
		Column("said", _("Reason or Evidence"), 48),
	)


def _cells(step: Document, names: dict[str, str]) -> Cells:
	by = _("System") if step.acted_by == "Administrator" else names.get(step.acted_by, step.acted_by)
	return {
		"on": words.date(step.acted_on),
		"action": words.term(step.action, WARNING),
		"by": by,
		"said": [step.reason, step.evidence],
	}


def _names(warning: Document) -> dict[str, str]:
	users = sorted({step.acted_by for step in warning.course_steps})
	rows = frappe.get_all("User", filters={"name": ["in", users]}, fields=["name", "full_name"]) if users else []
	return {row.name: row.full_name for row in rows}


def _boxes(warning: Document) -> tuple[Box, ...]:
	lifted = (
		words.labelled(_("Lifted On", context="Integrity Warning"), words.date(warning.lifted_on))
		if warning.lifted_on
		else None
	)
	return (
		Box(_("Signed by the Issuer")),
		Box(_("Handling", context="Integrity Warning"), words.lines(warning.evidence)),
		Box(_("Opinion of the Recheck"), words.lines(lifted)),
	)
