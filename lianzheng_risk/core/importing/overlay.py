"""The rows of a file over those of the site: what the file says nothing about stays as the site has it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from lianzheng_risk.core.comparison import keys_of
from lianzheng_risk.core.importing.cells import Cells
from lianzheng_risk.core.importing.terms import Terms
from lianzheng_risk.core.register import TABLES, Field, Table


def positions_on_site(table: Table, rows: pd.DataFrame, site: pd.DataFrame) -> np.ndarray:
	"""For each row the position of the site's row with the same key, -1 where there is none or the key is incomplete."""
	if rows.empty or site.empty:
		return np.full(len(rows), -1, dtype=np.intp)
	on_site = keys_of(site, table)
	first = np.flatnonzero(~on_site.duplicated())
	at = on_site[first].get_indexer(keys_of(rows, table))
	complete = rows[list(table.required_key)].notna().all(axis=1).to_numpy()
	return np.where((at >= 0) & complete, np.append(first, -1)[at], -1)


def aligned(site: pd.DataFrame, positions: np.ndarray, index: pd.Index) -> pd.DataFrame:
	"""The site's rows at `positions` beside rows of a file; any row of the site, or missing, where it is -1."""
	if site.empty:
		return site.reindex(index)
	return site.iloc[positions].set_axis(index)


def overlay(
	cells: Cells,
	frames: Mapping[str, pd.DataFrame],
	site: Mapping[str, pd.DataFrame],
	positions: Mapping[str, np.ndarray],
	unusable: Mapping[tuple[str, str | None], np.ndarray],
	terms: Terms,
) -> dict[str, pd.DataFrame]:
	"""The frames with the site's values where the file has no column, no usable value or, under “keep”, a blank.

	`unusable` are the rows, by table and field, whose cell says something that could not be understood.
	"""
	laid = {}
	for name, frame in frames.items():
		table, matched = TABLES[name], positions[name] >= 0
		if not matched.any():
			laid[name] = frame
			continue
		stored = aligned(site[name], positions[name], frame.index)
		columns = {
			column.name: frame[column.name].where(
				~(matched & _says_nothing(cells, name, frame, column, unusable, terms)), stored[column.name]
			)
			for column in table.fields
			if column.name not in table.key
		}
		laid[name] = frame.assign(**columns)
	return laid


def _says_nothing(
	cells: Cells,
	name: str,
	frame: pd.DataFrame,
	column: Field,
	unusable: Mapping[tuple[str, str | None], np.ndarray],
	terms: Terms,
) -> np.ndarray:
	if column.name not in cells.present[name]:
		return np.ones(len(frame), dtype=bool)
	place = name, column.name
	bad = frame.index.isin(unusable[place]) if place in unusable else np.zeros(len(frame), dtype=bool)
	if terms.blanks == "clear":
		return bad
	blank = cells.blank[place].reindex(frame.index) if column.kind == "boolean" else frame[column.name].isna()
	return bad | blank.to_numpy(dtype=bool)
