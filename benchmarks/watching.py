"""What monitoring costs those who save documents: nothing where no rule watches, next to nothing where fifty do.

	python -m benchmarks.watching [--saves 400] [--submissions 60]

On a throw-away site with ERPNext on a bench's apps (FRAPPE_BENCH, or ~frappe/frappe-bench); without one nothing is run.
With and without the hook the same documents are saved in turn, in one process. What counts is the median difference of the
pairs; what a busy machine adds to the time on the wall is not in that of the processor, which is told beside it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from statistics import median

from benchmarks.throw_away import throw_away_site
from tests.site.bench import find_bench
from tests.site.run import NO_BENCH

SITE = "watching.test"
PROMISED_SECONDS, PROMISED_PERCENT = 50e-6, 5.0


def measure(bench: Path, saves: int, submissions: int) -> dict:
	with throw_away_site(bench, SITE, "erpnext", "lianzheng_risk") as (_folder, run):
		return json.loads(run("benchmarks.watching_sides", SITE, str(saves), str(submissions)).splitlines()[-1])


def report(figures: dict) -> bool:
	"""Print the figures and say whether the promises are kept."""
	unwatched, watched = figures["unwatched"], figures["watched"]
	print("a document that no rule watches")
	_compare("save", unwatched)
	cheap = unwatched["call"] < PROMISED_SECONDS and unwatched["queries"] == 0
	print(
		f"  {_verdict(cheap)}: the hook takes {unwatched['call'] * 1e6:.2f} µs and {unwatched['queries']} queries,"
		f" at most {PROMISED_SECONDS * 1e6:g} µs and none"
	)
	print(f"a purchase order under fifty rules, {watched['met']} of which it meets; {watched['queries']} queries more")
	slower = _compare("submit", watched)
	print(f"  {_verdict(slower <= PROMISED_PERCENT)}: {slower:+.1f} %, at most {PROMISED_PERCENT:g} %")
	return cheap and slower <= PROMISED_PERCENT


def _compare(what: str, times: dict) -> float:
	"""By how many percent the hook makes it slower: the median difference of the pairs, on the wall."""
	percent = []
	for clock, name in enumerate(("on the wall", "of the processor")):
		with_hook, without = ([one[clock] for one in times[side]] for side in ("with", "without"))
		more = median(one - other for one, other in zip(with_hook, without, strict=True))
		percent.append(100 * more / median(without))
		print(
			f"  {what} {median(with_hook) * 1e3:.2f} ms {name} with the hook, {median(without) * 1e3:.2f} ms without,"
			f" {more * 1e3:+.2f} ms in the median pair ({percent[-1]:+.1f} %)"
		)
	return percent[0]


def _verdict(kept: bool) -> str:
	return "kept" if kept else "NOT KEPT"


def main() -> int:
	parser = argparse.ArgumentParser(description="Time what monitoring costs those who save documents.")
	parser.add_argument("--saves", type=int, default=400)
	parser.add_argument("--submissions", type=int, default=60)
	arguments = parser.parse_args()
	bench = find_bench()
	if not bench:
		print(NO_BENCH.replace("site suite", "watching benchmark"))
		return 0
	return 0 if report(measure(bench, arguments.saves, arguments.submissions)) else 1


if __name__ == "__main__":
	sys.exit(main())
