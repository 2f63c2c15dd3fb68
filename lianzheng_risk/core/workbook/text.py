"""Text as Excel needs it: escaped so that nothing is lost, measured so that columns and rows fit."""

from __future__ import annotations

import re
from collections.abc import Sequence

MAX_LENGTH = 32767

# What ECMA-376 (part 1, §22.9.2.19) writes as _xHHHH_: control characters, carriage returns (XML would fold them into
# line feeds), and the underscore of text that looks like such an escape.
_ESCAPED = re.compile(r"[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")
# Not characters at all; no XML file can hold them.
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_SUSPECT = re.compile(f"{_ESCAPED.pattern}|{_UNWRITABLE.pattern}")


def escape(text: str) -> str:
	"""Text as it stands in the file; Excel and calamine show it again as it was.

	Control characters survive. A lone surrogate, U+FFFE and U+FFFF become U+FFFD, the replacement character.
	"""
	text = _UNWRITABLE.sub("\ufffd", text)
	return _ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def escape_all(texts: Sequence[str | None]) -> Sequence[str | None]:
	"""`escape` for a column; None stays. Columns with nothing to escape, nearly all, cost one search."""
	if not _SUSPECT.search("\n".join(filter(None, texts))):
		return texts
	return [escape(text) if text else text for text in texts]


def display_width(text: str) -> int:
	"""About how many narrow characters wide `text` is: a Chinese character counts two.

	What is wide takes three bytes in UTF-8, which makes this quick enough for every cell of a large sheet.
	"""
	return (len(text) + len(text.encode("utf-8", "replace")) + 1) // 2


def lines_needed(text: str, width: float) -> int:
	"""Lines that `text` takes when wrapped in a column of `width` (Excel's unit: one narrow character)."""
	return sum(max(1, -(-display_width(line) // max(1, int(width)))) for line in text.split("\n"))
