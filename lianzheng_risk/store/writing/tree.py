"""The site's tree of units: numbered anew in one go after units were added or taken away."""

from __future__ import annotations

import frappe
import pandas as pd
from pypika import Case

from lianzheng_risk.core.tree import Tree
from lianzheng_risk.store.mapping import UNIT

_CASES = 500


def locked_units() -> pd.DataFrame:
	"""All units of the site: unit, parent_unit, lft, rgt. Nobody else changes the tree until the transaction ends."""
	unit = frappe.qb.DocType(UNIT)
	query = frappe.qb.from_(unit).select(unit.name, unit.parent_integrity_unit, unit.lft, unit.rgt).for_update()
	units = pd.DataFrame(list(query.run()), columns=["unit", "parent_unit", "lft", "rgt"])
	parents = units["parent_unit"].astype(object)
	return units.assign(parent_unit=parents.where(parents.notna() & (parents != ""), None))


def numbered(tree: Tree) -> pd.DataFrame:
	"""lft and rgt of every unit, by its code: preorder, siblings by code, as the platform's own rebuilding has them."""
	place = pd.Series(range(len(tree)), dtype="int64").to_numpy()
	lft = 2 * place - tree.level + 1
	return pd.DataFrame({"lft": lft, "rgt": lft + 2 * (tree.end - place) - 1}, index=pd.Index(tree.codes, dtype=object))


def renumber(units: pd.DataFrame, numbers: pd.DataFrame) -> None:
	"""Store the numbers of those units, as `locked_units` has them, that carry others."""
	wanted = numbers.reindex(units["unit"]).reset_index(drop=True)
	differs = (wanted["lft"] != units["lft"].reset_index(drop=True)) | (
		wanted["rgt"] != units["rgt"].reset_index(drop=True)
	)
	changed = wanted[differs].assign(unit=units["unit"].to_numpy()[differs.to_numpy()])
	table = frappe.qb.DocType(UNIT)
	for start in range(0, len(changed), _CASES):
		some = changed.iloc[start : start + _CASES]
		query = frappe.qb.update(table).where(table.name.isin(some["unit"].tolist()))
		for column in ("lft", "rgt"):
			number = Case()
			for name, value in zip(some["unit"], some[column], strict=True):
				number = number.when(table.name == name, int(value))
			query = query.set(table[column], number)
		query.run()


def rebuild() -> None:
	"""Number all units anew, as they stand."""
	units = locked_units()
	renumber(units, numbered(Tree.of(units)))
