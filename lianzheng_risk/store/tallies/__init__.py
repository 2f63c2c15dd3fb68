"""The tallies of the units that the session's user may see, as they stand now."""

from __future__ import annotations

from frappe.utils import getdate, nowdate

from lianzheng_risk.core.tallies import Tallies
from lianzheng_risk.risk_screening.doctype.integrity_grading_scheme.integrity_grading_scheme import scheme_in_force
from lianzheng_risk.store.expectations import expectations_of_site
from lianzheng_risk.store.frames import read_to_assess


def current(unit: str | None = None) -> Tallies:
	"""Of `unit` and everything below it where one is given. A unit whose parent is out of the user's sight is a top.

	Raises frappe.PermissionError where the user may read no register at all.
	"""
	return Tallies.of(read_to_assess(unit), scheme_in_force(), getdate(nowdate()), expectations_of_site())
