"""职权运行流程图 on paper: the diagram on sheets of its own, then the steps in a table with their risk points, to be signed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint
from markupsafe import Markup

from lianzheng_risk.core import flow
from lianzheng_risk.core.grading import SEVERITY_OF
from lianzheng_risk.risk_screening.flow_diagram import POWER, RETIRED, RISK, as_flow, grade_looks
from lianzheng_risk.risk_screening.language import session_lang
from lianzheng_risk.risk_screening.prints import reading, words
from lianzheng_risk.risk_screening.prints.sheet import Cells, Column, Form, Group, Table, form, laid_out


@dataclass(frozen=True)
class FlowSheets:
	"""The sheets with the diagram as SVG, whether the paper lies across, and the form that follows."""

	sheets: tuple[Markup, ...]
	is_wide: bool
	form: Form


def lianzheng_flow(power_name: str) -> FlowSheets:
	"""What the print format shows of a power.

	Raises frappe.PermissionError where the session's user may not read the power.
	"""
	power = reading.readable(POWER, power_name)
	drawn = as_flow(power.power_name, power.steps, power.unit, power.name)
	if power.legal_basis:
		basis = words.labelled(_("Legal Basis"), " ".join(power.legal_basis.split()))
		drawn = flow.Flow(drawn.title, drawn.steps, f"{drawn.subtitle}\n{basis}")
	pages = flow.draw_pages(drawn, lang=session_lang(), looks=grade_looks())
	return FlowSheets(tuple(map(Markup, pages)), flow.is_wide(drawn), _form(power, drawn))


def _form(power, drawn: flow.Flow) -> Form:
	columns = _columns()
	risks = _risks_by_step(power.name)
	posts = {step.number: step.post for step in drawn.steps}

	def cells(step: frappe._dict) -> Cells:
		found = risks[step.step_no]
		return {
			"step": f"{step.step_no}. {step.step_name}",
			"post": (posts.get(step.step_no), _("External Step") if step.external else None),
			"time_limit": _("{0} working days").format(step.time_limit_days) if step.time_limit_days else "",
			"discretion": step.discretion,
			"next": step.next_steps,
			"risks": words.numbered([words.labelled(words.grade(risk.grade), risk.title) for risk in found]),
		}

	steps = sorted(power.steps, key=lambda step: (cint(step.step_no), step.idx))
	table = Table(columns, (Group("", laid_out(steps, columns, cells)),) if steps else (), _("No steps on record"))
	return form(
		_("Flow of the Power"),
		(drawn.subtitle.split("\n")[0],),
		table,
		subject=power.power_name,
		head=_head(power),
		signers=(_("Filled In By"), _("Signed by the Head"), _("Date Signed")),
	)


def _head(power) -> tuple:
	days = _("{0} working days").format(power.time_limit_days) if power.time_limit_days else ""
	return (
		(
			(_("Power Name"), words.lines(power.power_name)),
			(_("Power Category"), words.lines(words.term(power.category, POWER))),
			(_("Exercised By"), words.lines(power.exercised_by)),
		),
		(
			(_("Power Code"), words.lines(power.name)),
			(_("Time to Handle"), words.lines(days)),
			(_("Scope/Way of Openness"), words.lines(power.openness)),
		),
		((_("Legal Basis"), words.lines(power.legal_basis)),),
	)


def _columns() -> tuple[Column, ...]:
	return (
		Column("step", _("Step of the Power"), 17),
		Column("post", _("Handling Post", context="Integrity Power Step"), 14),
		Column("time_limit", _("Time to Handle"), 12, centred=True),
		Column("discretion", _("Discretion"), 17),
		Column("next", _("Next Steps", context="Integrity Power Step"), 10, centred=True),
		Column("risks", _("Risk Points and Grades"), 30),
	)


def _risks_by_step(power: str) -> Mapping[int, list[frappe._dict]]:
	"""The risk points in the steps of the power that the session's user may see, worst first."""
	found = frappe.get_list(
		RISK,
		fields=["step_no", "title", "grade"],
		filters=[["power", "=", power], ["step_no", ">", 0], ["workflow_state", "!=", RETIRED]],
		order_by="name asc",
		limit_page_length=0,
	)
	by_step = defaultdict(list)
	for risk in sorted(found, key=lambda risk: -SEVERITY_OF.get(risk.grade, 0)):
		by_step[risk.step_no].append(risk)
	return by_step
