"""A register without the rows that cannot be used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from lianzheng_risk.core.checks.flow import STEP, has_step, next_step_exists
from lianzheng_risk.core.checks.found import order
from lianzheng_risk.core.checks.references import references_of
from lianzheng_risk.core.findings import Finding, Place
from lianzheng_risk.core.register import TABLES, Field, Register, Table


def skip_bad(
	register: Register,
	findings: Iterable[Finding],
	beside: Mapping[str, pd.DataFrame] | None = None,
	also: Iterable[Place] = (),
) -> tuple[Register, list[Place]]:
	"""The register without the rows that have errors or lack a required value and, cascading, those that rest on them.

	A cell that merely names a person (a leader, a liaison, whoever is responsible) or the next steps does not take its
	row along when what it names is left out or cannot be found: the cell is emptied.

	Rows of `beside` are not judged, but what rests on one of them stays. `also` are further places with errors.

	The places say what was left out, in order: a row, or with a field the cell that was emptied.
	"""
	frames, beside = dict(register), beside or Register()
	errors = {it.place for it in findings if it.severity == "error"}.union(also)
	names = {place for place in errors if place.field and _merely_names(TABLES[place.table], place.field)}
	lost = unusable(frames, errors - names)
	left_out: set[Place] = set()
	while lost:
		left_out |= lost
		_drop(frames, lost)
		lost = _resting_on_nothing(frames, beside)
	emptied = _empty(frames, beside) | {place for place in names if place.row in frames[place.table].index}
	return Register(frames), sorted(left_out | emptied, key=order)


def unusable(frames: Mapping[str, pd.DataFrame], errors: Iterable[Place]) -> set[Place]:
	"""The rows that have errors or lack a required value."""
	bad = {
		Place(place.table, place.row)
		for place in errors
		if place.table in frames and place.row in frames[place.table].index
	}
	incomplete = {
		Place(name, row)
		for name, frame in frames.items()
		for row in frame.index[frame[[it.name for it in TABLES[name].fields if it.required]].isna().any(axis=1)]
	}
	# An error outside the rows, in a header or about a sheet, costs the rows that lack something because of it.
	return bad | incomplete


# Without whoever signed it a document is not what it says it is.
_SIGNERS = ("signed_by",)


def _drop(frames: dict[str, pd.DataFrame], places: set[Place]) -> None:
	for name in {place.table for place in places}:
		frames[name] = frames[name].drop([place.row for place in places if place.table == name])


def _merely_names(table: Table, name: str) -> bool:
	column = table.by_name.get(name)
	return column is not None and column.reference == "people" and not column.required and name not in _SIGNERS


def _resting_on_nothing(frames: dict[str, pd.DataFrame], beside: Mapping[str, pd.DataFrame]) -> set[Place]:
	"""The rows with a reference to a row that is not there, or to a step that is not."""
	lost = {
		Place(name, row)
		for name, frame in frames.items()
		for column in references_of(TABLES[name])
		if not _merely_names(TABLES[name], column.name)
		for row in frame.index[_dangling(frames, beside, frame, column)]
	}
	stepped = frames["risk_points"].dropna(subset=["power", "step_no"])
	stepless = stepped.index[~has_step(stepped, _steps(frames, beside))]
	return lost | {Place("risk_points", row) for row in stepless}


def _dangling(
	frames: dict[str, pd.DataFrame], beside: Mapping[str, pd.DataFrame], frame: pd.DataFrame, column: Field
) -> pd.Series:
	(key,) = TABLES[column.reference].key
	values = frame[column.name]
	there = values.isin(frames[column.reference][key].dropna()) | values.isin(beside[column.reference][key].dropna())
	return values.notna() & ~there


def _steps(frames: Mapping[str, pd.DataFrame], beside: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
	return pd.concat([frames["power_steps"][STEP], beside["power_steps"][STEP]])


def _empty(frames: dict[str, pd.DataFrame], beside: Mapping[str, pd.DataFrame]) -> set[Place]:
	"""Empty the cells that name somebody, or a next step, left out."""
	emptied = set()
	for name, frame in list(frames.items()):
		table = TABLES[name]
		named = [column for column in references_of(table) if _merely_names(table, column.name)]
		masks = {column.name: _dangling(frames, beside, frame, column) for column in named}
		if name == "power_steps":
			masks["next_steps"] = ~next_step_exists(frame, _steps(frames, beside))
		frames[name] = frame.assign(**{column: frame[column].mask(mask, None) for column, mask in masks.items()})
		emptied |= {Place(name, row, column) for column, mask in masks.items() for row in frame.index[mask]}
	return emptied
