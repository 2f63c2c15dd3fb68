"""What comes in place of a sound workbook is refused in words, or read, within bounded time and memory."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import time

import pytest
from hostile_files import (
	GOOD_ROW,
	bombs,
	files_with_macros,
	ods,
	ods_cell,
	other_files,
	parts,
	protected_files,
	sheet,
	xls,
	xlsx,
	zipped,
)
from hypothesis import given
from hypothesis import strategies as st
from workbook_sample import opened, register, written

from lianzheng_risk.core.bilingual import Text
from lianzheng_risk.core.workbook import (
	UnreadableFile,
	marked,
	read,
	write_marked,
	write_register,
)
from lianzheng_risk.core.workbook.guard import refusals
from lianzheng_risk.core.workbook.guard import workbook as guard
from lianzheng_risk.core.workbook.guard.editing import is_editable
from lianzheng_risk.core.workbook.guard.sheet import ORDINARY, is_ordinary, plain_extent
from lianzheng_risk.core.workbook.guard.sheet_xml import exact_extent
from lianzheng_risk.core.workbook.source import UnreadableSheet, open_calamine
from tests.core.raw_xlsx import unzipped

TEXTS = {name: text for name, text in vars(refusals).items() if isinstance(text, Text)}
SECONDS, BYTES = 10, 1024**3


def refusal(data: bytes) -> UnreadableFile:
	with pytest.raises(UnreadableFile) as caught:
		read(data)
	return caught.value


def says(refused: UnreadableFile, text: Text) -> bool:
	"""Whether a refusal is this text, whatever it names."""
	return bool(re.fullmatch(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text.zh)), refused.text.zh))


def findings(data: bytes) -> list[str]:
	raw = read(data)
	codes = ("error_value", "uncalculated")
	return [f"{raw.layout.cell(it.place)} {it.rule.code}" for it in raw.findings if it.rule.code in codes]


def values(data: bytes) -> list[list]:
	return read(data).tables["units"].frame.values.tolist()


FILES = {
	name: (data, text) for make in (other_files, protected_files, files_with_macros) for name, data, text in make()
}


@pytest.mark.parametrize("name", FILES)
def test_another_kind_of_file_is_called_by_its_name(name: str) -> None:
	data, text = FILES[name]
	assert says(refusal(data), text), refusal(data).text.zh


# Reads files named on its standard input, one a line, and answers each with the refusal's text.
CHILD = """
import sys
from pathlib import Path
from lianzheng_risk.core.workbook import UnreadableFile, read
for line in sys.stdin:
	try:
		read(Path(line.strip()).read_bytes())
	except UnreadableFile as refusal:
		print(refusal.text.zh, flush=True)
	else:
		print("read", flush=True)
