"""Lists in text files (.csv, .txt): which encoding, which separator, and the cells within bounds."""

from __future__ import annotations

import codecs
import csv
import re
from io import StringIO

from lianzheng_risk.core.lists.refusals import NO_TEXT, TEXT_TOO_LARGE, TEXT_TOO_WIDE
from lianzheng_risk.core.workbook.guard.kind import OLE, ZIP, refuse_other_files
from lianzheng_risk.core.workbook.guard.limits import MEGABYTE, MOST_CELLS_READ_AT_ONCE, MOST_COLUMNS
from lianzheng_risk.core.workbook.guard.refusals import NOT_A_WORKBOOK, PLAIN_TEXT, UnreadableFile

MOST_BYTES = 64 * MEGABYTE
_LONGEST_CELL = 1_000_000
_MARKS = (
	(codecs.BOM_UTF8, "utf-8-sig"),
	(codecs.BOM_UTF16_LE, "utf-16"),
	(codecs.BOM_UTF16_BE, "utf-16"),
)
# Without a mark: strict ones first, for anything at all is GB18030 once it is not UTF-8.
_UNMARKED = ("utf-8", "gb18030")
_SEPARATORS = ",\t;|"
_LINES_TRIED = 50
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def is_text(data: bytes) -> bool:
	"""Whether `data` may be a text file: no workbook, and no other kind of file that is known."""
	if not data or data.startswith((ZIP, OLE)):
		return False
	try:
		refuse_other_files(data)
	except UnreadableFile as refusal:
		if refusal.text in (PLAIN_TEXT, NOT_A_WORKBOOK):
			return True
		raise
	return False


def text_rows(data: bytes) -> list[list[str]]:
	"""The cells of a text file. Raises UnreadableFile where it is none, too large or too wide."""
	if len(data) > MOST_BYTES:
		raise UnreadableFile(TEXT_TOO_LARGE, size=-(-len(data) // MEGABYTE), most=MOST_BYTES // MEGABYTE)
	text = _decoded(data)
	reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
	rows: list[list[str]] = []
	cells = 0
	before = csv.field_size_limit(_LONGEST_CELL)
	try:
		for row in reader:
			cells += len(row)
			if len(row) > MOST_COLUMNS:
				raise UnreadableFile(TEXT_TOO_WIDE, row=len(rows) + 1, columns=len(row), most=MOST_COLUMNS)
			if cells > MOST_CELLS_READ_AT_ONCE:
				raise UnreadableFile(TEXT_TOO_LARGE, size=-(-len(data) // MEGABYTE), most=MOST_BYTES // MEGABYTE)
			rows.append(row)
	except csv.Error as error:
		raise UnreadableFile(NO_TEXT) from error
	finally:
		csv.field_size_limit(before)
	return rows


def _decoded(data: bytes) -> str:
	for mark, encoding in _MARKS:
		if data.startswith(mark):
			return _checked(data, (encoding,))
	return _checked(data, (_wide(data),) if _wide(data) else _UNMARKED)


def _wide(data: bytes) -> str:
	"""UTF-16 without a mark shows by the zero bytes of its commas and line ends; "" where there are none."""
	head = data[:4096]
	if b"\x00" not in head or len(data) % 2:
		return ""
	return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"


def _checked(data: bytes, encodings: tuple[str, ...]) -> str:
	for encoding in encodings:
		try:
			text = data.decode(encoding)
		except UnicodeDecodeError:
			continue
		if not _CONTROL.search(text):
			return text
	raise UnreadableFile(NO_TEXT)


def _separator(text: str) -> str:
	"""The separator that stands in the first lines most often."""
	head = "\n".join(text[: 1 << 16].split("\n", _LINES_TRIED)[:_LINES_TRIED])
	return max(_SEPARATORS, key=head.count)
