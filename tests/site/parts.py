"""The whole site suite in a few parts: each with servers and a site of its own, side by side."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile

from tests.site.bench import CHECKOUT

# A part needs a MariaDB and a site of its own, which takes a minute and a gigabyte.
MOST_PARTS = 3
# What files take of a processor, in seconds, where it is twenty or more: measured, as lengths do not tell of browsers,
# servers that are killed, sites that are installed and tables of cases. The others take about one a kilobyte.
SECONDS = {
	"test_accountability.py": 21,
	"test_assessment_files.py": 21,
	"test_assessments.py": 34,
	"test_bulk_writing.py": 23,
	"test_commands.py": 74,
	"test_decision_gate.py": 26,
	"test_decision_splitting.py": 24,
	"test_decision_walk.py": 32,
	"test_duties.py": 21,
	"test_import_authority.py": 60,
	"test_import_faults.py": 86,
	"test_import_mutations.py": 49,
	"test_import_plan.py": 24,
	"test_import_undo.py": 45,
	"test_import_walk.py": 61,
	"test_install.py": 71,
	"test_matrix_orm.py": 42,
	"test_matrix_reports.py": 57,
	"test_matrix_rest.py": 141,
	"test_monitoring.py": 48,
	"test_monitoring_walk.py": 21,
	"test_organisation.py": 45,
	"test_register_export.py": 32,
	"test_register_import.py": 100,
	"test_register_ledgers.py": 32,
	"test_supervision_walk.py": 30,
	"test_tallies.py": 29,
	"test_two_years.py": 33,
	"test_upward.py": 24,
	"test_walk.py": 32,
	"test_warnings.py": 25,
	"test_year.py": 34,
}


def parts_of(suite: Sequence[str]) -> list[list[str]]:
	"""The suite's files in parts of about the same length, in the suite's order; one part on a machine with one processor.

	As many as processors: with a third part on two of them no minute is won, and browsers wait too long for a page.
	"""
	files = _files(suite)
	parts: list[list[Path]] = [[] for _ in range(_number())]
	for file in sorted(files, key=_seconds, reverse=True):
		min(parts, key=lambda part: sum(map(_seconds, part))).append(file)
	return [[str(file.relative_to(CHECKOUT)) for file in files if file in part] for part in parts if part]


def run_in_parts(parts: Sequence[Sequence[str]], arguments: Sequence[str]) -> int:
	"""Run all parts at the same time and show what each said, one after the other; 0 if all of them succeeded."""
	with ExitStack() as stack:
		outputs = [stack.enter_context(TemporaryFile()) for _ in parts]
		running = [
			subprocess.Popen(
				[sys.executable, "-m", "tests.site.run", *arguments, *part], cwd=CHECKOUT, stdout=output, stderr=output
			)
			for part, output in zip(parts, outputs, strict=True)
		]
		for number, (process, output) in enumerate(zip(running, outputs, strict=True), start=1):
			process.wait()
			print(f"site suite, part {number} of {len(parts)}:", flush=True)
			output.seek(0)
			sys.stdout.buffer.write(output.read())
			sys.stdout.flush()
	return max(abs(process.returncode) for process in running)


def _files(suite: Sequence[str]) -> list[Path]:
	paths = [CHECKOUT / name for name in suite]
	return [file for path in paths for file in (sorted(path.glob("test_*.py")) if path.is_dir() else [path])]


def _number() -> int:
	return min(MOST_PARTS, os.cpu_count() or 1)


def _seconds(file: Path) -> float:
	return SECONDS.get(file.name) or file.stat().st_size / 1000
