"""However bad a file is, its findings stay within bounds, and nothing that is wrong is forgotten."""

from __future__ import annotations

import pytest
from importing_sample import outcome, planned, workbook

from lianzheng_risk.core.findings import Finding, Place
from lianzheng_risk.core.importing import tally
from lianzheng_risk.core.importing.rules import NOT_ON_SITE, SAME_RECORD
from lianzheng_risk.core.importing.tally import Tally

POST = {"unit": "NJ-C", "rank": "？"}


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
	"""Four findings are kept whatever they are, and two of each kind."""
	monkeypatch.setattr(tally, "KEPT", 4)
	monkeypatch.setattr(tally, "KEPT_OF_EACH_KIND", 2)


def told_of_rows(found: Tally) -> list[tuple[str, int]]:
	return [(finding.rule.code, finding.place.row) for finding in found.findings]


def test_of_many_of_a_kind_the_first_are_kept_and_the_rest_are_counted(small) -> None:
	found = Tally()
	found.tell(
		Finding(SAME_RECORD, Place("posts", row, "post"), {"first": 1, "title": f"岗{row}"}) for row in range(2, 9)
	)
	found.add(Finding(NOT_ON_SITE, Place("posts", row)) for row in range(2, 6))
	assert told_of_rows(found) == [("same_record", row) for row in (2, 3, 4, 5)] + [
		("not_on_site", 2),
		("not_on_site", 3),
	]
	of_errors, of_warnings = found.summaries()
	assert (of_errors.severity, of_errors.place) == ("error", Place("posts", 0, "post"))
	assert of_errors.message() == (
		"本列另有3处同样的问题，不再逐处列出，例如：本行与第1行指的是同一条记录（“岗6”），请保留一行；如不是同一条，请分别填写编码"
	)
	assert (of_warnings.severity, of_warnings.values["count"]) == ("warning", 2)
	assert {cell: rows.tolist() for cell, rows in found.errors_not_kept().items()} == {("posts", "post"): [6, 7, 8]}


def test_of_a_cell_what_was_found_first_is_kept() -> None:
	found = Tally()
	place = Place("posts", 3, "post")
	found.tell([Finding(SAME_RECORD, place, {"first": 2, "title": "甲岗"})])
	found.tell([Finding(NOT_ON_SITE, place)])
	assert told_of_rows(found) == [("same_record", 3)]
	assert place in found
	assert Place("posts", 4, "post") not in found
	found.add([Finding(NOT_ON_SITE, place)])
	assert told_of_rows(found) == [("same_record", 3), ("not_on_site", 3)]


@pytest.mark.parametrize("bad_rows", ["refuse", "skip"])
def test_a_row_is_refused_whether_its_error_is_listed_or_not(small, bad_rows: str) -> None:
	rows = [{"post": f"G{number}", "post_name": f"窗口{number}", **POST} for number in range(20, 29)]
	rows.append({"post": "G40", "post_name": "档案岗", "unit": "NJ-C", "rank": "一般工作人员"})
	result = planned(workbook(posts=rows), bad_rows=bad_rows)
	assert outcome(result, "posts") == {"new": (11,), "refused": tuple(range(2, 11))}
	listed = [it.rule.code for it in result.findings if it.severity == "error"]
	assert listed.count("unknown_term") == 4
	assert listed.count("more_of_the_same_error") == 1
	assert result.ready == (bad_rows == "skip")


def test_an_update_passes_over_what_is_new_whether_its_error_is_listed_or_not(small) -> None:
	rows = [{"post": f"G{number}", "post_name": f"窗口{number}", **POST} for number in range(20, 29)]
	rows.append({"post": "G3", "post_name": "文书岗"})
	result = planned(workbook(posts=rows), mode="update")
	assert outcome(result, "posts") == {"changed": (11,), "left_alone": tuple(range(2, 11))}
