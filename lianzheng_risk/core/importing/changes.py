"""What changes in the rows of a plan, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from lianzheng_risk.core.comparison import FieldChange, differs
from lianzheng_risk.core.findings import Place
from lianzheng_risk.core.importing.overlay import aligned
from lianzheng_risk.core.register import TABLES, Field, Table

if TYPE_CHECKING:
	from lianzheng_risk.core.importing.outcome import Plan

Change = tuple[Place, str, str, list[FieldChange]]


def changes_of(plan: Plan, limit: int) -> list[Change]:
	"""The first changed rows of the plan, at most `limit`, by table and row: place, code, title and changes.

	A reference is told by name and code. A document of which only child rows change is told by these.
	"""
	changes: list[Change] = []
	for name, table in TABLES.items():
		rows = plan.tables[name].changed[: limit - len(changes)]
		changes += _of_table(plan, table, list(rows))
	return changes


def _of_table(plan: Plan, table: Table, rows: list[int]) -> list[Change]:
	if not rows:
		return []
	whole = plan.draft.frames[table.name]
	at = plan.draft.positions[table.name][whole.index.get_indexer(rows)]
	frame = plan.register[table.name].loc[rows]
	stored = aligned(plan.draft.around.site[table.name], at, frame.index)
	told = {column.name: differs(stored[column.name], frame[column.name]) for column in table.fields}
	words = {
		column.name: (_words(plan, stored[column.name], column), _words(plan, frame[column.name], column))
		for column in table.fields
		if told[column.name].any()
	}
	titles = _words(plan, frame[table.title], table[table.title])
	codes = _words(plan, frame[table.key[0]], table[table.key[0]])
	changes = []
	for place, row in enumerate(rows):
		fields = [
			FieldChange(table[name], old.iloc[place], new.iloc[place])
			for name, (old, new) in words.items()
			if told[name][place]
		]
		if fields:
			changes.append((Place(table.name, row), codes.iloc[place], titles.iloc[place], fields))
	return changes


def _words(plan: Plan, values: pd.Series, column: Field) -> pd.Series:
	"""References as name and code; all else as it is, for FieldChange to put into words."""
	if not column.reference:
		return values
	names = _names(plan, column.reference, set(values.dropna()))
	return values.map(lambda code: f"{names[code]}（{code}）" if names.get(code) else code)


def _names(plan: Plan, name: str, codes: set[str]) -> dict[str, str]:
	"""Of the table `name`, the titles of these codes, as the site has them and, before that, as the file will."""
	table = TABLES[name]
	(key,) = table.key
	around = plan.draft.around
	names: dict[str, str] = {}
	for rows in (around.others[name], around.site[name], plan.draft.frames[name]):
		named = rows.loc[rows[key].isin(codes), [key, table.title]].dropna()
		names.update(zip(named[key], named[table.title], strict=True))
	return names
