"""The one way to a workbook's cells: what could harm is refused before calamine sees it.

calamine makes a rectangle of each sheet and room for whatever a file declares; memory that is not there ends the process
and cannot be caught. So every extent is found first, by streaming. Sheets of an .xlsx are looked at when they are asked
for, and the others never; calamine reads an .xls or .ods as a whole, and so it is looked at as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetMetadata

from lianzheng_risk.core.workbook.guard import biff, ods
from lianzheng_risk.core.workbook.guard.compound import Compound
from lianzheng_risk.core.workbook.guard.extent import Extent, Trouble
from lianzheng_risk.core.workbook.guard.kind import (
	ZIP,
	format_of,
	refuse_other_files,
	refuse_other_streams,
	was_a_workbook,
)
from lianzheng_risk.core.workbook.guard.limits import MOST_CELLS, MOST_CELLS_OF_ALL_SHEETS, MOST_COLUMNS, MOST_TEXT
from lianzheng_risk.core.workbook.guard.package import Package
from lianzheng_risk.core.workbook.guard.refusals import (
	DAMAGED,
	EXTERNAL_LINKS,
	NO_MEMORY,
	NOT_A_WORKBOOK,
	PROTECTED,
	TOO_FAR,
	TOO_MUCH_TEXT,
	TOO_WIDE,
	UnreadableFile,
	UnreadableSheet,
)
from lianzheng_risk.core.workbook.guard.xlsx import Xlsx

_STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK")
_CELLS_NAMED = 5


class GuardedWorkbook:
	"""A workbook whose sheets are given out only when they can be read within the limits."""

	def __init__(self, data: bytes) -> None:
		"""Raises UnreadableFile where `data` is no workbook, or none that is read."""
		refuse_other_files(data)
		self._data = data
		self._xlsx: Xlsx | None = None
		self._extents: dict[str, Extent] = {}
		self._cells_left, self._text_left = MOST_CELLS_OF_ALL_SHEETS, MOST_TEXT
		with parser_errors(data):
			self._look()
			self._calamine = CalamineWorkbook.from_filelike(BytesIO(data))

	@property
	def sheets_metadata(self) -> list[SheetMetadata]:
		return self._calamine.sheets_metadata

	@property
	def sheet_names(self) -> list[str]:
		return self._calamine.sheet_names

	def get_sheet_by_name(self, title: str) -> CalamineSheet:
		"""A sheet with its cells. Raises UnreadableSheet where it is too large or refers to other files."""
		with parser_errors(self._data):
			known = self._known(title)
			if known.area > min(MOST_CELLS, self._cells_left) or known.cells > MOST_CELLS:
				raise UnreadableSheet(TOO_FAR, title, range=known.range)
			_refuse_wide(title, known)
			if known.text > self._text_left:
				raise UnreadableSheet(TOO_MUCH_TEXT, title)
			_refuse_links(title, known)
			sheet = self._calamine.get_sheet_by_name(title)
		self._cells_left -= sheet.height * sheet.width
		self._text_left -= known.text
		return sheet

	def cell_troubles(self, title: str) -> list[tuple[str, Trouble]]:
		"""Cells of a sheet, as in B12, that calamine shows as blank but are not: an error, a formula never calculated."""
		with parser_errors(self._data):
			return self._known(title).troubles

	def sheet_xml(self, title: str) -> Iterator[bytes]:
		"""The XML of a sheet of an .xlsx, piece by piece; nothing for other formats."""
		with parser_errors(self._data):
			yield from self._xlsx.pieces(title) if self._xlsx else ()

	def _look(self) -> None:
		if not self._data.startswith(ZIP):
			compound = Compound(self._data)
			refuse_other_streams(compound.names)
			stream = next((name for name in _STREAMS if name in compound.names), None)
			if stream is None:
				raise UnreadableFile(DAMAGED)
			self._extents = biff.extents(compound.stream(stream))
			return
		package = Package(self._data)
		if format_of(package) == "ods":
			self._extents = ods.extents(package)
		else:
			self._xlsx = Xlsx(package)

	def _known(self, title: str) -> Extent:
		if self._xlsx and title not in self._extents:
			self._extents[title] = self._xlsx.extent(title, self._cells_left)
		return self._extents.get(title) or Extent()


@contextmanager
def parser_errors(data: bytes) -> Iterator[None]:
	"""Whatever a parser stumbles on inside this block becomes an UnreadableFile."""
	try:
		yield
	except UnreadableFile:
		raise
	except PasswordError as error:
		raise UnreadableFile(PROTECTED) from error
	except MemoryError as error:
		raise UnreadableFile(NO_MEMORY) from error
	except BaseException as error:
		# A panic inside calamine is a BaseException whose class cannot be imported; all others of that kind
		# (an interrupt, an exit) are not about the file.
		if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
			raise
		raise UnreadableFile(DAMAGED if was_a_workbook(data) else NOT_A_WORKBOOK) from error


def _refuse_wide(title: str, known: Extent) -> None:
	if known.columns > MOST_COLUMNS:
		raise UnreadableSheet(TOO_WIDE, title, columns=known.columns, range=known.range, most=MOST_COLUMNS)


def _refuse_links(title: str, known: Extent) -> None:
	cells = [cell for cell, kind in known.troubles if kind == "external"]
	if cells:
		named = "、".join(cells[:_CELLS_NAMED]) + ("…" if len(cells) > _CELLS_NAMED else "")
		raise UnreadableSheet(EXTERNAL_LINKS, title, cells=named)
