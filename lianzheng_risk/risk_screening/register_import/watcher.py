"""Every few minutes: imports whose job died are put where they belong, with the reason."""

from __future__ import annotations

import frappe

from lianzheng_risk.risk_screening.register_import.liveness import look_after
from lianzheng_risk.risk_screening.register_import.states import IMPORT, JOB_OF


def look_after_all() -> None:
	under_way = {"status": ["in", sorted(JOB_OF)]}
	for name in frappe.get_all(IMPORT, filters=under_way, pluck="name", order_by="name"):
		look_after(name)
