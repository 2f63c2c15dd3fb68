"""Pieces of the conditions that the platform puts into its queries, as it wants them: plain portable SQL."""

from __future__ import annotations

from collections.abc import Iterable

import frappe

from lianzheng_risk.setup.scoped import UNIT

NOTHING = "1=0"
MANY = 50


def quoted(value: str) -> str:
	return frappe.db.escape(value, percent=False)


def any_of(conditions: Iterable[str]) -> str:
	return f"({' or '.join(conditions)})"


def at_or_below(column: str, units: Iterable[str]) -> str:
	"""The column names one of the units or a unit below one of them. Read off the tree as it stands at that moment.

	Many units are named one by one, as the platform does it for User Permissions: from a query in the condition MariaDB
	would collect everything that lies there and sort it, to show the twenty documents that were changed last.
	"""
	tops = ", ".join(map(quoted, units))
	below = (
		f"select `below`.`name` from `tab{UNIT}` `below`, `tab{UNIT}` `top`"
		f" where `below`.`lft` >= `top`.`lft` and `below`.`rgt` <= `top`.`rgt` and `top`.`name` in ({tops})"
	)
	((how_many,),) = frappe.db.sql(f"select sum(`rgt` - `lft` + 1) / 2 from `tab{UNIT}` where `name` in ({tops})")
	if (how_many or 0) > MANY:
		below = ", ".join(quoted(name) for (name,) in frappe.db.sql(below))
	return f"{column} in ({below})"
