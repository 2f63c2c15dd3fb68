"""What an inspection's findings lead to: rectifications, ordered when it is submitted and withdrawn when it is cancelled."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.core.inspection.concluding import can_be_taken_back
from lianzheng_risk.core.rectification.path import STATE
from lianzheng_risk.courses.document import Given
from lianzheng_risk.store.terms import code

RECTIFICATION = "Integrity Rectification"
_HANDED_ON = (
	"unit", "problem", "demand", "basis", "measure", "risk", "post", "days", "deadline",
	"responsible_unit", "responsible_person",
)  # fmt: skip
_LONGEST_TITLE = 140


class RectificationUnderWayError(frappe.ValidationError):
	pass


def order_rectifications(inspection: Document) -> None:
	"""One for each finding, whoever submits: what follows from an inspection needs no right of its own."""
	for finding in inspection.findings:
		rectification = frappe.new_doc(RECTIFICATION).update({field: finding.get(field) for field in _HANDED_ON})
		rectification.update(
			{
				"title": finding.problem.strip().splitlines()[0][:_LONGEST_TITLE],
				"source_doctype": inspection.doctype,
				"source_name": inspection.name,
			}
		)
		finding.db_set("rectification", rectification.insert(ignore_permissions=True).name, update_modified=False)


def withdraw_rectifications(inspection: Document) -> None:
	"""Raises RectificationUnderWayError where somebody has acted on one already."""
	raised = _raised(inspection)
	if not can_be_taken_back([code(STATE, rectification.status) for rectification in raised]):
		frappe.throw(
			_("Rectifications that this inspection ordered are under way already. Please see them through instead."),
			RectificationUnderWayError,
		)
	for rectification in raised:
		move = rectification.course.find(rectification.case(), "withdraw")
		if move:
			given = Given(reason=_("The inspection {0} was cancelled.").format(inspection.name))
			rectification.flags.move = (move, given)
			rectification.save(ignore_permissions=True)


def _raised(inspection: Document) -> list[Document]:
	names = frappe.get_all(
		RECTIFICATION, filters={"source_doctype": inspection.doctype, "source_name": inspection.name}, pluck="name"
	)
	ours = {finding.rectification for finding in inspection.findings}
	return [frappe.get_doc(RECTIFICATION, name, for_update=True) for name in sorted(names) if name in ours]
