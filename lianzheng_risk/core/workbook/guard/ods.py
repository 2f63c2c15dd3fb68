"""An .ods before calamine sees it: cells and rows that are declared to repeat, counted instead of made.

calamine reads all sheets at once. Format: OpenDocument 1.2, part 1.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from lianzheng_risk.core.workbook.guard.extent import Extent, address
from lianzheng_risk.core.workbook.guard.limits import (
	MOST_CELLS_READ_AT_ONCE,
	MOST_IN_A_SMALL_PART,
	MOST_TEXT_READ_AT_ONCE,
)
from lianzheng_risk.core.workbook.guard.package import Package
from lianzheng_risk.core.workbook.guard.refusals import (
	DAMAGED,
	MACROS,
	PROTECTED,
	TOO_FAR,
	TOO_MUCH_TEXT,
	UnreadableFile,
	UnreadableSheet,
)

_MACRO_FOLDERS = ("basic/", "scripts/")
_MANIFEST, _CONTENT = "META-INF/manifest.xml", "content.xml"
_ENCRYPTION = b"encryption-data"
_CELL = ("table:table-cell", "table:covered-table-cell")
_VALUES = ("office:value", "office:string-value", "office:date-value", "office:time-value", "office:boolean-value")
_TYPE, _EXTENDED_TYPE, _FORMULA = "office:value-type", "calcext:value-type", "table:formula"
_ELSEWHERE = re.compile(r"'file:|\bDDE\s*\(", re.IGNORECASE)
_BYTES_OF_A_CHARACTER = 3


def extents(package: Package) -> dict[str, Extent]:
	"""The extents of all sheets, by title.

	Raises UnreadableFile where it is protected, holds macros or is damaged, or where its sheets are more than is read.
	"""
	if any(name.startswith(_MACRO_FOLDERS) for name in package.names):
		raise UnreadableFile(MACROS)
	if _ENCRYPTION in package.xml(_MANIFEST, MOST_IN_A_SMALL_PART):
		raise UnreadableFile(PROTECTED)
	reader = _Reader()
	parser = expat.ParserCreate()
	parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
	parser.CharacterDataHandler = reader.text
	parser.buffer_text = True
	try:
		for piece in package.xml_pieces(_CONTENT):
			parser.Parse(piece)
		parser.Parse(b"", True)
	except (expat.ExpatError, ValueError) as error:
		raise UnreadableFile(DAMAGED) from error
	return reader.found


class _Reader:
	"""Follows the tables of content.xml, with the names of elements as calamine knows them."""

	def __init__(self) -> None:
		self.found: dict[str, Extent] = {}
		self._title = ""
		self._sheet = Extent()
		self._area = self._text = 0
		self._row = self._column = 0
		self._rows = self._columns = 1
		self._filled = False
		self._length = 0

	def start(self, name: str, attributes: dict[str, str]) -> None:
		if name in _CELL:
			self._start_cell(attributes)
		elif name == "table:table-row":
			self._rows, self._column = _repeats(attributes, "table:number-rows-repeated"), 0
		elif name == "text:s":
			self._count_text(_repeats(attributes, "text:c"))
		elif name == "table:table":
			self._title, self._sheet, self._row = attributes.get("table:name", ""), Extent(), 0

	def _start_cell(self, attributes: dict[str, str]) -> None:
		self._columns = _repeats(attributes, "table:number-columns-repeated")
		formula = attributes.get(_FORMULA, "")
		self._filled = bool(formula or _TYPE in attributes or any(value in attributes for value in _VALUES))
		self._length = 0
		if not self._filled:
			return
		self._sheet.add(self._row, self._column, self._rows, self._columns)
		if self._area + self._held() > MOST_CELLS_READ_AT_ONCE:
			raise UnreadableSheet(TOO_FAR, self._title, range=self._sheet.range)
		self._count_text(sum(map(len, attributes.values())))
		if _ELSEWHERE.search(formula):
			self._sheet.trouble(address(self._row, self._column), "external")
		elif attributes.get(_EXTENDED_TYPE) == "error":
			self._sheet.trouble(address(self._row, self._column), "error")
		elif formula and _TYPE not in attributes:
			self._sheet.trouble(address(self._row, self._column), "uncalculated")

	def text(self, text: str) -> None:
		if self._filled:
			self._count_text(len(text))

	def _count_text(self, characters: int) -> None:
		"""Text is copied into every cell that repeats it, and put together before that."""
		self._text += _BYTES_OF_A_CHARACTER * characters * self._rows * self._columns
		if self._text > MOST_TEXT_READ_AT_ONCE:
			raise UnreadableSheet(TOO_MUCH_TEXT, self._title)

	def _held(self) -> int:
		"""The cells that calamine makes of this sheet: every row begins at the first column."""
		return (self._sheet.bottom - self._sheet.top + 1) * (self._sheet.right + 1)

	def end(self, name: str) -> None:
		if name in _CELL:
			self._column += self._columns
			self._filled = False
		elif name == "table:table-row":
			self._row += self._rows
		elif name == "table:table":
			self._area += self._held()
			self.found.setdefault(self._title, self._sheet)


def _repeats(attributes: dict[str, str], name: str) -> int:
	number = int(attributes.get(name, "1"))
	if number < 0:
		raise UnreadableFile(DAMAGED)
	return max(number, 1)
