"""廉政风险防控评估报告: the summary, the score sheet (考核评分表), the indicators beside those of before, and corrections."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from lianzheng_risk.core.campaign.standing import Standing
from lianzheng_risk.core.campaign.words import SCREENING_STATUS
from lianzheng_risk.core.frozen.rows import percent
from lianzheng_risk.core.periods import Period
from lianzheng_risk.core.scoring.words import ITEM_KIND
from lianzheng_risk.risk_assessment.assessments.screenings import standings
from lianzheng_risk.risk_screening.language import session_lang, shown
from lianzheng_risk.risk_screening.prints import reading, words
from lianzheng_risk.risk_screening.prints.sheet import Box, Column, Form, Group, Table, form, laid_out
from lianzheng_risk.store.terms import code

ASSESSMENT = "Integrity Assessment"


def integrity_assessment_report(name: str) -> Form:
	"""The print of one assessment. Raises frappe.PermissionError where the session's user may not read it."""
	assessment = reading.readable(ASSESSMENT, name)
	unit = frappe.db.get_value("Integrity Unit", assessment.unit, "unit_name") or assessment.unit
	tables = [_indicators(assessment)]
	if assessment.scheme:
		tables.insert(0, _scores(assessment))
	if campaigns := standings(assessment):
		tables.append(_campaigns(campaigns))
	if assessment.corrections:
		tables.append(_corrections(assessment))
	return form(
		_("Assessment of Integrity Risk Control"),
		[words.labelled(_("Assessed Unit"), unit), words.labelled(_("Report No"), assessment.name)],
		*tables,
		subject=unit,
		head=_head(assessment),
		boxes=(
			Box(_("Opinion of the Assessed Unit")),
			Box(_("Opinion of the Supervisors")),
		),
		signers=(_("Signed by the Head"), _("Date Signed")),
		is_upright=True,
	)


def _head(assessment: Document) -> tuple:
	period = Period.parse(assessment.period).label(session_lang())
	version = f"{assessment.version}"
	first = (
		(_("Assessed Period"), words.lines(period)),
		(_("Figures As Of"), words.lines(words.date(assessment.as_of))),
		(_("Version of the Report"), words.lines(version)),
	)
	rows = [first]
	if assessment.scheme:
		rows.append(
			(
				(_("Total Self Score"), words.lines(_number(assessment.self_total))),
				(_("Total Checked Score"), words.lines(_number(assessment.checked_total))),
				(_("Rating Given"), words.lines(words.term(assessment.rating, ASSESSMENT))),
			)
		)
	rows.append(((_("Summary of the Assessment"), words.lines(assessment.summary)),))
	if assessment.differences:
		rows.append(((_("What Has Changed Since the Version Before"), words.lines(assessment.differences)),))
	return tuple(rows)


def _scores(assessment: Document) -> Table:
	columns = (
		Column("section", _("Part of the Sheet"), 12),
		Column("item", _("What Is Scored"), 26),
		Column("full", _("Marks"), 8, centred=True),
		Column("figure", _("Figure Counted"), 10, centred=True),
		Column("self_score", _("Self-Given"), 9, centred=True),
		Column("checked", _("Confirmed Score"), 9, centred=True),
		Column("reason", _("Why Marks Were Deducted"), 26),
	)

	def cells(row) -> dict[str, str | tuple | None]:
		kind = code(ITEM_KIND, row.kind)
		is_veto = kind == "veto"
		blank = is_veto or row.not_applicable
		return {
			"section": row.section,
			"item": row.item,
			"full": None if is_veto else _number(row.full_marks),
			"figure": row.figure,
			"self_score": None if blank else _number(row.self_score),
			"checked": _("vetoed") if row.veto_hit else None if blank else _number(row.checked_score),
			"reason": _("does not apply") if row.not_applicable else row.deduction_reason,
		}

	rows = laid_out(assessment.items, columns, cells)
	notes = (
		_("Items that do not apply are made up for by the others: the rest then stands for the full marks."),
		_("What is added and what is taken off comes on top of the hundred points."),
	)
	return Table(columns, (Group("", rows),), "", notes, title=_("Scores"))


def _indicators(assessment: Document) -> Table:
	columns = (
		Column("label", _("Indicator Name"), 34),
		Column("share", _("Of How Many"), 16, centred=True),
		Column("value", _("Value Reached"), 11, centred=True),
		Column("previous", _("Period Before"), 13, centred=True),
		Column("year_ago", _("Same Period Last Year"), 14, centred=True),
		Column("target", _("Target Value"), 12, centred=True),
	)

	def cells(row) -> dict[str, str | tuple | None]:
		return {
			"label": row.label,
			"share": f"{row.numerator} / {row.denominator}",
			"value": (row.value, _("off target") if row.is_weak else None),
			"previous": row.previous,
			"year_ago": row.year_ago,
			"target": row.target,
		}

	rows = laid_out(assessment.indicators, columns, cells)
	return Table(columns, (Group("", rows),), "", title=_("Indicators of the Unit"))


def _campaigns(campaigns: tuple[Standing, ...]) -> Table:
	columns = (
		Column("title", _("Screening Campaign"), 30),
		Column("posts", _("Posts to Screen Now"), 10, centred=True),
		*(Column(term.code, shown(term.text), 10, centred=True) for term in SCREENING_STATUS.terms),
		Column("late", _("Late Posts"), 10, centred=True),
		Column("done", _("Done %"), 10, centred=True),
	)

	def cells(one: Standing) -> dict[str, str]:
		counts = {column.key: f"{one.whole[column.key]}" for column in columns[1:-1]}
		return counts | {"title": one.title, "done": percent(one.done)}

	rows = laid_out(campaigns, columns, cells)
	notes = (_("As of the assessment, the unit and everything below it."),)
	return Table(columns, (Group("", rows),), "", notes, title=_("Campaign Progress"))


def _corrections(assessment: Document) -> Table:
	columns = (
		Column("corrected_on", _("Corrected On"), 18, centred=True),
		Column("item", _("What Is Scored"), 28),
		Column("old_score", _("Score Before"), 12, centred=True),
		Column("new_score", _("Score Afterwards"), 12, centred=True),
		Column("reason", _("Why It Was Corrected"), 30),
	)

	def cells(row) -> dict[str, str | None]:
		shown = {name: row.get(name) for name in ("item", "old_score", "new_score", "reason")}
		return shown | {"corrected_on": words.date(row.corrected_on)}

	rows = laid_out(assessment.corrections, columns, cells)
	return Table(columns, (Group("", rows),), "", title=_("Corrections After an Appeal"))


def _number(value: float | None) -> str:
	return f"{flt(value):g}"
