"""Rows that are hidden: calamine reads them like any others, and whoever publishes a list may not know of them."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from lianzheng_risk.core.workbook.guard import GuardedWorkbook
from lianzheng_risk.core.workbook.guard.compound import Compound
from lianzheng_risk.core.workbook.guard.kind import OLE

_ROW = re.compile(rb"<row\b[^>]{0,2000}>")
_NUMBER = re.compile(rb'\br="([0-9]{1,7})"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_LONGEST_TAG = 2048

# [MS-XLS] 2.4.28, 2.4.221 (fDyZero).
_BOUNDSHEET, _ROW_RECORD, _BOF, _EOF = 0x0085, 0x0208, 0x0809, 0x000A
_ZERO_HEIGHT = 0x20
_STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK")


def hidden_rows(data: bytes, workbook: GuardedWorkbook, title: str) -> frozenset[int]:
	"""The hidden rows of a sheet in an .xlsx or .xls, as Excel numbers them. The file has passed the guard."""
	if data.startswith(OLE):
		return frozenset(_in_xls(data, workbook.sheet_names.index(title)))
	return frozenset(_in_xml(workbook.sheet_xml(title)))


def _in_xml(pieces: Iterator[bytes]) -> Iterator[int]:
	rest = b""
	for piece in pieces:
		text = rest + piece
		end = 0
		if b"hidden=" in text:
			for tag in _ROW.finditer(text):
				end = tag.end()
				number = _NUMBER.search(tag[0])
				if number and _HIDDEN.search(tag[0]):
					yield int(number[1])
		rest = text[max(end, len(text) - _LONGEST_TAG) :]


def _in_xls(data: bytes, place: int) -> Iterator[int]:
	compound = Compound(data)
	stream = compound.stream(next(name for name in _STREAMS if name in compound.names))
	positions = [struct.unpack_from("<I", stream, at)[0] for number, at in _records(stream, 0) if number == _BOUNDSHEET]
	if place >= len(positions):
		return
	for number, at in _records(stream, positions[place]):
		if number == _ROW_RECORD and struct.unpack_from("<H", stream, at + 12)[0] & _ZERO_HEIGHT:
			yield struct.unpack_from("<H", stream, at)[0] + 1


def _records(stream: bytes, position: int) -> Iterator[tuple[int, int]]:
	"""Number and place of the content of each record of one substream, nested ones left out."""
	depth = 0
	while position + 4 <= len(stream):
		number, length = struct.unpack_from("<HH", stream, position)
		depth += number == _BOF
		if depth <= 1:
			yield number, position + 4
		depth -= number == _EOF
		if depth <= 0:
			return
		position += 4 + length
