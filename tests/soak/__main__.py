"""`python -m tests.soak`: ten thousand mutated files; `--seed` and `--start` take a run up where it ended."""

from __future__ import annotations

import argparse
import sys

from tests.soak.running import reports, summary

SEED = 20260630
_EVERY = 500


def main() -> int:
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("--seed", type=int, default=SEED)
	parser.add_argument("--start", type=int, default=0, help="number of the first mutant")
	parser.add_argument("--count", type=int, default=10_000)
	options = parser.parse_args()
	print(f"seed {options.seed}, mutants {options.start} to {options.start + options.count - 1}", flush=True)
	told = []
	for report in reports(options.seed, range(options.start, options.start + options.count)):
		told.append(report)
		if "failure" in report:
			print(f"{report['number']}: {report['failure'].splitlines()[-1]}", flush=True)
			print(f"again: python -m tests.soak --seed {options.seed} --start {report['number']} --count 1", flush=True)
		if len(told) % _EVERY == 0:
			print(f"{options.start + len(told)} …", flush=True)
	print(summary(told))
	return 1 if any("failure" in report for report in told) else 0


if __name__ == "__main__":
	sys.exit(main())
