"""Pieces of the conditions that the platform puts into its queries, as it wants them: plain portable SQL."""

from __future__ import annotations

from collections.abc import Iterable

import frappe

from lianzheng_risk.setup.scoped import UNIT

NOTHING = "1=0"


def quoted(value: str) -> str:
	return frappe.db.escape(value, percent=False)


def any_of(conditions: Iterable[str]) -> str:
	return f"({' or '.join(conditions)})"


def at_or_below(column: str, units: Iterable[str]) -> str:
	"""The column names one of the units or a unit below one of them. Read off the tree as it stands at that moment."""
	return (
		f"{column} in (select `below`.`name` from `tab{UNIT}` `below`, `tab{UNIT}` `top`"
		f" where `below`.`lft` >= `top`.`lft` and `below`.`rgt` <= `top`.`rgt`"
		f" and `top`.`name` in ({', '.join(map(quoted, units))}))"
	)
