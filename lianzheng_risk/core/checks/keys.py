"""Keys: codes that a site accepts as names, each row with a key of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from lianzheng_risk.core.bilingual import Lang, Text
from lianzheng_risk.core.checks import rules
from lianzheng_risk.core.checks.found import found
from lianzheng_risk.core.checks.given import Given
from lianzheng_risk.core.checks.values import shown
from lianzheng_risk.core.findings import Finding
from lianzheng_risk.core.register import TABLES, Table
from lianzheng_risk.core.vocabulary import normalise

# The site refuses < and > in a document's name; a separator or a line break means two codes in one cell.
REFUSED = re.compile(r"[<>;；、\x00-\x1f]|^\s|\s$")


def check(given: Given) -> Iterator[Finding]:
	for name, table in TABLES.items():
		frame = given.register[name]
		if frame.empty:
			continue
		yield from _duplicates(table, frame)
		if len(table.key) == 1:
			codes = frame[table.key[0]].dropna()
			yield from _refused(table, codes)
			yield from _similar(table, codes)


def _refused(table: Table, codes: pd.Series) -> list[Finding]:
	bad = codes[codes.str.contains(REFUSED).astype(bool)]
	field = table[table.key[0]]
	return found(rules.CODE_REFUSED, table.name, bad.index, field.name, field=field.text, value=bad.map(shown).tolist())


def _duplicates(table: Table, frame: pd.DataFrame) -> list[Finding]:
	keys = frame[list(table.key)].dropna(subset=list(table.required_key))
	again = keys.duplicated()
	if not again.any():
		return []
	first = _first_rows([keys[name] for name in table.key])[again]
	keys = keys[again]
	labels = _as_text(keys[table.key[0]])
	for name in table.key[1:]:
		labels = labels + "/" + _as_text(keys[name])
	return found(
		rules.DUPLICATE_KEY,
		table.name,
		keys.index,
		table.key[0],
		field=Text(_field_names(table, "zh"), _field_names(table, "en")),
		value=labels.map(shown).tolist(),
		first=first.tolist(),
	)


def _similar(table: Table, codes: pd.Series) -> list[Finding]:
	"""Codes that only case, width or spaces tell apart: a site's database takes them for one."""
	codes = codes.drop_duplicates()
	fold = str.casefold if all(map(str.isascii, codes)) else normalise
	spellings = codes.map(fold)
	again = spellings.duplicated()
	if not again.any():
		return []
	field = table[table.key[0]]
	return found(
		rules.SIMILAR_KEY,
		table.name,
		codes.index[again],
		field.name,
		field=field.text,
		value=codes[again].map(shown).tolist(),
		first=_first_rows([spellings])[again].tolist(),
	)


def _first_rows(by: list[pd.Series]) -> pd.Series:
	"""For each row the first row with the same values."""
	rows = by[0].index.to_series()
	return rows.groupby(by, sort=False, dropna=False).transform("first")


def _as_text(values: pd.Series) -> pd.Series:
	return values.dt.strftime("%Y-%m-%d") if values.dtype.kind == "M" else values.astype(object).fillna("").astype(str)


def _field_names(table: Table, lang: Lang) -> str:
	return "/".join(table[name].text.label(lang) for name in table.key)
