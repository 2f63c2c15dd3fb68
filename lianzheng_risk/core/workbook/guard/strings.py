"""The shared strings of an .xlsx: how long each is at most, because a few long ones shown by many cells fill the memory."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from lianzheng_risk.core.workbook.guard.limits import MOST_CELLS
from lianzheng_risk.core.workbook.guard.refusals import DAMAGED, UnreadableFile

_END = b"</si>"
# Strings whose ends are not found by looking for that; a tag may be cut off at the end of a piece.
_ODD_STRINGS = [re.compile(pattern) for pattern in (rb"<si\s*/", rb":si[\s/>]", rb"</si\s")]
_LONGEST_TAG, _LONGEST_CELL = 64, 65_536
# Room for so many strings is made before any is read.
_ROOM = re.compile(rb"""\buniqueCount\s*=\s*["']\s*\+?([0-9]+)""")
_CELL_OF_STRING, _STRING_TYPE = re.compile(rb't="s"><v>([0-9]{1,9})</v>'), b't="s"'


class SharedStrings:
	"""Lengths in bytes, by index; all count as the longest where they cannot be told apart."""

	def __init__(self, pieces: Iterable[bytes]) -> None:
		"""From the pieces of sharedStrings.xml; none where there is no such part. Raises UnreadableFile."""
		lengths: list[np.ndarray] = []
		open_length, cut, odd = 0, b"", False
		for piece in pieces:
			text = cut + piece
			odd = odd or any(pattern.search(text) for pattern in _ODD_STRINGS)
			_refuse_room(text)
			first, *others = text.split(_END)
			if others:
				lengths.append(np.array([open_length + len(first), *map(len, others[:-1])], dtype=np.int64))
				open_length, first = 0, others[-1]
			cut = first[-_LONGEST_TAG:]
			open_length += len(first) - len(cut)
			if sum(map(len, lengths)) > MOST_CELLS:
				raise UnreadableFile(DAMAGED)
		self._lengths = np.concatenate(lengths) if lengths else np.zeros(1, dtype=np.int64)
		if odd:
			self._lengths[:] = self._lengths.sum() + open_length + len(cut)
		self.longest = int(self._lengths.max())

	def length(self, index: str) -> int:
		"""The bytes of the string that a cell refers to."""
		try:
			return int(self._lengths[int(index)])
		except (ValueError, IndexError):
			return self.longest

	def shown(self, pieces: Iterable[bytes]) -> int:
		"""The bytes of all strings that a sheet of ordinary cells shows, counted as often as they are."""
		seen, cells, total, cut = 0, 0, 0, b""
		for piece in pieces:
			text = cut + piece
			# No tag of a cell is counted twice: the last one waits for the next piece, though not for all of a long text.
			end = text.rfind(b"<c ")
			if end < 0 or len(text) - end > _LONGEST_CELL:
				end = len(text) - 1
			text, cut = text[:end], text[end:]
			some, all_cells = self._shown(text)
			total, seen, cells = total + some[0], seen + some[1], cells + all_cells
		some, all_cells = self._shown(cut)
		return total + some[0] + (cells + all_cells - seen - some[1]) * self.longest

	def _shown(self, text: bytes) -> tuple[tuple[int, int], int]:
		indexes = np.array(_CELL_OF_STRING.findall(text), dtype=np.int64)
		lengths = self._lengths[np.minimum(indexes, len(self._lengths) - 1)]
		return (int(lengths.sum()), len(indexes)), text.count(_STRING_TYPE)


def _refuse_room(text: bytes) -> None:
	if b"uniqueCount" in text and any(int(count[:12]) > MOST_CELLS for count in _ROOM.findall(text)):
		raise UnreadableFile(DAMAGED)
