"""The three risk grades. Colour, managing level and review cycle are the site's to change."""

import frappe

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.grading import SEVERITY_OF

# DOMAIN §2 [P]: the managing level; [D]: the review cycle in months.
_DEFAULTS = {
	"I": {"indicator_color": "red", "managing_level": "principal_leader", "review_months": 6},
	"II": {"indicator_color": "orange", "managing_level": "leader_in_charge", "review_months": 12},
	"III": {"indicator_color": "yellow", "managing_level": "department_head", "review_months": 12},
}


def ensure_grades() -> None:
	"""Create the grades that the site does not have."""
	for code, values in _DEFAULTS.items():
		if not frappe.db.exists("Integrity Risk Grade", code):
			frappe.get_doc(
				{
					"doctype": "Integrity Risk Grade",
					"grade": code,
					"grade_name": v.GRADE.by_code[code].en,
					"severity": SEVERITY_OF[code],
					**values,
					"managing_level": v.RANK.by_code[values["managing_level"]].en,
				}
			).insert(ignore_permissions=True)
