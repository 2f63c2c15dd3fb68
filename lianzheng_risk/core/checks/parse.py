"""From raw cells to typed columns: required, type and vocabulary. References are still as written afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from lianzheng_risk.core.checks import rules, values
from lianzheng_risk.core.checks.found import Problem, found, understand
from lianzheng_risk.core.findings import Finding
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.register import TABLES, Field, Table, typed

if TYPE_CHECKING:
	from lianzheng_risk.core.workbook.reader import RawTable


def parse(tables: Mapping[str, RawTable], scheme: Scheme) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
	"""The tables' frames in the declared dtypes, what could not be understood left out, and a finding for each such cell.

	A column that a sheet lacks is empty; that it lacks one is for the reader to report. Of the scheme only the names of
	its levels are needed, for the messages.
	"""
	frames, findings = {}, []
	for name, raw in tables.items():
		columns = {}
		for column in TABLES[name].fields:
			columns[column.name], problems = parse_column(raw.frame, TABLES[name], column, scheme)
			findings += problems
		frames[name] = pd.DataFrame(columns, index=raw.frame.index)
	return frames, findings


def parse_column(cells: pd.DataFrame, table: Table, column: Field, scheme: Scheme) -> tuple[pd.Series, list[Finding]]:
	"""One column in its declared dtype, and a finding for each cell that could not be understood."""
	if column.name not in cells:
		return typed(None, column, cells.index), []
	meaning = partial(_meaning, column=column, scheme=scheme)
	series, findings = understand(_as_shown(cells[column.name]), table, column, meaning)
	if column.required:
		findings += missing(series, table, column, {finding.place.row for finding in findings})
	return series, findings


def _meaning(value: object, column: Field, scheme: Scheme) -> object:
	meaning = values.parse(value, column)
	if column.vocabulary and isinstance(meaning, Problem):
		return Problem(meaning.rule, {**meaning.values, "accepted": values.accepted(column.vocabulary, scheme)})
	return meaning


def _as_shown(cells: pd.Series) -> pd.Series:
	"""Truth values as the text Excel shows: as objects they would count as the same value as 1 and 0."""
	if bool not in set(map(type, cells)):
		return cells
	return cells.map(lambda cell: str(cell).upper() if isinstance(cell, bool) else cell)


def missing(series: pd.Series, table: Table, column: Field, told: set[int] = frozenset()) -> list[Finding]:
	"""A finding for each row without a value, except the rows whose cell has been told of already."""
	rows = series.index[series.isna()].tolist()
	return found(rules.REQUIRED, table.name, (row for row in rows if row not in told), column.name, field=column.text)


def check_required(frames: Mapping[str, pd.DataFrame]) -> Iterator[Finding]:
	"""The required values that a typed register lacks."""
	for table in TABLES.values():
		for column in table.fields:
			if column.required:
				yield from missing(frames[table.name][column.name], table, column)
