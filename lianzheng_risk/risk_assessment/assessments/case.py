"""The facts that core needs of an assessment, and who changes which part of it."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import flt, getdate

from lianzheng_risk.core.scoring.path import (
	ACTION,
	CHECK,
	SELF,
	STATE,
	SUMMARY,
	AssessmentCase,
	refusal_of_part,
)
from lianzheng_risk.courses.document import actor_at
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.store.terms import code

_COLUMNS = {SELF: ("self_score",), CHECK: ("checked_score", "deduction_reason", "veto_hit")}
_OF_THE_SCHEME = ("item_code", "section", "item", "kind", "full_marks", "standard", "figure", "not_applicable")


class NotOnesPartError(frappe.PermissionError):
	pass


class SheetChangedError(frappe.ValidationError):
	pass


def case_of(assessment: Document) -> AssessmentCase:
	steps = [(code(ACTION, row.action), row) for row in assessment.course_steps]
	appeals = [row for action, row in steps if action == "appeal"]
	appealed_on = max((frappe.utils.get_datetime(row.acted_on) for row in appeals), default=None)
	return AssessmentCase(
		state=code(STATE, assessment.status),
		is_scored=bool(assessment.scheme),
		self_scorers=frozenset(row.acted_by for action, row in steps if action == "report_self"),
		appellants=frozenset(row.acted_by for row in appeals),
		corrected=bool(appealed_on)
		and any(frappe.utils.get_datetime(row.corrected_on) >= appealed_on for row in assessment.corrections),
		due=getdate(assessment.due_on) if assessment.due_on else None,
	)


def check_parts(assessment: Document, before: Document) -> None:
	"""Raises NotOnesPartError where the session's user changes what is for others, or not now, to fill in."""
	keep_lines(assessment, before)
	changed = [part for part in (SELF, CHECK) if _scores(assessment, part) != _scores(before, part)]
	if (assessment.summary or "") != (before.summary or ""):
		changed.append(SUMMARY)
	for part in changed:
		text = refusal_of_part(part, code(STATE, before.status), actor_at(assessment.unit).roles)
		if text:
			frappe.throw(shown(text), NotOnesPartError)


def keep_lines(assessment: Document, before: Document) -> None:
	"""The lines are the scheme's: none comes or goes, and only scores are filled in."""
	rows, stored = assessment.items, before.items
	if [row.name for row in rows] != [row.name for row in stored]:
		frappe.throw(frappe._("The lines of the score sheet are those of the scheme."), SheetChangedError)
	for row, was in zip(rows, stored, strict=True):
		row.update({field: was.get(field) for field in _OF_THE_SCHEME})


def changed_scores(assessment: Document, before: Document) -> list[tuple[Document, Document]]:
	"""The lines whose checked score or veto is another than it was, each with what it was."""
	return [
		(row, was)
		for row, was in zip(assessment.items, before.items, strict=True)
		if (flt(row.checked_score), bool(row.veto_hit)) != (flt(was.checked_score), bool(was.veto_hit))
	]


def _scores(assessment: Document, part: str) -> list[tuple]:
	return [
		tuple(_value(row, column) for column in _COLUMNS[part]) for row in assessment.items if not _is_automatic(row)
	]


def _is_automatic(row: Document) -> bool:
	return row.kind == "Scored From an Indicator"


def _value(row: Document, column: str):
	value = row.get(column)
	return str(value or "").strip() if column == "deduction_reason" else flt(value)
