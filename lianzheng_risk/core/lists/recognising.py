"""Finding the lists in a file: rows of headings below titles, as many as there are on a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter

from lianzheng_risk.core.lists import titles
from lianzheng_risk.core.lists.fields import FEWEST_HEADINGS, RISK_FIELDS, field_of, fields_spoken_of, layout_of
from lianzheng_risk.core.lists.model import ListTable, SavedLayout
from lianzheng_risk.core.lists.sheets import Cell, Grid, is_blank, text_of
from lianzheng_risk.core.vocabulary import normalise

_LONGEST_HEADING = 40
_MAY_BE_RISK = re.compile("[风表描rm]", re.IGNORECASE)
_MOST_HEADING_ROWS = 12
# Named for a list without a column for it.
_INSTEAD = (("responsible_leader", "unit_leader"),)
_WHOSE = ("unit", "department", "responsible_unit")


@dataclass(frozen=True)
class Header:
	"""A row of headings: the upper and lower row (mostly the same) and heading and field by column, from 1."""

	upper: int
	row: int
	headings: dict[int, str]
	fields: dict[int, str]

	@property
	def signature(self) -> tuple[str, ...]:
		return tuple(map(normalise, self.headings.values()))


def tables_in(grid: Grid, saved: Sequence[SavedLayout] = ()) -> list[ListTable]:
	"""The lists on a sheet, from above to below. A layout of `saved` with the same headings tells what they mean."""
	found: list[ListTable] = []
	headers = list(_headers(grid, {table.signature for layout in saved for table in layout.tables}))
	for header, above, last in _extents(grid, headers):
		last_row = _last_filled(grid, header.row, last)
		if last_row > header.row:
			found.append(_known(_table(grid, header, above, last_row), saved))
	return found


def _headers(grid: Grid, known: set[tuple[str, ...]]) -> Iterator[Header]:
	below = 0
	for place, cells in enumerate(grid.rows):
		row = grid.first_row + place
		if row > below and (header := _header(grid, row, cells, known)):
			below = header.row
			yield header


def _header(grid: Grid, row: int, cells: Sequence[Cell], known: set[tuple[str, ...]]) -> Header | None:
	if known and (header := _made(grid, row, row, _headings(grid, cells))).signature in known:
		return header
	if sum(cell is not None for cell in cells) < FEWEST_HEADINGS or not _known_headings(cells):
		return None
	upper = _headings(grid, cells)
	if any(len(heading) > _LONGEST_HEADING for heading in upper.values()):
		return None
	lower = _second_row(grid, row, upper)
	if lower:
		below = {column: _of_two(upper.get(column, ""), heading) for column, heading in lower.items()}
		header = _made(grid, row, row + 1, dict(sorted((upper | below).items())))
	else:
		header = _made(grid, row, row, upper)
	fields = set(header.fields.values())
	return header if len(fields) >= FEWEST_HEADINGS and fields & RISK_FIELDS else None


def _known_headings(cells: Sequence[Cell]) -> bool:
	"""Whether a row has a heading of a risk point, or known headings enough for another to be one in words of its own."""
	short = [cell for cell in cells if cell.__class__ is str and len(cell) <= _LONGEST_HEADING]
	if not any(map(_MAY_BE_RISK.search, short)):
		return False
	fields = {field_of(cell) for cell in short} - {None}
	return bool(fields & RISK_FIELDS) or len(fields) >= FEWEST_HEADINGS


def _headings(grid: Grid, cells: Sequence[Cell]) -> dict[int, str]:
	return {grid.first_column + place: text_of(cell) for place, cell in enumerate(cells) if cell is not None}


def _second_row(grid: Grid, row: int, upper: dict[int, str]) -> dict[int, str]:
	"""The headings of the row below, where it divides some of those above; otherwise nothing."""
	lower = _headings(grid, grid.row(row + 1))
	if not lower or not any(field_of(heading) for heading in lower.values()):
		return {}
	if any(len(heading) > _LONGEST_HEADING for heading in lower.values()):
		return {}
	groups = {column for column in upper if column + 1 not in upper and column + 1 in lower}
	return lower if all(column in groups or column not in upper for column in lower) else {}


def _of_two(upper: str, lower: str) -> str:
	return upper + lower if upper and not field_of(lower) and field_of(upper + lower) else lower


def _made(grid: Grid, upper: int, row: int, headings: dict[int, str]) -> Header:
	fields: dict[int, str] = {}
	for column, heading in headings.items():
		name = field_of(heading)
		if name and name not in fields.values():
			fields[column] = name
	if len(fields) >= FEWEST_HEADINGS:
		for column, heading in headings.items():
			if column not in fields and not field_of(heading):
				taken = fields.values()
				if name := next((name for name in fields_spoken_of(heading) if name not in taken), None):
					fields[column] = name
	return Header(upper, row, headings, _adjusted(dict(sorted(fields.items()))))


def _adjusted(fields: dict[int, str]) -> dict[int, str]:
	"""What a heading means beside the others of its list."""
	present = set(fields.values())
	for usual, instead in _INSTEAD:
		if instead in present and usual not in present:
			fields = {column: usual if name == instead else name for column, name in fields.items()}
	if "head" in present and "responsible_person" not in present and not present & set(_WHOSE):
		fields = {column: "responsible_person" if name == "head" else name for column, name in fields.items()}
	return fields


def _extents(grid: Grid, headers: Sequence[Header]) -> Iterator[tuple[Header, int, int]]:
	"""Each list's headings, the row from which its title may stand, and its last row; repeated headings are no list."""
	begun: list[tuple[Header, int]] = []
	for header in headers:
		if begun and begun[-1][0].signature == header.signature:
			above = _heading_begins(grid, begun[-1][0].row, header.upper)
			mine, other = (_unit(grid, *rows) for rows in ((begun[-1][1], begun[-1][0].upper), (above, header.upper)))
			if not other or other == mine:
				continue
		begun.append((header, _heading_begins(grid, begun[-1][0].row if begun else 0, header.upper)))
	for place, (header, above) in enumerate(begun):
		last = begun[place + 1][1] - 1 if place + 1 < len(begun) else grid.last_row
		yield header, above, last


