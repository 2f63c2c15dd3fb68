"""权力运行流程图 on the site: the steps of a power, saved or not, with the risk points that the session's user may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.utils import cint, get_url_to_list

from lianzheng_risk.core import flow
from lianzheng_risk.core.flow import Flow, GradeLook, Step
from lianzheng_risk.core.flow.tones import TONES
from lianzheng_risk.risk_screening.language import session_lang

UNIT, POST, POWER, RISK = "Integrity Unit", "Integrity Post", "Integrity Power", "Integrity Risk Point"
RETIRED = "Retired"


@frappe.whitelist(methods=["POST"])
def draw_steps(title: str, steps: str | list, unit: str | None = None, power: str | None = None) -> str:
	"""The diagram of the steps as they stand in a form, saved or not, as SVG.

	`power` is the saved document, whose risk points colour the steps. Raises frappe.PermissionError where the user may
	not read it or, without one, may not make any.
	"""
	frappe.has_permission(POWER, "read" if power else "create", doc=power, throw=True)
	rows = [frappe._dict(row) for row in frappe.parse_json(steps)]
	return flow.draw(as_flow(title, rows, unit, power), session_lang(), grade_looks())


def as_flow(title: str, rows: Iterable[Mapping], unit: str | None, power: str | None) -> Flow:
	"""The flow of a power from the rows of its steps, with what the session's user may see of posts and risk points."""
	labels = _post_labels({row.get("post") for row in rows if row.get("post")})
	risks = _risks_by_step(power) if power else {}
	steps = tuple(_as_step(row, labels, risks.get(cint(row.get("step_no")), {}), power) for row in rows)
	subtitle = " · ".join(filter(None, (unit and _unit_name(unit), power)))
	return Flow(title or "", steps, subtitle)


def _as_step(row: Mapping, labels: Mapping[str, str], risks: Mapping[str | None, int], power: str | None) -> Step:
	number = cint(row.get("step_no"))
	return Step(
		number=number or None,
		name=row.get("step_name") or "",
		post=labels.get(row.get("post")),
		external=bool(cint(row.get("external"))),
		discretion=row.get("discretion"),
		time_limit_days=cint(row.get("time_limit_days")) or None,
		next_steps=row.get("next_steps"),
		risks=risks,
		href=_list_of_risks(power, number) if risks else None,
	)


def _list_of_risks(power: str, step: int) -> str:
	return f"{get_url_to_list(RISK)}?{urlencode({'power': power, 'step_no': step})}"


def _risks_by_step(power: str) -> dict[int, Counter]:
	"""How many risk points of which grade the session's user may see in each step; retired ones do not count."""
	if not frappe.has_permission(RISK, "read"):
		return {}
	found: dict[int, Counter] = {}
	for risk in frappe.get_list(
		RISK,
		fields=["step_no", "grade"],
		filters=[["power", "=", power], ["step_no", ">", 0], ["workflow_state", "!=", RETIRED]],
		order_by="name asc",
		limit_page_length=0,
	):
		found.setdefault(risk.step_no, Counter())[risk.grade or None] += 1
	return found


def _post_labels(posts: set[str]) -> dict[str, str]:
	"""What to call these posts; one that the session's user may not see is called by its code."""
	return flow.post_labels({**{post: post for post in sorted(posts)}, **_names(POST, "post_name", posts)})


def _unit_name(unit: str) -> str:
	return _names(UNIT, "unit_name", {unit}).get(unit, unit)


def _names(doctype: str, field: str, names: set[str]) -> dict[str, str]:
	if not names or not frappe.has_permission(doctype, "read"):
		return {}
	rows = frappe.get_list(
		doctype,
		fields=["name", field],
		filters=[["name", "in", sorted(names)]],
		order_by="name asc",
		limit_page_length=0,
	)
	return {row.name: row[field] for row in rows}


def grade_looks() -> dict[str, GradeLook]:
	"""The grades in the site's own colours and words, worst first."""
	grades = frappe.get_all(
		"Integrity Risk Grade", fields=["name", "grade_name", "indicator_color"], order_by="severity desc"
	)
	return {
		grade.name: GradeLook(_(grade.grade_name), *TONES.get(grade.indicator_color, TONES["gray"])) for grade in grades
	}
