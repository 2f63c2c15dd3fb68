"""What a sheet of an .xlsx really holds, found by streaming its XML before a parser makes a rectangle of it.

Nearly every sheet is seen to be harmless by one search for anything out of the ordinary: a cell beyond column Z or row
199,999, without an address, with an error or a formula. Only where there is such a thing the cells are counted, and only
where one of them is spelled as no known program does it a parser of XML is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from openpyxl.utils import column_index_from_string

from lianzheng_risk.core.workbook.guard.extent import Extent

# A tag of a cell that is not of the plainest kind: address up to Z199999, style, type (an error's is "e"), then nothing,
# a value or an inline text. A prefix before its name is odd as well. One pattern for both would take four times as long,
# and less strict a one could be led past a second address in the same tag.
_ODD_CELL = re.compile(
	rb'<c(?! r="[A-Z]1?[0-9]{1,5}"(?: s="[0-9]+"(?: t="[^e"][^"]*"><[vi/]|/>|><[v/])| t="[^e"][^"]*"><[vi/]|><[v/]|/>)'
	rb"|[a-z])"
)
_PREFIXED_CELL = re.compile(rb":c[\s>/]")
_LONGEST_TAG = 256

# A cell as programs write it: column, row, attributes, end of the tag, formula, what shows that it has no value.
_CELL = re.compile(
	rb'<c r="([A-Z]{1,3})([0-9]{1,7})"((?: (?:s|t|cm|vm|ph)="[A-Za-z0-9]*")*)(/?>)'
	rb"(<f[^>]*(?:/>|>[^<]*</f>))?(</c>|<v></v>|<v ?/>)?"
)
_CELL_START = re.compile(rb"<c(?![a-zA-Z])")
_ERROR, _TEXT = b' t="e"', b' t="str"'
_LONGEST_CELL = 65_536
# A formula that takes its value from another workbook ([2]Sheet1!A1) or from another program (cmd|'/c calc'!A0).
ELSEWHERE = re.compile(r"\[\d+\][^\[\]]*!|\|[^|]*!|^\s*DDE\s*\(", re.IGNORECASE)

# What `is_ordinary` promises.
ORDINARY = Extent(bottom=199_998, right=25)


def is_ordinary(pieces: Iterable[bytes]) -> bool:
	"""Whether every cell of a sheet, given as pieces of its XML, stands within A1:Z199999 and has nothing odd about it."""
	rest = b""
	for piece in pieces:
		text = rest + piece
		odd = _ODD_CELL.search(text)
		if (odd and odd.start() < len(text) - _LONGEST_TAG) or _PREFIXED_CELL.search(text):
			return False
		# A tag that is cut off here looks odd until the next piece has come.
		rest = text[odd.start() :] if odd else text[-len("<c") :]
	return not _ODD_CELL.search(rest)


def plain_extent(pieces: Iterable[bytes]) -> Extent | None:
	"""The extent of a sheet's filled cells and its troubles; None where a cell is not spelled as programs do it."""
	found, cut = Extent(), b""
	for piece in pieces:
		text = cut + piece
		# The last cell waits for the rest of it, though not for all of a long text.
		end = text.rfind(b"<c")
		if end < 0 or len(text) - end > _LONGEST_CELL:
			end = len(text) - 1
		cut = text[end:]
		if not _add_cells(found, text[:end]):
			return None
	return found if _add_cells(found, cut) else None


def _add_cells(found: Extent, text: bytes) -> bool:
	cells = _CELL.findall(text)
	if len(cells) != len(_CELL_START.findall(text)) or _PREFIXED_CELL.search(text):
		return False
	filled = [cell for cell in cells if cell[4] or (cell[3] == b">" and cell[5] != b"</c>")]
	if filled:
		rows = [int(cell[1]) for cell in filled]
		columns = [column_index_from_string(letters.decode()) for letters in {cell[0] for cell in filled}]
		top, left = min(rows) - 1, min(columns) - 1
		found.add(top, left, max(rows) - top, max(columns) - left, count=len(filled))
	if b"<f" in text or _ERROR in text:
		for letters, row, attributes, _, formula, nothing in filled:
			if formula or _ERROR in attributes:
				_note(found, letters + row, attributes, formula, nothing)
	return True


def _note(found: Extent, cell: bytes, attributes: bytes, formula: bytes, nothing: bytes) -> None:
	if ELSEWHERE.search(formula.decode("utf-8", "replace")):
		found.trouble(cell.decode(), "external")
	elif _ERROR in attributes:
		found.trouble(cell.decode(), "error")
	elif nothing and _TEXT not in attributes:
		found.trouble(cell.decode(), "uncalculated")
