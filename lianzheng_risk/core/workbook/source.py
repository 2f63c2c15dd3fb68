"""Where a workbook comes from: the one door for its bytes, and for its cells by way of the guard."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from lianzheng_risk.core.workbook.guard import GuardedWorkbook, parser_errors
from lianzheng_risk.core.workbook.guard.kind import ZIP
from lianzheng_risk.core.workbook.guard.refusals import (
	DAMAGED,
	EMPTY,
	NO_FILE,
	NOT_A_WORKBOOK,
	NOT_OPENED,
	PROTECTED,
	UnreadableFile,
	UnreadableSheet,
)

__all__ = [
	"DAMAGED",
	"EMPTY",
	"NOT_A_WORKBOOK",
	"NOT_OPENED",
	"NO_FILE",
	"PROTECTED",
	"ZIP",
	"Source",
	"UnreadableFile",
	"UnreadableSheet",
	"calamine_errors",
	"content",
	"open_calamine",
]

Source = str | Path | bytes | BinaryIO


def content(source: Source) -> bytes:
	"""The bytes of a path or an open binary file (from its beginning), or the bytes themselves.

	Raises UnreadableFile where there is no such file or it cannot be opened.
	"""
	if isinstance(source, bytes):
		return source
	if not isinstance(source, str | Path):
		if source.seekable():
			source.seek(0)
		return source.read()
	try:
		return Path(source).read_bytes()
	except FileNotFoundError as error:
		raise UnreadableFile(NO_FILE, path=source) from error
	except OSError as error:
		raise UnreadableFile(NOT_OPENED, path=source) from error


def open_calamine(data: bytes) -> GuardedWorkbook:
	"""The workbook in `data`, its sheets not given out yet. Raises UnreadableFile where there is none."""
	if not data:
		raise UnreadableFile(EMPTY)
	return GuardedWorkbook(data)


def calamine_errors(data: bytes) -> AbstractContextManager[None]:
	"""Whatever a parser stumbles on inside this block becomes an UnreadableFile."""
	return parser_errors(data)
