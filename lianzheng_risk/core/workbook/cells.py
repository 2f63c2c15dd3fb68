"""A register's columns as cell values: terms and flags in words, dates as Excel's serial numbers, text escaped."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.register import TABLES, Field, Register, Table
from lianzheng_risk.core.workbook.names import EXAMPLE
from lianzheng_risk.core.workbook.text import MAX_LENGTH, escape, escape_all

LAST_ROW = 1_048_576

TOO_MANY_ROWS = Text(
	"“{table}”有{rows}行，一张 Excel 工作表最多容纳{most}行，请按单位分开导出",
	"“{table}” has {rows} rows and an Excel sheet holds {most}; export unit by unit",
)
TOO_LONG = Text(
	"“{table}”{key}的“{field}”有{length}个字符，一个单元格最多容纳{most}个，请缩短",
	"“{field}” of {key} in “{table}” has {length} characters and a cell holds {most}; shorten it",
)

# Up to here Excel counts a 29 February 1900 that never was; dates before are written as text.
_FIRST_DAY, _LAST_DAY = np.datetime64("1900-03-01"), np.datetime64("9999-12-31")
_DAY_ZERO = np.datetime64("1899-12-30")

TEXTUAL = ("text", "longtext", "reference")


class DoesNotFit(ValueError):
	"""A register that an Excel workbook cannot hold without loss; `text` says what to do, in both languages."""

	def __init__(self, text: Text, **values) -> None:
		super().__init__(text.en.format(**{name: _shown(value, "en") for name, value in values.items()}))
		zh = text.format("zh", **{name: _shown(value, "zh") for name, value in values.items()})
		self.text = Text(zh, str(self), quoted=True)


def _shown(value: object, lang: Lang) -> object:
	return value.label(lang) if isinstance(value, Text) else value


def refuse_what_does_not_fit(register: Register) -> None:
	"""Raise DoesNotFit where a table is too long for a sheet or a text for a cell; Excel would cut it off."""
	for table in TABLES.values():
		frame = register[table.name]
		if len(frame) >= LAST_ROW:
			raise DoesNotFit(TOO_MANY_ROWS, table=table.text, rows=len(frame), most=LAST_ROW - 1)
		for column in table.fields:
			if column.kind in TEXTUAL:
				_refuse_long_text(table, column, frame)


def _refuse_long_text(table: Table, column: Field, frame: pd.DataFrame) -> None:
	for position, text in enumerate(_present(frame[column.name])):
		# Nothing grows more than sevenfold by escaping, so most texts need no closer look.
		if text and len(text) > MAX_LENGTH // 7 and (length := _length(text)) > MAX_LENGTH:
			key = frame.iloc[position][table.key[0]]
			raise DoesNotFit(TOO_LONG, table=table.text, key=key, field=column.text, length=length, most=MAX_LENGTH)


def _length(text: str) -> int:
	"""The length that counts: in UTF-16 for Excel, escaped for the file."""
	return max(len(escape(text)), len(text.encode("utf-16-le", "replace")) // 2)


def column_values(column: Field, values: pd.Series, lang: Lang = "zh") -> list[str | int | None]:
	"""The cells of one column of a register's frame."""
	if column.kind == "date":
		return _dates(values)
	if column.kind == "boolean":
		yes = column.vocabulary.label("yes", lang)
		return [yes if flag else None for flag in values]
	if column.kind == "term":
		labels = {term.code: term.text.label(lang) for term in column.vocabulary.terms}
		return [labels.get(code, code) for code in _present(values)]
	return escape_all(_present(values)) if column.kind in TEXTUAL else _present(values)


def _present(values: pd.Series) -> list:
	values = values.astype(object)
	return values.where(values.notna(), None).tolist()


def _dates(values: pd.Series) -> list[str | int | None]:
	days = values.to_numpy().astype("datetime64[D]")
	cells = (days - _DAY_ZERO).astype("int64").astype(object)
	missing = np.isnat(days)
	as_text = ~missing & ~((days >= _FIRST_DAY) & (days <= _LAST_DAY))
	cells[as_text] = np.datetime_as_string(days[as_text]).astype(object)
	cells[missing] = None
	return cells.tolist()


def example_values(table: Table, lang: Lang = "zh") -> list[str | int | None]:
	"""The cells of a table's example row; the first says that it is one."""
	frame = table.frame([{column.name: _example(column) for column in table.fields}])
	first, *others = [column_values(column, frame[column.name], lang)[0] for column in table.fields]
	return [EXAMPLE.label(lang) + first, *others]


def _example(column: Field) -> object:
	if column.example is None:
		return None
	if column.kind == "term":
		return column.vocabulary.find(column.example).code
	if column.kind == "boolean":
		return column.vocabulary.find(column.example).code == "yes"
	return pd.Timestamp(column.example) if column.kind == "date" else column.example
