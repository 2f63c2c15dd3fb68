"""A zip package read so that no lie in it costs more than a limit allows.

Sizes declared in a zip may be false, so parts are inflated here, piece by piece, and must come out exactly as large as
declared; whoever unpacks them after that gets no more.
"""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lianzheng_risk.core.workbook.guard.limits import MEGABYTE, MOST_IN_A_PART, MOST_PARTS, MOST_UNPACKED
from lianzheng_risk.core.workbook.guard.refusals import (
	DAMAGED,
	ENTITIES,
	PROTECTED,
	TOO_LARGE,
	TOO_MANY_PARTS,
	WRONG_ENCODING,
	UnreadableFile,
)

_PACKED_PIECE, _PIECE = MEGABYTE // 16, MEGABYTE
_DIRECTORY_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_MARKS_OF_WIDE_CHARACTERS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']""")
_READABLE = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
# All that may stand before the root element; a type declaration is the only place for entities.
_PROLOGUE = rb"(?:\s|<\?(?:[^?]|\?(?!>))*\?>|<!--(?:[^-]|-(?!->))*-->)*"
_UP_TO_ROOT = re.compile(_PROLOGUE + rb"<(?=\w)")
_UP_TO_DECLARATION = re.compile(_PROLOGUE + rb"<!DOCTYPE", re.IGNORECASE)
_LONGEST_PROLOGUE = 4096


class Package:
	"""The parts of a zip file by name. Names count without regard to case and kind of slash, as calamine counts them."""

	def __init__(self, data: bytes) -> None:
		"""Raises BadZipFile or UnreadableFile where `data` is no sound package, or one larger than is read."""
		if data.count(_DIRECTORY_ENTRY) > MOST_PARTS:
			raise UnreadableFile(TOO_MANY_PARTS, most=MOST_PARTS)
		with zipfile.ZipFile(BytesIO(data)) as package:
			entries = package.infolist()
		self._data = memoryview(data)
		self._entries = {_folded(entry.filename): entry for entry in entries}
		if len(self._entries) != len(entries):
			raise UnreadableFile(DAMAGED)
		refuse_above(sum(entry.file_size for entry in entries), MOST_UNPACKED)

	def __contains__(self, name: str) -> bool:
		return _folded(name) in self._entries

	@property
	def names(self) -> list[str]:
		"""All names, in lower case, with forward slashes."""
		return list(self._entries)

	def size(self, name: str) -> int:
		"""The size declared of a part, in bytes."""
		return self._entries[_folded(name)].file_size

	def pieces(self, name: str, most: int = MOST_IN_A_PART) -> Iterator[bytes]:
		"""A part, inflated piece by piece. Raises UnreadableFile where it is not what the directory says."""
		entry = self._entries.get(_folded(name))
		if entry is None:
			raise UnreadableFile(DAMAGED)
		if entry.flag_bits & _ENCRYPTED:
			raise UnreadableFile(PROTECTED)
		refuse_above(entry.file_size, most)
		size = 0
		for piece in self._inflated(entry):
			size += len(piece)
			if size > entry.file_size:
				raise UnreadableFile(DAMAGED)
			yield piece
		if size != entry.file_size:
			raise UnreadableFile(DAMAGED)

	def read(self, name: str, most: int) -> bytes:
		"""A whole part of at most so many bytes."""
		return b"".join(self.pieces(name, most))

	def xml_pieces(self, name: str, most: int = MOST_IN_A_PART) -> Iterator[bytes]:
		"""`pieces` of a part in XML, refused where it is not in UTF-8 or declares entities."""
		pieces = self.pieces(name, most)
		first = next(pieces, b"")
		_refuse_odd_beginning(first)
		yield first
		yield from pieces

	def xml(self, name: str, most: int) -> bytes:
		"""A whole part in XML of at most so many bytes."""
		return b"".join(self.xml_pieces(name, most))

	def _inflated(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
		start = entry.header_offset
		names = self._data[start + 26 : start + 30]
		start += _LOCAL_HEADER + int.from_bytes(names[:2], "little") + int.from_bytes(names[2:], "little")
		packed = self._data[start : start + entry.compress_size]
		if len(names) < 4 or len(packed) < entry.compress_size:
			raise UnreadableFile(DAMAGED)
		if entry.compress_type == zipfile.ZIP_STORED:
			yield from (bytes(packed[place : place + _PIECE]) for place in range(0, len(packed), _PIECE))
		elif entry.compress_type == zipfile.ZIP_DEFLATED:
			yield from _inflate(packed)
		else:
			raise UnreadableFile(DAMAGED)


def refuse_above(size: int, most: int) -> None:
	"""Raise UnreadableFile where something unpacked is larger than `most` bytes."""
	if size > most:
		raise UnreadableFile(TOO_LARGE, size=-(-size // MEGABYTE), most=most // MEGABYTE)


def _folded(name: str) -> str:
	return name.replace("\\", "/").lower()


def _inflate(packed: memoryview) -> Iterator[bytes]:
	inflater = zlib.decompressobj(-zlib.MAX_WBITS)
	try:
		for place in range(0, len(packed), _PACKED_PIECE):
			rest: bytes | memoryview = packed[place : place + _PACKED_PIECE]
			while piece := inflater.decompress(rest, _PIECE):
				yield piece
				rest = inflater.unconsumed_tail
	except zlib.error as error:
		raise UnreadableFile(DAMAGED) from error


def _refuse_odd_beginning(first: bytes) -> None:
	if first.startswith(_MARKS_OF_WIDE_CHARACTERS):
		raise UnreadableFile(WRONG_ENCODING, encoding="UTF-16")
	beginning = first[:_LONGEST_PROLOGUE].removeprefix(codecs.BOM_UTF8)
	encoding = _ENCODING.match(beginning)
	if encoding and encoding[1].lower() not in _READABLE:
		raise UnreadableFile(WRONG_ENCODING, encoding=encoding[1].decode())
	if not _UP_TO_ROOT.match(beginning):
		raise UnreadableFile(ENTITIES if _UP_TO_DECLARATION.match(beginning) else DAMAGED)