"""


def test_bombs_are_refused_in_bounded_time_and_memory(tmp_path) -> None:
	made = list(bombs())
	for number, (_, data, _) in enumerate(made):
		(tmp_path / str(number)).write_bytes(data)
	child = subprocess.run(
		[sys.executable, "-c", CHILD],
		input="".join(f"{tmp_path / str(number)}\n" for number in range(len(made))),
		preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES)),
		capture_output=True,
		text=True,
		timeout=len(made) * SECONDS,
	)
	told = dict(zip((name for name, _, _ in made), child.stdout.splitlines(), strict=False))
	assert child.returncode == 0, f"ended after {list(told)[-1:]}: {child.stderr[-2000:]}"
	assert {name: told[name] for name, _, text in made if not says(_Told(told[name]), text)} == {}


class _Told:
	def __init__(self, zh: str) -> None:
		self.text = Text(zh, zh, quoted=True)


def test_a_million_empty_rows_are_read_in_a_moment() -> None:
	styled = "".join(f'<row r="{row}" spans="1:3" s="1"><c r="A{row}" s="1"/></row>' for row in range(3, 1_000_003))
	data = xlsx(sheet(GOOD_ROW + styled))
	started = time.perf_counter()
	assert values(data) == [["NJ"] + [None] * 2]
	assert time.perf_counter() - started < SECONDS


def test_a_table_of_too_many_columns_is_refused_with_its_sheet_and_range() -> None:
	wide = "".join(f"<c><v>{column}</v></c>" for column in range(200))
	refused = refusal(xlsx(sheet(f'<row r="2">{wide}</row>')))
	assert isinstance(refused, UnreadableSheet)
	assert refused.sheet == "单位"
	assert refused.text.zh == "工作表“单位”有200列（A1:GR2），最多读取100列；请删除多余的列后另存再试"


def test_cells_that_are_written_again_and_again_count_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
	monkeypatch.setattr(guard, "MOST_CELLS", 100)
	assert says(refusal(xlsx(sheet('<c r="AA2"><v>1</v></c>' * 98))), refusals.TOO_FAR)


def test_what_is_no_table_may_be_as_wide_or_as_broken_as_it_likes() -> None:
	wide = sheet('<row r="2"><c r="XFD2"><v>1</v></c></row>')
	data = zipped(parts(单位=sheet(), 参数=wide, 破损=b"<worksheet"))
	assert values(data) == [["NJ"] + [None] * 2]


def test_a_hundred_columns_are_read() -> None:
	wide = "".join(f"<c><v>{column}</v></c>" for column in range(100))
	assert values(xlsx(sheet(f'<row r="2">{wide}</row>'))) == [[0, 1, 2]]


def formula_row(*cells: str) -> bytes:
	return sheet(f'<row r="2">{"".join(cells)}</row>')


def test_formulas_are_read_by_their_values_and_text_is_text() -> None:
	data = xlsx(
		formula_row(
			'<c r="A2" t="str"><f>CONCATENATE("N","J")</f><v>NJ</v></c>',
			'<c r="B2" t="inlineStr"><is><t>=cmd|\'/c calc\'!A0</t></is></c>',
			'<c r="C2" t="str"><f>""</f><v></v></c>',
		)
	)
	assert values(data) == [["NJ", "=cmd|'/c calc'!A0", None]]
	assert findings(data) == []


def test_errors_and_formulas_never_calculated_are_told_where_they_stand() -> None:
	data = xlsx(
		formula_row(
			'<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
			'<c r="B2"><f>A1</f><v></v></c>',
			'<c r="C2"><f>A1</f></c>',
			'<c r="D2" t="e"><v>#REF!</v></c>',
		)
	)
	assert findings(data) == ["A2 error_value", "B2 uncalculated", "C2 uncalculated"]
	assert next(it for it in read(data).findings if it.rule.code == "uncalculated").message() == (
		"本格的公式从未计算，没有结果，按空白处理；请用 Excel 或 WPS 打开并保存一次，或者“选择性粘贴→数值”"
	)


def test_the_same_in_the_other_formats() -> None:

	assert findings(xls({(1, 0): "NJ"}, error=(1, 1))) == ["B2 error_value"]
	header = "".join(ods_cell(text) for text in ("单位编码", "单位名称", "单位类型"))
	cells = (
		ods_cell("#REF!", 'calcext:value-type="error"'),
		'<table:table-cell table:formula="of:=[.A1]"/>',
		ods_cell("单位", 'table:formula="of:=[.C1]"'),
	)
	table = f"<table:table-row>{header}</table:table-row><table:table-row>{''.join(cells)}</table:table-row>"
	assert findings(ods(table)) == ["A2 error_value", "B2 uncalculated"]


@pytest.mark.parametrize("formula", ["[1]Sheet1!A1", "SUM('[2]清单.xlsx'!A1)+[1]表!A1", "cmd|'/c calc'!A0"])
def test_values_from_other_files_are_refused_with_their_cells(formula: str) -> None:
	row = formula_row(*(f'<c r="{letter}2"><f>{formula}</f><v>1</v></c>' for letter in "ABC"))
	refused = refusal(xlsx(row))
	assert refused.text.zh.startswith("工作表“单位”的A2、B2、C2引用了其他文件，读取的数值无法核实；")


def test_a_link_that_no_cell_uses_any_more_does_no_harm() -> None:
	data = xlsx(
		formula_row('<c r="A2" t="str"><f>表[编码]&amp;A1</f><v>NJ</v></c>'),
		xl__externalLinks__externalLink1_xml=b"<externalLink/>",
	)
	assert values(data) == [["NJ"] + [None] * 2]


CELLS = st.lists(
	st.tuples(
		st.sampled_from(["", ' r="A2"', ' r="Z199999"', ' r="AA2"', ' r="B200000"', " r='C3'", ' r="d4"']),
		st.sampled_from(["", ' s="1"', ' t="s"', ' t="e"', ' t="str"', ' s="1" t="n"']),
		st.sampled_from(
			["/>", "></c>", "><v>1</v></c>", "><f>A1</f></c>", "><f>A1</f><v>1</v></c>", "><is><t>a</t></is></c>"]
		),
	),
	max_size=6,
)


@given(CELLS, st.integers(1, 200))
def test_what_is_taken_for_ordinary_is_within_its_bounds(cells: list[tuple[str, ...]], size: int) -> None:
	content = sheet(f'<row r="2">{"".join("<c" + "".join(cell) for cell in cells)}</row>')
	pieces = [content[start : start + size] for start in range(0, len(content), size)]
	exact = exact_extent(pieces, lambda _: 0)
	if counted := plain_extent(pieces):
		assert counted.with_text(0) == exact.with_text(0)
	if is_ordinary(pieces):
		assert (exact.bottom, exact.right) <= (ORDINARY.bottom, ORDINARY.right)
		assert exact.right <= ORDINARY.right
		assert exact.troubles == []


def test_our_own_workbooks_are_ordinary() -> None:
	workbook = open_calamine(written(write_register, register(), ...))
	assert all(workbook._known(title).area == ORDINARY.area for title in ("单位", "岗位", "风险点"))


def test_a_comment_on_a_whole_sheet_is_not_edited():
	"""openpyxl would make each cell that the comment is on."""
	comment = b'<comments><commentList><comment ref="A1"/></commentList></comments>'
	parts = unzipped(xlsx())
	assert is_editable(zipped({**parts, "xl/comments/comment1.xml": comment}))
	assert not is_editable(zipped({**parts, "xl/comments/comment1.xml": comment.replace(b"A1", b"A1:XFD1048576")}))


def test_openpyxl_is_given_only_what_it_can_bear() -> None:
	assert is_editable(xlsx())
	assert not is_editable(xls())
	assert not is_editable(xlsx(sheet(after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')))
	assert not is_editable(xlsx(sheet(after='<hyperlinks><hyperlink ref="A1:XFD99" r:id="x"/></hyperlinks>')))
	assert not is_editable(xlsx(sheet("<row><c/></row>" * 250_000)))
	assert not is_editable(xlsx(xl__pivotCache__records_xml=b"<r>" + b"<x/>" * 4_000_000 + b"</r>"))
	assert not is_editable(xlsx(customXml__item1_xml=b'<!DOCTYPE a [<!ENTITY a "ha">]><a>&a;</a>'))


@pytest.mark.parametrize("after", ["", '<mergeCells><mergeCell ref="E1:XFD1048576"/></mergeCells>'])
def test_a_marked_copy_is_made_of_files_that_openpyxl_could_not_bear(after: str) -> None:
	"""One stray cell far out would have openpyxl walk over 17 billion cells."""
	stray = sheet(GOOD_ROW.replace("</row>", '</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
	data = zipped(parts(单位=sheet(GOOD_ROW, after=after), 参数=stray))
	raw = read(data)
	started = time.perf_counter()
	copy = opened(written(write_marked, data, raw.findings, raw.layout, ...))
	assert time.perf_counter() - started < SECONDS
	assert copy.sheetnames[:2] == ["检查结果", "单位"]
	assert copy["单位"]["A2"].value == "NJ"


def test_a_large_workbook_is_marked_though_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
	monkeypatch.setattr(marked, "editable_copy", lambda _: None)
	data = written(write_register, register(), ...)
	raw = read(data)
	once = written(write_marked, data, [], raw.layout, ...)
	again = opened(written(write_marked, once, [], raw.layout, ...))
	assert again.sheetnames.count("检查结果") == 1
	assert again["风险点"]["G2"].value == "=未经集体研究"
	assert again["风险点"]["G2"].data_type == "s"
	assert read(once).tables["tenures"].frame.equals(raw.tables["tenures"].frame)
