"""The regulation's own grading scheme, so that a new site can grade from the first day."""

import frappe

from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.store.scheme_rows import to_values

# Earlier than any scheme that a site may add, so that the site's own always takes its place.
_FROM_THE_BEGINNING = "2000-01-01"


def ensure_a_scheme() -> None:
	"""Create and submit the default scheme on a site that has no scheme at all."""
	if frappe.db.exists("Integrity Grading Scheme", {"name": ["is", "set"]}):
		return
	scheme = frappe.get_doc(
		{"doctype": "Integrity Grading Scheme", "effective_from": _FROM_THE_BEGINNING, **to_values(DEFAULT)}
	)
	scheme.insert(ignore_permissions=True)
	scheme.submit()
