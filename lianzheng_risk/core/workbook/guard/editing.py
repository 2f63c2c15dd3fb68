"""Whether openpyxl may load a workbook to change a copy of it.

openpyxl makes an object of every cell, also of each one that is merged or shares a link or a comment, and parses parts that calamine
never looks at. What is too much for it is written anew from its values instead.
"""

from __future__ import annotations

import re

from openpyxl.utils import range_boundaries

from lianzheng_risk.core.workbook.guard import parser_errors
from lianzheng_risk.core.workbook.guard.kind import ZIP
from lianzheng_risk.core.workbook.guard.limits import (
	MOST_EDITABLE_CELLS,
	MOST_EDITABLE_COVERED,
	MOST_EDITABLE_OTHER_PARTS,
)
from lianzheng_risk.core.workbook.guard.package import Package
from lianzheng_risk.core.workbook.guard.refusals import UnreadableFile

# Parts that no parser of XML is let loose on.
_BINARY = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".emf", ".wmf", ".bin", ".vml", ".ole", ".xlsx", ".docx")
_SHEETS = "xl/worksheets/sheet"
_COVERING = re.compile(rb"""<(?:\w+:)?(?:mergeCell|hyperlink|comment)\b[^>]*?\bref\s*=\s*["']([^"']*)["']""")
_LONGEST_TAG = 2048


def is_editable(data: bytes) -> bool:
	"""Whether `data` is an .xlsx that openpyxl loads in bounded time and memory."""
	if not data.startswith(ZIP):
		return False
	try:
		with parser_errors(data):
			package = Package(data)
			return _fits(package, [name for name in package.names if not name.endswith(_BINARY)])
	except UnreadableFile:
		return False


def _fits(package: Package, parts: list[str]) -> bool:
	others = sum(package.size(part) for part in parts if not part.startswith(_SHEETS))
	if others > MOST_EDITABLE_OTHER_PARTS:
		return False
	cells = covered = 0
	for part in parts:
		cut = b""
		for piece in package.xml_pieces(part):
			cells += piece.count(b"<c") + piece.count(b":c") + piece.count(b"<row")
			text = cut + piece
			found = list(_COVERING.finditer(text))
			covered += sum(_size(it[1].decode()) for it in found)
			cut = text[max(found[-1].end() if found else 0, len(text) - _LONGEST_TAG) :]
			if cells > MOST_EDITABLE_CELLS or covered > MOST_EDITABLE_COVERED:
				return False
	return True


def _size(reference: str) -> int:
	left, top, right, bottom = range_boundaries(reference)
	return (right - left + 1) * (bottom - top + 1)
