"""References: a code, or a name where it is unique, becomes the code of a row that exists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

import pandas as pd

from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.found import Problem, listed, understand
from lianzheng_risk.core.checks.values import shown
from lianzheng_risk.core.findings import Finding
from lianzheng_risk.core.register import TABLES, Field, Table
from lianzheng_risk.core.vocabulary import normalise


class Directory:
	"""The rows of one table by code and by name."""

	def __init__(self, table: Table, frame: pd.DataFrame) -> None:
		self.table = table
		self._frame = frame
		self._codes = set(frame[table.key[0]].dropna())

	@cached_property
	def _codes_by_spelling(self) -> Mapping[str, set[str]]:
		return _by_spelling((code, code) for code in self._codes)

	@cached_property
	def _codes_by_name(self) -> Mapping[str, set[str]]:
		named = self._frame[[self.table.title, self.table.key[0]]].dropna()
		return _by_spelling(named.itertuples(index=False))

	def code_of(self, written: str) -> str | Problem:
		"""The code that `written` stands for: itself, a spelling of it, or a name that only one row bears."""
		if written in self._codes:
			return written
		spelling = normalise(written)
		codes = self._codes_by_spelling.get(spelling) or self._codes_by_name.get(spelling) or ()
		if len(codes) == 1:
			return next(iter(codes))
		problem = {"target": self.table.text, "value": shown(written)}
		if codes:
			return Problem(rules.AMBIGUOUS_NAME, {**problem, "codes": listed(sorted(codes))})
		return Problem(rules.UNRESOLVED_REFERENCE, problem)

	def known(self, code: str) -> str | Problem:
		"""`code`, where there is such a row."""
		if code in self._codes:
			return code
		return Problem(rules.UNRESOLVED_REFERENCE, {"target": self.table.text, "value": shown(code)})


def _by_spelling(named) -> Mapping[str, set[str]]:
	codes = defaultdict(set)
	for name, code in named:
		codes[normalise(name)].add(code)
	return codes


def references_of(table: Table) -> tuple[Field, ...]:
	return tuple(column for column in table.fields if column.reference)


def resolve(frames: Mapping[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], list[Finding]]:
	"""The same frames with every reference as a code; one that leads nowhere, or to several rows, is a finding."""
	directories = _directories(frames)
	resolved, findings = {}, []
	for name, frame in frames.items():
		columns = {}
		for column in references_of(TABLES[name]):
			meaning = directories[column.reference].code_of
			columns[column.name], problems = understand(frame[column.name], TABLES[name], column, meaning)
			findings += problems
		resolved[name] = frame.assign(**columns)
	return resolved, findings


def check_references(frames: Mapping[str, pd.DataFrame]) -> list[Finding]:
	"""The references of a typed register, all codes, that lead nowhere."""
	directories = _directories(frames)
	return [
		finding
		for name, frame in frames.items()
		for column in references_of(TABLES[name])
		for finding in understand(frame[column.name], TABLES[name], column, directories[column.reference].known)[1]
	]


def _directories(frames: Mapping[str, pd.DataFrame]) -> dict[str, Directory]:
	return {name: Directory(table, frames[name]) for name, table in TABLES.items() if len(table.key) == 1}
