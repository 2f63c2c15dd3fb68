"""The register that grows out of lists: records with provisional codes, each knowing the cell it comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

import pandas as pd
from openpyxl.utils import get_column_letter

from lianzheng_risk.core.findings import Layout
from lianzheng_risk.core.lists.rows import Value
from lianzheng_risk.core.register import TABLES, Table
from lianzheng_risk.core.workbook.reader import RawTable, RawWorkbook

# In a register workbook the headings stand in the first row.
FIRST_ROW = 2
# The codes begin with QD (清单); the importer gives the site's own in their place.
_CODES = {
	"units": "QD-D{:04d}",
	"people": "QD-R{:04d}",
	"posts": "QD-G{:04d}",
	"powers": "QD-Q{:04d}",
	"risk_points": "QD-F{:05d}",
	"measures": "QD-C{:05d}",
}
Cell = tuple[int, int]


@dataclass(slots=True)
class Record:
	"""One row of the register to be: its values by field, the sheet and cell it comes from, and those of single fields."""

	sheet: str
	cell: Cell
	values: dict[str, object]
	cells: dict[str, Cell] = field(default_factory=dict)
	asked: set[str] = field(default_factory=set)

	def put(self, name: str, value: object, source: Value) -> None:
		self.values[name] = value
		self.cells[name] = (source.row, source.column)


class Drafts:
	"""The records of one register, by table in the order in which they were found."""

	def __init__(self) -> None:
		self.tables: dict[str, list[Record]] = {name: [] for name in TABLES}
		self._known: dict[tuple[str, Hashable], Record] = {}
		self._numbers: Counter[tuple[str, str]] = Counter()
		self._coded: dict[tuple[str, str], Record] = {}

	def add(self, table: str, sheet: str, source: Value, values: Mapping[str, object]) -> Record:
		"""A new record with a code of its own where its table has one."""
		records = self.tables[table]
		record = Record(sheet, (source.row, source.column), dict(values))
		records.append(record)
		if table in _CODES:
			code = record.values[TABLES[table].key[0]] = _CODES[table].format(len(records))
			self._coded[table, code] = record
		return record

	def coded(self, table: str, code: str) -> Record:
		"""The record with a code."""
		return self._coded[table, code]

	def once(self, table: str, key: Hashable, sheet: str, source: Value, values: Mapping[str, object]) -> Record:
		"""The record known by `key`, made where there is none yet."""
		record = self._known.get((table, key))
		if record is None:
			record = self._known[table, key] = self.add(table, sheet, source, values)
		return record

	def found(self, table: str, key: Hashable) -> Record | None:
		"""The record known by `key`, None where there is none."""
		return self._known.get((table, key))

	def next_number(self, table: str, of: str) -> int:
		"""1, 2, 3 … for the rows of a table that belong to one record."""
		self._numbers[table, of] += 1
		return self._numbers[table, of]

	def raw(self) -> RawWorkbook:
		"""The records as the reader gives a register workbook, in the rows in which they are written."""
		tables = {name: _raw(TABLES[name], records) for name, records in self.tables.items()}
		titles = {name: table.zh for name, table in TABLES.items()}
		return RawWorkbook(tables, [], Layout(titles, {name: letters_of(table) for name, table in TABLES.items()}))


def letters_of(table: Table) -> dict[str, str]:
	"""The column letters of a table's sheet in a register workbook."""
	return {name: get_column_letter(place) for place, name in enumerate(table.columns, start=1)}


def _raw(table: Table, records: list[Record]) -> RawTable:
	index = pd.RangeIndex(FIRST_ROW, FIRST_ROW + len(records))
	columns = {}
	for column in table.fields:
		values = [record.values.get(column.name) for record in records]
		# What lists do not have at all is left out, so that an import leaves it alone.
		if column.required or any(value is not None for value in values):
			columns[column.name] = pd.Series(values, index=index, dtype=object)
	return RawTable(table.name, pd.DataFrame(columns, index=index), letters_of(table))
