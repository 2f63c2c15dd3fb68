"""Writing a register as a workbook, without loss and with the template's look."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pandas as pd
from openpyxl import Workbook

from lianzheng_risk.core.bilingual import Lang
from lianzheng_risk.core.grading import Scheme
from lianzheng_risk.core.register import TABLES, Register, Table
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.workbook.cells import column_values, example_values, refuse_what_does_not_fit
from lianzheng_risk.core.workbook.guide import add_guide
from lianzheng_risk.core.workbook.guide_texts import TITLE
from lianzheng_risk.core.workbook.lists import add_code_names, add_lists_sheet, list_formulas
from lianzheng_risk.core.workbook.names import AUTHOR
from lianzheng_risk.core.workbook.remembered import remember
from lianzheng_risk.core.workbook.sheets import TableSheet
from lianzheng_risk.core.workbook.styles import add_styles

# Rows turned into cell values at a time: enough to be fast, few enough that memory does not grow with the register.
_CHUNK = 10_000


def write_register(
	register: Register, target: str | Path | BinaryIO, lang: Lang = "zh", scheme: Scheme = DEFAULT
) -> None:
	"""Write `register` to a path or a binary file: terms and flags in the language chosen, references by code.

	`scheme` decides which levels of probability and harm the drop-downs offer. What is read back and checked is the same
	register, except that white space around texts is gone and what is no character (a lone surrogate) is U+FFFD.

	Raises DoesNotFit where a table or a text is too long for Excel, before anything is written.
	"""
	write_workbook(register, target, lang, scheme)


@dataclass(frozen=True)
class Annex:
	"""Where a register comes from: `origins` says it of each row by table, `add_sheet` adds a sheet that tells of the whole."""

	origins: Mapping[str, Sequence[str]]
	add_sheet: Callable[[Workbook, Lang], None]


def write_workbook(
	register: Register,
	target: str | Path | BinaryIO,
	lang: Lang,
	scheme: Scheme,
	examples: bool = False,
	annex: Annex | None = None,
) -> None:
	"""The one way from a register, or from none, to a workbook. `examples` begins each sheet with an example row."""
	refuse_what_does_not_fit(register)
	workbook = Workbook(write_only=True)
	workbook.properties.creator = AUTHOR
	workbook.properties.title = TITLE.label(lang)
	remember(workbook)
	add_styles(workbook)
	if annex:
		annex.add_sheet(workbook, lang)
	add_guide(workbook, lang, scheme)
	add_code_names(workbook, lang)
	formulas = list_formulas(lang, scheme)
	for table in TABLES.values():
		frame = register[table.name]
		origins = annex.origins[table.name] if annex else None
		sheet = TableSheet(workbook, table, len(frame) + examples, formulas, lang, with_origins=origins is not None)
		if examples:
			sheet.add_example(example_values(table, lang))
		_add_rows(sheet, table, frame, lang, origins)
	add_lists_sheet(workbook, lang, scheme)
	workbook.save(target)


def _add_rows(sheet: TableSheet, table: Table, frame: pd.DataFrame, lang: Lang, origins: Sequence[str] | None) -> None:
	for start in range(0, len(frame), _CHUNK):
		rows = frame.iloc[start : start + _CHUNK]
		columns = [column_values(column, rows[column.name], lang) for column in table.fields]
		sheet.add_rows(columns, origins[start : start + _CHUNK] if origins is not None else None)
