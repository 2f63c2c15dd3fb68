"""岗位廉政风险点排查登记表: one post, its risks, and what was said of them on their way through approval."""

from __future__ import annotations

import frappe
from frappe import _
from frappe.model.document import Document

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.risk_screening.prints import opinions, reading, words
from lianzheng_risk.risk_screening.prints.places import Places
from lianzheng_risk.risk_screening.prints.sheet import (
	Box,
	Cells,
	Column,
	Form,
	Group,
	Table,
	form,
	laid_out,
	number_column,
	risks_left_out,
)
from lianzheng_risk.risk_screening.prints.words import Lines


def integrity_post_form(name: str) -> Form:
	"""The screening form of a post. Raises frappe.PermissionError where the session's user may not read the post."""
	post = reading.readable(reading.POST, name)
	found = reading.risk_points_of(post.name)
	columns = _columns()
	measures = reading.measures_by_risk(risk.name for risk in found.rows)
	rows = laid_out(found.rows, columns, lambda risk: _cells(risk, measures[risk.name]))
	return form(
		_("Screening Form of a Post"),
		[words.labelled(_("Post Code"), post.name)],
		Table(columns, (Group("", rows),) if rows else (), _("No risk points on record"), risks_left_out(found)),
		subject=f"{post.post_name} {post.name}",
		head=head_of(post),
		boxes=(Box(_("Signature of the Holder")), *opinions.boxes(found.rows)),
	)


def head_of(post: Document) -> tuple[tuple[tuple[str, Lines], ...], ...]:
	"""Where the post is, who holds it since when, and its duties."""
	holders = reading.holders_by_post([post.name])[post.name]
	places = Places(post.unit, [])
	since = [words.date(holder.start_date) for holder in holders]
	return (
		(
			(_("Unit"), words.lines(places.unit_name(post.unit))),
			(_("Internal Department"), words.lines(places.department_name(post.unit))),
			(
				_("Name of the Holder"),
				words.lines(words.listed(holder.person_name for holder in holders)),
			),
		),
		(
			(_("Job Title", context="Integrity Person"), words.lines(words.listed(h.job_title for h in holders))),
			(_("Post Title"), words.lines(post.post_name)),
			(_("In This Post Since"), words.lines(words.listed(since))),
		),
		((_("Duties"), words.lines(post.duties)),),
	)


def _columns() -> tuple[Column, ...]:
	return (
		number_column(),
		Column("power", _("Power"), 11),
		Column("category", _("Risk Category"), 7, centred=True),
		Column("risk", _("Risk Point"), 13),
		Column("manifestation", _("Manifestation"), 22),
		Column("probability", _("Probability", context=reading.RISK), 6, centred=True),
		Column("harm", _("Harm"), 6, centred=True),
		Column("stated_grade", _("Stated Grade"), 8, centred=True),
		Column("measures", _("Control Measures"), 23),
	)


def _cells(risk: frappe._dict, measures: list[frappe._dict]) -> Cells:
	return {
		"power": risk.power_name,
		"category": words.term(risk.category, reading.RISK),
		"risk": risk.title,
		"manifestation": risk.manifestation,
		"probability": words.term(risk.probability, reading.RISK),
		"harm": words.term(risk.harm, reading.RISK),
		"stated_grade": _stated_grade(risk),
		"measures": words.numbered([measure.description for measure in measures]),
	}


def _stated_grade(risk: frappe._dict) -> Lines:
	"""What the holder stated, or what follows from the holder's own values."""
	stated = v.GRADE.find(risk.stated_grade) if risk.stated_grade else None
	code = stated.code if stated else risk.proposed_grade or risk.grade
	return words.lines((words.grade(code), words.proposed_grade(risk, code)))
