"""三重一大会议记录 and 三重一大决定书: what was said in which order and with which result, and what was decided."""

from __future__ import annotations

from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from lianzheng_risk.risk_screening.prints import reading, words
from lianzheng_risk.risk_screening.prints.sheet import Box, Column, Form, Group, Table, form, laid_out, number_column
from lianzheng_risk.store.names import PERSON, UNIT, names_of

DECISION, MEMBER = "Integrity Collective Decision", "Integrity Decision Member"


def integrity_meeting_record(name: str) -> Form:
	"""The record of the meeting. Raises frappe.PermissionError where the session's user may not read it."""
	decision = reading.readable(DECISION, name)
	names = _names(decision)
	return form(
		_("Record of a Collective Decision Meeting"),
		[words.labelled(_("Meeting"), decision.meeting_name or ""), words.labelled(_("Record No"), decision.name)],
		_opinions(decision),
		subject=decision.matter,
		head=(
			(
				(_("Day of the Meeting"), words.lines(words.date(decision.meeting_date))),
				(_("Meeting Place"), words.lines(decision.place)),
				(_("Decision Category"), words.lines(words.term(decision.category, DECISION))),
			),
			(
				(_("Meeting Chair"), words.lines(names.get(decision.chair))),
				(_("Recorded By"), words.lines(names.get(decision.recorder))),
				(_("Amount Decided"), words.lines(_amount(decision))),
			),
			((_("Attending without a Vote"), words.lines(decision.observers)),),
			((_("Matter Decided"), words.lines([decision.matter, decision.proposal])),),
			((_("Materials of the Meeting"), _materials(decision)),),
		),
		boxes=(
			Box(_("Minutes of the Meeting"), words.lines(decision.minutes), is_complete=True),
			Box(_("Tally of Opinions"), words.lines([_result(decision), decision.tally]), is_complete=True),
			Box(_("What Was Decided"), words.lines(decision.decision), is_complete=True),
			Box(_("Signatures of the Members")),
		),
		signers=(_("Signed by the Chair"), _("Signed by the Recorder"), _("Date Signed")),
		is_upright=True,
	)


def integrity_decision_letter(name: str) -> Form:
	"""The decision itself. Raises frappe.PermissionError where the session's user may not read it."""
	decision = reading.readable(DECISION, name)
	names = _names(decision)
	unit = names.get(decision.unit, decision.unit)
	rests = words.facts(words.date(decision.meeting_date), decision.meeting_name)
	carried_out = words.facts(
		names.get(decision.responsible_unit),
		names.get(decision.responsible_person),
		words.date(decision.execution_due),
	)
	return form(
		_("Letter of a Collective Decision"),
		[words.labelled(_("Deciding Unit"), unit), words.labelled(_("Decision No"), decision.name)],
		subject=decision.matter,
		head=(
			((_("Matter Decided"), words.lines(decision.matter)),),
			(
				(_("Decision Category"), words.lines(words.term(decision.category, DECISION))),
				(_("Amount Decided"), words.lines(_amount(decision))),
				(_("Other Party"), words.lines(decision.party)),
			),
			((_("Decided At"), words.lines(rests)),),
		),
		boxes=(
			Box(_("Decision Result"), words.lines([_result(decision), decision.tally]), is_complete=True),
			Box(_("What Was Decided"), words.lines([decision.decision, decision.urgent_reason]), is_complete=True),
			Box(_("To Be Carried Out By"), words.lines(carried_out), is_complete=True),
			Box(
				_("Valid Until"), words.lines(words.date(decision.valid_until) or _("without limit")), is_complete=True
			),
		),
		signers=(_("Deciding Unit (Seal)"), _("Date Signed")),
		is_upright=True,
	)


def _opinions(decision: Document) -> Table:
	columns = (
		number_column(),
		Column("name", _("Member of the Leadership"), 18),
		Column("attendance", _("Attended"), 10, centred=True),
		Column("opinion", _("Opinion Given"), 12, centred=True),
		Column("remarks", _("What Was Said"), 56),
	)

	def cells(row) -> dict[str, object]:
		return {
			"name": (row.person_name or row.person, _("(chief)") if row.is_chief else None),
			"attendance": words.term(row.attendance, MEMBER),
			"opinion": words.term(row.opinion, MEMBER),
			"remarks": (row.remarks, row.reason),
		}

	groups = (Group("", laid_out(decision.members, columns, cells)),) if decision.members else ()
	return Table(columns, groups, _("No meeting was held"), title=_("Opinions in the Order of Speaking"))


def _result(decision: Document) -> str:
	return words.term(decision.result, DECISION)


def _amount(decision: Document) -> str:
	return f"{flt(decision.amount):,.2f} {decision.currency or ''}".strip() if flt(decision.amount) else ""


def _materials(decision: Document) -> tuple[str, ...]:
	return words.numbered([row.title for row in decision.materials]) or (_("none"),)


def _names(decision: Document) -> dict[str, str]:
	"""What units and people are called; the organisation chart is no secret. One query each."""
	named = {UNIT: ("unit", "responsible_unit"), PERSON: ("chair", "recorder", "responsible_person")}
	found: dict[str, str] = {}
	for doctype, fields in named.items():
		found |= names_of(doctype, (decision.get(field) for field in fields))
	return found
