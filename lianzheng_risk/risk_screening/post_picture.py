"""The whole picture of one post and of who holds it, as far as the session's user may see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, nowdate

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.facts import EFFECTIVE
from lianzheng_risk.core.rotation import rotation_of
from lianzheng_risk.risk_screening.language import session_lang

RISK, POWER, MEASURE = "Integrity Risk Point", "Integrity Power", "Integrity Control Measure"
# So many are counted; the form shows the first few and leads to the list for the rest.
COUNTED = 200
SHOWN = 8
RETIRED = "Retired"
OPEN_STATUSES = ("Planned", "In Progress")
# What is done with the holder rather than to a procedure: 廉政谈话, 承诺, 述职述廉 … (regulation §3, DOMAIN checklist 8, 9).
ACTIVITIES = (
	"education", "pledge", "integrity_talk", "duty_report", "democratic_life", "democratic_appraisal", "personal_matters",
)  # fmt: skip


def picture_of(post: Document) -> dict:
	"""Holders, powers, risk points, measures and activities of the post, each list bounded and with its total.

	A total of COUNTED means that many or more.
	"""
	risks = _risks(post.name)
	measures = _measures([risk.name for risk in risks])
	kinds = {v.MEASURE_KIND.by_code[code].en for code in ACTIVITIES}
	return {
		"tenures": _tenures(post),
		"powers": _some(_powers(post.name)),
		"risks": {**_some(risks), "by_grade": _by_grade(risks), "names": [risk.name for risk in risks]},
		"measures": _some([measure for measure in measures if measure.kind not in kinds]),
		"activities": _some([measure for measure in measures if measure.kind in kinds]),
		"overdue": sum(measure.overdue for measure in measures),
		"counted": COUNTED,
	}


def _some(rows: list) -> dict:
	return {"rows": rows[:SHOWN], "total": len(rows)}


def _tenures(post: Document) -> list[dict]:
	"""All tenures, those that last first, the latest first among them; a rotation clock on each that lasts."""
	names = _names_of(tenure.person for tenure in post.tenures)
	settings = frappe.get_cached_doc("Integrity Risk Settings")
	years = settings.rotation_years_key if post.key_post else settings.rotation_years
	rows = [_tenure(tenure, names, years) for tenure in post.tenures]
	return sorted(rows, key=lambda row: (row["in_office"], str(row["start"])), reverse=True)


def _tenure(tenure: Document, names: dict[str, str], years: int) -> dict:
	start, end, today = getdate(tenure.start_date), tenure.end_date and getdate(tenure.end_date), getdate(nowdate())
	in_office = start <= today and (not end or end >= today)
	clock = rotation_of(start, today, years) if in_office else None
	return {
		"person": tenure.person,
		"name": names.get(tenure.person),
		"start": tenure.start_date,
		"end": tenure.end_date,
		"in_office": in_office,
		"rotation": clock and {
			"status": clock.status.value,
			"label": clock.status_label(session_lang()),
			"advice": clock.advice(session_lang()),
			"share": round(100 * clock.months_held / (years * 12)),
		},
	}  # fmt: skip


def _names_of(people: Iterable[str]) -> dict[str, str]:
	known = sorted(set(people))
	if not known:
		return {}
	rows = frappe.get_list(
		"Integrity Person", filters={"name": ["in", known]}, fields=["name", "person_name"], limit=len(known)
	)
	return {row.name: row.person_name for row in rows}


def _powers(post: str) -> list[frappe._dict]:
	"""The powers that the post is in charge of, then those in which it handles a step; `steps` says which."""
	handled = _handled_steps(post)
	powers = frappe.get_list(
		POWER,
		or_filters=[["post", "=", post], ["name", "in", sorted(handled)]],
		fields=["name", "power_name", "category", "post"],
		order_by="name",
		limit=COUNTED,
	)
	for power in powers:
		power.in_charge, power.steps = power.pop("post") == post, sorted(handled.get(power.name, []))
	return sorted(powers, key=lambda power: not power.in_charge)


def _handled_steps(post: str) -> dict[str, list[int]]:
	rows = frappe.get_list(
		"Integrity Power Step",
		parent_doctype=POWER,
		filters={"post": post},
		fields=["parent", "step_no"],
		order_by="parent, step_no",
		limit=COUNTED,
	)
	steps: dict[str, list[int]] = {}
	for row in rows:
		steps.setdefault(row.parent, []).append(row.step_no)
	return steps


def _risks(post: str) -> list[frappe._dict]:
	"""The post's risk points that are not retired, the gravest first."""
	risks = frappe.get_list(
		RISK,
		filters={"post": post, "workflow_state": ["!=", RETIRED]},
		fields=["name", "title", "grade", "workflow_state"],
		order_by="name",
		limit=COUNTED,
	)
	order = {code: place for place, code in enumerate(v.GRADE.codes)}
	return sorted(risks, key=lambda risk: order.get(risk.grade, len(order)))


def _by_grade(risks: list[frappe._dict]) -> dict[str, int]:
	counted = Counter(risk.grade for risk in risks)
	return {code: counted[code] for code in v.GRADE.codes}


def _measures(risks: list[str]) -> list[frappe._dict]:
	"""The measures in force against these risk points: overdue ones first, then by their date, those done last."""
	if not risks:
		return []
	statuses = [v.MEASURE_STATUS.by_code[code].en for code in EFFECTIVE]
	measures = frappe.get_list(
		MEASURE,
		filters={"risk": ["in", risks], "status": ["in", statuses]},
		fields=["name", "risk", "description", "kind", "status", "due_date"],
		order_by="due_date asc, name asc",
		limit=COUNTED,
	)
	today = getdate(nowdate())
	for measure in measures:
		is_open = measure.status in OPEN_STATUSES
		measure.overdue = bool(is_open and measure.due_date and getdate(measure.due_date) < today)
	return sorted(measures, key=lambda measure: (not measure.overdue, measure.status not in OPEN_STATUSES))
