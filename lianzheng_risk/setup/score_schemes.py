"""The score scheme of practice, so that a new site can appraise from the first day."""

import frappe

from lianzheng_risk.core.scoring.default import DEFAULT
from lianzheng_risk.store.score_schemes import SCHEME, to_values

# Earlier than any scheme that a site may add, so that the site's own always takes its place.
_FROM_THE_BEGINNING = "2000-01-01"


def ensure_a_score_scheme() -> None:
	"""Create and submit the default scheme on a site that has no score scheme at all."""
	if frappe.db.exists(SCHEME, {"name": ["is", "set"]}):
		return
	scheme = frappe.get_doc({"doctype": SCHEME, "effective_from": _FROM_THE_BEGINNING, **to_values(DEFAULT)})
	scheme.insert(ignore_permissions=True)
	scheme.submit()
