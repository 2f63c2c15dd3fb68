"""A workbook as openpyxl can change it, whatever format it came in."""

from __future__ import annotations

import re
import warnings
from io import BytesIO

from openpyxl import Workbook, load_workbook
from python_calamine import SheetTypeEnum

from lianzheng_risk.core.workbook.source import calamine_errors, open_calamine
from lianzheng_risk.core.workbook.text import escape

_NOT_IN_TITLES = re.compile(r"[\\*?:/\[\]]")
_LONGEST_TITLE = 31
_COLUMN_WIDTH = 16


def editable_copy(data: bytes) -> Workbook:
	"""The workbook in `data` with its formatting or, where openpyxl cannot read it, a new one with its values.

	Raises UnreadableFile where `data` is no workbook at all.
	"""
	try:
		with warnings.catch_warnings():
			# openpyxl warns of each extension it leaves out of the copy; the user's own file keeps them.
			warnings.simplefilter("ignore")
			return load_workbook(BytesIO(data), rich_text=True)
	except Exception:
		# Not .xlsx, or written by a program whose liberties openpyxl does not forgive; what is raised then is of
		# any kind.
		return _rebuilt(data)


def _rebuilt(data: bytes) -> Workbook:
	source = open_calamine(data)
	workbook = Workbook()
	workbook.remove(workbook.active)
	for metadata in source.sheets_metadata:
		if metadata.typ == SheetTypeEnum.WorkSheet:
			with calamine_errors(data):
				values = source.get_sheet_by_name(metadata.name)
				rows, start = values.to_python(), values.start
			title = _NOT_IN_TITLES.sub("_", metadata.name)[:_LONGEST_TITLE]
			sheet = workbook.create_sheet(title)
			sheet.sheet_format.defaultColWidth = _COLUMN_WIDTH
			_fill(sheet, rows, start or (0, 0))
	return workbook


def _fill(sheet, rows: list[list], start: tuple[int, int]) -> None:
	first_row, first_column = start
	for row, values in enumerate(rows, start=first_row + 1):
		for column, value in enumerate(values, start=first_column + 1):
			if value != "":
				_set(sheet.cell(row, column), value)


def _set(cell, value: object) -> None:
	if isinstance(value, str):
		cell.value = escape(value)
		cell.data_type = "s"
	else:
		cell.value = value
