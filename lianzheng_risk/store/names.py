"""How units, people and posts are called that a document in sight names: docs/access.md on the organisation chart."""

from __future__ import annotations

from collections.abc import Iterable

import frappe

UNIT, PERSON, POST = "Integrity Unit", "Integrity Person", "Integrity Post"
_TITLES = {UNIT: "unit_name", PERSON: "person_name", POST: "post_name"}


def names_of(doctype: str, names: Iterable[str | None]) -> dict[str, str]:
	"""In one query, whoever may see them; none where there is nothing to ask for."""
	asked = sorted({name for name in names if name})
	if not asked:
		return {}
	title = _TITLES[doctype]
	rows = frappe.get_all(doctype, filters={"name": ["in", asked]}, fields=["name", title], order_by="")
	return {row["name"]: row[title] for row in rows}
