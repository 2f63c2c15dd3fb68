"""The record of a meeting on the site, in core's terms, and what core has to say about it."""

from __future__ import annotations

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, escape_html

from lianzheng_risk.core.decisions.meeting import MORE_THAN_HALF, Meeting, Member
from lianzheng_risk.core.decisions.words import ATTENDANCE, OPINION, SHARE
from lianzheng_risk.core.findings import Finding
from lianzheng_risk.risk_screening.language import session_lang
from lianzheng_risk.store.terms import code

SHARES = {term.code: term.text for term in SHARE.terms}


class MeetingRecordError(frappe.ValidationError):
	pass


def meeting_of(decision: Document) -> Meeting:
	members = tuple(
		Member(
			person=row.person or "",
			name=row.person_name or row.person or "",
			attendance=code(ATTENDANCE, row.attendance) or "present",
			opinion=code(OPINION, row.opinion),
			is_chief=bool(cint(row.is_chief)),
			reason=row.reason or "",
		)
		for row in decision.members
	)
	quorum, majority = (code(SHARE, decision.get(field)) or MORE_THAN_HALF for field in ("quorum", "majority"))
	return Meeting(members, quorum, majority)


def throw_if_any(findings: Iterable[Finding]) -> None:
	if found := [escape_html(finding.message(session_lang())) for finding in findings]:
		frappe.throw(found, MeetingRecordError, title=_("Record of the Meeting"), as_list=True)
