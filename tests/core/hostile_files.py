"""Files made to harm whoever reads them, and files that are no workbooks. Each is small and made in a moment."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO

import xlwt

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.workbook.guard import refusals as r

SHEET_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEADER = "".join(
	f'<c r="{letter}1" t="inlineStr"><is><t>{text}</t></is></c>'
	for letter, text in zip("ABC", ("单位编码", "单位名称", "单位类型"), strict=True)
)
GOOD_ROW = '<row r="2"><c r="A2" t="inlineStr"><is><t>NJ</t></is></c></row>'
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def sheet(rows: str = GOOD_ROW, before: str = "", after: str = "", declaration: str = DECLARATION) -> bytes:
	"""The XML of a sheet of units: a header row and what is given."""
	text = f'{before}<sheetData><row r="1">{HEADER}</row>{rows}</sheetData>{after}'
	return f'{declaration}<worksheet xmlns="{SHEET_MAIN}" xmlns:r="{RELATIONS}">{text}</worksheet>'.encode()


def parts(**sheets: bytes) -> dict[str, bytes]:
	"""The parts of an .xlsx with sheets of these titles."""
	entries = "".join(f'<sheet name="{title}" sheetId="{n}" r:id="rId{n}"/>' for n, title in enumerate(sheets, start=1))
	links = "".join(
		f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
		for n in range(1, len(sheets) + 1)
	)
	package = "http://schemas.openxmlformats.org/package/2006"
	main = f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
	return {
		"[Content_Types].xml": f'{DECLARATION}<Types xmlns="{package}/content-types"/>'.encode(),
		"_rels/.rels": f'<Relationships xmlns="{package}/relationships">{main}</Relationships>'.encode(),
		"xl/workbook.xml": f'<workbook xmlns="{SHEET_MAIN}" xmlns:r="{RELATIONS}"><sheets>{entries}</sheets></workbook>'.encode(),
		"xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'.encode(),
		**{f"xl/worksheets/sheet{n}.xml": content for n, content in enumerate(sheets.values(), start=1)},
	}


def zipped(content: dict[str, bytes]) -> bytes:
	buffer = BytesIO()
	with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
		for name, part in content.items():
			package.writestr(name, part)
	return buffer.getvalue()


def xlsx(content: bytes | None = None, **others: bytes) -> bytes:
	"""An .xlsx with one sheet of units and, by keyword, other parts: `xl__name_xml` is xl/name.xml."""
	named = {name.replace("__", "/").replace("_", "."): part for name, part in others.items()}
	return zipped(parts(单位=sheet() if content is None else content) | named)


def ods(table: str, manifest: str = "", **others: bytes) -> bytes:
	names = 'xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c" xmlns:manifest="m"'
	content = f'<office:document-content {names}><table:table table:name="单位">{table}</table:table></office:document-content>'
	return zipped(
		{
			"mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
			"META-INF/manifest.xml": f"<manifest:manifest {names}>{manifest}</manifest:manifest>".encode(),
			"content.xml": content.encode(),
			**{name.replace("__", "/").replace("_", "."): part for name, part in others.items()},
		}
	)


def ods_cell(text: str, attributes: str = "") -> str:
	return f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>'


def xls(cells: dict[tuple[int, int], object] | None = None, error: tuple[int, int] | None = None) -> bytes:
	workbook = xlwt.Workbook()
	units = workbook.add_sheet("单位")
	for place, text in enumerate(("单位编码", "单位名称", "单位类型")):
		units.write(0, place, text)
	for (row, column), value in (cells or {(1, 0): "NJ"}).items():
		units.write(row, column, value)
	if error:
		units.row(error[0]).set_cell_error(error[1], "#DIV/0!")
	buffer = BytesIO()
	workbook.save(buffer)
	return buffer.getvalue()


def renamed_stream(data: bytes, new: str) -> bytes:
	"""A compound file whose first stream after the root bears another name."""
	at = data.index("Workbook\0".encode("utf-16-le"))
	return data[:at] + new.encode("utf-16-le").ljust(64, b"\0") + data[at + 64 :]


def with_last_record(data: bytes, number: int, content: bytes) -> bytes:
	"""An .xls in which the last record of this number holds `content`, which must be as long as before."""
	head = struct.pack("<HH", number, len(content))
	at = data.rindex(head) + len(head)
	return data[:at] + content + data[at + len(content) :]


def declared(data: bytes, part: str, size: int) -> bytes:
	"""A zip whose directory declares another size for one part."""
	changed = bytearray(data)
	at = data.rindex(part.encode()) - 46
	changed[at + 24 : at + 28] = struct.pack("<I", size)
	return bytes(changed)


def bomb(size: int) -> bytes:
	return sheet(f'<row r="2"><c r="A2" t="inlineStr"><is><t>{"A" * size}</t></is></c></row>')


def _strings(*strings: str, count: int | None = None) -> bytes:
	room = f' uniqueCount="{count}"' if count is not None else ""
	return f'<sst xmlns="{SHEET_MAIN}"{room}>{"".join(f"<si><t>{it}</t></si>" for it in strings)}</sst>'.encode()


def _string_cells(rows: int, column: str = "A") -> str:
	return "".join(f'<row r="{n}"><c r="{column}{n}" t="s"><v>0</v></c></row>' for n in range(2, rows + 2))


def other_files() -> Iterator[tuple[str, bytes, Text]]:
	"""Name, content and refusal of what is no workbook, or is one that is not read."""
	html = '<html><meta charset="gb2312"><table><tr><td>单位编码</td></tr></table></html>'
	yield "a web page saved as .xls", html.encode("gb18030"), r.WEB_PAGE
	yield "a web page in UTF-16", html.encode("utf-16"), r.WEB_PAGE
	yield "a bare table", "\ufeff  <TABLE><tr><td>单位".encode(), r.WEB_PAGE
	yield "a page with its pictures", b"MIME-Version: 1.0\nContent-Type: multipart/related", r.WEB_PAGE
	office = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
	yield "an XML table of 2003", f'<?xml version="1.0"?><Workbook {office}/>'.encode(), r.XML_TABLE
	yield "CSV in UTF-8", "单位编码,单位名称\nNJ,宁江县林业局".encode(), r.PLAIN_TEXT
	yield "CSV in GB 18030", "单位编码,单位名称\nNJ,宁江县林业局".encode("gb18030"), r.PLAIN_TEXT
	yield "a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", r.PDF
	yield "a picture", b"\x89PNG\r\n\x1a\n", r.PICTURE
	yield "an archive", b"Rar!\x1a\x07\x00", r.ARCHIVE
	yield "a zip of something else", zipped({"清单.txt": b"1"}), r.ARCHIVE
	yield "a rich text", b"{\\rtf1\\ansi", r.DOCUMENT
	yield "a .docx", zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}), r.DOCUMENT
	yield "an .odt", zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), r.DOCUMENT
	yield "a .doc", renamed_stream(xls(), "WordDocument"), r.DOCUMENT
	yield "a .ppt", renamed_stream(xls(), "PowerPoint Document"), r.PRESENTATION
	yield "an .xlsb", zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b""}), r.BINARY_WORKBOOK
	yield "bytes", bytes(range(256)), r.NOT_A_WORKBOOK
	yield "a zip that is two workbooks", xlsx(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), r.DAMAGED


def protected_files() -> Iterator[tuple[str, bytes, Text]]:
	yield "an .xlsx with a password", renamed_stream(xls(), "EncryptedPackage"), r.PROTECTED
	yield (
		"an .ods with a password",
		ods("", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"),
		r.PROTECTED,
	)
	# FILEPASS in the place of WRITEACCESS, which every .xls has.
	data = xls()
	yield "an .xls with a password", data.replace(b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00", 1), r.PROTECTED
	encrypted = bytearray(xlsx())
	for signature, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
		for found in re.finditer(re.escape(signature), bytes(encrypted)):
			encrypted[found.start() + flags] |= 1
	yield "a zip with a password", bytes(encrypted), r.PROTECTED


def files_with_macros() -> Iterator[tuple[str, bytes, Text]]:
	types = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
	yield "an .xlsm", zipped(parts(单位=sheet()) | {"[Content_Types].xml": types}), r.MACROS
	yield "an .xlsx with macros all the same", xlsx(xl__vbaProject_bin=b"\0"), r.MACROS
	yield "an .xlsx with a sheet of macros", xlsx(xl__macrosheets__sheet1_xml=b"<m/>"), r.MACROS
	yield "an .xls with macros", renamed_stream(xls(), "_VBA_PROJECT_CUR"), r.MACROS
	yield "an .ods with macros", ods("", Basic__Standard__Module1_xml=b"<m/>"), r.MACROS


def bombs() -> Iterator[tuple[str, bytes, Text]]:
	"""Small files that would fill a gigabyte and more, or keep a processor busy for hours."""
	yield "a part that is too large", declared(xlsx(), "xl/worksheets/sheet1.xml", 210_000_000), r.TOO_LARGE
	yield "a part larger than declared", declared(xlsx(bomb(50_000_000)), "xl/worksheets/sheet1.xml", 1000), r.DAMAGED
	yield "a part smaller than declared", declared(xlsx(), "xl/worksheets/sheet1.xml", 100_000), r.DAMAGED
	yield "parts that are too large together", declared(xlsx(), "_rels/.rels", 4_000_000_000), r.TOO_LARGE
	many = b"".join(b"PK\x01\x02" + bytes(42) for _ in range(10_001))
	yield "very many parts", b"PK\x03\x04" + many, r.TOO_MANY_PARTS
	billion = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>'
	yield "entities in a sheet", xlsx(sheet(declaration=DECLARATION + billion)), r.ENTITIES
	yield "entities behind a comment", xlsx(sheet(declaration="<!-- <a> -->\n" + billion)), r.ENTITIES
	yield "a sheet in GBK", xlsx(sheet(declaration='<?xml version="1.0" encoding="GBK"?>')), r.WRONG_ENCODING
	yield "a sheet in UTF-16", xlsx(sheet(declaration="").decode().encode("utf-16")), r.WRONG_ENCODING
	corner = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
	yield "a cell in the last corner", xlsx(sheet(GOOD_ROW + corner, '<dimension ref="A1:C2"/>')), r.TOO_FAR
	yield "a cell in the last row", xlsx(sheet(GOOD_ROW + corner.replace("XFD", "G"))), r.TOO_FAR
	yield "two addresses in one tag", xlsx(sheet('<row r="2"><c r="A2" r="XFD1048576"><v>1</v></c></row>')), r.DAMAGED
	yield (
		"a far cell with a prefix",
		xlsx(sheet(f'<x:c xmlns:x="{SHEET_MAIN}" r="XFD1048576"><x:v>1</x:v></x:c>')),
		r.TOO_FAR,
	)
	yield (
		"a far row of cells without address",
		xlsx(sheet('<row r="1048576"><c><v>1</v></c>' + "<c/>" * 99 + "<c><v>1</v></c></row>")),
		r.TOO_FAR,
	)
	yield "very many odd cells", xlsx(sheet("<c r='A2'><v>1</v></c>" * 500_001)), r.DAMAGED
	long_strings = {"xl__sharedStrings_xml": _strings("长" * 30_000)}
	yield "one long string in many cells", xlsx(sheet(_string_cells(20_000)), **long_strings), r.TOO_MUCH_TEXT
	yield "the same in odd cells", xlsx(sheet(_string_cells(20_000, "AA")), **long_strings), r.TOO_MUCH_TEXT
	yield "room for a billion strings", xlsx(xl__sharedStrings_xml=_strings("a", count=10**12)), r.DAMAGED
	yield (
		"repeated rows in .ods",
		ods(
			f'<table:table-row table:number-rows-repeated="1048576">{ods_cell("a", "table:number-columns-repeated=" + chr(34) + "16384" + chr(34))}</table:table-row>'
		),
		r.TOO_FAR,
	)
	far = '<table:table-row table:number-rows-repeated="1048575"/>'
	wide = '<table:table-cell table:number-columns-repeated="16000"/>'
	yield "a far cell in .ods", ods(f"{far}<table:table-row>{wide}{ods_cell('a')}</table:table-row>" * 300), r.TOO_FAR
	spaces = ods_cell('<text:s text:c="9999999999999"/>')
	yield "spaces in .ods", ods(f"<table:table-row>{spaces}</table:table-row>"), r.TOO_MUCH_TEXT
	yield "a number too long in .ods", ods(f'<table:table-row table:number-rows-repeated="{"9" * 9000}"/>'), r.DAMAGED
	yield from _compound_bombs()


def _compound_bombs() -> Iterator[tuple[str, bytes, Text]]:
	data = xls()
	dimensions = struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)
	yield "room for all rows of an .xls", with_last_record(data, 0x0200, dimensions), r.TOO_FAR
	backwards = struct.pack("<IIHHH", 12, 3, 0, 5, 0)
	yield "an .xls that ends before it begins", with_last_record(data, 0x0200, backwards), r.TOO_FAR
	corner = struct.pack("<HHHi", 0xFFFF, 0xFFFF, 15, 0)
	yield "a far cell in an .xls", with_last_record(data, 0x00FD, corner), r.TOO_FAR
	circle = bytearray(data)
	size = 512
	table = struct.unpack_from("<I", data, 76)[0]
	directory = struct.unpack_from("<I", data, 48)[0]
	struct.pack_into("<I", circle, (table + 1) * size + 4 * directory, directory)
	yield "a directory that goes in a circle", bytes(circle), r.DAMAGED
	tables = bytearray(data)
	struct.pack_into("<I", tables, 68, 0)
	struct.pack_into("<I", tables, 72, 1)
	yield "tables that never end", bytes(tables), r.DAMAGED
	room = bytearray(data)
	struct.pack_into("<I", room, 44, 0xFFFFFFF0)
	yield "room for a table without end", bytes(room), r.DAMAGED
	text = "长" * 8000
	yield "one long string in many cells of an .xls", xls({(n, 0): text for n in range(1, 17_000)}), r.TOO_MUCH_TEXT
