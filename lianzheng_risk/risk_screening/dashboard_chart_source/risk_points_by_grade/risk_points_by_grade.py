"""How many risk points there are of each grade, those retired left out: grade I first, by its name in the user's language.

The platform's own chart of this kind shows the stored codes, the longest bar first.
"""

import frappe
from frappe import _
from frappe.desk.doctype.dashboard_chart.dashboard_chart import get_group_by_chart_config

RISK = "Integrity Risk Point"


@frappe.whitelist()
def get(**kwargs) -> dict:
	"""Labels and counts of the risk points that the user may see."""
	frappe.has_permission(RISK, "read", throw=True)
	counts = _count_by_grade()
	grades = frappe.get_all("Integrity Risk Grade", fields=["name", "grade_name"], order_by="severity desc")
	return {
		"labels": [_(grade.grade_name) for grade in grades],
		"datasets": [{"name": _("Risk Points by Grade"), "values": [counts.get(grade.name, 0) for grade in grades]}],
	}


def _count_by_grade() -> dict[str, int]:
	"""Counted by the platform, which knows what the user may see."""
	chart = frappe._dict(name=RISK, document_type=RISK, group_by_based_on="grade", group_by_type="Count")
	counted = get_group_by_chart_config(chart, [[RISK, "workflow_state", "!=", "Retired"]])
	return dict(zip(counted["labels"], counted["datasets"][0]["values"], strict=True)) if counted else {}
