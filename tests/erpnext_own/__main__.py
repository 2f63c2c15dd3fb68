"""`python -m tests.erpnext_own`: ERPNext's own tests with the app, which must come out as they do without it.

Three sites that begin alike, each on a copy of the same database: without the app; with it, and nothing watching; with all
rules that come along watching every company, and thresholds that no document reaches. It takes half an hour.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.erpnext_own.outcomes import Outcomes, differences
from tests.erpnext_own.sides import DOCTYPES, SIDES, Side, prepared_sides
from tests.site.bench import BenchError, find_bench
from tests.site.run import NO_BENCH


def main() -> int:
	parser = argparse.ArgumentParser(description="Run ERPNext's own tests without and with the app, and compare.")
	parser.add_argument("--doctype", action="append", choices=DOCTYPES, help="the tests of these only")
	parser.add_argument("--at-once", type=int, default=2, help="sites on which tests run at the same time")
	options = parser.parse_args()
	try:
		bench = find_bench()
		if not bench or not (bench / "apps" / "erpnext").is_dir():
			print(NO_BENCH.replace("site suite", "ERPNext's own tests"))
			return 0
		return compare(bench, tuple(options.doctype or DOCTYPES), options.at_once)
	except BenchError as problem:
		print(f"ERPNext's own tests FAILED to start: {problem}", file=sys.stderr)
		return 1


def compare(bench: Path, doctypes: tuple[str, ...], at_once: int) -> int:
	with prepared_sides(bench, doctypes) as sides, ThreadPoolExecutor(at_once) as pool:
		found = dict(zip(SIDES, pool.map(lambda side: _run(side, doctypes), sides), strict=True))
	base, *others = found.items()
	differing = 0
	for name, outcomes in others:
		told = differences(base[1], outcomes)
		differing += len(told)
		print(f"{name}: {len(told)} of {len(outcomes)} tests came out otherwise than {base[0]}")
		print("".join(f"  {line}\n" for line in told), end="")
	return 1 if differing or not base[1] else 0


def _run(side: Side, doctypes: tuple[str, ...]) -> Outcomes:
	found: Outcomes = {}
	for doctype in doctypes:
		began = time.monotonic()
		outcomes = side.run(doctype)
		found |= outcomes
		counts = ", ".join(f"{count} {what}" for what, count in sorted(Counter(outcomes.values()).items()))
		print(f"{side.name} – {doctype}: {counts or 'no test was run'}, {time.monotonic() - began:.0f} s", flush=True)
	for line in side.afterwards():
		print(f"{side.name} – {line}", flush=True)
	return found


if __name__ == "__main__":
	sys.exit(main())
