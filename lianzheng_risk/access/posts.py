"""Who holds which post today."""

from __future__ import annotations

import frappe
from frappe.utils import nowdate


def held_posts(user: str) -> tuple[str, ...]:
	"""The posts that the user's person holds today, by name: the tenure has begun and not ended."""
	tenure, person = frappe.qb.DocType("Integrity Post Tenure"), frappe.qb.DocType("Integrity Person")
	today = nowdate()
	return tuple(
		frappe.qb.from_(tenure)
		.join(person)
		.on(tenure.person == person.name)
		.select(tenure.parent)
		.distinct()
		.where(person.user == user)
		.where(tenure.start_date <= today)
		.where(tenure.end_date.isnull() | (tenure.end_date >= today))
		.orderby(tenure.parent)
		.run(pluck=True)
	)
