"""Each invented list becomes what a person would write into the register by hand, no more and no less.

In a case's `expected` (names are those of the register; a key that is left out means: nothing there)

- `tables`: each list found, its layout (null where it is near one or another), header row and unit, how many risk points and measures it gives, which rows are
  left out and as what (`left_out`), what a person has to settle (`to_settle`: row, field, the text in question; "count" is a
  number of risk points in a row, "total" one above or below the list), and what the list lacks as a whole (`lacks`),
- `units` (each with the one above), `whole_units` (those of them that are no internal departments, beside the one in the title),
  `heads`, `leaders`, `people`, `posts`, `key_posts`, `powers`, `steps`: by name,
- `risk_points`: the rows of the source each comes from ("4-5": with continuation), its values, measures and their people.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lists_files import Case, cases
from lists_view import AS_OF, View, expected_risk_points, lacks_of, rows_of, same
from terminal import Terminal

from lianzheng_risk.core.checks import check
from lianzheng_risk.core.findings import Place
from lianzheng_risk.core.lists import Converted, ListTable, convert, recognise, write_converted
from lianzheng_risk.core.register import TABLES
from lianzheng_risk.core.schemes import DEFAULT
from lianzheng_risk.core.workbook import UnreadableFile, read

ALL = cases()
READABLE = [case for case in ALL if case.expected["exit"] != 2]
each_list = pytest.mark.parametrize("case", READABLE, ids=lambda case: case.name)


@pytest.fixture(scope="module")
def converted_of():
	"""Each case converted once."""
	made: dict[str, Converted] = {}

	def of(case: Case) -> Converted:
		if case.name not in made:
			made[case.name] = convert(case.file())
		return made[case.name]

	return of


def test_the_corpus_holds_every_layout_and_every_format() -> None:
	layouts = [table["layout"] for case in READABLE for table in case.expected["tables"]]
	assert all(layouts.count(str(layout)) >= 2 for layout in range(1, 11))
	assert {case.data["format"].split("-")[0] for case in ALL} == {"xlsx", "xls", "ods", "csv"}
	assert len({case.data["organisation"] for case in ALL}) >= 5


@each_list
def test_the_lists_are_recognised(case: Case) -> None:
	found = [
		{"sheet": table.sheet, "layout": table.layout, "header_row": table.header_row, "unit": table.unit}
		for table in recognise(case.file())
	]
	for told, table in zip(case.expected["tables"], found, strict=True):
		same({name: table[name] if told[name] is None else told[name] for name in table}, table)


@each_list
def test_risk_points_and_measures(case: Case, converted_of) -> None:
	found = View(converted_of(case)).risk_points()
	by_row = {(point["sheet"], point["row"], point["title"]): point for point in found}
	told = {(point["sheet"], point["row"], point["title"]): point for point in expected_risk_points(case.expected)}
	same(told, by_row)


@each_list
def test_units_posts_and_powers(case: Case, converted_of) -> None:
	view = View(converted_of(case))
	same(case.expected["units"], view.units())
	same(case.expected.get("heads", {}), view.heads())
	same(case.expected["posts"], view.posts())
	same(case.expected["powers"], view.powers())
	for part in ("leaders", "people", "key_posts", "steps"):
		if part in case.expected:
			same(case.expected[part], getattr(view, part)())


@each_list
def test_a_department_is_not_taken_for_a_unit(case: Case, converted_of) -> None:
	whole = {*case.expected.get("whole_units", ()), *(table["unit"] for table in case.expected["tables"])}
	expected = {name: "unit" if name in whole else "department" for name in case.expected["units"]}
	same(expected, View(converted_of(case)).unit_types())


@each_list
def test_the_account(case: Case, converted_of) -> None:
	accounts = [account.to_dict() for account in converted_of(case).accounts]
	for told, account in zip(case.expected["tables"], accounts, strict=True):
		left_out = {str(entry["row"]): None for entry in account["left_out"]}
		same(dict.fromkeys(told["left_out"]), left_out)
		to_settle = [[entry["row"], entry["field"], str(entry["value"] or "")] for entry in account["to_settle"]]
		same(sorted(told["to_settle"]), sorted(to_settle))
		assert (account["risks"], account["measures"]) == (told["risks"], told["measures"])
		assert account["rows"] == _rows_that_became_something(case, told) + len(left_out)
		if "lacks" in told:
			assert sorted(account["lacks"]) == sorted(told["lacks"])
		assert all(entry["reason"] for entry in (*account["left_out"], *account["to_settle"]))


def _rows_that_became_something(case: Case, table: dict) -> int:
	points = [
		point
		for point in case.expected["risk_points"]
		if point.get("sheet", table["sheet"]) == table["sheet"] and rows_of(point["rows"]).start > table["header_row"]
	]
	below = [
		other["header_row"]
		for other in case.expected["tables"]
		if other["sheet"] == table["sheet"] and other["header_row"] > table["header_row"]
	]
	rows = {row for point in points for row in rows_of(point["rows"])}
	return len([row for row in rows if row < min(below, default=1 << 20)])


def test_reasons_tell_why_a_row_was_left_out(converted_of) -> None:
	reasons: dict[str, set[str]] = {}
	for case in READABLE:
		for told, account in zip(case.expected["tables"], converted_of(case).accounts, strict=True):
			for entry in account.to_dict()["left_out"]:
				kind = told["left_out"][str(entry["row"])]
				# Who filled in the list and what is noted below it may be told of in the same words.
				reasons.setdefault("footer" if kind == "note" else kind, set()).add(entry["reason"])
	assert reasons.keys() == {"blank", "footer", "title", "header", "section", "total", "no_risk"}
	told = [reason for texts in reasons.values() for reason in texts]
	assert len(told) == len(set(told)), reasons


@each_list
def test_what_a_list_lacks_is_what_stays_empty(case: Case, converted_of) -> None:
	converted = converted_of(case)
	lacks = lacks_of(converted)
	for name, table in converted.raw.tables.items():
		for column in TABLES[name].fields:
			if column.required and len(table.frame):
				empty = column.name not in table.frame or table.frame[column.name].isna().all()
				assert not empty or f"{name}.{column.name}" in lacks, f"{name}.{column.name}"
	assert all(field in TABLES[table].columns for table, field in (name.split(".") for name in lacks))


@each_list
def test_every_value_leads_back_to_its_cell(case: Case, converted_of) -> None:
	converted = converted_of(case)
	sheets = {told["title"]: told["rows"] for told in case.data["sheets"]}
	if case.data["format"].startswith("csv"):
		sheets = {"": case.data["sheets"][0]["rows"]}
	for table, field in (
		("risk_points", "title"),
		("risk_points", "manifestation"),
		("risk_points", "stated_grade"),
		("measures", "description"),
	):
		frame = converted.raw.tables[table].frame
		if field not in frame:
			continue
		for row, value in frame[field].dropna().items():
			sheet, source_row, letter = converted.origin(Place(table, row, field))
			cells = sheets[sheet][source_row - 1]
			cell = cells[ord(letter) - ord("A")]
			assert _bare(value) in _bare(cell) or _bare(cell) == "同上", (
				f"{table}.{field} of {row}: {value!r} is not in {letter}{source_row}"
			)


@each_list
def test_every_row_leads_back_to_a_row_of_the_file(case: Case, converted_of) -> None:
	converted = converted_of(case)
	rows = {told["title"]: len(told["rows"]) for told in case.data["sheets"]}
	if case.data["format"].startswith("csv"):
		rows = {"": len(case.data["sheets"][0]["rows"])}
	for name, table in converted.raw.tables.items():
		for row in table.frame.index:
			for field in (None, *TABLES[name].columns):
				sheet, source_row, letter = converted.origin(Place(name, row, field))
				assert 1 <= source_row <= rows[sheet], (name, row, field)
				assert letter.isalpha()


def _bare(text: object) -> str:
	return "".join(str(text).split())


@each_list
def test_the_mapping_can_be_kept_and_used_again(case: Case, converted_of) -> None:
	data = case.file()
	kept = json.loads(json.dumps([table.to_dict() for table in recognise(data)], ensure_ascii=False))
	again = convert(data, [ListTable.from_dict(table) for table in kept])
	once = converted_of(case)
	assert [account.to_dict() for account in again.accounts] == [account.to_dict() for account in once.accounts]
	for name, table in once.raw.tables.items():
		assert table.frame.equals(again.raw.tables[name].frame), name


@each_list
def test_the_register_written_reads_like_the_one_converted(case: Case, converted_of, tmp_path: Path) -> None:
	converted = converted_of(case)
	write_converted(converted, tmp_path / "out.xlsx", "zh", DEFAULT)
	again = check(read(tmp_path / "out.xlsx"), DEFAULT, AS_OF)
	before = check(converted.raw, DEFAULT, AS_OF)
	for name in TABLES:
		assert again.register[name].equals(before.register[name]), name
	lacks = lacks_of(converted)
	asked = {entry["field"] for account in converted.accounts for entry in account.to_dict()["to_settle"]}
	errors = [found for found in again.findings if found.severity == "error"]
	unexpected = [
		found
		for found in errors
		if f"{found.place.table}.{found.place.field}" not in lacks and found.place.field not in asked
	]
	assert not unexpected, [found.message() for found in unexpected]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_the_command_and_its_exit_code(case: Case, capsys, tmp_path: Path) -> None:
	source, target = tmp_path / case.file_name, tmp_path / "out.xlsx"
	source.write_bytes(case.file())
	outcome = Terminal(capsys)("convert", source, target, "--json")
	assert outcome.code == case.expected["exit"], outcome.out + outcome.err
	assert target.exists() == (outcome.code != 2)
	if outcome.code != 2:
		told = json.loads(outcome.out)
		accounts = [account.to_dict() for account in convert(source).accounts]
		assert (told["tables"] if isinstance(told, dict) else told) == accounts


def test_a_file_without_any_list_is_refused() -> None:
	for case in ALL:
		if case.expected["exit"] == 2:
			with pytest.raises(UnreadableFile) as caught:
				recognise(case.file())
			assert caught.value.text.zh and caught.value.text.en
