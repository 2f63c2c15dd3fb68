"""What follows when an assessment is issued: the version before is replaced, a low score warned of, files made, people told."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.course import Move
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.scoring.path import STATE
from lianzheng_risk.courses.document import Given
from lianzheng_risk.risk_assessment.assessments import files, sheet
from lianzheng_risk.risk_assessment.assessments.filling import label_of
from lianzheng_risk.risk_supervision.warnings.raising import WARNING, issue_one
from lianzheng_risk.risk_supervision.warnings.speaking import said
from lianzheng_risk.store.terms import code, english

LOW = Text("{period}考核得分{score}分，低于{line}分", "Score of {period}: {score}, below {line}")
VETOED = Text("{period}考核被一票否决", "The score of {period} was vetoed")


def after_issue(assessment: Document) -> None:
	_replace_earlier(assessment)
	warn_of_low_score(assessment)
	files.queue(assessment.name)


def after_correction(assessment: Document) -> None:
	"""A correction may bring a score below the line; one that lifts it above leaves the warning for people to lift."""
	warn_of_low_score(assessment)


def warn_of_low_score(assessment: Document) -> None:
	scheme = sheet.scheme_of(assessment)
	if not scheme or scheme.warning_line is None:
		return
	found = sheet.result_of(assessment)
	if found.checked is None or found.checked >= scheme.warning_line:
		return
	about = {"source_doctype": assessment.doctype, "source_name": assessment.name}
	if frappe.db.exists(WARNING, about):
		return
	text = VETOED if found.vetoed else LOW
	facts = said(
		text,
		period=said(label_of(Period.parse(assessment.period))),
		score=f"{found.checked:g}",
		line=f"{scheme.warning_line:g}",
	)
	issue_one(
		source="score_low",
		# The clock finds causes anew each day and clears what it does not find; a score is none of them.
		cause_key="",
		colour="orange" if found.vetoed else "yellow",
		on=getdate(nowdate()),
		title=facts,
		facts=facts,
		about={"unit": assessment.unit, **about},
	)


def _replace_earlier(assessment: Document) -> None:
	if not assessment.replaces:
		return
	earlier = frappe.get_doc(assessment.doctype, assessment.replaces, for_update=True)
	state = code(STATE, earlier.status)
	if earlier.docstatus == 1 and state != "replaced":
		earlier.flags.by_clock = True
		earlier.log(Move("replace", state, "replaced", ()), Given(reason=assessment.name))
		earlier.status = english(STATE, "replaced")
		earlier.save(ignore_permissions=True)
