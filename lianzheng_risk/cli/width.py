"""Aligning text in a terminal, where a Chinese character is two columns wide."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
	"""How many terminal columns the text takes."""
	return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def left(text: object, columns: int) -> str:
	return f"{text}{' ' * (columns - width(str(text)))}"


def right(text: object, columns: int) -> str:
	return f"{' ' * (columns - width(str(text)))}{text}"


def table(rows: list[list[object]], gap: str = "  ") -> list[str]:
	"""The rows as lines: the first column flush left, the others flush right."""
	widths = [max(width(str(cell)) for cell in column) for column in zip(*rows, strict=True)]
	return [
		gap.join(
			[left(row[0], widths[0]), *(right(cell, size) for cell, size in zip(row[1:], widths[1:], strict=True))]
		)
		for row in rows
	]
