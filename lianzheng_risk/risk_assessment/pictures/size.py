"""Reports that go through single rows of the register: of too many, nobody waits for them."""

from __future__ import annotations

import frappe
from frappe import _

RISKS_AT_MOST = 20_000
RISK = "Integrity Risk Point"


def is_too_much(unit: str | None) -> bool:
	"""Whether the user sees more risk points than that; at and below `unit` where one is given."""
	below = {"unit": ["descendants of (inclusive)", unit]} if unit else {}
	# No further than is needed to know.
	seen = frappe.get_list(RISK, filters=below, pluck="name", order_by="", limit_page_length=RISKS_AT_MOST + 1)
	return len(seen) > RISKS_AT_MOST


def too_much() -> str:
	return _(
		"There are more than {0} risk points here, too many to check at once. Please choose a unit further down."
	).format(RISKS_AT_MOST)