def _heading_begins(grid: Grid, after: int, header: int) -> int:
	"""The row of the first title above a row of headings, which is that row itself where there is none."""
	begins = header
	for row in range(header - 1, max(after, grid.first_row - 1, header - 1 - _MOST_HEADING_ROWS), -1):
		texts = [text_of(cell) for cell in grid.row(row) if cell is not None]
		if not after:
			begins = row
		elif texts and not all(map(_of_a_heading, texts)):
			break
		elif any(titles.is_title(text) or _names_unit(text) for text in texts):
			begins = row
	return begins


def _of_a_heading(text: str) -> bool:
	return bool(
		titles.is_title(text)
		or titles.unit_in_title(text)
		or titles.is_organisation(text)
		or titles.claims(text)
		or titles.is_date(text)
		or titles.is_footer(text)
	)


def _names_unit(text: str) -> bool:
	return bool(titles.unit_in_title(text)) and not titles.is_footer(text)


def _unit(grid: Grid, first: int, header: int) -> str:
	"""The unit named above a row of headings: in the title, behind 填报单位, or on a line of its own."""
	texts = [text_of(cell) for row in range(first, header) for cell in grid.row(row) if cell is not None]
	named = next(filter(None, map(titles.unit_in_title, texts)), "")
	return named or next((text for text in texts if titles.is_organisation(text)), "")


def _title(grid: Grid, first: int, header: int) -> str:
	texts = [text_of(cell) for row in range(first, header) for cell in grid.row(row) if cell is not None]
	return next(filter(titles.is_title, texts), texts[0] if texts else "")


def _last_filled(grid: Grid, header: int, last: int) -> int:
	for row in range(last, header, -1):
		if not all(map(is_blank, grid.row(row))):
			return row
	return header


def _table(grid: Grid, header: Header, above: int, last_row: int) -> ListTable:
	fields = frozenset(header.fields.values())
	return ListTable(
		grid.title,
		layout_of(fields),
		_title(grid, above, header.upper),
		header.row,
		header.row + 1,
		last_row,
		tuple(
			(get_column_letter(column), heading, header.fields.get(column, ""))
			for column, heading in header.headings.items()
		),
		_unit(grid, above, header.upper),
	)


def _known(table: ListTable, saved: Sequence[SavedLayout]) -> ListTable:
	known = next(filter(None, (layout.applied_to(table) for layout in saved)), None)
	if known is None:
		return table
	return replace(known, layout=layout_of(frozenset(name for _, _, name in known.columns if name)))
