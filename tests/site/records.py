"""Documents of the register, made with as little as they need."""

from __future__ import annotations

import frappe
from frappe.model.document import Document


def create(doctype: str, **values) -> Document:
	return frappe.new_doc(doctype).update(values).insert()


def create_unit(code: str, parent: str | None = None, **values) -> Document:
	defaults = {"unit_code": code, "unit_name": f"单位{code}", "unit_type": "Unit", "parent_integrity_unit": parent}
	return create("Integrity Unit", **defaults | values)


def create_person(unit: str, **values) -> Document:
	return create("Integrity Person", **{"unit": unit, "person_name": f"{unit}的人", "rank": "Staff"} | values)


def create_post(unit: str, **values) -> Document:
	return create("Integrity Post", **{"unit": unit, "post_name": f"{unit}的岗位", "rank": "Staff"} | values)


def create_power(unit: str, **values) -> Document:
	steps = [{"step_no": number, "step_name": name} for number, name in ((1, "受理"), (2, "审核"))]
	defaults = {"unit": unit, "power_name": f"{unit}的职权", "category": "Administrative Approval", "steps": steps}
	return create("Integrity Power", **defaults | values)


def create_risk_point(unit: str, **values) -> Document:
	defaults = {
		"unit": unit,
		"category": "Post Duty",
		"title": f"{unit}的风险点",
		"probability": "Fairly Small",
		"harm": "Limited",
	}
	return create("Integrity Risk Point", **defaults | values)


def create_measure(risk: str, **values) -> Document:
	defaults = {"risk": risk, "layer": "Post Layer", "phase": "Early Prevention", "description": f"{risk}的措施"}
	return create("Integrity Control Measure", **defaults | values)
