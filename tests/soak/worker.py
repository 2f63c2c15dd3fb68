"""The process that reads: takes numbers of mutants from its input, tells of each on its output, one JSON line each."""

from __future__ import annotations

import json
import resource
import sys
import time
import traceback
from typing import TextIO

from tests.core.mutations import mutant
from tests.soak.judging import judge

# Enough for the libraries and any file of a few hundred KiB; what asks for more has been fooled by the file.
MEMORY = 2 << 30
# Every so manieth file is written, too.
WRITTEN = 10


def work(seed: int, numbers: TextIO, report: TextIO) -> None:
	resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
	for line in numbers:
		number = int(line)
		print(json.dumps(told(seed, number), ensure_ascii=True), file=report, flush=True)


def told(seed: int, number: int) -> dict:
	"""What became of one mutant: verdicts or the traceback, the seconds, and the most memory that the process ever used."""
	made = mutant(seed, number)
	unraised: list[str] = []
	# What goes wrong while an object is thrown away is only printed, where people would see it.
	sys.unraisablehook = lambda it: unraised.append(f"{it.err_msg or 'ignored'} in {it.object!r}: {it.exc_value!r}")
	start = time.perf_counter()
	report = {"number": number, "source": made.source, "kind": made.kind, "suffix": made.suffix}
	try:
		report["verdicts"] = judge(made, thoroughly=number % WRITTEN == 0)
	except BaseException as error:
		# A panic of a native parser is no Exception; an interrupt is not about the file.
		if isinstance(error, KeyboardInterrupt):
			raise
		report["failure"] = "".join(traceback.format_exception(error, limit=-8))
	if unraised:
		report.setdefault("failure", "\n".join(unraised))
	peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
	return report | {"seconds": round(time.perf_counter() - start, 3), "peak_mib": peak_mib}


if __name__ == "__main__":
	# Whatever a library prints must not stand between the lines of the report.
	out, sys.stdout = sys.stdout, sys.stderr
	work(int(sys.argv[1]), sys.stdin, out)
