"""What the desk is told once, when it starts."""

import frappe

WORKSPACE = "Integrity Risk"


def extend(bootinfo) -> None:
	bootinfo.integrity_risk_grades = grade_indicators()
	lead_back_to_workspace(bootinfo)


def grade_indicators() -> dict[str, dict[str, str]]:
	"""The name and colour of each grade, for the indicators in lists and forms."""
	grades = frappe.get_all("Integrity Risk Grade", fields=["name", "grade_name", "indicator_color"])
	return {grade.name: {"label": grade.grade_name, "color": grade.indicator_color} for grade in grades}


def lead_back_to_workspace(bootinfo) -> None:
	"""Breadcrumbs of all modules lead to the app's one workspace, not only those of the module it is kept in."""
	for module in frappe.get_module_list("lianzheng_risk"):
		bootinfo.module_wise_workspaces.setdefault(module, [WORKSPACE])
