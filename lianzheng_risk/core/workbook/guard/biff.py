"""The records of an .xls, walked over before calamine makes rectangles of its sheets, all at once.

Format: [MS-XLS]; numbers of records and offsets in them are those of the specification.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from lianzheng_risk.core.workbook.guard.biff_strings import string_lengths
from lianzheng_risk.core.workbook.guard.extent import Extent, address
from lianzheng_risk.core.workbook.guard.limits import (
	MEGABYTE,
	MOST_CELLS,
	MOST_CELLS_READ_AT_ONCE,
	MOST_TEXT_READ_AT_ONCE,
)
from lianzheng_risk.core.workbook.guard.refusals import (
	DAMAGED,
	PROTECTED,
	TOO_FAR,
	TOO_MUCH_TEXT,
	UnreadableFile,
	UnreadableSheet,
)

_BOF, _EOF, _CONTINUE = 0x0809, 0x000A, 0x003C
_FILEPASS, _BOUNDSHEET, _SST, _NAME = 0x002F, 0x0085, 0x00FC, 0x0018
_DIMENSIONS, _FORMULA, _STRING, _LABEL_SST, _MUL_RK, _BOOL_ERR = 0x0200, 0x0006, 0x0207, 0x00FD, 0x00BD, 0x0205
_LABEL, _RICH_LABEL = 0x0204, 0x00D6
# Records of one cell, which begin with its row and column.
_CELLS = frozenset({0x0203, 0x027E, _LABEL, _RICH_LABEL, _LABEL_SST, _BOOL_ERR, _FORMULA})
# What a formula has in place of a number.
_NO_NUMBER, _ERROR_RESULT = b"\xff\xff", 2
_BYTES_OF_A_CHARACTER = 3
# An .xls has 65,536 rows, and this is some tens of columns in all of them.
_MOST_RECORDS = 4_000_000
# A token of five bytes in a formula stands for a whole name; calamine writes formulas out.
_NAME_TOKEN = 5
_MOST_FORMULAS = 128 * MEGABYTE
# The length of DIMENSIONS in the older format, and the number at which calamine's count of rows begins anew.
_SHORT_DIMENSIONS, _WRAPPED = 10, 1 << 32


def extents(stream: bytes) -> dict[str, Extent]:
	"""The extents of all sheets in a Workbook stream, by title.

	Raises UnreadableFile where it is protected or damaged, or where its sheets together are more than is read.
	"""
	try:
		return _Reader(stream).extents()
	except (struct.error, IndexError) as error:
		raise UnreadableFile(DAMAGED) from error


class _Reader:
	def __init__(self, stream: bytes) -> None:
		self._stream = stream
		self._left = _MOST_RECORDS
		self._positions: list[tuple[str, int]] = []
		self._strings: list[int] = []
		self._longest_name = _NAME_TOKEN
		self._formulas = 0
		self._globals()

	def extents(self) -> dict[str, Extent]:
		found: dict[str, Extent] = {}
		cells = text = 0
		for title, position in self._positions:
			sheet = self._sheet(title, position)
			cells, text = cells + sheet.area, text + sheet.text
			if cells > MOST_CELLS_READ_AT_ONCE:
				raise UnreadableSheet(TOO_FAR, title, range=sheet.range)
			if text > MOST_TEXT_READ_AT_ONCE:
				raise UnreadableSheet(TOO_MUCH_TEXT, title)
			found[title] = sheet
		return found

	def _records(self, position: int) -> Iterator[tuple[int, int, int]]:
		"""Number, place of the content and length of each record from a position on, nested ones left out."""
		stream, end, depth = self._stream, len(self._stream), 0
		unpack = struct.Struct("<HH").unpack_from
		while position + 4 <= end:
			number, length = unpack(stream, position)
			if position + 4 + length > end:
				raise UnreadableFile(DAMAGED)
			self._left -= 1
			if self._left < 0:
				raise UnreadableFile(DAMAGED)
			depth += number == _BOF
			if depth <= 1:
				yield number, position + 4, length
			if number == _EOF:
				depth -= 1
				if depth <= 0:
					return
			position += 4 + length

	def _globals(self) -> None:
		strings: list[tuple[int, int]] = []
		last = None
		for number, place, length in self._records(0):
			if number == _FILEPASS:
				raise UnreadableFile(PROTECTED)
			if number == _BOUNDSHEET:
				self._positions.append((self._title(place), struct.unpack_from("<I", self._stream, place)[0]))
			elif number == _NAME:
				self._longest_name = max(self._longest_name, self._stream[place + 3])
			elif number == _SST or (number == _CONTINUE and last == _SST):
				strings.append((place, length))
			last = last if number == _CONTINUE else number
		self._strings = string_lengths([self._stream[place : place + length] for place, length in strings])

	def _title(self, place: int) -> str:
		length, wide = self._stream[place + 6], self._stream[place + 7] & 1
		self._longest_name = max(self._longest_name, length)
		title = self._stream[place + 8 : place + 8 + length * (1 + wide)]
		return title.decode("utf-16-le" if wide else "latin-1", "replace").replace("\0", "")

	def _sheet(self, title: str, position: int) -> Extent:
		found, stream = Extent(), self._stream
		unpack = struct.Struct("<HH").unpack_from
		for number, place, length in self._records(position):
			if number in _CELLS:
				cell = unpack(stream, place)
				found.add(*cell)
				if number == _LABEL_SST:
					found.text += self._shared(struct.unpack_from("<I", stream, place + 6)[0])
				elif number == _FORMULA:
					self._formula(found, cell, place, length)
				elif number == _BOOL_ERR:
					if stream[place + 7]:
						found.trouble(address(*cell), "error")
				else:
					found.text += _BYTES_OF_A_CHARACTER * length
			elif number == _MUL_RK:
				found.add(*unpack(stream, place), columns=max((length - 6) // 6, 1))
			elif number == _STRING:
				found.text += _BYTES_OF_A_CHARACTER * length
			elif number == _DIMENSIONS:
				self._refuse_room(title, place, length)
		return found

	def _formula(self, found: Extent, cell: tuple[int, int], place: int, length: int) -> None:
		"""A formula; one that was never calculated cannot be told from one whose result is an empty text."""
		self._formulas += length * self._longest_name // _NAME_TOKEN
		if self._formulas > _MOST_FORMULAS:
			raise UnreadableFile(DAMAGED)
		result = self._stream[place + 6 : place + 14]
		if result[0] == _ERROR_RESULT and result.endswith(_NO_NUMBER):
			found.trouble(address(*cell), "error")

	def _shared(self, index: int) -> int:
		return self._strings[index] if index < len(self._strings) else 0

	def _refuse_room(self, title: str, place: int, length: int) -> None:
		"""calamine makes room for the cells that are declared, of which there are very many where the end comes first."""
		layout = "<HHHH" if length == _SHORT_DIMENSIONS else "<IIHH"
		top, bottom, left, right = struct.unpack_from(layout, self._stream, place)
		if not (bottom and right):
			return
		rows, columns = (bottom - top) % _WRAPPED, (right - left) % _WRAPPED
		if rows * columns > MOST_CELLS:
			declared = Extent(top=top, left=left, bottom=top + rows - 1, right=left + columns - 1)
			raise UnreadableSheet(TOO_FAR, title, range=declared.range)
