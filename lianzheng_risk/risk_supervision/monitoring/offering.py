"""What the form of a rule offers to choose from."""

from __future__ import annotations

import frappe
from frappe import _

from lianzheng_risk.risk_supervision.monitoring.compiling import RULE
from lianzheng_risk.risk_supervision.monitoring.places import watchable


@frappe.whitelist()
def watchable_doctypes() -> list[dict[str, str]]:
	"""The DocTypes that a rule can watch, as they are called on the desk; for those who may write rules."""
	frappe.has_permission(RULE, "write", throw=True)
	return [{"value": name, "label": _(name)} for name in watchable()]
