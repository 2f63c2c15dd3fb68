"""What kind of file some bytes are, whatever its name says: a workbook, or something people take for one."""

from __future__ import annotations

import codecs
from typing import Literal

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.workbook.guard.package import Package
from lianzheng_risk.core.workbook.guard.refusals import (
	ARCHIVE,
	BINARY_WORKBOOK,
	DAMAGED,
	DOCUMENT,
	MACROS,
	NOT_A_WORKBOOK,
	PDF,
	PICTURE,
	PLAIN_TEXT,
	PRESENTATION,
	PROTECTED,
	WEB_PAGE,
	XML_TABLE,
	UnreadableFile,
)

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Format = Literal["xlsx", "ods"]

_BEGINNINGS = (
	(b"%PDF", PDF),
	(b"{\\rtf", DOCUMENT),
	(b"\x89PNG", PICTURE),
	(b"\xff\xd8\xff", PICTURE),
	(b"GIF8", PICTURE),
	(b"BM", PICTURE),
	(b"II*\x00", PICTURE),
	(b"MM\x00*", PICTURE),
	(b"Rar!", ARCHIVE),
	(b"7z\xbc\xaf", ARCHIVE),
	(b"\x1f\x8b", ARCHIVE),
)
_HEAD = 4096
# What the beginning of a text gives away, in lower case; the first that is found counts.
_IN_TEXT = (
	("urn:schemas-microsoft-com:office:spreadsheet", XML_TABLE),
	("<html", WEB_PAGE),
	("<!doctype html", WEB_PAGE),
	("<table", WEB_PAGE),
	("<meta", WEB_PAGE),
	("mime-version:", WEB_PAGE),
)
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Parts that only such packages have.
_PACKAGES = (
	("xl/workbook.bin", BINARY_WORKBOOK),
	("word/document.xml", DOCUMENT),
	("ppt/presentation.xml", PRESENTATION),
)
_MIMETYPES = (
	(b"opendocument.text", DOCUMENT),
	(b"opendocument.presentation", PRESENTATION),
)
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_XLSX_PART, _ODS_PART = "[Content_Types].xml", "mimetype"
# Streams and storages of a compound file.
_STREAMS = (
	("EncryptedPackage", PROTECTED),
	("WordDocument", DOCUMENT),
	("PowerPoint Document", PRESENTATION),
	("_VBA_PROJECT_CUR", MACROS),
)
# Names that stand uncompressed in the package of an Excel or OpenDocument workbook.
_WORKBOOK_NAMES = (b"xl/work", b"opendocument.spreadsheet")


def refuse_other_files(data: bytes) -> None:
	"""Raise UnreadableFile where `data` is neither a zip nor a compound file, saying what it is instead."""
	for beginning, text in _BEGINNINGS:
		if data.startswith(beginning):
			raise UnreadableFile(text)
	if not data.startswith((ZIP, OLE)):
		raise UnreadableFile(_kind_of_text(data[:_HEAD]))


def format_of(package: Package) -> Format:
	"""The format of a package. Raises UnreadableFile where it is no workbook, or pretends to be two."""
	for part, text in _PACKAGES:
		if part in package:
			raise UnreadableFile(text)
	if (_XLSX_PART in package) == (_ODS_PART in package):
		raise UnreadableFile(DAMAGED if _XLSX_PART in package else ARCHIVE)
	if _XLSX_PART in package:
		return "xlsx"
	mimetype = package.read(_ODS_PART, _HEAD)
	if mimetype.startswith(_ODS):
		return "ods"
	raise UnreadableFile(next((text for name, text in _MIMETYPES if name in mimetype), NOT_A_WORKBOOK))


def refuse_other_streams(names: list[str]) -> None:
	"""Raise UnreadableFile where the streams of a compound file are not those of a plain .xls."""
	for stream, text in _STREAMS:
		if stream in names:
			raise UnreadableFile(text)


def was_a_workbook(data: bytes) -> bool:
	"""Whether a file that cannot be read looks as if it had been a workbook."""
	return data.startswith(OLE) or (data.startswith(ZIP) and any(name in data for name in _WORKBOOK_NAMES))


def _kind_of_text(head: bytes) -> Text:
	text = _decoded(head)
	if text is None:
		return NOT_A_WORKBOOK
	text = text.lower()
	return next((kind for mark, kind in _IN_TEXT if mark in text), PLAIN_TEXT)


def _decoded(head: bytes) -> str | None:
	"""The beginning of a text in the encodings in use; None where it is no text."""
	for mark, encoding in _WIDE:
		if head.startswith(mark):
			return head.decode(encoding, "replace")
	if any(byte < 9 for byte in head):
		return None
	for encoding in ("utf-8", "gb18030"):
		# The last character may be cut off.
		text = codecs.getincrementaldecoder(encoding)("replace").decode(head)
		if "\ufffd" not in text:
			return text
	return None
