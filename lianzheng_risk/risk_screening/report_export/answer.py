"""A table as the file that was asked for: Excel through the register's writer, or CSV."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import frappe
from frappe.desk.utils import get_csv_bytes, provide_binary_file

from lianzheng_risk.core.vocabulary import YES_NO
from lianzheng_risk.core.workbook import DoesNotFit
from lianzheng_risk.core.workbook.plain import write_table
from lianzheng_risk.risk_screening.language import session_lang, shown
from lianzheng_risk.risk_screening.report_export.table import Table
from lianzheng_risk.store.exporting.files import file_name

EXTENSIONS = {"Excel": "xlsx", "CSV": "csv"}

# A CSV file cannot say that a cell is text, and a spreadsheet runs what begins so. The apostrophe is its own mark of text.
_FORMULA_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
# Without it Excel takes a CSV file for one in the encoding of the machine, and Chinese for gibberish.
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def respond(table: Table, file_format: str, csv_params: Mapping) -> None:
	"""Answer the request with the table as a file."""
	stem, _dot, extension = file_name(table.title, EXTENSIONS[file_format]).rpartition(".")
	try:
		provide_binary_file(stem, extension, _content(table, file_format, csv_params))
	except DoesNotFit as refusal:
		frappe.throw(shown(refusal.text))


def write(table: Table, target: Path | BytesIO, file_format: str, csv_params: Mapping) -> None:
	"""Write the table to a path or a binary file. Raises DoesNotFit where Excel cannot hold it."""
	if file_format == "Excel":
		write_table(table.columns, table.rows, target, table.title, session_lang(), table.above)
	elif isinstance(target, Path):
		target.write_bytes(_csv(table, csv_params))
	else:
		target.write(_csv(table, csv_params))


def _content(table: Table, file_format: str, csv_params: Mapping) -> bytes:
	target = BytesIO()
	write(table, target, file_format, csv_params)
	return target.getvalue()


def _csv(table: Table, csv_params: Mapping) -> bytes:
	rows = [*([line] for line in table.above), [column.header for column in table.columns], *table.rows]
	return _BYTE_ORDER_MARK + get_csv_bytes([[_harmless(value) for value in row] for row in rows], dict(csv_params))


def _harmless(value: object) -> object:
	if isinstance(value, bool):
		return YES_NO.label("yes" if value else "no", session_lang())
	return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_BEGINNINGS) else value
