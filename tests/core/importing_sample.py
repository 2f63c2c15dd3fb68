"""Small files and a small site for the tests of importing: the clean register of checks_sample is what the site has."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count

import pandas as pd
from checks_sample import AS_OF, checked

from lianzheng_risk.core.findings import Finding, Layout
from lianzheng_risk.core.importing import Plan, Terms, plan
from lianzheng_risk.core.importing.outcome import OUTCOMES
from lianzheng_risk.core.register import TABLES, Register
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.workbook.reader import RawTable, RawWorkbook

SITE = checked().register
Rows = list[dict[str, object]]


def site_with(**tables: Rows) -> Register:
	"""The site with further rows."""
	more = Register.of(**tables)
	return Register({name: pd.concat([SITE[name], more[name]], ignore_index=True) for name in TABLES})


def workbook(**tables: Rows) -> RawWorkbook:
	"""A workbook of these sheets, which have only the columns that some row names; the first row is number 2."""
	sheets, letters = {}, {}
	for name, rows in tables.items():
		columns = [column for column in TABLES[name].columns if any(column in row for row in rows)]
		frame = pd.DataFrame(
			[[row.get(column) for column in columns] for row in rows],
			columns=columns,
			index=range(2, len(rows) + 2),
			dtype=object,
		)
		letters[name] = {column: chr(ord("A") + at) for at, column in enumerate(columns)}
		sheets[name] = RawTable(name, frame, letters[name])
	return RawWorkbook(sheets, [], Layout({name: table.zh for name, table in TABLES.items()}, letters))


def planned(
	raw: RawWorkbook,
	site: Register = SITE,
	*,
	provisional_codes: bool = False,
	directory: Register | None = None,
	within: Collection[str] | None = None,
	**terms: str,
) -> Plan:
	"""The plan on these terms; new codes are NEW-1, NEW-2 and so on."""
	numbers = count(1)
	return plan(
		raw,
		site,
		DEFAULT,
		AS_OF,
		Terms(**terms),
		lambda table, how_many: [f"NEW-{next(numbers)}" for _ in range(how_many)],
		provisional_codes=provisional_codes,
		directory=directory,
		within=within,
	)


def outcome(result: Plan, table: str) -> dict[str, tuple[int, ...]]:
	"""The rows of a table by what becomes of them, without outcomes that none has."""
	found = {name: getattr(result.tables[table], name) for name in OUTCOMES}
	return {name: rows for name, rows in found.items() if rows}


def told(result: Plan, *severities: str) -> list[tuple[str, str]]:
	"""The findings as rule and place, such as ("required", "posts!B2"); of these severities, if any are given."""
	return [
		(it.rule.code, f"{it.place.table}!{result.layout.cell(it.place)}")
		for it in result.findings
		if not severities or it.severity in severities
	]


def errors(result: Plan) -> list[Finding]:
	return [finding for finding in result.findings if finding.severity == "error"]
