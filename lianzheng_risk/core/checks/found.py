"""From rows or cells to findings, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.findings import Finding, Place, Rule
from lianzheng_risk.core.register import TABLES, Field, Table, typed

LISTED = 5
_TABLE_ORDER = {name: position for position, name in enumerate(TABLES)}
_COLUMN_ORDER = {(table.name, name): at for table in TABLES.values() for at, name in enumerate(table.columns)}


@dataclass(frozen=True)
class Problem:
	"""Why a value cannot be used: the rule it breaks and what fills the rule's message."""

	rule: Rule
	values: Mapping[str, object] = field(default_factory=dict)


def found(rule: Rule, table: str, rows: Iterable[int], column: str | None = None, /, **values) -> list[Finding]:
	"""One finding per row. A list among `values` holds one value per row; anything else serves all rows."""
	per_row = {name: value for name, value in values.items() if isinstance(value, list)}
	if not per_row:
		return [Finding(rule, Place(table, row, column), values) for row in rows]
	names = per_row.keys()
	return [
		Finding(rule, Place(table, row, column), {**values, **dict(zip(names, own, strict=True))})
		for row, *own in zip(rows, *per_row.values(), strict=True)
	]


def understand(
	cells: pd.Series, table: Table, column: Field, meaning: Callable[[object], object]
) -> tuple[pd.Series, list[Finding]]:
	"""A column in its declared dtype, and a finding for each cell whose value has no meaning.

	`meaning` is asked once per distinct value and answers with the typed value (None: blank) or a Problem; a cell with
	a problem is missing in the result.
	"""
	if cells.empty:
		return typed(None, column, cells.index), []
	# Missing cells get position -1, which takes the None appended at the end.
	positions, values = pd.factorize(cells.to_numpy(dtype=object))
	meanings = [*map(meaning, values), None]
	problems = {position: it for position, it in enumerate(meanings) if isinstance(it, Problem)}
	for position in problems:
		meanings[position] = None
	known = typed(pd.Series(meanings, dtype=object), column, pd.RangeIndex(len(meanings)))
	series = pd.Series(known.array.take(positions), index=cells.index, dtype=known.dtype)
	return series, _findings(problems, positions, cells.index, table, column)


def _findings(
	problems: Mapping[int, Problem], positions: np.ndarray, rows: pd.Index, table: Table, column: Field
) -> list[Finding]:
	if not problems:
		return []
	told = {at: (problem.rule, {"field": column.text, **problem.values}) for at, problem in problems.items()}
	is_bad = np.zeros(positions.max() + 2, dtype=bool)
	is_bad[list(problems)] = True
	bad = np.flatnonzero(is_bad[positions])
	return [
		Finding(told[at][0], Place(table.name, row, column.name), told[at][1])
		for at, row in zip(positions[bad].tolist(), rows[bad].tolist(), strict=True)
	]


def listed(items: Iterable[object]) -> Text:
	"""The first few of `items` for a message; an ellipsis says that there are more."""
	shown = [str(item) for item in items]
	more = shown[LISTED:]
	shown = shown[:LISTED]
	zh, en = "、".join(shown) + ("等" if more else ""), ", ".join(shown) + (", …" if more else "")
	return Text(zh, en, quoted=True)


def order(place: Place) -> tuple[int, int, int]:
	"""Where a place comes in a list: by table, row and column, the whole row first, what the register lacks last."""
	column = _COLUMN_ORDER.get((place.table, place.field), len(_COLUMN_ORDER)) if place.field else -1
	return _TABLE_ORDER.get(place.table, len(_TABLE_ORDER)), place.row, column
