"""What a printed form consists of. Everything in it is plain text in the language of the session; templates escape it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import frappe
from frappe import _
from frappe.utils import getdate

from lianzheng_risk.risk_screening.prints import reading, words
from lianzheng_risk.risk_screening.prints.words import Lines

Cells = Mapping[str, str | Iterable[str | None] | None]
"""The cells of one row by the keys of their columns."""

NUMBER = "number"
"""The key of the column that counts the rows."""


@dataclass(frozen=True)
class Column:
	"""`width` in percent of the table. `per_group` leaves one open cell for the whole group, as offices merge it."""

	key: str
	label: str
	width: int
	centred: bool = False
	per_group: bool = False


@dataclass(frozen=True)
class Group:
	"""The rows of one unit; each row has as many cells as the table has columns. Without a title nothing stands above."""

	title: str
	rows: tuple[tuple[Lines, ...], ...]


@dataclass(frozen=True)
class Table:
	"""`empty` stands in it where there is nothing to list, `notes` below it, `title` above it where a form has several."""

	columns: tuple[Column, ...]
	groups: tuple[Group, ...]
	empty: str
	notes: Lines = ()
	title: str = ""


@dataclass(frozen=True)
class Box:
	"""A field to sign in: what was recorded, and, unless that is all, a line for name and date."""

	label: str
	lines: Lines = ()
	is_complete: bool = False


@dataclass(frozen=True)
class Form:
	"""A whole form: title, facts in the line below it, rows of (label, lines) in `head`, tables, boxes, signatures.

	`running` stands at the foot of every page; `page_of` is what stands before, between and after a page's number and the
	number of pages, `to_sign` what stands before the lines for a name and a date. A form `is_upright` or lies on its side.
	"""

	title: str
	facts: Lines
	tables: tuple[Table, ...]
	running: str
	page_of: tuple[str, str, str]
	to_sign: Lines
	head: tuple[tuple[tuple[str, Lines], ...], ...] = ()
	boxes: tuple[Box, ...] = ()
	signers: Lines = ()
	is_upright: bool = False


def form(
	title: str, facts: Iterable[str], *tables: Table, subject: str = "", signers: Iterable[str] = (), **parts
) -> Form:
	"""A form; `subject`, what it is about, stands with the title at the foot of every page."""
	before, rest = _("Page {0} out of {1}").split("{0}")
	between, after = rest.split("{1}")
	printed = words.labelled(_("Date of Printing"), words.date(getdate()))
	return Form(
		title,
		(*facts, printed),
		tables,
		running=words.plain(f"{title} {subject}"),
		page_of=(before, between, after),
		to_sign=_blanks(_("Signed (Name)"), _("Date Signed")),
		signers=_blanks(*signers),
		**parts,
	)


def unit_form(title: str, unit_name: str, table: Table) -> Form:
	"""A form of a whole unit, to be sealed and signed by its head."""
	facts = [words.labelled(_("Unit (Seal)"), unit_name)]
	signers = (_("Filled In By"), _("Signed by the Head"), _("Date Signed"))
	return form(title, facts, table, subject=unit_name, signers=signers)


def _blanks(*labels: str) -> Lines:
	"""Labels with room behind them to write in."""
	return tuple(words.labelled(label, "") for label in labels)


def number_column() -> Column:
	return Column(NUMBER, _("Line No"), 4, centred=True)


def laid_out(
	rows: Iterable[frappe._dict], columns: Sequence[Column], cells: Callable[[frappe._dict], Cells]
) -> tuple[tuple[Lines, ...], ...]:
	"""The cells of each row in the order of the columns."""
	numbered = ({NUMBER: str(number), **cells(row)} for number, row in enumerate(rows, 1))
	return tuple(tuple(words.lines(found.get(column.key)) for column in columns) for found in numbered)


def by_unit(
	rows: Sequence[frappe._dict],
	columns: Sequence[Column],
	cells: Callable[[frappe._dict], Cells],
	title_of: Callable[[str], str],
) -> tuple[Group, ...]:
	"""One group per unit, in the order of the rows; they are counted through all groups."""
	pairs = zip(rows, laid_out(rows, columns, cells), strict=True)
	return tuple(
		Group(title_of(unit), tuple(cells for _row, cells in of_unit))
		for unit, of_unit in groupby(pairs, key=lambda pair: pair[0].unit)
	)


def risks_left_out(found: reading.Found) -> Lines:
	"""Says in words where a list of risk points stops short of all of them."""
	note = _("This form shows the first {0} risk points. For the rest, export the list of risk points to Excel.")
	return (note.format(reading.MOST),) if found.more else ()
