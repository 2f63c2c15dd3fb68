"""廉政承诺书: the risks of a post with their measures, what its holder pledges, and the lines to sign on."""

from __future__ import annotations

import frappe
from frappe import _

from lianzheng_risk.core.activities.pledge import ITEMS, PROMISE
from lianzheng_risk.risk_screening.language import shown
from lianzheng_risk.risk_screening.prints import reading, words
from lianzheng_risk.risk_screening.prints.post_form import head_of
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


def integrity_pledge(name: str) -> Form:
	"""The pledge of a post's holder. Raises frappe.PermissionError where the session's user may not read the post."""
	post = reading.readable(reading.POST, name)
	found = reading.risk_points_of(post.name)
	measures = reading.measures_by_risk(risk.name for risk in found.rows)
	columns = _columns()
	rows = laid_out(found.rows, columns, lambda risk: _cells(risk, measures[risk.name]))
	pledged = (f"{number}. {shown(item)}" for number, item in enumerate(ITEMS, 1))
	return form(
		_("Letter of Integrity Pledge"),
		[words.labelled(_("Post Code"), post.name)],
		Table(columns, (Group("", rows),) if rows else (), _("No risk points on record"), risks_left_out(found)),
		subject=f"{post.post_name} {post.name}",
		head=head_of(post),
		boxes=(
			Box(_("What Is Pledged"), words.lines([shown(PROMISE), *pledged]), is_complete=True),
			Box(_("Signature of Who Pledges")),
		),
		signers=(_("Unit (Seal)"), _("Date Signed")),
		is_upright=True,
	)


def _columns() -> tuple[Column, ...]:
	return (
		number_column(),
		Column("risk", _("Risk Point"), 18),
		Column("manifestation", _("Manifestation"), 30),
		Column("grade", _("Risk Level"), 10, centred=True),
		Column("measures", _("Control Measures"), 38),
	)


def _cells(risk: frappe._dict, measures: list[frappe._dict]) -> Cells:
	return {
		"risk": risk.title,
		"manifestation": risk.manifestation,
		"grade": words.counting_grade(risk),
		"measures": words.numbered([measure.description for measure in measures]),
	}
