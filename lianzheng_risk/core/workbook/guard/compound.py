"""A compound file (the container of .xls and .doc): its directory and its streams, every chain followed to an end.

calamine follows the same chains without asking whether they go in a circle, and makes room for what the header declares.
Format: [MS-CFB].
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from lianzheng_risk.core.workbook.guard.refusals import DAMAGED, UnreadableFile

_HEADER = 512
_MINI_SECTOR, _MINI_STREAM_BELOW = 64, 4096
_IN_HEADER = 109
_END, _LAST_SECTOR = 0xFFFFFFFE, 0xFFFFFFFA
_ENTRY = 128
# calamine takes this number for another one 65,536 times as large and makes room for that.
_MOST_MINI_TABLES = 1024


class Compound:
	"""The streams of a compound file by name, the first of each name. Raises UnreadableFile where it is damaged."""

	def __init__(self, data: bytes) -> None:
		if len(data) < _HEADER:
			raise UnreadableFile(DAMAGED)
		self._data = data
		self._size = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
		if self._size not in (512, 4096):
			raise UnreadableFile(DAMAGED)
		self._sectors = len(data) // self._size
		self._table = self._allocation_table()
		(first_directory,) = struct.unpack_from("<I", data, 48)
		self._entries = self._directory(first_directory)

	@cached_property
	def names(self) -> list[str]:
		"""The names of all streams and storages."""
		return [name for name, _, _ in self._entries]

	def stream(self, name: str) -> bytes | None:
		"""The content of a stream; None where there is none of this name."""
		for found, start, size in self._entries:
			if found == name:
				small = size < _MINI_STREAM_BELOW
				return self._mini_stream(start, size) if small else self._stream(start, size)
		return None

	def _allocation_table(self) -> np.ndarray:
		declared, mini_tables = struct.unpack_from("<I", self._data, 44)[0], struct.unpack_from("<I", self._data, 64)[0]
		if declared > self._sectors or mini_tables > min(self._sectors, _MOST_MINI_TABLES):
			raise UnreadableFile(DAMAGED)
		sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
		(following,) = struct.unpack_from("<I", self._data, 68)
		for _ in range(self._sectors + 1):
			if following >= _LAST_SECTOR:
				break
			*more, following = self._numbers(following)
			sectors += more
		else:
			raise UnreadableFile(DAMAGED)
		used = [sector for sector in sectors if sector < _LAST_SECTOR]
		if len(used) > self._sectors:
			raise UnreadableFile(DAMAGED)
		return np.concatenate([self._numbers(sector) for sector in used] or [np.zeros(0, dtype="<u4")])

	def _numbers(self, sector: int) -> np.ndarray:
		content = self._sector(sector)
		return np.frombuffer(content[: len(content) // 4 * 4], dtype="<u4")

	def _sector(self, number: int) -> bytes:
		start = (int(number) + 1) * self._size
		if number > self._sectors or start >= len(self._data):
			raise UnreadableFile(DAMAGED)
		return self._data[start : start + self._size]

	def _directory(self, first: int) -> list[tuple[str, int, int]]:
		content = b"".join(map(self._sector, self._chain(first, self._table)))
		entries = []
		for place in range(0, len(content) - _ENTRY + 1, _ENTRY):
			name = content[place : place + 64].decode("utf-16-le", "replace").partition("\0")[0]
			start, size = struct.unpack_from("<II", content, place + 116)
			entries.append((name, start, size))
		if not entries:
			raise UnreadableFile(DAMAGED)
		return entries

	def _stream(self, start: int, size: int) -> bytes:
		return b"".join(map(self._sector, self._chain(start, self._table, -(-size // self._size))))[:size]

	def _mini_stream(self, start: int, size: int) -> bytes:
		_, first, length = self._entries[0]
		(first_table,) = struct.unpack_from("<I", self._data, 60)
		holder = self._stream(first, length)
		numbers = [self._numbers(sector) for sector in self._chain(first_table, self._table)]
		table = np.concatenate(numbers) if numbers else np.zeros(0, dtype="<u4")
		sectors = self._chain(start, table, -(-size // _MINI_SECTOR))
		return b"".join(holder[_MINI_SECTOR * it : _MINI_SECTOR * (it + 1)] for it in sectors)[:size]

	def _chain(self, sector: int, table: Sequence[int], most: int | None = None) -> list[int]:
		"""The sectors of a chain, at most so many. Raises UnreadableFile where it leaves the table or never ends."""
		chain: list[int] = []
		while sector != _END and (most is None or len(chain) < most):
			if sector >= len(table) or len(chain) >= len(table):
				raise UnreadableFile(DAMAGED)
			chain.append(sector)
			sector = int(table[sector])
		return chain
