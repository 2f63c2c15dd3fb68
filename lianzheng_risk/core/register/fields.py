"""What a register is declared with: one column, one sheet, and the dtype that each kind of value has in a frame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pandas as pd

from lianzheng_risk.core import vocabulary as v
from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.profile import spellings
from lianzheng_risk.core.vocabulary import Vocabulary

Kind = Literal["text", "longtext", "term", "reference", "integer", "amount", "boolean", "date"]

DTYPES: dict[Kind, str] = {
	"text": "object",
	"longtext": "object",
	"term": "object",
	"reference": "object",
	"integer": "Int64",
	"amount": "Float64",
	"boolean": "bool",
	"date": "datetime64[s]",
}


@dataclass(frozen=True)
class Field:
	"""One column. `reference` names the table whose single key the column holds.

	`decided_on_site`: a site works it out from what was done there, so no file can bring it along.
	"""

	name: str
	text: Text
	kind: Kind = "text"
	required: bool = False
	vocabulary: Vocabulary | None = None
	reference: str | None = None
	width: int = 14
	note: Text | None = None
	example: str | float | None = None
	aliases: tuple[str, ...] = ()
	decided_on_site: bool = False

	@property
	def zh(self) -> str:
		return self.text.zh

	@property
	def headers(self) -> tuple[str, ...]:
		"""Every header under which this column is understood, in the words of whatever profile."""
		in_chinese = (spelling for zh in (self.text.zh, *self.aliases) for spelling in spellings(zh))
		return (*in_chinese, self.text.en, self.name)


@dataclass(frozen=True)
class Table:
	"""One sheet of the workbook, one frame of the register. `key` identifies a row; `title` is what people call it.

	A workbook may do without the sheet where `may_lack` says so.
	"""

	name: str
	text: Text
	fields: tuple[Field, ...]
	key: tuple[str, ...]
	title: str
	note: Text
	may_lack: bool = False

	@property
	def zh(self) -> str:
		return self.text.zh

	@cached_property
	def by_name(self) -> dict[str, Field]:
		return {column.name: column for column in self.fields}

	@cached_property
	def columns(self) -> tuple[str, ...]:
		return tuple(self.by_name)

	@cached_property
	def required_key(self) -> tuple[str, ...]:
		"""The parts of the key that no row may be without."""
		return tuple(name for name in self.key if self[name].required)

	def __getitem__(self, name: str) -> Field:
		return self.by_name[name]

	def empty(self) -> pd.DataFrame:
		return pd.DataFrame({f.name: pd.Series(dtype=DTYPES[f.kind]) for f in self.fields})

	def frame(self, data) -> pd.DataFrame:
		"""A frame with this table's columns and dtypes from a frame, records or columns; missing columns are empty."""
		raw = data if isinstance(data, pd.DataFrame) else pd.DataFrame(data, dtype=object)
		return pd.DataFrame({f.name: typed(raw.get(f.name), f, raw.index) for f in self.fields}, index=raw.index)

	def sorted(self, frame: pd.DataFrame) -> pd.DataFrame:
		"""The rows in the order of the key, numbered anew."""
		return frame.sort_values(list(self.key), kind="stable").reset_index(drop=True)


def typed(values: pd.Series | None, column: Field, index: pd.Index) -> pd.Series:
	"""A column in its declared dtype. The values must already be of the right kind; nothing is parsed here."""
	dtype = DTYPES[column.kind]
	if values is None:
		empty = False if column.kind == "boolean" else None
		return pd.Series([empty] * len(index), index=index, dtype=object).astype(dtype)
	if column.kind == "boolean" and values.dtype != "bool":
		return values.map(lambda value: bool(value) if pd.notna(value) else False).astype("bool")
	if dtype != "object":
		return values.astype(dtype)
	values = values.astype(object)
	return values.where(values.notna() & (values != ""), None)


def key_field(name: str, zh: str, en: str, example: str, **more) -> Field:
	return Field(name, Text(zh, en), required=True, example=example, **more)


def reference_field(name: str, zh: str, en: str, reference: str, **more) -> Field:
	return Field(name, Text(zh, en), "reference", reference=reference, **more)


def term_field(name: str, zh: str, en: str, vocabulary: Vocabulary, **more) -> Field:
	return Field(name, Text(zh, en), "term", vocabulary=vocabulary, **more)


def amount_field(name: str, zh: str, en: str, **more) -> Field:
	"""Money, to the hundredth of its currency's unit."""
	return Field(name, Text(zh, en), "amount", **more)


def flag_field(name: str, zh: str, en: str, **more) -> Field:
	return Field(name, Text(zh, en), "boolean", vocabulary=v.YES_NO, width=10, **more)


def text_field(name: str, zh: str, en: str, **more) -> Field:
	return Field(name, Text(zh, en), **more)


def longtext_field(name: str, zh: str, en: str, width: int = 40, **more) -> Field:
	return Field(name, Text(zh, en), "longtext", width=width, **more)


def integer_field(name: str, zh: str, en: str, width: int = 12, **more) -> Field:
	return Field(name, Text(zh, en), "integer", width=width, **more)


def date_field(name: str, zh: str, en: str, **more) -> Field:
	return Field(name, Text(zh, en), "date", width=13, **more)
