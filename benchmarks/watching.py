"""What monitoring costs those who save documents: nothing where no rule watches, next to nothing where fifty do.

	python -m benchmarks.watching [--saves 400] [--submissions 60]

On a throw-away site with ERPNext on a bench's apps (FRAPPE_BENCH, or ~frappe/frappe-bench); without one nothing is run.
With and without the hook the same documents are saved in turn, in one process, and medians are compared.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.site.bench import CHECKOUT, find_bench, overlay
from tests.site.run import NO_BENCH, throw_away_bench
from tests.site.servers import ROOT_PASSWORD, running_servers

SITE = "watching.test"
PROMISED_SECONDS, PROMISED_PERCENT = 50e-6, 5.0


def measure(bench: Path, saves: int, submissions: int) -> dict:
	python = overlay(bench)
	with tempfile.TemporaryDirectory(prefix="lianzheng-bench-") as folder, running_servers(Path(folder)) as servers:
		home = throw_away_bench(Path(folder) / "bench", bench, servers)
		environment = os.environ | {
			"FRAPPE_BENCH_ROOT": str(home),
			"PYTHONPATH": str(CHECKOUT),
			"PYTHONPYCACHEPREFIX": str(CHECKOUT / ".cache" / "pycache"),
		}

		def run(*command: str) -> str:
			done = subprocess.run(
				[python, "-m", *command],
				cwd=home / "sites",
				env=environment,
				stdout=subprocess.PIPE,
				check=True,
				text=True,
			)
			return done.stdout

		print("making a site", flush=True)
		run("frappe.utils.bench_helper", "frappe", "new-site", SITE, "--db-root-password", ROOT_PASSWORD,
			"--admin-password", "admin", "--mariadb-user-host-login-scope", "%", "--install-app", "erpnext",
			"--install-app", "lianzheng_risk")  # fmt: skip
		return json.loads(run("benchmarks.watching_sides", SITE, str(saves), str(submissions)).splitlines()[-1])


def report(figures: dict) -> bool:
	"""Print the figures and say whether the promises are kept."""
	unwatched, watched = figures["unwatched"], figures["watched"]
	saved, saved_without = median(unwatched["with"]), median(unwatched["without"])
	print("a document that no rule watches")
	print(f"  save {saved * 1e3:.2f} ms with the hook, {saved_without * 1e3:.2f} ms without")
	cheap = unwatched["call"] < PROMISED_SECONDS and unwatched["queries"] == 0
	print(
		f"  {_verdict(cheap)}: the hook takes {unwatched['call'] * 1e6:.2f} µs and {unwatched['queries']} queries,"
		f" at most {PROMISED_SECONDS * 1e6:g} µs and none"
	)
	submitted, submitted_without = median(watched["with"]), median(watched["without"])
	slower = 100 * (submitted / submitted_without - 1)
	print(f"a purchase order under fifty rules, {watched['met']} of which it meets")
	print(f"  submit {submitted * 1e3:.1f} ms with the hook, {submitted_without * 1e3:.1f} ms without")
	print(f"  {watched['queries']} queries more")
	print(f"  {_verdict(slower <= PROMISED_PERCENT)}: {slower:+.1f} %, at most {PROMISED_PERCENT:g} %")
	return cheap and slower <= PROMISED_PERCENT


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
