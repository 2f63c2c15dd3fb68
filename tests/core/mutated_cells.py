"""Mutations of what stands in the cells: swapped, renamed, removed, of odd types, merged at random."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from copy import deepcopy
from random import Random

from openpyxl.utils import get_column_letter

from tests.core.raw_xlsx import Raw, formula

Sheets = list[dict]
Mutation = Callable[[Random, Sheets], None]

ODD_VALUES: tuple[object, ...] = (
	datetime.date(2026, 2, 28),
	datetime.date(1900, 1, 1),
	datetime.datetime(9999, 12, 31, 23, 59, 59),
	True,
	False,
	0,
	-1,
	0.1,
	1e308,
	-(10**18),
	12345678901234567890,
	Raw("", "<v>NaN</v>"),
	Raw("", "<v>1e999</v>"),
	Raw("", "<v/>"),
	Raw("s", "<v>99999999</v>"),
	Raw("s", "<v>-1</v>"),
	Raw("d", "<v>not a date</v>"),
	Raw("zzz", "<v>1</v>"),
	Raw("inlineStr", "<is/>"),
	Raw("inlineStr", "<is><r><t>一</t></r><r><t>级</t></r></is>"),
	*(Raw("e", f"<v>{error}</v>") for error in ("#DIV/0!", "#REF!", "#N/A", "#NAME?", "#WRONG!")),
	formula("1/0", "#DIV/0!", "e"),
	formula("SUM(A1:A3)"),
	formula("SUM(A1:A3)", "6"),
	formula('"一"&"级"', "一级", "str"),
	formula("[1]外部!A1", "二级", "str"),
	formula("WEBSERVICE(A1)"),
	"",
	" ",
	"　",
	"\n",
	"\u0000",
	"甲\u0007乙\u001f",
	"_x0000__xFFFF__xD800_",
	"\ud800",
	"一\udfff级",
	"\ufffe\uffff",
	"\u202e一级",
	"A\u0301",
	"👨‍👩‍👧‍👦",
	"廉" * 32_767,
	"1." * 16_000,
	"（" * 3_000,
	"①②③④⑤⑥⑦⑧⑨⑩" * 30,
	"1.1.1.1.1.1",
	"=1+1",
	"+86",
	"-",
	"@SUM(A1)",
	"'",
	"{name}{0}{}",
	"%s%(x)d",
	"<script>alert(1)</script>",
	"]]>",
	"&#0;",
	"1中2低",
	"一级二级三级",
	"四级",
	"合计",
	"填表人：",
	"注：",
	"序号",
	"风险点",
	"风险等级",
	"共99999999999999999999个",
	"2026年2月30日",
	"2026-13-45",
)
HEADERS: tuple[str, ...] = (
	"序号", "单位", "科室", "风险类别", "风险点", "表现形式", "风险等级", "防控措施", "责任人", "责任领导", "职权名称",
	"环节", "岗位", "发生机率", "危害程度", "完成时限", "风险点数量", "监测指标", "流程示意图", "备注", "手机号", "", "风险",
)  # fmt: skip


def mutated(random: Random, sheets: Sheets) -> Sheets:
	"""A copy of `sheets` with one to six things done to it."""
	copy = deepcopy(sheets)
	for _ in range(random.choice((1, 1, 2, 3, 6))):
		random.choice(MUTATIONS)(random, copy)
	return copy


def _sheet(random: Random, sheets: Sheets) -> list[list]:
	rows = random.choice(sheets)["rows"]
	if not rows:
		rows.append([None])
	return rows


def _place(random: Random, rows: list[list]) -> tuple[int, int]:
	"""A row and a column in it; the row is made to have one."""
	row = random.randrange(len(rows))
	if not rows[row]:
		rows[row].append(None)
	return row, random.randrange(len(rows[row]))


def _odd_cells(random: Random, sheets: Sheets) -> None:
	rows = _sheet(random, sheets)
	for _ in range(random.choice((1, 3, 12))):
		row, column = _place(random, rows)
		rows[row][column] = random.choice(ODD_VALUES)


def _odd_column(random: Random, sheets: Sheets) -> None:
	rows = _sheet(random, sheets)
	column = _place(random, rows)[1]
	value = random.choice(ODD_VALUES)
	for cells in rows[random.randrange(len(rows)) :]:
		if column < len(cells):
			cells[column] = value


def _random_number(random: Random, sheets: Sheets) -> None:
	rows = _sheet(random, sheets)
	row, column = _place(random, rows)
	rows[row][column] = random.choice((random.getrandbits(70), random.uniform(-1e6, 1e6), random.expovariate(1e-9)))


def _random_text(random: Random, sheets: Sheets) -> None:
	rows = _sheet(random, sheets)
	row, column = _place(random, rows)
	rows[row][column] = "".join(chr(random.choice((random.randrange(0x110000), 0x4E00 + random.randrange(0x5000))))
		for _ in range(random.choice((1, 5, 200))))  # fmt: skip


def _swap_cells(random: Random, sheets: Sheets) -> None:
	rows = _sheet(random, sheets)
	for _ in range(random.choice((1, 5, 30))):
		(a, b), (c, d) = _place(random, rows), _place(random, rows)
		rows[a][b], rows[c][d] = rows[c][d], rows[a][b]


def _swap_rows(random: Random, sheets: Sheets) -> None:
	rows = _sheet(random, sheets)
	a, b = random.randrange(len(rows)), random.randrange(len(rows))
	rows[a], rows[b] = rows[b], rows[a]


def _shuffle_rows(random: Random, sheets: Sheets) -> None:
	random.shuffle(_sheet(random, sheets))


def _swap_columns(random: Random, sheets: Sheets) -> None:
	rows = _sheet(random, sheets)
	a, b = _place(random, rows)[1], _place(random, rows)[1]
	for cells in rows:
		if max(a, b) < len(cells):
			cells[a], cells[b] = cells[b], cells[a]


def _rename_headers(random: Random, sheets: Sheets) -> None:
	rows = _sheet(random, sheets)
	header = max(rows[:6], key=lambda cells: sum(isinstance(cell, str) for cell in cells))
	for column in range(len(header)):
		if random.random() < 0.4:
			header[column] = random.choice(HEADERS)


def _remove_row(random: Random, sheets: Sheets) -> None:
	rows = _sheet(random, sheets)
	del rows[random.randrange(min(len(rows), random.choice((4, 100))))]


def _remove_column(random: Random, sheets: Sheets) -> None:
	rows = _sheet(random, sheets)
	column = _place(random, rows)[1]
	for cells in rows:
		del cells[column : column + 1]


def _insert_rows(random: Random, sheets: Sheets) -> None:
	rows = _sheet(random, sheets)
	place = random.randrange(len(rows) + 1)
	repeated = random.choice(([], [None], [" "] * 9, list(random.choice(rows))))
	rows[place:place] = [list(repeated) for _ in range(random.choice((1, 2, 40)))]


def _insert_columns(random: Random, sheets: Sheets) -> None:
	rows = _sheet(random, sheets)
	column, count = _place(random, rows)[1], random.choice((1, 2, 200))
	for cells in rows:
		cells[column:column] = [None] * count


def _repeat_column(random: Random, sheets: Sheets) -> None:
	rows = _sheet(random, sheets)
	column = _place(random, rows)[1]
	for cells in rows:
		cells += cells[column : column + 1] * random.choice((1, 30))


def _merge_at_random(random: Random, sheets: Sheets) -> None:
	sheet = random.choice(sheets)
	merges = sheet["merges"] = list(sheet.get("merges", ()))
	for _ in range(random.choice((1, 4, 25))):
		left, top = random.randint(1, 12), random.randint(1, 20)
		right, bottom = left + random.choice((0, 1, 5)), top + random.choice((0, 1, 3, 30))
		merges.append(f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")
	if random.random() < 0.2:
		merges.append(random.choice(("A1", "A1:XFD1048576", "B9:A1", "ZZZZ1:A2", "", "A0:A0", "1:1", "A:A")))


def _retitle(random: Random, sheets: Sheets) -> None:
	titles = [sheet["title"] for sheet in sheets]
	random.choice(sheets)["title"] = random.choice(
		(*titles, "风险点", "单位", "Sheet1", "", "表" * 40, "a/b:c*?[]", "\x01", "检查结果")
	)


def _move_sheet(random: Random, sheets: Sheets) -> None:
	sheets.insert(random.randrange(len(sheets) + 1), deepcopy(random.choice(sheets)))
	if random.random() < 0.5 and len(sheets) > 1:
		sheets.pop(random.randrange(len(sheets)))


def _stack_sheets(random: Random, sheets: Sheets) -> None:
	sheet = random.choice(sheets)
	sheet["rows"] = [*sheet["rows"], *([[]] * random.randrange(3)), *deepcopy(random.choice(sheets)["rows"])]
	# The blank rows are one list, repeated, until here.
	sheet["rows"] = [list(cells) for cells in sheet["rows"]]


MUTATIONS: tuple[Mutation, ...] = (
	_odd_cells,
	_odd_cells,
	_odd_column,
	_random_number,
	_random_text,
	_swap_cells,
	_swap_rows,
	_shuffle_rows,
	_swap_columns,
	_rename_headers,
	_remove_row,
	_remove_column,
	_insert_rows,
	_insert_columns,
	_repeat_column,
	_merge_at_random,
	_retitle,
	_move_sheet,
	_stack_sheets,
)
