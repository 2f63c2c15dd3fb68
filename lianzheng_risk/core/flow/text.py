"""Text in a picture that cannot wrap it by itself: cleaned for XML, measured, and broken into lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

ELLIPSIS = "…"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A word or a single character, with the marks that may not begin or end a line kept beside it.
_PIECE = re.compile(r"\s*(?:[（“‘《【「〔(]*(?:[!-'*-~]+|\S)[，。、；：！？）”’》】」〕…%)]*)")
_NARROW, _CAPITAL, _WIDE = 0.56, 0.72, 1.0
# Wider than other narrow characters.
_BROAD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZmw@%&—")


def clean(text: object) -> str:
	"""The text in one line, without what XML cannot hold."""
	return " ".join(_NOT_XML.sub("\ufffd", str(text or "")).split())


def width(text: str, size: float) -> float:
	"""About how wide `text` is in a font of `size`, rather too much than too little."""
	return size * sum(map(_em, text))


def _em(character: str) -> float:
	if character < "\x7f":
		return _CAPITAL if character in _BROAD else _NARROW
	if unicodedata.combining(character):
		return 0
	return _NARROW if unicodedata.east_asian_width(character) in ("N", "Na", "H") else _WIDE


def wrap(text: str, room: float, size: float, most: int | None = None) -> list[str]:
	"""The text in lines no wider than `room`; where there are more than `most`, the last one ends in an ellipsis.

	Breaks at spaces and between Chinese characters, inside a word only where it alone is too long, and never before a
	closing mark or after an opening one.
	"""
	lines = list(_lines(clean(text), room, size))
	if most and len(lines) > most:
		lines = [*lines[: most - 1], _shortened(lines[most - 1], room, size)]
	return lines


def _lines(text: str, room: float, size: float) -> Iterator[str]:
	line = ""
	for piece in _PIECE.findall(text):
		if width(line + piece, size) <= room:
			line += piece
			continue
		if line:
			yield line
		line = piece.lstrip()
		while width(line, size) > room and len(line) > 1:
			fitting = _fitting(line, room, size)
			yield line[:fitting]
			line = line[fitting:]
	if line:
		yield line


def _fitting(text: str, room: float, size: float) -> int:
	"""How many characters fit, at least one."""
	taken = 0.0
	for position, character in enumerate(text):
		taken += size * _em(character)
		if taken > room:
			return max(1, position)
	return len(text)


def _shortened(line: str, room: float, size: float) -> str:
	return line[: _fitting(line, room - size, size)].rstrip() + ELLIPSIS
