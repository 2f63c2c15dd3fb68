"""The demonstration's second file: a clean register's workbook with mistakes typed into its cells."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from openpyxl import load_workbook

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.demo.catalogue.mistakes import COPIED, TYPED, Copied, Typed
from lianzheng_risk.core.findings import Place
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.workbook import RawTable, read, write_register

Edit = tuple[Place, object]


def write_with_mistakes(register: Register, target: str | Path, seed: int = 2026, lang: Lang = "zh") -> None:
	"""Write `register` to the workbook `target` with every mistake of the catalogue that it has rows for."""
	clean = io.BytesIO()
	write_register(register, clean, lang)
	raw = read(clean.getvalue())
	book = load_workbook(clean)
	for place, value in _edits(raw.tables, np.random.default_rng(seed)):
		book[raw.layout.sheet(place)][raw.layout.cell(place)].value = value
	book.save(target)


def _edits(tables: dict[str, RawTable], rng: np.random.Generator) -> Iterator[Edit]:
	"""Places and the values to put there, no two mistakes in one row."""
	free = {name: rng.permutation(table.frame.index).tolist() for name, table in tables.items()}
	for mistake in (*TYPED, *COPIED):
		table, rows = tables[mistake.table], free[mistake.table]
		for place, value in (
			_typed(mistake, table, rows) if isinstance(mistake, Typed) else _copied(mistake, table, rows)
		):
			yield place, value
			rows.remove(place.row)


def _typed(mistake: Typed, table: RawTable, free: list[int]) -> list[Edit]:
	rows = free
	if mistake.key is not None:
		(key,) = TABLES[table.name].key
		rows = table.frame.index[table.frame[key] == mistake.key].tolist()
	return [(Place(table.name, row, mistake.field), mistake.value) for row in rows[:1]]


def _copied(mistake: Copied, table: RawTable, free: list[int]) -> list[Edit]:
	if len(free) < mistake.rows:
		return []
	first, *others = free[: mistake.rows]
	value = table.frame[mistake.field][first]
	return [(Place(table.name, row, mistake.field), value) for row in others]
