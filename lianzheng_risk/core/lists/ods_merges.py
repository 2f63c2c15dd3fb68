"""What calamine does not tell of an .ods: merged cells and hidden rows. Format: OpenDocument 1.2, part 1."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from lianzheng_risk.core.workbook.guard.kind import ZIP
from lianzheng_risk.core.workbook.guard.package import Package

_CONTENT = "content.xml"
_CELLS = ("table:table-cell", "table:covered-table-cell")
_UNSEEN = ("collapse", "filter")
# Rows declared to repeat beyond these are no part of a list.
_MOST_REPEATED = 10_000


@dataclass
class OdsSheet:
	"""Merges as (top, left, bottom, right) and hidden rows of one sheet, counted from 1."""

	merges: list[tuple[int, int, int, int]] = field(default_factory=list)
	hidden: set[int] = field(default_factory=set)


def ods_sheets(data: bytes) -> dict[str, OdsSheet]:
	"""The merges and hidden rows of an .ods by sheet, nothing for other files. The file has passed the guard."""
	if not data.startswith(ZIP):
		return {}
	package = Package(data)
	if _CONTENT not in package:
		return {}
	reader = _Reader()
	parser = expat.ParserCreate()
	parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
	for piece in package.xml_pieces(_CONTENT):
		parser.Parse(piece)
	parser.Parse(b"", True)
	return reader.found


class _Reader:
	def __init__(self) -> None:
		self.found: dict[str, OdsSheet] = {}
		self._sheet = OdsSheet()
		self._row = self._column = 1
		self._rows = self._columns = 1

	def start(self, name: str, attributes: dict[str, str]) -> None:
		if name in _CELLS:
			self._columns = int(attributes.get("table:number-columns-repeated", 1))
			right = self._column + int(attributes.get("table:number-columns-spanned", 1)) - 1
			bottom = self._row + int(attributes.get("table:number-rows-spanned", 1)) - 1
			if right > self._column or bottom > self._row:
				self._sheet.merges.append((self._row, self._column, bottom, right))
		elif name == "table:table-row":
			self._rows, self._column = int(attributes.get("table:number-rows-repeated", 1)), 1
			if attributes.get("table:visibility") in _UNSEEN:
				self._sheet.hidden |= set(range(self._row, self._row + min(self._rows, _MOST_REPEATED)))
		elif name == "table:table":
			self._sheet = self.found.setdefault(attributes.get("table:name", ""), OdsSheet())
			self._row = 1

	def end(self, name: str) -> None:
		if name in _CELLS:
			self._column += self._columns
		elif name == "table:table-row":
			self._row += self._rows
