"""What the site expects, by its settings."""

from __future__ import annotations

import frappe
from frappe.utils import cint

from lianzheng_risk.core.expectations import Expectations
from lianzheng_risk.store.activities import requirements_of_site


def expectations_of_site() -> Expectations:
	settings = frappe.get_cached_doc("Integrity Risk Settings")
	return Expectations(
		cint(settings.rotation_years_key),
		cint(settings.rotation_years),
		requirements_of_site(),
		cint(settings.filing_days),
	)
