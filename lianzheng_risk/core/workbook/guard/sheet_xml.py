"""A sheet of an .xlsx looked at cell by cell with a parser of XML: slow, and right whatever way it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.parsers import expat

from openpyxl.utils import column_index_from_string

from lianzheng_risk.core.workbook.guard.extent import Extent, address
from lianzheng_risk.core.workbook.guard.limits import MOST_ODD_CELLS
from lianzheng_risk.core.workbook.guard.refusals import DAMAGED, UnreadableFile
from lianzheng_risk.core.workbook.guard.sheet import ELSEWHERE

# Excel's own limit.
_LONGEST_FORMULA = 8192
_LONGEST_NUMBER, _BYTES_OF_A_CHARACTER = 32, 3
_VALUES = ("v", "is")
_ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


def exact_extent(pieces: Iterable[bytes], shared_length: Callable[[str], int]) -> Extent:
	"""The extent of a sheet's filled cells and its troubles, every cell looked at.

	`shared_length` tells how long a shared string is, by its index. Raises UnreadableFile for broken XML, and where this would
	take too long.
	"""
	reader = _CellReader(shared_length)
	parser = expat.ParserCreate(namespace_separator=" ")
	parser.StartElementHandler = reader.start
	parser.EndElementHandler = reader.end
	parser.CharacterDataHandler = reader.text
	parser.buffer_text = True
	try:
		for piece in pieces:
			parser.Parse(piece)
		parser.Parse(b"", True)
	except (expat.ExpatError, ValueError) as error:
		raise UnreadableFile(DAMAGED) from error
	return reader.found


class _CellReader:
	"""Follows a sheet's rows and cells as calamine does: a cell without an address stands next to the one before."""

	def __init__(self, shared_length: Callable[[str], int]) -> None:
		self.found = Extent()
		self._shared_length = shared_length
		self._row, self._column = -1, 0
		self._place = (0, 0)
		self._type: str | None = None
		self._formula: str | None = None
		self._filled, self._value = False, ""
		self._inside = ""

	def start(self, name: str, attributes: dict[str, str]) -> None:
		tag = _local(name)
		if tag == "c":
			self._start_cell(attributes)
		elif tag == "row":
			self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
			self._column = 0
		elif tag == "f":
			self._formula, self._filled, self._inside = "", True, tag
		elif tag in _VALUES:
			self._filled, self._inside = True, tag

	def _start_cell(self, attributes: dict[str, str]) -> None:
		self._type, self._formula = attributes.get("t"), None
		self._filled, self._value = False, ""
		self._place = (self._row, self._column)
		if "r" in attributes:
			self._place = _place(attributes["r"])
			self._column = self._place[1]

	def text(self, text: str) -> None:
		if self._inside == "f":
			self._formula = (self._formula + text)[:_LONGEST_FORMULA]
		elif self._inside:
			self._value = (self._value + text)[:_LONGEST_NUMBER]
			self.found.text += len(text) * _BYTES_OF_A_CHARACTER

	def end(self, name: str) -> None:
		tag = _local(name)
		if tag == self._inside:
			self._inside = ""
		elif tag == "c":
			self._column += 1
			if self._filled:
				self._count()

	def _count(self) -> None:
		self.found.add(*self._place)
		if self.found.cells > MOST_ODD_CELLS:
			raise UnreadableFile(DAMAGED)
		if self._type == "s":
			self.found.text += self._shared_length(self._value)
		if self._formula is not None and ELSEWHERE.search(self._formula):
			self.found.trouble(address(*self._place), "external")
		elif self._type == "e":
			self.found.trouble(address(*self._place), "error")
		elif self._formula is not None and not self._value and self._type != "str":
			self.found.trouble(address(*self._place), "uncalculated")


def _local(name: str) -> str:
	return name.rpartition(" ")[2]


def _place(given: str) -> tuple[int, int]:
	found = _ADDRESS.fullmatch(given)
	if not found:
		raise UnreadableFile(DAMAGED)
	return int(found[2]) - 1, column_index_from_string(found[1]) - 1
