"""Mutated files: from a seed and a number always the same one, so that whatever goes wrong can be looked at again.

Sources are a register workbook, as the product writes it, and the corpus of lists in all their formats.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from random import Random

from openpyxl import load_workbook

from lianzheng_risk.core.workbook import write_register
from tests.core import lists_files
from tests.core.mutated_cells import Sheets, mutated
from tests.core.raw_xlsx import Raw, raw_xlsx, undated, unzipped, zipped
from tests.core.workbook_sample import register

REGISTER = "register"


@dataclass(frozen=True)
class Mutant:
	"""A mutated file: what it was made from, what was done to it, and its bytes."""

	source: str
	kind: str
	suffix: str
	data: bytes


@dataclass(frozen=True)
class Source:
	"""A sound file, as bytes in each format that can hold it, and as rows."""

	name: str
	files: dict[str, bytes]
	sheets: Sheets


def mutant(seed: int, number: int) -> Mutant:
	"""The mutant of this number in the series of `seed`."""
	random = Random(f"{seed}/{number}")
	source = random.choice(sources())
	kind, change = random.choice(KINDS)
	data, suffix = change(random, source)
	if random.random() < 0.05:
		kind, data = f"{kind}, then bits", _flip_bits(random, data)
	return Mutant(source.name, kind, suffix, data)


@cache
def sources() -> tuple[Source, ...]:
	"""What is mutated; every third time the register."""
	lists = tuple(_list_source(case) for case in lists_files.cases())
	return (*lists, *(_register_source(),) * (len(lists) // 2))


def _list_source(case: lists_files.Case) -> Source:
	told = case.data["sheets"]
	suffixes = ("xlsx", "xls", "ods", "csv-utf8", "csv-gb18030") if len(told) == 1 else ("xlsx", "xls", "ods")
	files = {suffix: lists_files.WRITERS[suffix](told) for suffix in suffixes}
	rows = [[[lists_files.value(cell) for cell in cells] for cells in sheet["rows"]] for sheet in told]
	return Source(case.name, files, [{**sheet, "rows": cells} for sheet, cells in zip(told, rows, strict=True)])


def _register_source() -> Source:
	buffer = BytesIO()
	write_register(register(), buffer)
	workbook = load_workbook(buffer)
	sheets = [
		{"title": sheet.title, "rows": [list(cells) for cells in sheet.iter_rows(values_only=True)]}
		for sheet in workbook
	]
	return Source(REGISTER, {"xlsx": undated(buffer.getvalue()), "xls": lists_files.xls(sheets)}, sheets)


# What is in the cells


def _cells_as_xlsx(random: Random, source: Source) -> tuple[bytes, str]:
	return raw_xlsx(mutated(random, source.sheets)), "xlsx"


def _cells_as_csv(random: Random, source: Source) -> tuple[bytes, str]:
	rows = random.choice(mutated(random, source.sheets))["rows"]
	separator, end = random.choice((",", ",", "\t", ";")), random.choice(("\r\n", "\n", "\r"))
	text = end.join(separator.join(_quoted(random, cell) for cell in cells) for cells in rows)
	encoding = random.choice(("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "big5", "latin-1"))
	errors = "surrogatepass" if encoding.startswith("utf") else "replace"
	return text.encode(encoding, errors), "csv"


def _quoted(random: Random, cell: object) -> str:
	text = "" if cell is None else cell.inside if isinstance(cell, Raw) else str(cell)
	if random.random() < 0.01:
		return f'"{text}'
	return '"' + text.replace('"', '""') + '"' if set(text) & set(',;\t"\r\n') else text


# The bytes of the file


def _flip_bits(random: Random, data: bytes) -> bytes:
	content = bytearray(data or b"\0")
	for _ in range(random.choice((1, 1, 4, 32))):
		content[random.randrange(len(content))] ^= 1 << random.randrange(8)
	return bytes(content)


def _cut_off(random: Random, data: bytes) -> bytes:
	return data[: random.randrange(len(data))]


def _overwrite(random: Random, data: bytes) -> bytes:
	place, length = random.randrange(len(data)), random.choice((1, 16, 600))
	block = random.choice((bytes(length), b"\xff" * length, random.randbytes(length)))
	return data[:place] + block + data[place + length :]


def _overwrite_number(random: Random, data: bytes) -> bytes:
	"""A length, an offset or a count, as binary formats have them, made extreme."""
	place, layout = random.randrange(len(data)), random.choice(("<H", "<I", "<Q"))
	extreme = struct.pack(layout, random.choice((0, 1, 0x7FFF, 0xFFFF)) & (256 ** struct.calcsize(layout) - 1))
	return data[:place] + extreme + data[place + len(extreme) :]


def _repeat_block(random: Random, data: bytes) -> bytes:
	start = random.randrange(len(data))
	return data[:start] + data[start : start + random.choice((8, 512, 4096))] * random.choice((2, 9)) + data[start:]


def _remove_block(random: Random, data: bytes) -> bytes:
	start = random.randrange(len(data))
	return data[:start] + data[start + random.choice((1, 8, 512, 4096)) :]


def _prefix(random: Random, data: bytes) -> bytes:
	return random.choice((b"\xef\xbb\xbf", b"<html><table>", b"%PDF-1.7\n", b"\0" * 512, b"PK\x03\x04", b"Rar!")) + data


def _splice(random: Random, data: bytes) -> bytes:
	other = random.choice(list(random.choice(sources()).files.values()))
	return data[: random.randrange(len(data))] + other[random.randrange(len(other)) :]


def _in_bytes(change: Callable[[Random, bytes], bytes]) -> Callable[[Random, Source], tuple[bytes, str]]:
	def changed(random: Random, source: Source) -> tuple[bytes, str]:
		form = random.choice(sorted(source.files))
		return change(random, source.files[form]), form.partition("-")[0]

	return changed


# The parts of a package


def _in_parts(change: Callable[[Random, dict[str, bytes], str], None]) -> Callable[[Random, Source], tuple[bytes, str]]:
	def changed(random: Random, source: Source) -> tuple[bytes, str]:
		form = random.choice(sorted({"xlsx", "ods"} & source.files.keys()))
		parts = unzipped(source.files[form])
		change(random, parts, random.choice(sorted(parts)))
		return zipped(parts), form

	return changed


def _part_bits(random: Random, parts: dict[str, bytes], name: str) -> None:
	parts[name] = _flip_bits(random, parts[name])


def _part_cut_off(random: Random, parts: dict[str, bytes], name: str) -> None:
	parts[name] = _cut_off(random, parts[name] or b"\0")


def _part_gone(random: Random, parts: dict[str, bytes], name: str) -> None:
	del parts[name]


def _part_renamed(random: Random, parts: dict[str, bytes], name: str) -> None:
	parts[random.choice((name.upper(), name.replace("/", "\\"), f"../{name}", f"/{name}", "x" * 300))] = parts.pop(name)


def _parts_swapped(random: Random, parts: dict[str, bytes], name: str) -> None:
	other = random.choice(sorted(parts))
	parts[name], parts[other] = parts[other], parts[name]


_NUMBER = re.compile(rb"(?<=[\">])\d+(?=[\"<])")
_ADDRESS = re.compile(rb'(?<=")\$?[A-Z]{1,3}\$?\d{1,7}(?::\$?[A-Z]{1,3}\$?\d{1,7})?(?=")')
_TAG = re.compile(rb"<[^<>?!]{1,200}>")
_NUMBERS = (b"0", b"-1", b"4294967296", b"99999999999999999999", b"1e309", b"NaN", b"", b"0x10", b"1.5", "１".encode())
_ADDRESSES = (b"XFD1048576", b"A1:XFD1048576", b"A0", b"ZZZZ9", b"A99999999999", b"", b"A", b"1", b"B2:A1", b"A1:A1:A1")
_TAGS = (b"", b"<", b"<x>" * 5_000, b"<v>1</v>", b"<![CDATA[", b"<!--", b"&amp;&lt;", b"&nothing;", b"\0", b"\xff\xfe")
_BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
	b'<!ENTITY %c "%s">' % (letter + 1, b"&%c;" % letter * 10) for letter in b"abcdefgh"
) + b"]>"  # fmt: skip


def _replace_one(random: Random, pattern: re.Pattern[bytes], by: tuple[bytes, ...], xml: bytes) -> bytes:
	found = list(pattern.finditer(xml))
	if not found:
		return xml
	chosen = random.choice(found)
	return xml[: chosen.start()] + random.choice(by) + xml[chosen.end() :]


def _xml(pattern: re.Pattern[bytes], by: tuple[bytes, ...]) -> Callable[[Random, dict[str, bytes], str], None]:
	def change(random: Random, parts: dict[str, bytes], name: str) -> None:
		fitting = [part for part in sorted(parts) if pattern.search(parts[part])]
		if name not in fitting:
			name = random.choice(fitting or [name])
		for _ in range(random.choice((1, 1, 3, 10))):
			parts[name] = _replace_one(random, pattern, by, parts[name])

	return change


def _xml_entities(random: Random, parts: dict[str, bytes], name: str) -> None:
	start = parts[name].find(b"?>") + 2 if parts[name].startswith(b"<?") else 0
	parts[name] = parts[name][:start] + _BOMB + parts[name][start:].replace(b"</", b"&i;</", 1)


KINDS: tuple[tuple[str, Callable[[Random, Source], tuple[bytes, str]]], ...] = (
	*(("cells", _cells_as_xlsx),) * 10,
	*(("cells as text", _cells_as_csv),) * 3,
	*(("bits", _in_bytes(_flip_bits)),) * 3,
	("cut off", _in_bytes(_cut_off)),
	("overwritten", _in_bytes(_overwrite)),
	*(("number overwritten", _in_bytes(_overwrite_number)),) * 2,
	("block repeated", _in_bytes(_repeat_block)),
	("block removed", _in_bytes(_remove_block)),
	("prefixed", _in_bytes(_prefix)),
	("spliced", _in_bytes(_splice)),
	*(("bits in a part", _in_parts(_part_bits)),) * 3,
	("part cut off", _in_parts(_part_cut_off)),
	("part gone", _in_parts(_part_gone)),
	("part renamed", _in_parts(_part_renamed)),
	("parts swapped", _in_parts(_parts_swapped)),
	*(("numbers in a part", _in_parts(_xml(_NUMBER, _NUMBERS))),) * 2,
	*(("addresses in a part", _in_parts(_xml(_ADDRESS, _ADDRESSES))),) * 2,
	*(("tags in a part", _in_parts(_xml(_TAG, _TAGS))),) * 2,
	("entities", _in_parts(_xml_entities)),
)
