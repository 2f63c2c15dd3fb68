"""Finding a table's header row and the field under each header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from openpyxl.utils import get_column_letter

from lianzheng_risk.core.findings import Finding, Place
from lianzheng_risk.core.register import TABLES, Table
from lianzheng_risk.core.vocabulary import normalise
from lianzheng_risk.core.workbook.names import OWN_COLUMNS
from lianzheng_risk.core.workbook.rules import DUPLICATE_COLUMN, MISSING_COLUMN, UNKNOWN_COLUMN

ROWS_SEARCHED = 10
# A title above the table may itself read like one header ("风险点"); two make a header row.
_FEWEST_HEADERS = 2
# How units mark what is required or say how to write it: "*所属单位", "所属单位（必填）", "任职日期（年月日）".
_REMARK = re.compile(r"\([^()]*\)$")


@dataclass
class Header:
	"""A header row: `position` in the rows read; places of fields and of unknown headers, counted from 0."""

	table: Table
	position: int
	fields: dict[str, int] = field(default_factory=dict)
	unknown: dict[str, int] = field(default_factory=dict)
	repeated: list[tuple[str, int]] = field(default_factory=list)

	def letters(self, first_column: int) -> dict[str, str]:
		"""Column letters by field name, where the rows read begin in column `first_column` (0 is A)."""
		return {name: get_column_letter(first_column + place + 1) for name, place in self.fields.items()}

	def unknown_letters(self, first_column: int) -> dict[str, str]:
		"""Column letters by header, of the columns that are no field."""
		return {text: get_column_letter(first_column + place + 1) for text, place in self.unknown.items()}

	def findings(self, row: int, first_column: int) -> list[Finding]:
		"""What is wrong with the header, which stands in Excel row `row`."""
		letters = self.letters(first_column)
		missing = [column for column in self.table.fields if column.required and column.name not in self.fields]
		return [
			*(
				Finding(MISSING_COLUMN, Place(self.table.name, row, column.name), {"header": column.text})
				for column in missing
			),
			*(
				Finding(
					DUPLICATE_COLUMN,
					Place(self.table.name, row, name),
					{
						"header": self.table[name].text,
						"first": letters[name],
						"second": get_column_letter(first_column + place + 1),
					},
				)
				for name, place in self.repeated
			),
			*(Finding(UNKNOWN_COLUMN, Place(self.table.name, row, text), {"header": text}) for text in self.unknown),
		]


def find_header(table: Table, rows: Sequence[Sequence[object]]) -> Header | None:
	"""The row, among the first few, in which most headers of `table` stand; None where no row looks like one."""
	candidates = [_header(table, position, cells) for position, cells in enumerate(rows[:ROWS_SEARCHED])]
	best = max(candidates, key=lambda header: len(header.fields), default=None)
	return best if best and len(best.fields) >= _FEWEST_HEADERS else None


def _header(table: Table, position: int, cells: Sequence[object]) -> Header:
	header = Header(table, position)
	names = _names_by_spelling(table.name)
	for place, cell in enumerate(cells):
		text = str(cell).strip()
		spelling = _spelling(text)
		name = names.get(spelling) or names.get(_REMARK.sub("", spelling).strip("*"))
		if name is None:
			if text and spelling not in OWN_COLUMNS:
				header.unknown.setdefault(text, place)
		elif name in header.fields:
			header.repeated.append((name, place))
		else:
			header.fields[name] = place
	return header


@cache
def _names_by_spelling(table: str) -> dict[str, str]:
	return {_spelling(header): column.name for column in TABLES[table].fields for header in column.headers}


def _spelling(header: str) -> str:
	"""A header as compared: full-width as half-width, no white space, no asterisks."""
	return normalise(header).strip("*")
