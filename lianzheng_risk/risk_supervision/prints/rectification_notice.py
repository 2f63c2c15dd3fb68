"""整改通知书: number, unit notified, problem, basis, demand, time limit, and a receipt to be sent back."""

from __future__ import annotations

import frappe
from frappe import _

from lianzheng_risk.risk_screening.prints import reading, words
from lianzheng_risk.risk_screening.prints.sheet import Box, Form, form

RECTIFICATION = "Integrity Rectification"


def integrity_rectification_notice(name: str) -> Form:
	"""The notice of one rectification. Raises frappe.PermissionError where the session's user may not read it."""
	notice = reading.readable(RECTIFICATION, name)
	unit = _called("Integrity Unit", notice.unit, "unit_name")
	responsible = words.facts(
		_called("Integrity Unit", notice.responsible_unit, "unit_name"),
		_called("Integrity Person", notice.responsible_person, "person_name"),
	)
	until = _("Please put it right and report by {0}.").format(words.date(notice.deadline))
	demand = notice.demand or _("Please find the causes, put the problem right, and see that it does not come back.")
	return form(
		_("Rectification Notice"),
		[words.labelled(_("Notice No"), notice.document_no or notice.name)],
		subject=unit,
		head=(
			(
				(_("Unit Notified"), words.lines(unit)),
				(_("Day of the Notice"), words.lines(words.date(notice.ordered_on))),
				(_("Answerable"), words.lines(responsible)),
			),
			((_("Matter"), words.lines(notice.title)),),
		),
		boxes=(
			Box(_("Problem"), words.lines(notice.problem), is_complete=True),
			Box(_("Basis"), words.lines([notice.basis, notice.source_note]), is_complete=True),
			Box(_("Demanded"), words.lines(demand), is_complete=True),
			Box(_("Time Limit"), words.lines(until), is_complete=True),
			Box(
				_("Receipt to Be Returned"),
				words.lines(_("We have received this notice and shall put the matter right in time.")),
			),
		),
		signers=(_("Issued by (Seal)"), _("Date Signed")),
		is_upright=True,
	)


def _called(doctype: str, name: str | None, field: str) -> str:
	return (frappe.get_cached_value(doctype, name, field) or name) if name else ""
