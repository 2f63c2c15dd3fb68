"""Workbooks written as bare XML, so that they may hold what no library would write: what is tested is what is read."""

from __future__ import annotations

import datetime
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import get_column_letter

_SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True)
class Raw:
	"""A cell as it shall stand in the file: its type attribute (may be empty) and the XML inside."""

	kind: str
	inside: str


def formula(text: str, value: str | None = None, kind: str = "") -> Raw:
	"""A formula, with the value that the program which saved it left behind, or without."""
	return Raw(kind, f"<f>{escape(text)}</f>" + (f"<v>{escape(value)}</v>" if value is not None else ""))


def raw_xlsx(sheets: list[dict]) -> bytes:
	"""A workbook of `sheets` (title, rows, merges). Lone surrogates and control characters are written as they are."""
	parts = {
		"[Content_Types].xml": _content_types(len(sheets)),
		"_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
		"xl/workbook.xml": _workbook([sheet["title"] for sheet in sheets]),
		"xl/_rels/workbook.xml.rels": _relations(
			{f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)}
		),
	}
	for number, sheet in enumerate(sheets, start=1):
		parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(sheet)
	return zipped({name: text.encode("utf-8", "surrogatepass") for name, text in parts.items()})


_DAY = (2026, 6, 30, 0, 0, 0)
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def zipped(parts: dict[str, bytes]) -> bytes:
	"""A package of `parts`, the same whenever it is made."""
	buffer = BytesIO()
	with zipfile.ZipFile(buffer, "w") as package:
		for name, content in parts.items():
			package.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED, compresslevel=1)
	return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
	"""The parts of a package."""
	with zipfile.ZipFile(BytesIO(data)) as package:
		return {name: package.read(name) for name in package.namelist()}


def undated(data: bytes) -> bytes:
	"""A workbook written by a library, without the moment at which that was done."""
	return zipped({name: _MOMENT.sub(b"2026-06-30T00:00:00Z", part) for name, part in unzipped(data).items()})


def _content_types(count: int) -> str:
	sheets = "".join(
		f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
		for number in range(1, count + 1)
	)
	return (
		f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
		f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
		f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>{sheets}</Types>'
	)


def _relations(targets: dict[str, tuple[str, str]]) -> str:
	inside = "".join(
		f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
		for key, (kind, target) in targets.items()
	)
	return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _workbook(titles: list[str]) -> str:
	sheets = "".join(
		f'<sheet name={quoteattr(title)} sheetId="{number}" r:id="rId{number}"/>'
		for number, title in enumerate(titles, start=1)
	)
	return f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets></workbook>'


def _sheet(sheet: dict) -> str:
	rows = "".join(
		f'<row r="{row}">'
		+ "".join(
			_cell(f"{get_column_letter(column)}{row}", value)
			for column, value in enumerate(cells, start=1)
			if value is not None
		)
		+ "</row>"
		for row, cells in enumerate(sheet["rows"], start=1)
	)
	merged = "".join(f'<mergeCell ref="{merge}"/>' for merge in sheet.get("merges", ()))
	merges = f"<mergeCells>{merged}</mergeCells>" if merged else ""
	return f'<worksheet xmlns="{_SPREADSHEET}"><sheetData>{rows}</sheetData>{merges}</worksheet>'


def _cell(place: str, value: object) -> str:
	raw = _raw(value)
	kind = f' t="{raw.kind}"' if raw.kind else ""
	return f'<c r="{place}"{kind}>{raw.inside}</c>'


def _raw(value: object) -> Raw:
	if isinstance(value, Raw):
		return value
	if isinstance(value, bool):
		return Raw("b", f"<v>{int(value)}</v>")
	if isinstance(value, datetime.date):
		return Raw("d", f"<v>{value.isoformat()}</v>")
	if isinstance(value, int | float):
		return Raw("", f"<v>{value}</v>")
	return Raw("inlineStr", f'<is><t xml:space="preserve">{escape(str(value))}</t></is>')
