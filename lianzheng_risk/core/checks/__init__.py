"""What is wrong with a register, cell by cell, and what to do about it.

`check` takes the raw cells of a workbook, `check_register` a register that is typed already; `skip_bad` leaves out what
cannot be used. One module per family of rules; `rules` is the list of all.
"""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from lianzheng_risk.core.checks import (
	approvals,
	belonging,
	coverage,
	dates,
	decisions,
	duties,
	flow,
	grades,
	keys,
	loop,
	units,
	vague,
	wording,
)
from lianzheng_risk.core.checks.found import order
from lianzheng_risk.core.checks.given import Given
from lianzheng_risk.core.checks.parse import check_required, parse
from lianzheng_risk.core.checks.references import check_references, resolve
from lianzheng_risk.core.checks.rules import RULES
from lianzheng_risk.core.checks.skip import skip_bad
from lianzheng_risk.core.findings import Finding, Layout, Place
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.register import Register

if TYPE_CHECKING:
	from lianzheng_risk.core.workbook.reader import RawWorkbook

__all__ = ["RULES", "Checked", "beyond_cells", "check", "check_register", "skip_bad"]

FAMILIES = (
	*(keys, units, belonging, dates, coverage, grades, approvals),
	*(flow, duties, loop, decisions, wording, vague),
)


@dataclass(frozen=True)
class Checked:
	"""A register read from a workbook, what was found on the way, and where in the workbook it stands."""

	register: Register
	findings: list[Finding]
	layout: Layout


def check(raw: RawWorkbook, scheme: Scheme, as_of: datetime.date) -> Checked:
	"""The typed register of a workbook and all findings, the reader's included, by table, row and column.

	What could not be understood is missing in the register. Never raises, whatever the cells hold.
	"""
	frames, unparsed = parse(raw.tables, scheme)
	resolved, unresolved = resolve(Register(frames))
	register = Register(resolved)
	of_cells = [*unparsed, *unresolved]
	findings = [*of_cells, *beyond_cells(Given(register, scheme, as_of), _places(of_cells))]
	return Checked(register, sorted([*raw.findings, *findings], key=_place), raw.layout)


def check_register(register: Register, scheme: Scheme, as_of: datetime.date) -> list[Finding]:
	"""All findings on a typed register, by table, row and column; a row goes by its index."""
	plain = Register({name: _without_categories(frame) for name, frame in register.items()})
	of_cells = [*check_required(plain), *check_references(plain)]
	findings = [*of_cells, *beyond_cells(Given(plain, scheme, as_of), _places(of_cells))]
	return sorted(findings, key=_place)


def beyond_cells(given: Given, told: Container[Place]) -> Iterator[Finding]:
	"""The findings of all families, only where the cell itself was understood: at none of the places `told`."""
	return (finding for family in FAMILIES for finding in family.check(given) if finding.place not in told)


def _places(findings: list[Finding]) -> set[Place]:
	return {finding.place for finding in findings}


def _without_categories(frame: pd.DataFrame) -> pd.DataFrame:
	return frame.astype({name: object for name, dtype in frame.dtypes.items() if dtype == "category"})


def _place(finding: Finding) -> tuple[int, int, int]:
	return order(finding.place)
