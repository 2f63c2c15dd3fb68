"""The sheet of changes since the previous register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from lianzheng_risk.core.report import views
from lianzheng_risk.core.report.texts import NOTHING, Words
from lianzheng_risk.core.report.xlsx import styles
from lianzheng_risk.core.report.xlsx.cells import (
	Column,
	filter_and_freeze,
	put,
	set_widths,
	write_paragraph,
	write_table,
)
from lianzheng_risk.core.workbook.printing import print_on_a4

_UNWRAPPED = Alignment(wrap_text=False)
SORTS = ("new", "changed", "removed")
_WIDTHS = (12, 14, 22, 34, 16, 30, 30)


@dataclass(frozen=True)
class _Line:
	"""One line of the list: what happened to which row, and to which of its fields."""

	move: str
	table: str
	key: str
	title: str
	field: str = ""
	old: object = ""
	new: object = ""


def changes(sheet: Worksheet, picture: dict, words: Words) -> None:
	"""How many rows changed in each table, then every change listed in the picture, regradings first."""
	found = picture["changes"]
	set_widths(sheet, _WIDTHS)
	write_paragraph(sheet, 1, words("changes"), len(_WIDTHS), sum(_WIDTHS), styles.TITLE)
	sheet.row_dimensions[1].height = 34
	last = _summary(sheet, 3, found, words)
	last = _bounded_notes(sheet, last, found, words)
	top = last + 2
	last = write_table(sheet, top, _columns(words), _lines(found, words))
	filter_and_freeze(sheet, top, last, len(_WIDTHS))
	sheet.freeze_panes = None
	print_on_a4(sheet, words.lang, "landscape", f"{top}:{top}")


def _summary(sheet: Worksheet, top: int, found: dict, words: Words) -> int:
	columns = [Column(words("table"), _WIDTHS[0], lambda one: words.table(one[0]))]
	columns += [Column(words(sort), _WIDTHS[1], lambda one, sort=sort: one[1][sort], styles.COUNT) for sort in SORTS]
	last = write_table(sheet, top, columns, found["by_table"].items())
	summary = found["summary"]
	put(sheet, last + 1, 1, words("regraded"), styles.TEXT)
	put(sheet, last + 1, 2, summary["regraded"], styles.COUNT)
	moves = words.enumerate(f"{words(move)} {summary[move]}" for move in ("raised", "lowered"))
	put(sheet, last + 1, 3, moves, styles.TERM)
	return last + 1


def _bounded_notes(sheet: Worksheet, last: int, found: dict, words: Words) -> int:
	for sort in ("regraded", *SORTS):
		total, shown = found["summary"][sort], len(found[sort])
		if shown < total:
			last += 1
			note = words("pair", name=words(sort), value=words("list_bounded", count=total, shown=shown))
			put(sheet, last, 1, note, styles.NOTE).alignment = _UNWRAPPED
	return last


def _columns(words: Words) -> tuple[Column, ...]:
	return (
		Column(words("move"), _WIDTHS[0], lambda line: line.move, styles.TERM),
		Column(words("table"), _WIDTHS[1], lambda line: line.table, styles.TERM),
		Column(words("code"), _WIDTHS[2], lambda line: line.key),
		Column(words("name"), _WIDTHS[3], lambda line: line.title),
		Column(words("field"), _WIDTHS[4], lambda line: line.field),
		Column(words("old"), _WIDTHS[5], lambda line: line.old),
		Column(words("new_value"), _WIDTHS[6], lambda line: line.new),
	)


def _lines(found: dict, words: Words) -> Iterator[_Line]:
	risk_points = words.table("risk_points")
	for one in found["regraded"]:
		grades = (words.term("grade", one[side]) for side in ("from", "to"))
		yield _Line(words(views.moved(one)), risk_points, one["risk"], one["title"], words("grade"), *grades)
	for sort in ("new", "removed"):
		for one in found[sort]:
			yield _Line(words(sort), words.table(one["table"]), one["key"], one["title"])
	for one in found["changed"]:
		for field in one["fields"]:
			sides = (NOTHING if field[side] is None else str(field[side]) for side in ("old", "new"))
			table = words.table(one["table"])
			yield _Line(words("changed"), table, one["key"], one["title"], field["label"], *sides)
