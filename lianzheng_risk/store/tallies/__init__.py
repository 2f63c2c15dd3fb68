"""The tallies of the units that the session's user may see, as they stand now.

`keeping` keeps the figures of each unit; `marking` says which of them a change has made old, and `part` reads what decides
them anew. `sight` says for whom they may be taken as kept.
"""

from __future__ import annotations

import frappe
from frappe.utils import getdate, nowdate

from lianzheng_risk.core.tallies import Tallies
from lianzheng_risk.core.tally_rows import from_rows
from lianzheng_risk.store.frames import read_to_assess, units_in_sight
from lianzheng_risk.store.tallies import documents, keeping, marking
from lianzheng_risk.store.tallies.sight import sees_whole_units

# Units without a row are new; so many of them are counted while somebody waits.
_COUNTED_AT_ONCE = 20
# A register of so few risk points is counted as a whole faster than anybody notices; in a larger one figures may be those
# of a minute ago.
_SMALL = 5000


def current(unit: str | None = None) -> Tallies:
	"""Of `unit` and everything below it where one is given. A unit whose parent is out of the user's sight is a top.

	Evidence counts wherever it belongs: a post is screened by a risk point of another unit, in sight or not, as in the
	assessments. Raises frappe.PermissionError where the user may read no register at all.
	"""
	return (_kept(unit) if sees_whole_units(frappe.session.user) else None) or counted(unit)


def counted(unit: str | None = None) -> Tallies:
	"""The same, counted from the documents that the user may see."""
	by = keeping.counting()
	return Tallies.of(read_to_assess(unit), by.scheme, getdate(nowdate()), by.expected)


def total_of(name: str) -> int | None:
	"""The kept number of one of documents.COUNTED in the units that the session's user may see; None where it has to be
	counted."""
	if not sees_whole_units(frappe.session.user):
		return None
	units = frappe.get_list("Integrity Unit", pluck="name", limit_page_length=0)
	today, basis = getdate(nowdate()), keeping.counting().basis
	rows = keeping.kept_rows(units, with_figures=False).values()
	numbers = [row.documents.split() for row in rows if (row.as_of, row.basis) == (today, basis)]
	if len(numbers) < len(units) or _is_counted_faster(_sum(numbers, "risk_points")):
		return None
	return _sum(numbers, name)


def _sum(numbers: list[list[str]], name: str) -> int:
	place = documents.position(name)
	return sum(int(row[place]) for row in numbers)


def _is_counted_faster(risk_points: int) -> bool:
	"""Whether nobody needs to be content with figures of a minute ago."""
	return risk_points < _SMALL and marking.is_any_open()


def _kept(unit: str | None) -> Tallies | None:
	"""From the kept figures; None where they are not there, or out of date and counted faster than told of."""
	units, by, today = units_in_sight(unit), keeping.counting(), getdate(nowdate())
	rows = {code: row for code, row in keeping.kept_rows(units["unit"]).items() if row.basis == by.basis}
	lacking = sorted(set(units["unit"]).difference(rows))
	if not rows or len(lacking) > _COUNTED_AT_ONCE:
		return None
	figures = {code: row.figures for code, row in rows.items()}
	if lacking:
		figures |= keeping.tallies_of(lacking, by, today)[today]
	as_of = min(row.as_of for row in rows.values())
	kept = from_rows(figures, units, by.scheme, as_of)
	risk_points = kept.own["risk_points"].sum()
	return None if _is_counted_faster(risk_points) or (as_of < today and risk_points < _SMALL) else kept
