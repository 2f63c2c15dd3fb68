"""The whole site suite in as many parts as there are processors: each with servers and a site of its own, side by side."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile

from tests.site.bench import CHECKOUT

# A part needs a MariaDB and a site of its own, which takes two minutes and a gigabyte.
MOST_PARTS = 2
# Files that take far longer than their length tells: browsers, servers that are killed, sites that are installed, tables
# of cases. By how many times, as measured; a kilobyte of the others takes about two seconds.
_HEAVY = {
	"test_assessment_walk.py": 10,
	"test_commands.py": 11,
	"test_decision_walk.py": 4,
	"test_import_authority.py": 2,
	"test_import_faults.py": 16,
	"test_import_list_mutations.py": 11,
	"test_import_mutations.py": 30,
	"test_import_undo.py": 3,
	"test_import_walk.py": 9,
	"test_install.py": 12,
	"test_matrix_orm.py": 11,
	"test_matrix_reports.py": 10,
	"test_matrix_rest.py": 9,
	"test_monitoring_walk.py": 5,
	"test_organisation_walk.py": 3,
	"test_picture_walk.py": 7,
	"test_register_import.py": 3,
	"test_supervision_walk.py": 5,
	"test_upward_walk.py": 3,
	"test_walk.py": 6,
	"test_two_years.py": 5,
	"test_year.py": 3,
}


def parts_of(suite: Sequence[str]) -> list[list[str]]:
	"""The suite's files in parts of about the same length, in the suite's order; one part on a machine with one processor."""
	files = _files(suite)
	parts: list[list[Path]] = [[] for _ in range(min(MOST_PARTS, os.cpu_count() or 1))]
	for file in sorted(files, key=_weight, reverse=True):
		min(parts, key=lambda part: sum(map(_weight, part))).append(file)
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


def _weight(file: Path) -> int:
	return file.stat().st_size * _HEAVY.get(file.name, 1)
