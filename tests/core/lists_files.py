"""The corpus of invented lists as files: each format made by a means that is none of ours.

A case is one JSON file in `lists_corpus/`:

=============  =========================================================================================
what           in a sentence, what the file is like
organisation   the kind of organisation that might have published it
format         xlsx, xls, ods, csv-utf8, csv-utf8-bare (no byte order mark) or csv-gb18030
sheets         title, rows (a cell is text, a number, null or {"date": "2026-06-30"}), merges, hidden_rows, hidden
why            where common sense left a choice, which was taken and why
expected       what a person would write into the register by hand; see test_lists_corpus.py
=============  =========================================================================================
"""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from xml.sax.saxutils import escape

import xlwt
from openpyxl import Workbook
from openpyxl.utils import range_boundaries

from tests.core.raw_xlsx import undated, zipped

FOLDER = Path(__file__).with_name("lists_corpus")


@dataclass(frozen=True)
class Case:
	"""One invented file with what is expected of it."""

	name: str
	data: dict

	@property
	def expected(self) -> dict:
		return self.data["expected"]

	@property
	def file_name(self) -> str:
		return f"{self.name}.{self.data['format'].split('-')[0]}"

	def file(self) -> bytes:
		return WRITERS[self.data["format"]](self.data["sheets"])


def cases() -> list[Case]:
	"""Every case of the corpus, by name."""
	return [Case(path.stem, json.loads(path.read_text("utf-8"))) for path in sorted(FOLDER.glob("*.json"))]


def xlsx(sheets: list[dict]) -> bytes:
	workbook = Workbook()
	workbook.remove(workbook.active)
	for told in sheets:
		sheet = workbook.create_sheet(told["title"])
		for row, cells in enumerate(told["rows"], start=1):
			for column, cell in enumerate(cells, start=1):
				sheet.cell(row, column, value(cell))
		for merged in told.get("merges", ()):
			sheet.merge_cells(merged)
		for row in told.get("hidden_rows", ()):
			sheet.row_dimensions[row].hidden = True
		if told.get("hidden"):
			sheet.sheet_state = "hidden"
	return undated(_saved(workbook))


def xls(sheets: list[dict]) -> bytes:
	workbook = xlwt.Workbook(encoding="utf-8")
	day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
	for told in sheets:
		sheet = workbook.add_sheet(told["title"])
		for row, cells in enumerate(told["rows"]):
			for column, cell in enumerate(map(value, cells)):
				if cell is not None:
					sheet.write(row, column, cell, *([day] if isinstance(cell, datetime.date) else []))
		for merged in told.get("merges", ()):
			left, top, right, bottom = range_boundaries(merged)
			sheet.merge(top - 1, bottom - 1, left - 1, right - 1)
		for row in told.get("hidden_rows", ()):
			sheet.row(row - 1).hidden = True
	return _saved(workbook)


def _csv(encoding: str) -> Callable[[list[dict]], bytes]:
	def write(sheets: list[dict]) -> bytes:
		(told,) = sheets
		width = max(map(len, told["rows"]))
		buffer = StringIO(newline="")
		rows = csv.writer(buffer)
		for cells in told["rows"]:
			rows.writerow([*map(value, cells), *[None] * (width - len(cells))])
		return buffer.getvalue().encode(encoding)

	return write


_NAMESPACES = " ".join(
	f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
	for prefix, name in (("office", "office"), ("table", "table"), ("text", "text"))
)
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(sheets: list[dict]) -> bytes:
	tables = "".join(_ods_table(told) for told in sheets)
	parts = {
		"mimetype": _ODS_TYPE,
		"META-INF/manifest.xml": (
			'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
			f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
			'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
		),
		"content.xml": (
			f'<office:document-content {_NAMESPACES} office:version="1.2"><office:body><office:spreadsheet>'
			f"{tables}</office:spreadsheet></office:body></office:document-content>"
		),
	}
	return zipped({name: text.encode() for name, text in parts.items()})


def _ods_table(told: dict) -> str:
	spans, covered = {}, set()
	for merged in told.get("merges", ()):
		left, top, right, bottom = range_boundaries(merged)
		spans[top, left] = (right - left + 1, bottom - top + 1)
		covered |= {(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)}
		covered.discard((top, left))
	rows = "".join(
		"<table:table-row>"
		+ "".join(
			_ods_cell(value(cell), spans.get((row, column)), (row, column) in covered)
			for column, cell in enumerate(cells, start=1)
		)
		+ "</table:table-row>"
		for row, cells in enumerate(_padded(told["rows"]), start=1)
	)
	return f'<table:table table:name="{escape(told["title"])}">{rows}</table:table>'


def _padded(rows: list[list]) -> list[list]:
	"""Rows of one length, none empty: a covered cell has to stand in the file, too."""
	width = max(map(len, rows))
	return [[*cells, *[None] * (width - len(cells))] for cells in rows]


def _ods_cell(cell: object, span: tuple[int, int] | None, covered: bool) -> str:
	tag = "table:covered-table-cell" if covered else "table:table-cell"
	columns, rows = span or (1, 1)
	spanned = f' table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"' if span else ""
	if cell is None:
		return f"<{tag}{spanned}/>"
	if isinstance(cell, datetime.date):
		typed = f' office:value-type="date" office:date-value="{cell}"'
	elif isinstance(cell, int | float):
		typed = f' office:value-type="float" office:value="{cell}"'
	else:
		typed = ' office:value-type="string"'
	lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(cell).split("\n"))
	return f"<{tag}{spanned}{typed}>{lines}</{tag}>"


def value(told: object) -> object:
	"""What a cell holds, from how it is written in the JSON."""
	return datetime.date.fromisoformat(told["date"]) if isinstance(told, dict) else told


def _saved(workbook: Workbook | xlwt.Workbook) -> bytes:
	buffer = BytesIO()
	workbook.save(buffer)
	return buffer.getvalue()


WRITERS: dict[str, Callable[[list[dict]], bytes]] = {
	"xlsx": xlsx,
	"xls": xls,
	"ods": ods,
	"csv-utf8": _csv("utf-8-sig"),
	"csv-utf8-bare": _csv("utf-8"),
	"csv-gb18030": _csv("gb18030"),
}
