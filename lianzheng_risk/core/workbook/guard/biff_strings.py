"""The shared strings of an .xls: how long each is, because a few long ones shown by many cells fill the memory.

Format: [MS-XLS] 2.4.265 (SST) and 2.5.293 (XLUnicodeRichExtendedString), cut into records of at most 8,224 bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

_WIDE, _EXTENDED, _RICH = 0x01, 0x04, 0x08
_BYTES_PER_RUN = 4
_COUNTS = 8


def string_lengths(parts: Sequence[bytes]) -> list[int]:
	"""The bytes of each string at most in UTF-8, from an SST record and those that continue it.

	Raises struct.error or IndexError where the strings are longer than the records.
	"""
	if not parts:
		return []
	cursor = _Cursor(parts)
	cursor.skip(_COUNTS)
	lengths = []
	while cursor.more():
		characters, flags = cursor.take("<HB")
		runs = cursor.take("<H")[0] if flags & _RICH else 0
		extension = cursor.take("<I")[0] if flags & _EXTENDED else 0
		cursor.skip_characters(characters, flags & _WIDE)
		cursor.skip(runs * _BYTES_PER_RUN + extension)
		lengths.append(3 * characters)
	return lengths


class _Cursor:
	"""A place in the parts of a record."""

	def __init__(self, parts: Sequence[bytes]) -> None:
		self._parts = parts
		self._part = self._place = 0

	def more(self) -> bool:
		"""Whether anything follows, here or in the next part."""
		while self._part < len(self._parts) and self._place >= len(self._parts[self._part]):
			self._part, self._place = self._part + 1, 0
		return self._part < len(self._parts)

	def take(self, layout: str) -> tuple[int, ...]:
		"""Numbers; the head of a string is never cut in two."""
		self.more()
		taken = struct.unpack_from(layout, self._parts[self._part], self._place)
		self._place += struct.calcsize(layout)
		return taken

	def skip(self, size: int) -> None:
		while size and self.more():
			step = min(size, len(self._parts[self._part]) - self._place)
			self._place, size = self._place + step, size - step

	def skip_characters(self, count: int, wide: int) -> None:
		"""The characters of a string; where a record continues, it says anew whether they take one byte or two."""
		while True:
			part = self._parts[self._part]
			step = min(count, (len(part) - self._place) >> wide)
			self._place, count = self._place + (step << wide), count - step
			if not count:
				return
			self._part, self._place = self._part + 1, 1
			wide = self._parts[self._part][0] & _WIDE
