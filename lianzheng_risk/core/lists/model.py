"""What is known of a list before its rows are read, what people add to it, and the account of what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.lists.fields import LIST_FIELDS
from lianzheng_risk.core.vocabulary import normalise

Column = tuple[str, str, str]


@dataclass(frozen=True)
class ListTable:
	"""One list in a file: where it stands and what each of its columns is.

	`layout` is "1" to "10" (DOMAIN §6), "" for a mixture. `header_row` is the lower one of two, `first_row` and `last_row`
	are the rows below it that are read, all as Excel numbers them. `columns` are (letter, heading, field), with "" for the
	field of a column that is not read. `unit` is whose list it is, "" where its heading does not say.
	"""

	sheet: str
	layout: str
	title: str
	header_row: int
	first_row: int
	last_row: int
	columns: tuple[Column, ...]
	unit: str = ""

	@property
	def signature(self) -> tuple[str, ...]:
		"""What lists of one layout have in common: their headings."""
		return tuple(normalise(heading) for _letter, heading, _field in self.columns)

	def to_dict(self) -> dict:
		"""Plain data for JSON; `from_dict` reads it back."""
		return {
			"sheet": self.sheet,
			"layout": self.layout,
			"title": self.title,
			"header_row": self.header_row,
			"first_row": self.first_row,
			"last_row": self.last_row,
			"columns": [list(column) for column in self.columns],
			"unit": self.unit,
		}

	@classmethod
	def from_dict(cls, data: Mapping) -> ListTable:
		"""A table from plain data. Raises KeyError, TypeError or ValueError where the data does not make one."""
		columns = tuple((str(letter), str(heading), str(name)) for letter, heading, name in data["columns"])
		header_row, first_row, last_row = (int(data[name]) for name in ("header_row", "first_row", "last_row"))
		fields = [name for _letter, _heading, name in columns if name]
		if unknown := set(fields) - LIST_FIELDS.keys():
			raise ValueError(f"no such field: {', '.join(sorted(unknown))}")
		if len(set(fields)) < len(fields):
			raise ValueError("two columns of one table are the same field")
		if not all(letter.isascii() and letter.isalpha() and len(letter) <= 3 for letter, _heading, _name in columns):
			raise ValueError("a column goes by its letters, as in B")
		if not 0 <= header_row < first_row:
			raise ValueError("the rows of a table stand below its headings")
		texts = (str(data[name]) for name in ("sheet", "layout", "title"))
		return cls(*texts, header_row, first_row, last_row, columns, str(data.get("unit", "")))


@dataclass(frozen=True)
class SavedLayout:
	"""What the columns of a unit's lists mean, kept for its next file; matched by the headings."""

	tables: tuple[ListTable, ...]

	def to_dict(self) -> dict:
		return {"tables": [table.to_dict() for table in self.tables]}

	@classmethod
	def from_dict(cls, data: Mapping) -> SavedLayout:
		"""Raises KeyError, TypeError or ValueError where the data does not make one."""
		return cls(tuple(ListTable.from_dict(table) for table in data["tables"]))

	def applied_to(self, table: ListTable) -> ListTable | None:
		"""`table` with the meanings kept for the same headings; None where this layout knows no such headings."""
		known = next((kept for kept in self.tables if kept.signature == table.signature), None)
		if known is None:
			return None
		columns = tuple(
			(letter, heading, name)
			for (letter, heading, _), (_, _, name) in zip(table.columns, known.columns, strict=True)
		)
		return replace(table, columns=columns, unit=table.unit or known.unit)


@dataclass(frozen=True)
class Choices:
	"""What people say about a list as a whole.

	`values` fills what the list lacks, by "table.field" as in {"measures.layer": "岗位"}. With `levels_by_grade`
	probability and harm are the mildest pair that gives the published grade.
	"""

	values: Mapping[str, str] = field(default_factory=dict)
	levels_by_grade: bool = False


@dataclass(frozen=True)
class LeftOut:
	"""A row that became nothing, and why."""

	row: int
	reason: Text

	def to_dict(self, lang: Lang = "zh") -> dict:
		return {"row": self.row, "reason": self.reason.label(lang)}


@dataclass(frozen=True)
class ToSettle:
	"""Something that cannot be known: `field` is one of LIST_FIELDS, "total" or "section"; `value` is as written."""

	row: int
	field: str
	value: str
	reason: Text

	def to_dict(self, lang: Lang = "zh") -> dict:
		return {"row": self.row, "field": self.field, "value": self.value, "reason": self.reason.label(lang)}


@dataclass
class Account:
	"""What became of one list: every row read is used or left out, and what a person still has to say.

	`lacks` are required fields of the register that the list has nothing for, `hidden` the hidden rows among those read,
	`unused` the headings (or letters) of columns that hold something the register has no place for.
	"""

	table: ListTable
	rows: int = 0
	risks: int = 0
	measures: int = 0
	left_out: Sequence[LeftOut] = ()
	to_settle: Sequence[ToSettle] = ()
	lacks: Sequence[str] = ()
	hidden: Sequence[int] = ()
	unused: Sequence[str] = ()

	def to_dict(self, lang: Lang = "zh") -> dict:
		"""The account as `convert --json` prints it."""
		return {
			"sheet": self.table.sheet,
			"layout": self.table.layout,
			"rows": self.rows,
			"risks": self.risks,
			"measures": self.measures,
			"left_out": [entry.to_dict(lang) for entry in self.left_out],
			"to_settle": [entry.to_dict(lang) for entry in self.to_settle],
			"lacks": list(self.lacks),
			"hidden": list(self.hidden),
			"unused": list(self.unused),
		}
