"""Whatever a file holds, it is read or refused in words: no other error, no hang, no half-written register.

A few hundred files here; `make soak` reads ten thousand.
"""

from __future__ import annotations

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.mutated_cells import HEADERS, ODD_VALUES
from tests.core.mutations import KINDS, mutant, sources
from tests.core.raw_xlsx import raw_xlsx
from tests.soak.judging import as_list, as_register, verdict
from tests.soak.running import reports, summary

SEED = 7
FILES = 160


def test_a_mutant_is_the_same_each_time_it_is_made() -> None:
	assert [mutant(SEED, number) for number in range(40)] == [mutant(SEED, number) for number in range(40)]
	assert mutant(SEED, 1) != mutant(SEED + 1, 1)


def test_the_files_of_this_run_were_changed_in_every_way_and_hold_every_format() -> None:
	made = [mutant(SEED, number) for number in range(FILES)]
	assert {one.kind.partition(",")[0] for one in made} == {kind for kind, _ in KINDS}
	assert {one.suffix for one in made} == {"xlsx", "xls", "ods", "csv"}
	sound = {data for source in sources() for data in source.files.values()}
	assert sum(one.data in sound for one in made) <= FILES // 20


def test_mutated_files_are_read_or_refused() -> None:
	told = list(reports(SEED, range(FILES)))
	assert len(told) == FILES
	assert not any("failure" in report for report in told), summary(told)
	verdicts = [report["verdicts"]["list"] for report in told]
	# Were nearly all refused at the door, nothing behind it would be tested.
	assert verdicts.count("read") > FILES // 4


# A worker that answers each number, except the second.
WORKER = """
import os, sys, time
for line in sys.stdin:
	if line == "2\\n":
		{deed}
	print('{{"number": ' + line.strip() + "}}", flush=True)
"""


@pytest.mark.parametrize(
	("deed", "failure"),
	[("os.abort()", "the process ended with code -6"), ("time.sleep(99)", "no answer within 0.5 s")],
)
def test_a_file_that_ends_or_stops_the_process_is_told_of_and_the_run_goes_on(deed: str, failure: str) -> None:
	told = list(reports(SEED, range(1, 5), command=(sys.executable, "-c", WORKER.format(deed=deed)), seconds=0.5))
	assert [report["number"] for report in told] == [1, 2, 3, 4]
	assert [report.get("failure") for report in told] == [None, failure, None, None]


TEXTS = st.text(max_size=12) | st.sampled_from(
	["一级", "二级", "1中2低", "办公室", "1.甲；2.乙", "填表人：甲", "合计", "同上", "一、办公室"]
)
CELLS = (
	st.none() | TEXTS | st.sampled_from(ODD_VALUES) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()
)
HEADER_ROWS = st.lists(st.sampled_from(HEADERS), min_size=2, max_size=10)
SHEETS = st.tuples(
	st.lists(st.lists(CELLS, max_size=3), max_size=3), HEADER_ROWS, st.lists(st.lists(CELLS, max_size=10), max_size=8)
)
FUZZ = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@FUZZ
@given(st.lists(SHEETS, min_size=1, max_size=2), st.sampled_from(["清单", "风险点"]))
def test_any_cells_below_any_headers(told: list[tuple[list, list, list]], title: str) -> None:
	sheets = [
		{"title": f"{title}{number or ''}", "rows": [*above, headers, *below]}
		for number, (above, headers, below) in enumerate(told)
	]
	data = raw_xlsx(sheets)
	verdict(lambda: as_register(data))
	verdict(lambda: as_list(data))
