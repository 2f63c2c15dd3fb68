"""Whatever bytes the reader is fed, it gives a workbook or says why there is none."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hostile_files import ods, ods_cell, xls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbook_sample import PEOPLE_HEADER, UNITS, workbook_bytes

from lianzheng_risk.core.workbook import RawWorkbook, UnreadableFile, read, source

WHOLE = workbook_bytes({"单位": UNITS, "人员": [PEOPLE_HEADER, ["R1", "张三", "NJ", "主要领导", "局长"]]})
MAGIC = st.sampled_from(
	[b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<?xml version='1.0'?>", b"%PDF-1.7"]
)
PARTS = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "[Content_Types].xml")
CHANGES = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8)
OTHERS = (
	xls({(1, 0): "NJ", (1, 1): 12.5, (2, 0): "长" * 300}),
	ods(f"<table:table-row>{ods_cell('单位编码') * 3}</table:table-row>"),
)
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_or_refuse(data: bytes) -> None:
	try:
		raw = read(data)
	except UnreadableFile as refusal:
		assert refusal.text.zh and refusal.text.en
	else:
		assert isinstance(raw, RawWorkbook)
		assert all(finding.message() for finding in raw.findings)


def changed(data: bytes, changes: list[tuple[int, int]]) -> bytes:
	content = bytearray(data)
	for place, value in changes:
		content[place % len(content)] = value
	return bytes(content)


@FUZZ
@given(MAGIC, st.binary(max_size=400))
def test_random_bytes(magic: bytes, rest: bytes) -> None:
	read_or_refuse(magic + rest)


@FUZZ
@given(st.integers(0, len(WHOLE)))
def test_a_file_cut_off(length: int) -> None:
	read_or_refuse(WHOLE[:length])


@FUZZ
@given(CHANGES)
def test_a_file_with_bytes_changed(changes: list[tuple[int, int]]) -> None:
	read_or_refuse(changed(WHOLE, changes))


@FUZZ
@given(st.sampled_from(OTHERS), CHANGES)
def test_another_format_with_bytes_changed(data: bytes, changes: list[tuple[int, int]]) -> None:
	read_or_refuse(changed(data, changes))


@FUZZ
@given(st.sampled_from(OTHERS), st.integers(0, 6000))
def test_another_format_cut_off(data: bytes, length: int) -> None:
	read_or_refuse(data[:length])


@FUZZ
@given(st.sampled_from(PARTS), CHANGES)
def test_a_sound_package_with_unsound_parts(part: str, changes: list[tuple[int, int]]) -> None:
	buffer = BytesIO()
	with zipfile.ZipFile(BytesIO(WHOLE)) as whole, zipfile.ZipFile(buffer, "w") as package:
		for name in whole.namelist():
			content = whole.read(name)
			package.writestr(name, changed(content, changes) if name == part else content)
	read_or_refuse(buffer.getvalue())


class PanicException(BaseException):
	"""Stands for what pyo3 raises when Rust code panics."""


@pytest.mark.parametrize("error", [PanicException("index out of bounds"), OverflowError("date"), RuntimeError()])
def test_what_a_parser_raises_becomes_a_refusal(error: BaseException) -> None:
	with pytest.raises(UnreadableFile) as caught, source.calamine_errors(WHOLE):
		raise error
	assert caught.value.text.zh == source.DAMAGED.zh


def test_an_interrupt_stays_an_interrupt() -> None:
	with pytest.raises(KeyboardInterrupt), source.calamine_errors(WHOLE):
		raise KeyboardInterrupt
