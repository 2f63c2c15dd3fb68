"""Where a workbook comes from, and what to say where it cannot be read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from openpyxl.utils import range_boundaries
from python_calamine import CalamineWorkbook, PasswordError

from lianzheng_risk.core.bilingual import Text

Source = str | Path | bytes | BinaryIO

NO_FILE = Text("找不到文件“{path}”，请检查文件名和路径", "there is no file “{path}”; check its name and folder")
NOT_OPENED = Text(
	"无法打开“{path}”，请确认它是文件、没有被其他程序占用，并且您有读取权限",
	"“{path}” cannot be opened; make sure it is a file, not in use elsewhere, and that you may read it",
)
EMPTY = Text("文件是空的（0 字节），请重新保存或重新下载", "the file is empty (0 bytes); save or download it again")
NOT_A_WORKBOOK = Text(
	"这不是 Excel 工作簿，请用 Excel 或 WPS 另存为 .xlsx 后再试",
	"this is not an Excel workbook; save it as .xlsx and try again",
)
PROTECTED = Text(
	"工作簿设有打开密码，请取消密码另存后再试", "the workbook is password-protected; save it without one and try again"
)
DAMAGED = Text(
	"工作簿已损坏，请用 Excel 或 WPS 打开修复，另存为 .xlsx 后再试",
	"the workbook is damaged; open and repair it in Excel, save it as .xlsx and try again",
)
TOO_WIDE = Text(
	"有工作表的使用区域过大（{range}），请删除数据区以外的内容后另存再试",
	"a sheet's used range is too large ({range}); delete what stands outside the data, save and try again",
)

ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Names that stand uncompressed in the package of an Excel or OpenDocument workbook.
_WORKBOOK_PARTS = (b"xl/work", b"opendocument.spreadsheet")
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
_DIMENSION = re.compile(rb'<(?:\w+:)?dimension[^>]*\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_HEAD = 4096
# calamine holds a sheet's whole rectangle in memory; one stray cell in the last row and column would end the process.
_MOST_CELLS = 50_000_000


class UnreadableFile(Exception):
	"""A file that is no register workbook; `text` says why and what to do, in both languages."""

	def __init__(self, text: Text, **values) -> None:
		self.text = Text(text.format("zh", **values), text.format("en", **values), quoted=True)
		super().__init__(self.text.zh)


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


def open_calamine(data: bytes) -> CalamineWorkbook:
	"""The workbook in `data`, its sheets not read yet. Raises UnreadableFile where there is none."""
	if not data:
		raise UnreadableFile(EMPTY)
	if data.startswith(_OLE) and _ENCRYPTED in data:
		raise UnreadableFile(PROTECTED)
	with calamine_errors(data):
		_refuse_far_cells(data)
		return CalamineWorkbook.from_filelike(BytesIO(data))


@contextmanager
def calamine_errors(data: bytes) -> Iterator[None]:
	"""Whatever a parser stumbles on inside this block becomes an UnreadableFile."""
	try:
		yield
	except UnreadableFile:
		raise
	except PasswordError as error:
		raise UnreadableFile(PROTECTED) from error
	except BaseException as error:
		# A panic inside calamine is a BaseException whose class cannot be imported; all others of that kind
		# (an interrupt, an exit) are not about the file.
		if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
			raise
		raise UnreadableFile(DAMAGED if _was_a_workbook(data) else NOT_A_WORKBOOK) from error


def _was_a_workbook(data: bytes) -> bool:
	return data.startswith(_OLE) or (data.startswith(ZIP) and any(part in data for part in _WORKBOOK_PARTS))


def _refuse_far_cells(data: bytes) -> None:
	if not data.startswith(ZIP):
		return
	with zipfile.ZipFile(BytesIO(data)) as package:
		for part in filter(_SHEET_PART.fullmatch, package.namelist()):
			with package.open(part) as stream:
				found = _DIMENSION.search(stream.read(_HEAD))
			if found and _cells(used := found[1].decode()) > _MOST_CELLS:
				raise UnreadableFile(TOO_WIDE, range=used)


def _cells(used: str) -> int:
	left, top, right, bottom = range_boundaries(used)
	return (right - left + 1) * (bottom - top + 1)
