"""The tables of the matrix, read."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent
PLACES = ("above", "own", "below", "beside")
# Documents that belong to no unit lie in this one place.
ORGANISATION = "organisation"
ACTIONS = ("read", "create", "write", "delete", "export", "print", "report")
ROLES = (
	"System Manager",
	"Integrity Manager",
	"Integrity Supervisor",
	"Integrity Unit Leader",
	"Integrity Department Head",
	"Integrity Liaison",
	"Integrity Post Holder",
	"Integrity Inspector",
	"Integrity Auditor",
)


class Line(NamedTuple):
	"""What one role may do with the documents of a DocType that are in a state: action → places."""

	doctype: str
	state: str
	role: str
	allowed: dict[str, frozenset[str]]


class Step(NamedTuple):
	"""An action on the approval path for a risk point of a grade in a state: role → places."""

	grade: str
	state: str
	action: str
	allowed: dict[str, frozenset[str]]


class Listed(NamedTuple):
	"""Something that shows or changes documents, and the test that sees to it."""

	kind: str
	name: str
	tested_in: str


@cache
def permissions() -> list[Line]:
	return [
		Line(row["document"], row["state"], row["role"], {action: _places(row[action]) for action in ACTIONS})
		for row in rows("permissions")
	]


@cache
def unplaced() -> dict[str, frozenset[str]]:
	"""Role → places that are read by who was given the role but no place."""
	return {row["role"]: _places(row["read"]) for row in rows("unplaced")}


@cache
def approval() -> list[Step]:
	return [
		Step(row["grade"], row["state"], row["action"], {role: _places(row[role]) for role in ROLES if role in row})
		for row in rows("approval")
	]


@cache
def surfaces() -> list[Listed]:
	return [Listed(row["kind"], row["name"], row["tested in"]) for row in rows("surfaces")]


def rows(table: str) -> list[dict[str, str]]:
	with (FOLDER / f"{table}.csv").open(encoding="utf8", newline="") as file:
		return list(csv.DictReader(file))


def _places(cell: str) -> frozenset[str]:
	return frozenset(cell.split())
